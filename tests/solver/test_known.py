"""What is known before shortens a proof and changes no value: a plan to begin with, and the best one without a lock."""

import random

import pytest

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Known
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.options import choices
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import solve
from placement.solver.candidates import candidates
from placement.solver.plans import columns_of, plan_of
from tests.random_worlds import tiny
from tests.review.smallest import week_of
from tests.solver.changes import value


def planned(instance: Instance, known: Known = Known()) -> tuple[Run, Plan]:  # noqa: B008 - a value
    run = solve(instance, RULES, GOALS, known=known)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    return run, run.plan


def with_somebody_elsewhere(instance: Instance, draw: random.Random) -> Instance:
    """The week with somebody who wants a place locked to one that rules about nobody else leave open."""
    week = Week(instance, RULES)
    open_to = [
        (h.alias, choice.place.alias)
        for h in week.households
        if week.wants_option(h)
        for choice in choices(week, h)
        if choice.spans
    ]
    household, place = draw.choice(open_to)
    return instance.but(pins=(Pin(household=household, place=place),))


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_is_as_good_with_what_is_known_as_without(seed: int) -> None:
    instance = generate("S", seed, beds=0.95) if seed % 2 else tiny(seed, "mixed")
    draw = random.Random(seed)
    _, best = planned(instance.but(pins=()))
    for _ in range(4):
        asked = with_somebody_elsewhere(instance, draw)
        run, plan = planned(asked)
        assert value(planned(asked, Known(best=best))[0]) == value(run)
        again, same = planned(asked, Known(plan, best))
        assert (value(again), same) == (value(run), plan)


def test_a_tier_that_a_lock_makes_worse_leaves_the_tiers_below_unbounded_by_the_known_plan() -> None:
    instance = week_of(661)
    _, best = planned(instance)
    asked = instance.but(pins=(Pin(household="H0", place="R10"),))
    assert value(planned(asked, Known(best=best))[0]) == value(planned(asked)[0])


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_that_does_not_hold_is_no_beginning(seed: int) -> None:
    instance = generate("S", seed, beds=0.95).but(pins=())
    _, best = planned(instance)
    asked = with_somebody_elsewhere(instance, random.Random(seed))
    nowhere = best.but(stays=tuple(s.but(household="nobody") for s in best.stays[:1]))
    for start in (best, nowhere):
        assert planned(asked, Known(start=start))[1] == planned(asked)[1]


@pytest.mark.parametrize("seed", range(4))
def test_the_columns_of_a_plan_are_those_it_was_read_from(seed: int) -> None:
    instance = generate("S", seed)
    _, plan = planned(instance)
    made = candidates(Week(instance, RULES), GOALS)
    chosen = columns_of(made, plan)
    assert chosen is not None
    assert plan_of(made, chosen) == plan
