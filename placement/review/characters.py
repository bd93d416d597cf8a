"""What tells plans apart that are all good: for each the measures in which none of the others comes up to it."""

from collections.abc import Sequence

from placement.domain.plan import Plan
from placement.domain.review import Character, Review
from placement.domain.week import Week

POINTS = {
    Character.SAFETY_MARGIN: ("safety_margin",),
    Character.KEEPS_SCARCE: ("scarce_place",),
    Character.WISHES: ("ranked_wish", "own_room", "improvement"),
}
"""Measure -> goals whose points it is."""


def characters(week: Week, plans: Sequence[tuple[Plan, Review]]) -> tuple[tuple[Character, ...], ...]:
    """For each plan, in the order given, what it is by; nothing where it is nowhere better than every other.

    Args:
        week: The facts that all plans are of.
        plans: Each with what the judge says of it.
    """
    measured = [_measures(week, plan, review) for plan, review in plans]
    return tuple(
        tuple(
            one for one in Character if all(mine[one] < other[one] for other in measured if other is not mine)
        )
        if len(measured) > 1
        else ()
        for mine in measured
    )


def _measures(week: Week, plan: Plan, review: Review) -> dict[Character, int]:
    """The less the better."""
    lost = {goal.goal: goal.points for goal in review.goals}
    starts = sum((stay.start - week.as_of).days for stay in plan.stays if stay not in plan.proposals)
    return {
        Character.FEWEST_MOVES: len(plan.proposals),
        Character.SHORTEST_WAIT: starts + sum(stage.nights for stage in review.stages),
        **{one: sum(lost.get(goal, 0) for goal in goals) for one, goals in POINTS.items()},
    }
