"""Where the relaxation of a stage is solved by whole numbers, nothing is searched; its answer is held to every row."""

from unittest.mock import patch

import numpy as np
import pytest

from placement.domain.linear import INFINITY, Linear
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import engine, solve
from placement.solver.race import Race
from placement.solver.watch import Deadline


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_the_goals_of_a_small_week_are_searched(seed: int):
    with patch.object(Race, "minimise", autospec=True, side_effect=Race.minimise) as searched:
        run = solve(generate("S", seed, beds=TENSE), RULES, GOALS)
    assert run.stages_proved
    assert searched.call_count == 1


def packing(high: float) -> Linear:
    """Three columns, each two of which share a limit."""
    row, col = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 2, 1, 2])
    return Linear(
        row, col, np.ones(6, np.int64), np.full(3, -INFINITY), np.full(3, high), np.ones(3, np.int64)
    )


def test_a_relaxation_tells_its_solution_where_it_is_whole():
    objective = np.array([-1, -1, -1])
    whole = engine.price(packing(2.0), objective, Deadline(60))
    assert whole is not None
    assert whole.x is not None
    assert whole.x.tolist() == [1, 1, 1]
    half = engine.price(packing(1.0), objective, Deadline(60))
    assert half is not None
    assert half.x is None
    assert half.bound == pytest.approx(-1.5)
