"""A large week is searched in parts and from few columns: what is proved is the same as of the week as a whole."""

import numpy as np
import pytest

import placement.solver.goals as goals_module
import placement.solver.stages as stages_module
from placement.domain.linear import Priced
from placement.domain.run import Status
from placement.rules import GOALS, RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver import solve
from placement.solver.nearest import NEAREST, nearest
from tests.solver.worth import assert_worth_the_same

SMALL = [("S", seed, beds) for seed in range(1, 9) for beds in (TENSE, ROOMY)]
WITH_SIDES = [("M", 1, TENSE), ("M", 3, TENSE)]
"""In these a row joins contacts with homes."""


@pytest.mark.parametrize(("size", "seed", "beds"), SMALL + WITH_SIDES)
def test_in_parts_and_as_a_whole_the_best_plan_is_worth_the_same(size, seed, beds, monkeypatch):
    week = generate(size, seed, beds=beds)
    whole = solve(week, RULES, GOALS)
    monkeypatch.setattr(goals_module, "LARGE", 0)
    monkeypatch.setattr(stages_module, "MANY", 0)
    parts = solve(week, RULES, GOALS)
    assert_worth_the_same(week, whole, parts)


def test_out_of_time_the_bound_is_never_above_the_best(monkeypatch):
    week = generate("S", 3)
    best = solve(week, RULES, GOALS)
    monkeypatch.setattr(goals_module, "LARGE", 0)
    monkeypatch.setattr(goals_module, "LEAST_SECONDS_LARGE", 0.02)
    run = solve(week, RULES, GOALS, seconds=0.02)
    assert best.points is not None
    assert run.bound is None or run.bound <= best.points
    assert run.status is not Status.OPTIMAL or run.points == best.points


def test_near_is_what_the_relaxation_uses_and_the_few_nearest_of_each_household():
    owner = np.repeat([0, 1, 2], 40)
    reduced = np.concatenate([np.arange(40.0), np.arange(40.0)[::-1], np.zeros(40), [99.0, 99.0]])
    used = np.zeros(122, dtype=bool)
    used[39] = True
    near = nearest(Priced(0.0, reduced, used, np.zeros(0)), owner)
    assert np.flatnonzero(near[:40]).tolist() == [*range(NEAREST), 39]
    assert np.flatnonzero(near[40:80]).tolist() == list(range(40 - NEAREST, 40))
    assert int(near[80:120].sum()) == NEAREST
    assert near[120:].all()
