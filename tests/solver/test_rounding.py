"""Rows that round what is above a limit: true of every plan, and sharper than what they follow from."""

import itertools

import numpy as np
import pytest

from placement.domain.linear import INFINITY, Linear
from placement.solver import rounding
from placement.solver.engine import minimise, price
from placement.solver.rounding import rounded
from placement.solver.watch import Deadline


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Weights, which of them go on, and the limit."""
    rng = np.random.default_rng(seed)
    many = int(rng.integers(1, 8))
    return rng.integers(1, 7, many), rng.random(many) < 0.5, int(rng.integers(0, 14))


@pytest.mark.parametrize("seed", range(300))
def test_the_row_is_true_of_every_plan(seed):
    weights, goes_on, limit = drawn(seed)
    for coefs, high in rounded(weights, goes_on, limit):
        for chosen in itertools.product((0, 1), repeat=len(weights)):
            x = np.array(chosen)
            assert coefs @ x - max(0, weights @ x - limit) <= high


def test_many_rows_say_something():
    assert sum(len(list(rounded(*drawn(seed)))) for seed in range(300)) > 100


def test_of_a_large_crowd_there_is_one_row(monkeypatch):
    monkeypatch.setattr(rounding, "MANY", 0)
    several = [len(list(rounded(*drawn(seed)))) for seed in range(300)]
    assert set(several) == {0, 1}


@pytest.mark.parametrize(
    ("weights", "goes_on", "limit"),
    [([3, 3], [True, True], 5), ([3, 1], [False, True], 2), ([4, 2, 2], [False, True, True], 6)],
)
def test_the_relaxation_is_as_sharp_as_the_plans(weights, goes_on, limit):
    """Who leaves costs 10, who does not come 9, and each unit above the limit 8."""
    w, on = np.array(weights), np.array(goes_on)
    cols, above = np.arange(len(w)), len(w)
    costs = np.append(np.where(on, -10, -9), 8)
    plain = Linear(
        np.zeros(above + 1, np.int64), np.arange(above + 1), np.append(w, -1), np.array([-INFINITY]),
        np.array([float(limit)]), np.append(np.ones(above, np.int64), int(w.sum())),
    )  # fmt: skip
    rows = [
        (np.append(cols, above), np.append(coefs, -1), -INFINITY, float(high))
        for coefs, high in rounded(w, on, limit)
    ]
    tight = plain.plus(rows)
    best = minimise(plain, costs, Deadline(20))
    before, after = price(plain, costs, Deadline(20)), price(tight, costs, Deadline(20))
    assert before is not None
    assert after is not None
    assert minimise(tight, costs, Deadline(20)).value == best.value
    assert before.bound < after.bound - 0.1
    assert after.bound == pytest.approx(best.value)
