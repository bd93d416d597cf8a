"""A few plans that are truly different and about as good as the best, or the proof that there are no more.

Each is the best plan that houses somebody in another unit, or nowhere, than every one before it
(docs/decisions/0037-another-plan-is-the-next-best.md).
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.backbone import is_far, near_plan
from placement.review.why_not_there import Means

MOST = 4

End = Literal["enough", "none", "far", "unknown"]
"""Why there are no more. Enough: so many were asked for. None: nobody can be housed elsewhere. Far: it is proved that
every other one serves a tier later or loses more. Unknown: the time ended."""


class Alternatives(NamedTuple):
    """Plans beside each other."""

    plans: tuple[Plan, ...]
    """The one that others are compared with, then the others, the best first."""
    end: End


def alternatives(
    instance: Instance,
    best: Plan,
    means: Means,
    *,
    loss: int,
    left: Callable[[], float],
    most: int = MOST,
) -> Alternatives:
    """Plans within a loss of the best one.

    Args:
        instance: The facts.
        best: The best plan for them.
        means: With what the week is planned anew.
        loss: Points; a plan within it serves every tier alike, and loses at most so many more.
        left: Tells how many seconds are left for all that is still to be asked.
        most: How many plans, the best one among them.
    """
    week = Week(instance, means.rules)
    known, plans = judge(week, best, means.goals), [best]
    while len(plans) < most:
        if (seconds := min(left(), means.seconds)) <= 0:
            return Alternatives(tuple(plans), "unknown")
        run = means.planner(instance, means.rules, means.goals, seconds=seconds, other_than=tuple(plans))
        other = near_plan(week, run, known, means.goals, loss)
        if other is None:
            end: End = "none" if run.status is Status.IMPOSSIBLE else "far"
            return Alternatives(tuple(plans), end if is_far(run, known, loss) else "unknown")
        plans.append(other)
    return Alternatives(tuple(plans), "enough")
