"""A fact that was wrong in the past, and the plans that were made on it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from placement.domain.fact import Body, Edit
from placement.service.desk.commands.lookup import not_after
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.snapshot import Snapshot

CORRECTED = "corrected"
"""The code of the reason."""


class CorrectFact(SetFields):
    """Fields of one row that were wrong since a date: not news, but what should have been known then."""

    name: ClassVar[str] = "correct_fact"
    why: ClassVar[str] = CORRECTED
    since: date

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        not_after(facts, self.since)
        yield from super().edits(facts)


class Held(NamedTuple):
    """What a row held from a change on, until another one; None: until now."""

    body: Body
    since: int
    until: int | None


class Made(NamedTuple):
    """A plan: the change at which its facts were read, and the date on which they were read."""

    plan: int
    change: int
    as_of: date


def plans_that_relied(
    versions: Sequence[Held], right: Mapping[str, Any], plans: Iterable[Made], since: date
) -> tuple[int, ...]:
    """The numbers of the plans that were made on another value than the right one.

    Args:
        versions: What the row held, over time.
        right: The corrected fields, as the row holds them now.
        plans: The plans to look at.
        since: From when the right values are true; plans of an earlier day rightly knew nothing of them.
    """
    return tuple(
        one.plan
        for one in plans
        if one.as_of >= since and any(_was_wrong(held, right) for held in versions if _read(held, one.change))
    )


def _read(held: Held, change: int) -> bool:
    return held.since <= change and (held.until is None or change < held.until)


def _was_wrong(held: Held, right: Mapping[str, Any]) -> bool:
    return any(held.body.get(name) != value for name, value in right.items())
