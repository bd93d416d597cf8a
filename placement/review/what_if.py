"""What comes of an act before it is done: the plan as it is beside the best plan of the changed facts. Nothing is kept.

Of plans that are as good that one is taken in which as few as possible get something else.
"""

from collections.abc import Collection
from typing import Literal, NamedTuple

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.nearest_plan import bare, nearest_plan
from placement.review.outcome import Result, Subject, outcome
from placement.review.why_not_there import Means

Kind = Literal["planned", "impossible", "unknown"]


class Side(NamedTuple):
    """A week with a plan, and what the judge says of it."""

    week: Week
    plan: Plan
    review: Review


class Change(NamedTuple):
    """What is otherwise for one household or person."""

    subject: Subject
    before: Result | None
    after: Result | None


class Then(NamedTuple):
    """What comes of it."""

    kind: Kind
    """Planned: there is a plan. Impossible: locks contradict each other. Unknown: the time ended."""
    side: Side | None = None
    is_best: bool = False
    """Whether it is proved that no plan is better."""
    clash: tuple[str, ...] = ()
    """Households whose locks contradict each other."""


def planned_anew(before: Side, changed: Instance, means: Means, asked: Collection[str]) -> Then:
    """The best plan of changed facts, as near as possible to the plan as it is.

    Args:
        before: The week with its best plan.
        changed: The changed facts.
        means: With what they are planned.
        asked: Households that the change is about.
    """
    run = means.best(changed)
    if run.status is Status.IMPOSSIBLE:
        return Then("impossible", clash=run.clash)
    if run.plan is None:
        return Then("unknown")
    week, best = Week(changed, means.rules), bare(run.plan)
    is_best = run.status is Status.OPTIMAL
    if is_best:
        best = nearest_plan(week, bare(before.plan), best, means, asked)
    return Then("planned", Side(week, best, judge(week, best, means.goals)), is_best)


def changes(before: Side, after: Side) -> tuple[Change, ...]:
    """For whom the two differ: homes, then programmes, then contacts as they come in order."""
    then, now = (outcome(side.week, side.plan, before.week.as_of) for side in (before, after))
    subjects = sorted(s for s in then.keys() | now.keys() if then.get(s) != now.get(s))
    return tuple(Change(s, then.get(s), now.get(s)) for s in subjects)


def appear(before: Side, after: Side, kind: FindingKind) -> tuple[Finding, ...]:
    """The findings of a kind that only the second has."""
    known = set(before.review.of(kind))
    return tuple(one for one in after.review.of(kind) if one not in known)
