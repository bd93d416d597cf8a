"""Primary contacts: the colleagues who follow a household up, and how much each can carry."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from placement.domain.person import LanguageCode, Secrecy
from placement.domain.value import FOREVER, Alias, Answer, Spell, Value


class Contact(Value):
    """A colleague under an alias. `None`: unknown, the strictest meaning counts."""

    alias: Alias
    languages: frozenset[LanguageCode] = frozenset()
    clearance: Secrecy | None = None
    """Highest secrecy grade that they may follow up."""
    hours: Annotated[int, Field(ge=0, le=60)]
    """Hours a week; the fair share of the load follows them."""
    capacity: Annotated[int, Field(ge=0, le=999)]
    """Most load points."""
    until: date | None = None
    """The first day on which they no longer work here."""


class Absence(Spell):
    """A contact is away in `[since, until)`."""

    contact: Alias
    since: date
    until: date = FOREVER


class Impartiality(Value):
    """Whether a contact or interpreter has a conflict of interest with a household (yes: there is one)."""

    helper: Alias
    household: Alias
    conflict: Answer = Answer.NOT_ASKED


class AssignmentKind(StrEnum):
    """Whether a household has this contact already."""

    CURRENT = "current"
    NEW = "new"


class ContactAssignment(Value):
    """A household and its primary contact from a date on."""

    household: Alias
    contact: Alias
    since: date
    kind: AssignmentKind = AssignmentKind.CURRENT
