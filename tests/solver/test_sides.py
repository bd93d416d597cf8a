"""Homes and talks apart: what the best of each is worth bounds what the best of both is."""

from itertools import product

import numpy as np
import pytest

import placement.solver.goals as goals_module
from placement.domain.linear import Linear, Priced, Solved, lagrangian
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from placement.solver.engine import minimise, price
from placement.solver.race import Race
from placement.solver.search import fits
from placement.solver.sides import Sides, best_of, lifted, sides
from placement.solver.stages import TOLERANCE
from placement.solver.watch import Deadline


def seen(seed: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Linear, np.ndarray, Sides]]:
    """The programmes that a week's goals were looked at from two sides, with these."""
    found = []

    def looked(model, costs, priced, homes, talks):
        both = sides(model, costs, priced, homes, talks)
        if both:
            found.append((model, costs, both))
        return both

    monkeypatch.setattr(goals_module, "LARGE", 0)
    monkeypatch.setattr(goals_module, "sides", looked)
    solve(generate("M", seed, beds=TENSE), RULES, GOALS)
    return found


def test_the_best_of_both_sides_bound_the_best_of_the_programme(monkeypatch):
    all_seen = [one for seed in (1, 3, 14, 15) for one in seen(seed, monkeypatch)]
    assert all_seen, "no week has rows between homes and talks"
    for model, costs, both in all_seen:
        assert (both.homes.mine | both.talks.mine).all()
        best = minimise(model, costs, Deadline(20))
        apart = [minimise(side.model, side.costs, Deadline(20)) for side in (both.homes, both.talks)]
        relaxed = price(model, costs, Deadline(20))
        assert best.value is not None
        assert relaxed is not None
        together = sum(one.value for one in apart if one.value is not None)
        assert relaxed.bound - 1e-3 <= together <= best.value
        for side, one in zip((both.homes, both.talks), apart, strict=True):
            assert one.proved
            assert one.value is not None
            assert side.priced.bound <= one.value + 1e-6


def pair(high: float = 0.0) -> tuple[Linear, np.ndarray]:
    """A home (cost -3), a talk (cost -5) that needs it, and an auxiliary column that goes with the talk."""
    model = Linear(
        np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2]), np.array([-1, 1, 1, -1]),
        np.array([-np.inf, -np.inf]), np.array([high, 0.0]), np.array([1, 1, 1]),
    )  # fmt: skip
    return model, np.array([3, -5, 1])


HOMES, TALKS = np.array([True, False, False]), np.array([False, True, False])


def test_what_a_row_between_names_of_the_talks_is_of_both_sides_and_each_has_a_share_of_its_cost():
    model, costs = pair(high=1.0)
    priced = lagrangian(model, costs, np.array([-3.0, -1.0]))
    both = sides(model, costs, priced, HOMES, TALKS)
    assert both is not None
    assert both.homes.mine.tolist() == [True, True, False]
    assert both.homes.costs.tolist() == [3, -3]
    assert both.homes.model.rows == 1
    assert both.talks.mine.tolist() == [False, True, True]
    assert both.talks.costs.tolist() == [-2, 1]
    assert both.talks.model.rows == 1
    best = minimise(model, costs, Deadline(5)).value
    assert best is not None
    assert both.homes.priced.bound + both.talks.priced.bound <= best


def test_of_a_limit_of_talks_the_homes_know_what_it_says_of_the_columns_of_both():
    one = np.ones(2, np.int64)
    model = Linear(
        np.array([0, 0, 1, 1, 2, 2, 3, 3]), np.array([0, 2, 1, 3, 2, 3, 3, 4]),
        np.array([1, -1, 1, -1, 1, 1, 1, -1]), np.full(4, -np.inf), np.array([0.0, 0.0, 1.0, 0.0]),
        np.ones(5, np.int64),
    )  # fmt: skip
    model = model.plus([(np.array([2, 3]), one, 1.0, np.inf)])
    costs = np.array([-4, -4, 1, 1, 0])
    homes = np.arange(5) < 2
    both = sides(model, costs, lagrangian(model, costs, np.zeros(5)), homes, ~homes)
    assert both is not None
    assert both.homes.mine.tolist() == [True] * 4 + [False]
    # two sessions, and one interpreter: homes alone would attend both; a row that asks for one says nothing here
    assert minimise(both.homes.model, both.homes.costs, Deadline(5)).value == -4


def test_where_nothing_joins_the_two_or_more_than_such_rows_there_are_no_sides():
    model, costs = pair()
    apart = model.without(np.array([True, False]))
    priced = Priced(0.0, costs.astype(float), np.zeros(3, dtype=bool), np.zeros(1))
    assert sides(apart, costs, priced, HOMES, TALKS) is None
    joined = model.plus([(np.array([0, 2]), np.array([1, -1]), -np.inf, 0.0)])
    priced = Priced(0.0, costs.astype(float), np.zeros(3, dtype=bool), np.zeros(3))
    assert sides(joined, costs, priced, HOMES, TALKS) is None


def test_out_of_time_a_side_keeps_what_is_known_and_the_bound_of_its_relaxation():
    model, costs = pair()
    both = sides(model, costs, lagrangian(model, costs, np.array([-3.0, -1.0])), HOMES, TALKS)
    assert both is not None
    known = np.zeros(2, np.int64)
    x, bound = best_of(both.talks, known, np.array([0]), Race(workers=1), Deadline(0.0))
    assert x.tolist() == known.tolist()
    assert bound <= both.talks.priced.bound
    x, bound = best_of(both.talks, known, np.array([0]), Race(workers=1), Deadline(5.0))
    assert int(both.talks.costs @ x) <= int(np.ceil(bound))


def test_an_engines_bound_that_is_a_little_too_high_proves_nothing():
    model, costs = pair()
    both = sides(model, costs, lagrangian(model, costs, np.array([-1.0, 0.0])), HOMES, TALKS)
    assert both is not None
    best = minimise(both.talks.model, both.talks.costs, Deadline(5)).value
    assert best is not None
    assert both.talks.priced.bound < best

    class Rough(Race):
        def minimise(self, *_: object, **__: object) -> Solved:
            return Solved(proved=False, infeasible=False, x=None, value=None, bound=(best or 0) + 1e-7)

    _, bound = best_of(both.talks, np.zeros(2, np.int64), np.array([0]), Rough(), Deadline(5.0))
    assert np.ceil(bound) == best


def drawn(seed: int) -> tuple[Linear, np.ndarray]:
    """Four homes and four talks with rows of their own and two between, whose prices are seldom whole."""
    rng = np.random.default_rng(seed)
    homes, talks = np.arange(4), np.arange(4, 8)
    rows = [
        (rng.choice(side, 3, replace=False), rng.integers(1, 4, 3), -np.inf, float(rng.integers(2, 5)))
        for side in (homes, homes, talks, talks)
    ]
    for _ in range(2):
        both = np.concatenate([rng.choice(side, 2, replace=False) for side in (homes, talks)])
        rows.append((both, rng.integers(1, 4, 4), -np.inf, float(rng.integers(2, 6))))
    none = np.zeros(0, np.int64)
    empty = Linear(none, none, none, np.zeros(0), np.zeros(0), np.ones(8, np.int64))
    return empty.plus(rows), -rng.integers(1, 12, 8)


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_as_good_as_the_one_at_hand_uses_only_columns_that_both_sides_leave(seed):
    model, costs = drawn(seed)
    homes = np.arange(8) < 4
    priced = price(model, costs, Deadline(5))
    assert priced is not None
    both = sides(model, costs, priced, homes, ~homes)
    assert both is not None
    sought = (minimise(side.model, side.costs, Deadline(5)).value for side in (both.homes, both.talks))
    homes_best, talks_best = (float(value or 0) for value in sought)
    found = lifted(both, priced, homes_best, talks_best)
    plans = np.array(list(product([0, 1], repeat=8)))
    plans = plans[[fits(model, plan) for plan in plans]]
    worth = plans @ costs
    assert homes_best + talks_best <= worth.min()
    for plan, value in zip(plans, worth.tolist(), strict=True):
        assert (found.reduced[plan > 0] <= value - found.bound + TOLERANCE).all()
