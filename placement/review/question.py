"""A question to which nobody has the answer, and each answer that it could have, as values that can be made facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from placement.domain.household import Household
from placement.domain.instance import Instance


class Kind(StrEnum):
    """What is asked."""

    SITUATION = "situation"
    CONSENT = "consent"
    THREAT = "threat"
    PAIR = "pair"
    AREAS = "areas"
    SECRECY = "secrecy"
    SUPPORT = "support"
    TRACK = "track"
    ZONE_WISH = "zone_wish"
    SHARING = "sharing"
    WISH = "wish"
    ACTIVITY = "activity"
    LANGUAGES = "languages"
    LEVEL = "level"
    INTERPRETER = "interpreter"
    WORK_RIGHT = "work_right"


class Fact(Protocol):
    """Something that is known with an answer."""

    def made(self, instance: Instance) -> Instance:
        """The facts with it."""
        ...


@dataclass(frozen=True)
class Added:
    """One more row of a table."""

    table: str
    row: Any

    def made(self, instance: Instance) -> Instance:
        """The facts with the row."""
        return instance.but(**{self.table: (*getattr(instance, self.table), self.row)})


@dataclass(frozen=True)
class OfHousehold:
    """What a household answers about itself."""

    household: str
    field: str
    value: Any

    def made(self, instance: Instance) -> Instance:
        """The facts with the answer in the household's row."""
        rows = (
            h.but(**{self.field: self.value}) if h.alias == self.household else h for h in instance.households
        )
        return instance.but(households=tuple(rows))


@dataclass(frozen=True)
class OfPerson:
    """What is found out about a person."""

    person: str
    field: str
    value: Any

    def made(self, instance: Instance) -> Instance:
        """The facts with the answer in the person's row."""
        return instance.but(households=tuple(self._with(h) for h in instance.households))

    def _with(self, household: Household) -> Household:
        if all(p.alias != self.person for p in household.members):
            return household
        rows = (p.but(**{self.field: self.value}) if p.alias == self.person else p for p in household.members)
        return household.but(members=tuple(rows))


class Reply(NamedTuple):
    """One answer that a question could have."""

    says: str
    """Which, in one word."""
    facts: tuple[Fact, ...]

    def made(self, instance: Instance) -> Instance:
        """The facts with this answer, and nothing else changed."""
        for fact in self.facts:
            instance = fact.made(instance)
        return instance


class Question(NamedTuple):
    """One question, with each answer that it could have."""

    kind: Kind
    who: tuple[str, ...]
    """The person or household that it is about; of a pair both households."""
    replies: tuple[Reply, ...]
    about: str = ""
    """A programme or a language."""
    expired: date | None = None
    """Since when the last answer holds no more; none: there was none."""
