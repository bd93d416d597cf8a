"""Where a household would be if not where the plan has it, and what that would cost: proved by planning anew."""

from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.why_not_there import Means, There, why_not_there


class NextBest(NamedTuple):
    """The answer for a household that the plan gives a place."""

    is_proved: bool
    """Whether the best plan was found in which it is in another unit, or nowhere; or that there is none."""
    exists: bool = True
    """Whether there is any such plan: a lock may hold the household where it is."""
    there: There | None = None
    """What speaks against the place that it has in that plan; none: it has no place in it."""


def next_best(week: Week, plan: Plan, household: str, means: Means) -> NextBest:
    """The place that the household has in the best plan in which it is in another unit.

    Args:
        week: The facts, under the rules of `means`.
        plan: The best plan for them.
        household: Alias; the plan has a place for it.
        means: With what the week is planned anew.
    """
    mine = plan.but(stays=tuple(s for s in plan.stays if s.household == household))
    run = means.planner(week.instance, means.rules, means.goals, seconds=means.seconds, other_than=(mine,))
    if run.status is Status.IMPOSSIBLE:
        return NextBest(is_proved=True, exists=False)
    if run.status is not Status.OPTIMAL or run.plan is None:
        return NextBest(is_proved=False)
    stay = next((s for s in run.plan.stays if s.household == household), None)
    if stay is None:
        return NextBest(is_proved=True)
    return NextBest(is_proved=True, there=why_not_there(week, plan, household, stay.place, means))
