"""A week whose columns are chosen anew: nothing that was at hand before is lost, however it ends."""

import math
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from placement.domain.instance import Instance
from placement.domain.linear import Mask
from placement.domain.planner import UNKNOWN, Known
from placement.domain.run import Run
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import anew, goals, solve
from placement.solver.candidates import Candidates
from placement.solver.model import Model, over
from placement.solver.watch import Stopped
from tests.random_worlds import tiny
from tests.solver.columns import columns_are, narrowed
from tests.solver.test_pinned import pair_of_parts, pin
from tests.solver.test_stop import is_sound


def planned(week: Instance, known: Known = UNKNOWN, stop: Callable[[], bool] | None = None) -> Run:
    """The plan of a week, no worse than any that was at hand on the way."""
    found: list[Run] = []
    run = solve(week, RULES, GOALS, known=known, found=found.append, stop=stop)
    points = [one.points or 0 for one in (*found, run)]
    assert points == sorted(points, reverse=True)
    return run


def all_but_the_last(wide: Candidates) -> Mask:
    return np.arange(len(wide)) < len(wide) - 1


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("family", ["mixed", "H02", "G16"])
def test_the_stays_of_a_plan_to_begin_with_are_columns(family, seed, monkeypatch):
    """Though the plan of the stages may have others."""
    week = tiny(seed, family)
    best = solve(week, RULES, GOALS)
    calls = iter([np.ones, np.zeros])
    columns_are(monkeypatch, lambda wide: next(calls)(len(wide), dtype=bool) & all_but_the_last(wide))
    assert is_sound(week, planned(week, Known(start=best.plan)))


def test_a_stop_that_leaves_no_bound_cuts_the_run_short(monkeypatch):
    """Though the best plan of the columns is found."""
    narrowed(monkeypatch, 3)
    wish = threading.Event()

    def late(*asked: Any) -> float:
        wish.set()
        while not asked[-1].stopped:
            time.sleep(0.01)
        return -math.inf

    monkeypatch.setattr(goals, "LARGE", 0)
    monkeypatch.setattr(goals, "least", late)
    run = planned(tiny(4, "mixed"), stop=wish.is_set)
    assert (run.bound, run.cut_short) == (None, "cancelled")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plan_at_hand_is_kept_where_the_time_was_too_short_for_other_columns(seed, monkeypatch):
    narrowed(monkeypatch, 2)
    monkeypatch.setattr(anew, "relaxed", lambda *_: None)
    week = generate("S", seed)
    assert is_sound(week, planned(week))


def test_which_locks_are_set_aside_does_not_depend_on_the_time_that_is_left(monkeypatch):
    """A stop once the new rows were made: then nobody finds out that two parts cannot keep one lock."""
    week = pair_of_parts(pin("Gaupe-5", "F2b"))
    narrowed(monkeypatch, 3)
    wish = threading.Event()

    def late(*asked: Any) -> Model:
        model = over(*asked)
        wish.set()
        while not asked[-1].interrupter.interrupted:
            time.sleep(0.01)
        return model

    monkeypatch.setattr(anew, "over", late)
    run = planned(week, stop=wish.is_set)
    assert wish.is_set()
    assert run.cut_short == "cancelled"
    assert run.set_aside == ("Gaupe-5", "Gaupe-52")
    assert is_sound(week, run)


@pytest.mark.parametrize(("name", "told"), [("SECONDS_TO_CHOOSE", "time"), ("TIMES", "time"), (None, "")])
def test_where_time_alone_left_the_first_columns_that_is_told(name, told, monkeypatch):
    """With more of it there might be another plan."""
    narrowed(monkeypatch, 3)
    if name:
        monkeypatch.setattr(anew, name, 1e9)
    week = generate("S", 3)
    run = solve(week, RULES, GOALS)
    assert is_sound(week, run)
    assert run.cut_short == told
    assert (run.bound is None) == (name == "SECONDS_TO_CHOOSE")


def test_a_stop_before_the_second_rows_gives_the_plan_at_hand(monkeypatch):
    """And how long the run took until then."""
    narrowed(monkeypatch, 3)

    def stopped(*_: object) -> Model:
        time.sleep(0.2)
        raise Stopped

    monkeypatch.setattr(anew, "over", stopped)
    week = generate("S", 3)
    run = planned(week)
    assert is_sound(week, run)
    assert run.cut_short == "cancelled"
    assert run.seconds >= 0.2
