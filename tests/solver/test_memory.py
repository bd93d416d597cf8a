"""A week that is remembered is planned as if it were made anew; a stay that is kept is as good as a lock."""

import random

import pytest

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.solver import solve
from placement.solver.model import Memory
from placement.solver.watch import Watch
from tests.random_worlds import tiny
from tests.solver.changes import value
from tests.solver.pins import some_pins
from tests.worlds import town


def answer(run: Run) -> Run:
    """All of it but how long it took."""
    return run.but(seconds=0.0)


def under_locks(seed: int) -> list[Instance]:
    """A week under no locks, and under several random sets of them."""
    instance = tiny(seed, "mixed")
    r = random.Random(seed)
    return [instance, *(instance.but(pins=some_pins(instance, r)) for _ in range(4)), instance]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_remembered_changes_no_plan(seed: int) -> None:
    memory = Memory()
    for asked in under_locks(seed):
        assert answer(solve(asked, RULES, GOALS, memory=memory)) == answer(solve(asked, RULES, GOALS))


@pytest.mark.parametrize("seed", range(8))
def test_a_week_under_other_locks_is_judged_as_if_it_were_derived_anew(seed: int) -> None:
    first, *rest = under_locks(seed)
    run = solve(first, RULES, GOALS)
    assert run.plan is not None
    plan = run.plan.but(instance_hash="")
    week = Week(first, RULES)
    judge(week, plan, GOALS)
    for asked in rest:
        assert judge(week.with_pins(asked.pins), plan, GOALS) == judge(Week(asked, RULES), plan, GOALS)


def test_the_rows_are_made_once_for_locks_that_leave_the_options_alike() -> None:
    memory, week = Memory(), town()
    run = solve(week, RULES, GOALS, memory=memory)
    assert run.plan is not None
    stay = run.plan.stays[0]
    locked = week.but(pins=(Pin(household=stay.household, place=stay.place),))
    with Watch() as watch:
        made = [memory.model(one, RULES, GOALS, watch).whole for one in (week, locked, week)]
        made += [memory.model(week, RULES, goals, watch).whole for goals in ((), GOALS)]
    assert made[0] is made[1] is made[2]
    assert len({id(one) for one in made}) == len({"first", "other goals", "first again"})


@pytest.mark.parametrize("seed", range(12))
def test_a_stay_that_is_kept_is_as_good_as_a_lock(seed: int) -> None:
    instance = tiny(seed, "mixed")
    first = solve(instance, RULES, GOALS)
    assert first.plan is not None
    for stay in first.plan.stays:
        other = solve(instance, RULES, GOALS, other_than=(first.plan.but(stays=(stay,)),))
        moved = [s for s in (other.plan.stays if other.plan else ()) if s.household == stay.household]
        for one in moved:
            pins = [Pin(household=s.household, place=s.place, start=s.start) for s in (one, stay)]
            run = solve(instance, RULES, GOALS, keeping=(pins[0],))
            assert run.status is Status.OPTIMAL
            assert run.plan is not None
            assert (one.place, one.start) in [
                (s.place, s.start) for s in run.plan.stays if s.household == one.household
            ]
            assert value(run) == value(other)
            both = solve(instance, RULES, GOALS, keeping=tuple(pins))
            assert (both.status, both.clash) == (Status.IMPOSSIBLE, ())
