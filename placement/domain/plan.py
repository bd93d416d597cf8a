"""The answer of one planning run."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from placement.domain.contact import ContactAssignment
from placement.domain.interpreter import Booking
from placement.domain.programme import Enrolment
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Value

SCHEMA_VERSION: Literal[2] = 2
MOST_STAYS = 20_000
MOST_ACTS = 60_000
"""Far more than any week has; a file with more is no plan."""


def _version(given: object) -> object:
    """Refuse another version before anything else is read into it."""
    if type(given) is int and given == SCHEMA_VERSION:
        return given
    raise PydanticCustomError(
        "schema_version",
        "version {given} is not read, only version {reads}: make the file again with this program",
        {"given": given if type(given) is int else "?", "reads": SCHEMA_VERSION},
    )


SchemaVersion = Annotated[Literal[2], BeforeValidator(_version)]
"""The version of what is written down; a file of any other is refused, never guessed at."""


class Plan(Value):
    """What the plan begins and proposes, in order of alias: stays, enrolments, contacts, interpreters."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    instance_hash: str = ""
    """The week that it was made for (`Instance.content_hash`); a plan file must name it."""
    stays: Annotated[tuple[Stay, ...], Field(max_length=MOST_STAYS)] = ()

    enrolments: Annotated[tuple[Enrolment, ...], Field(max_length=MOST_ACTS)] = ()
    """What it begins (NEW), and what it gives up for a bed (GIVEN_UP); other current enrolments go on."""
    contacts: Annotated[tuple[ContactAssignment, ...], Field(max_length=MOST_ACTS)] = ()
    """Each household's contact from now on, also where nothing changes."""
    bookings: Annotated[tuple[Booking, ...], Field(max_length=MOST_ACTS)] = ()

    @property
    def starts(self) -> tuple[Stay, ...]:
        """Stays that begin without further consent to a move."""
        return tuple(s for s in self.stays if s.kind is StayKind.NEW)

    @property
    def proposals(self) -> tuple[Stay, ...]:
        """Moves that await consent."""
        return tuple(s for s in self.stays if s.kind is StayKind.PROPOSAL)
