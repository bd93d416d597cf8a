"""The answer of one planning run."""

from typing import Annotated

from pydantic import Field

from placement.domain.stay import Stay, StayKind
from placement.domain.value import Value

SCHEMA_VERSION = 1
MOST_STAYS = 20_000
"""Far more than any week has; a file with more is no plan."""


class Plan(Value):
    """What the plan begins (NEW) and what it proposes to people who are housed (PROPOSAL), in order of alias."""

    schema_version: int = SCHEMA_VERSION
    instance_hash: str = ""
    stays: Annotated[tuple[Stay, ...], Field(max_length=MOST_STAYS)] = ()

    @property
    def starts(self) -> tuple[Stay, ...]:
        """Stays that begin without further consent to a move."""
        return tuple(s for s in self.stays if s.kind is StayKind.NEW)

    @property
    def proposals(self) -> tuple[Stay, ...]:
        """Moves that await consent."""
        return tuple(s for s in self.stays if s.kind is StayKind.PROPOSAL)
