"""Points lost to goals by a plan, household by household."""

from placement.domain.review import GoalPoints
from placement.domain.rule import PairGoal, Rule, declared
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.domain.views import Option
from placement.domain.week import Week
from placement.review.options import cheapest_fit


def goal_points(week: Week, seen: Seen, goal: Rule) -> GoalPoints:
    """What the plan loses to one goal; households that lose nothing are left out."""
    lost: dict[str, int] = {}
    for pair in goal.pair_goals:
        for household, points in _of_options(week, seen, pair):
            lost[household] = lost.get(household, 0) + points
    for part in goal.plan_goals:
        for charge in part.check(seen):
            lost[charge.household] = lost.get(charge.household, 0) + charge.points
    households = tuple((alias, points) for alias, points in sorted(lost.items()) if points)
    return GoalPoints(goal=goal.id, code=goal.code, points=sum(lost.values()), households=households)


def _of_options(week: Week, seen: Seen, part: PairGoal) -> list[tuple[str, int]]:
    return [(stay.household, pair_points(week, part, stay)) for stay in seen.planned]


def pair_points(week: Week, part: PairGoal, stay: Stay) -> int:
    """Points that a stay of a plan loses to one part of a goal, whoever else is there."""
    who, where = declared(part.points)
    household = week.household[stay.household]
    reads_prices = "cheapest_fit" in (*who._fields, *where._fields)  # type: ignore[attr-defined]
    if reads_prices and stay.household not in week.attributes.cheapest:
        week.attributes.cheapest[stay.household] = cheapest_fit(week, household)
    option = Option(
        household=household,
        place=week.place(stay.place),
        start=stay.start,
        until=stay.until or FOREVER,
        is_move=week.is_housed(stay.household),
    )
    return part.points(week.attributes.view(who, household), week.attributes.view(where, option))
