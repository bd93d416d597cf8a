"""What is known between two people, decided by a human, dated, and appealable."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from placement.domain.value import ALWAYS, FOREVER, Alias, Answer, Spell, Value, overlap


class RelationKind(StrEnum):
    """Kinds of relation. The first four are harmful; `neutral` says that a pair was assessed."""

    PERPETRATOR = "perpetrator"
    RECRUITER = "recruiter"
    CONTROLLER = "controller"
    VIOLENT_THREAT = "violent_threat"
    SEPARATE = "separate"
    CONFLICT = "conflict"
    NEUTRAL = "neutral"
    KEEP_TOGETHER = "keep_together"
    FRIEND = "friend"
    FAMILY = "family"
    GUARDIAN = "guardian"


HARMFUL = frozenset(
    {RelationKind.PERPETRATOR, RelationKind.RECRUITER, RelationKind.CONTROLLER, RelationKind.VIOLENT_THREAT}
)
ASSESSED = HARMFUL | {
    RelationKind.SEPARATE, RelationKind.CONFLICT, RelationKind.NEUTRAL, RelationKind.KEEP_TOGETHER,
    RelationKind.FAMILY,
}  # fmt: skip
"""A row of one of these kinds says that somebody looked at the pair."""


class Relation(Spell):
    """`a` is the source (perpetrator, guardian …), `b` the other. Directed in source, symmetric in effect.

    `a` or `b` may be somebody who is not placed here. `protected` names the side that a harmful link
    protects (both, where nobody is named). `yes_a` and `yes_b` are each one's own word (keep together).
    `confirmed` is a human's confirmation (guardian).
    """

    a: Alias
    b: Alias
    kind: RelationKind
    since: date = ALWAYS
    until: date = FOREVER
    protected: Alias | None = None
    yes_a: Answer = Answer.NOT_ASKED
    yes_b: Answer = Answer.NOT_ASKED
    confirmed: bool = False

    @model_validator(mode="after")
    def _of_two(self) -> Self:
        if self.a == self.b:
            raise ValueError("a relation is between two people")
        return self

    def active(self, start: date, until: date = FOREVER) -> bool:
        """Whether the row holds on some night of the span."""
        return overlap(self.since, self.until, start, until)


class KnowsAddress(Value):
    """Somebody is known to know where a unit lies (lived there, was told, was seen)."""

    person: Alias
    unit: Alias


class Outsider(Value):
    """The alias of somebody who is not placed here, so that a link to them is no slip of the pen."""

    alias: Alias
