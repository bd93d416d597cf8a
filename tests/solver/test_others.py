"""Another plan: the best of those that differ, as brute force finds it; or that there is none."""

from collections.abc import Iterator

import pytest

from placement.domain.plan import Plan
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.solver import solve
from tests.brute_force import MOST, least, options, value
from tests.every_act import TooMany, stands
from tests.random_worlds import tiny
from tests.worlds import town, vary


def differs(week: Week, stays: tuple[Stay, ...], plan: Plan) -> bool:
    """Somebody whom the plan places is in another unit, or in none."""
    units = {s.household: week.unit_of(s).alias for s in stays}
    return any(units.get(s.household) != week.unit_of(s).alias for s in plan.stays)


def every_plan(week: Week) -> list[tuple[Stay, ...]]:
    per = options(week)
    plans: list[tuple[Stay, ...]] = [()]
    for name in sorted(per):
        plans += [(*p, s) for p in plans for s in per[name] if all(stands(week, (o, s)) for o in p)]
        if len(plans) > MOST:
            return []
    return plans


def worlds(family: str, seeds: range) -> Iterator[tuple[Week, Run, list[tuple[Stay, ...]]]]:
    for seed in seeds:
        week = Week(tiny(seed, family), RULES)
        plans = every_plan(week)
        if plans:
            run = solve(week.instance, RULES, GOALS)
            if run.status is Status.OPTIMAL:
                yield week, run, plans


@pytest.mark.parametrize("family", ["mixed", "housing", "H14", "G03"])
def test_it_is_the_best_of_all_plans_that_differ(family):
    found = none = 0
    for week, run, plans in worlds(family, range(6)):
        assert run.plan is not None
        first = run.plan
        other = solve(week.instance, RULES, GOALS, other_than=(first,))
        left = [stays for stays in plans if differs(week, stays, first)]
        if other.plan is None:
            assert (other.status, other.clash) == (Status.IMPOSSIBLE, ())
            assert not first.stays
            none += 1
            continue
        assert other.status is Status.OPTIMAL
        assert differs(week, other.plan.stays, first)
        review = judge(week, other.plan, GOALS)
        assert review.breaches == ()
        try:
            best = least(week, left).value
        except (TooMany, ValueError):
            continue
        assert best == value(review)
        found += 1
    assert found > 1


def test_a_third_differs_from_both():
    week = Week(town(), RULES)
    plans: list[Plan] = []
    for _ in range(3):
        run = solve(week.instance, RULES, GOALS, other_than=tuple(plans))
        assert run.plan is not None
        assert all(differs(week, run.plan.stays, one) for one in plans)
        plans.append(run.plan)


def test_where_everybody_is_locked_there_is_no_other():
    week = town()
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    locked = vary(week, {"pins": [{"household": s.household, "place": s.place} for s in run.plan.stays]})
    assert solve(locked, RULES, GOALS).status is Status.OPTIMAL
    other = solve(locked, RULES, GOALS, other_than=(run.plan,))
    assert (other.status, other.plan, other.clash) == (Status.IMPOSSIBLE, None, ())


def test_from_nobody_nothing_differs():
    assert solve(town(), RULES, GOALS, other_than=(Plan(),)).status is Status.IMPOSSIBLE
