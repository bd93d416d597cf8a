"""Who acts: a user in one role, with what they are cleared for."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator

from placement.domain.desk_rows import BREAK_GLASS
from placement.domain.person import Secrecy
from placement.domain.value import Alias, Value


class Role(StrEnum):
    """What somebody is here to do. Nobody has two, and none stands above the others."""

    COORDINATOR = "coordinator"
    """Places people: all case work."""
    CASEWORKER = "caseworker"
    """Follows their own households up."""
    MANAGER = "manager"
    """Answers for capacity and policy: aliases, figures and scenarios."""
    ADDRESS_KEEPER = "address_keeper"
    """Keeps the addresses, and knows nothing of who lives there."""
    AUDITOR = "auditor"
    """Reads the log."""
    ADMINISTRATOR = "administrator"
    """Keeps users and backups."""


class ActorRelation(StrEnum):
    """How an actor stands to the household that an act is about."""

    OWN = "own"
    """The actor is the household's primary contact."""
    OTHER = "other"
    """Somebody else is, nobody is, or there is no such household."""
    CONFLICT = "conflict"
    """The actor has a conflict of interest."""
    NONE = "none"
    """The act is not about a household."""


class Actor(Value):
    """A user as permission sees them. What is not given is not granted."""

    login: Alias
    role: Role
    clearance: Secrecy = Secrecy.NONE
    """Highest address protection that they may see through."""
    case_groups: frozenset[Alias] | Literal["all"] = frozenset()
    """The cases that they may know of."""
    contact: Alias | None = None
    """The contact that they are; by it households and conflicts of interest are theirs."""
    active: bool = True

    def reaches(self, grade: Secrecy) -> bool:
        """Whether their clearance covers this grade."""
        return grade.rank <= self.clearance.rank

    def knows_case(self, case_group: str | None) -> bool:
        """Whether they may know of this case; of somebody who belongs to none there is nothing to know."""
        return case_group is None or self.case_groups == "all" or case_group in self.case_groups


class User(Actor):
    """An account, as it is kept."""

    name: Annotated[str, Field(max_length=80, pattern=r"^\P{C}*$")] = ""
    """Whose account it is; the log and all else name the login."""

    @field_validator("login")
    @classmethod
    def _is_no_word_of_the_desk(cls, login: str) -> str:
        if login.strip().casefold() == BREAK_GLASS:
            raise ValueError("it stands for nobody")
        return login
