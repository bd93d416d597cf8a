"""What a resource is worth in single sampled weeks: each is planned again with it. Prices only screen candidates."""

from collections.abc import Callable, Iterator, Sequence

from placement.domain.instance import Instance
from placement.domain.language import is_spoken
from placement.domain.programme import EnrolmentKind
from placement.domain.resource import Need, Resource
from placement.domain.scenario import Scenario
from placement.review.stages import nights_without
from placement.rules import GOALS, RULES
from placement.service.simulating import World, planner, rolled
from placement.simulation.cards import apply
from placement.simulation.turn import Planned

FUTURES, EVERY = 2, 4
"""So many futures, none of which is ranked by, and of these every so manieth week."""
Tell = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def sampled_weeks(of: World, scenario: Scenario) -> tuple[Instance, ...]:
    """Weeks of futures beyond those of the scenario, so that nobody is ranked by what they were chosen by."""
    return tuple(_weeks(of, scenario))


def _weeks(of: World, scenario: Scenario) -> Iterator[Instance]:
    for number in range(FUTURES):
        one = rolled(of, scenario, scenario.replications + number)
        counted = [week.instance for week in one if not week.record.is_warm_up]
        yield from counted[::-EVERY]


def prices(
    of: World,
    weeks: Sequence[Instance],
    resources: Sequence[Resource],
    *,
    tell: Tell = lambda *_: None,
    cancelled: Cancelled = lambda: False,
) -> dict[str, float]:
    """What the plans of these weeks would leave unmet no longer, by resource, each in the unit of its need.

    Nights are those of people's windows in the plan. Whoever cancels gets the prices found so far.
    """
    plan = planner(of.rules)
    without = [plan(week) for week in weeks]
    found: dict[str, float] = {}
    for resource in resources:
        if cancelled():
            break
        need = resource.kind.need
        with_it = (plan(apply(week, resource.cards, (*RULES, *GOALS))) for week in weeks)
        found[resource.id] = sum(left(need, a) - left(need, b) for a, b in zip(without, with_it, strict=True))
        tell(len(found), len(resources))
    return found


def left(need: Need, of: Planned) -> float:
    """What a plan leaves unmet."""
    return LEFT[need](of)


def _nights(of: Planned) -> float:
    stays = {stay.household: stay for stay in of.plan.stays}
    waiting = (h for h in of.week.households if of.week.tier(h.alias) is not None)
    return sum(len(h.members) * nights_without(of.week, h, stays.get(h.alias)) for h in waiting)


def _unspoken(of: Planned) -> float:
    """People with a home where nobody at work speaks a language of theirs."""
    homes = {stay.household: stay for stay in (*of.week.held, *of.plan.stays)}
    people = of.week.household
    return sum(
        len(people[alias].members)
        for alias, stay in homes.items()
        if not is_spoken(of.week.unit_of(stay), people[alias])
    )


def _hours(of: Planned) -> float:
    return -len(of.plan.bookings)


def _wishes(of: Planned) -> float:
    kinds = [one.kind for one in of.plan.enrolments]
    return kinds.count(EnrolmentKind.GIVEN_UP) - kinds.count(EnrolmentKind.NEW)


LEFT: dict[Need, Callable[[Planned], float]] = {
    Need.PLACE: _nights, Need.LANGUAGE: _unspoken, Need.INTERPRETING: _hours, Need.ACTIVITY: _wishes,
}  # fmt: skip
