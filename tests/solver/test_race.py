"""Whoever proves it, the plan is the same; an engine that dies, starves, lies or hangs takes nothing along."""

import os
import signal
import time
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest
from ortools.math_opt.python import mathopt

from placement.domain.linear import Linear, Solved
from placement.domain.optimiser import Searcher
from placement.domain.run import Run, Status
from placement.errors import Defect
from placement.rules import GOALS, RULES
from placement.service.child import ChildPlanner
from placement.simulation.generate import TENSE, generate
from placement.solver import engine, race, solve, stages
from placement.solver.race import Race
from placement.solver.watch import Deadline
from tests.solver.stops import wrong

WEEK = generate("S", 3, beds=TENSE)
FORCED = (Searcher.HIGHS, Searcher.SCIP)


@pytest.fixture
def usual() -> Run:
    return solve(WEEK, RULES, GOALS, searcher=Searcher.CP_SAT)


@pytest.fixture
def always(monkeypatch):
    """Small weeks race too."""
    monkeypatch.setattr(race, "LARGE", 0)


def planned(searcher: Searcher, **more) -> Run:
    return solve(WEEK, RULES, GOALS, searcher=searcher, workers=2, **more)


def same(one: Run, other: Run) -> bool:
    return one.but(seconds=0.0, engine="") == other.but(seconds=0.0, engine="")


@pytest.mark.parametrize("searcher", [Searcher.RACE, *FORCED])
@pytest.mark.usefixtures("always")
def test_the_plan_is_the_same_whoever_proves_it(searcher: Searcher, usual: Run):
    run = planned(searcher)
    assert run.status is Status.OPTIMAL
    assert same(run, usual)


@pytest.mark.parametrize("searcher", FORCED)
def test_who_is_forced_is_named(searcher: Searcher):
    assert planned(searcher).engine == race.NAMES[searcher]


def test_an_engine_is_forced_in_the_child_too(usual: Run):
    with ChildPlanner(searcher="highs", workers=1) as planner:
        run = planner(WEEK, RULES, GOALS, seconds=20)
    assert run.engine == "HiGHS, CP-SAT"
    assert same(run, usual)


# --- what the other engine does in place of proving


def dies(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def starves(*_):
    raise MemoryError


def hangs(*_):
    time.sleep(60)


def lies(model: Linear, *_):
    """A value that no plan has, proved."""
    x = np.zeros(model.columns, np.int64)
    return Solved(proved=True, infeasible=False, x=x, value=-(10**6), bound=-(10.0**6))


def denies(*_):
    """There is no answer."""
    return Solved(proved=False, infeasible=True, x=None, value=None, bound=0.0)


def tells_whether_briefly(*asked):
    return Solved(proved=False, infeasible=False, x=None, value=None, bound=float(asked[-1]))


def breaks(model: Linear, objective, *_):
    """Everything at once, against all rows."""
    x = model.upper.copy()
    return Solved(proved=True, infeasible=False, x=x, value=int(objective @ x), bound=-(10.0**9))


@pytest.mark.parametrize("does", [dies, starves, hangs, breaks])
@pytest.mark.usefixtures("always")
def test_in_a_race_the_other_goes_on(does, usual: Run, monkeypatch):
    monkeypatch.setattr(race, "prove_here", does)
    begun = time.monotonic()
    assert same(planned(Searcher.RACE), usual)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("does", "cut_short", "seconds"),
    [(dies, "crash", 60), (starves, "memory", 60), (breaks, "crash", 60), (hangs, "time", 0.5)],
)
def test_where_it_is_forced_nothing_is_called_proved(does, cut_short: str, seconds: float, monkeypatch):
    monkeypatch.setattr(race, "prove_here", does)
    monkeypatch.setattr(race, "GRACE_SECONDS", 1.0 if does is hangs else 10.0)
    monkeypatch.setattr(stages, "price", lambda *_: None)  # no stage is proved by its relaxation
    run = planned(Searcher.HIGHS, seconds=seconds)
    assert (run.status, run.stages_proved, run.bound, run.cut_short) == (
        Status.FEASIBLE, False, None, cut_short,
    )  # fmt: skip
    assert list(wrong(WEEK, run)) == []


def test_an_engine_that_gets_too_little_memory_is_told(monkeypatch):
    monkeypatch.setattr(race, "PROVER_MB", 8)
    with Race(Searcher.HIGHS) as one:
        assert one.minimise(*knapsack(300_000), Deadline(20)).x is None
        assert one.failed in ("memory", "crash")


@pytest.mark.parametrize("does", [lies, denies])
def test_engines_that_differ_are_a_defect(does):
    model, objective = knapsack()
    with Race() as both, pytest.raises(Defect) as caught:
        both._agreed(engine.minimise(model, objective, Deadline(20)), does(model))
    assert caught.value.code == "engines_differ"


@pytest.mark.parametrize("workers", [1, 2])
def test_one_good_plan_is_the_best_where_there_is_time(workers):
    model = Linear(
        np.array([0, 0, 0]), np.array([0, 1, 2]), np.ones(3, np.int64), np.array([-np.inf]), np.array([2.0]),
        np.ones(3, np.int64),
    )  # fmt: skip
    with Race(workers=workers) as at_hand:
        found = at_hand.one_good(model, np.array([-1, -2, -3]), Deadline(20))
    assert found.proved
    assert found.x is not None
    assert found.x.tolist() == [0, 1, 1]


def test_who_is_brief_leaves_out_what_takes_long(monkeypatch):
    """HiGHS in the other process as well."""
    asked = list[mathopt.SolveParameters]()
    usual = engine.run

    def seen(proto: Any, solver: Any, parameters: mathopt.SolveParameters, **more: Any) -> Any:
        asked.append(parameters)
        return usual(proto, solver, parameters, **more)

    monkeypatch.setattr(engine, "run", seen)
    model, objective = knapsack()
    for is_brief in (True, False):
        race.prove_here(model, objective, Searcher.HIGHS, None, 5.0, is_brief)
        engine.minimise(model, objective, Deadline(5), brief=is_brief, bounding=is_brief)
    highs, cp_sat = asked[::2], asked[1::2]
    assert [one.highs.bool_options.get(engine.OF_REDUCED_COSTS, True) for one in highs] == [False, True]
    assert [one.cp_sat.add_lp_constraints_lazily for one in cp_sat] == [False, True]
    assert [one.cp_sat.cp_model_probing_level for one in cp_sat] == [0, 2]


def test_one_good_plan_is_asked_for_briefly(monkeypatch):
    monkeypatch.setattr(race, "prove_here", tells_whether_briefly)
    model, objective = knapsack()
    with Race() as at_hand:
        assert at_hand.one_good(model, objective, Deadline(20)).bound == 1.0


def test_an_answer_that_breaks_a_row_is_none(monkeypatch):
    monkeypatch.setattr(race, "prove_here", breaks)
    model, objective = knapsack()
    with Race(Searcher.HIGHS) as one:
        assert one.minimise(model, objective, Deadline(5)).x is None


def test_a_proof_ends_the_search_with_the_answer_that_it_would_have_ended_with():
    model, objective = knapsack()
    alone = engine.minimise(model, objective, Deadline(20))
    known = race._Known(alone)
    found = known.search(race._Task(model, objective, Deadline(20), None), None)
    assert found.proved
    assert found.x is not None
    assert alone.x is not None
    assert found.x.tolist() == alone.x.tolist()


def test_a_stop_ends_both(monkeypatch):
    monkeypatch.setattr(race, "LARGE", 0)
    monkeypatch.setattr(race, "prove_here", hangs)
    deadline = Deadline(20)
    deadline.interrupter.interrupt()
    begun = time.monotonic()
    with Race(Searcher.HIGHS) as one:
        assert one.minimise(*knapsack(), deadline).x is None
    assert time.monotonic() - begun < 5


@pytest.mark.usefixtures("always")
def test_nothing_is_left_running():
    before = children()
    planned(Searcher.RACE)
    time.sleep(0.1)
    assert children() == before


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()


def knapsack(n: int = 40) -> tuple[Linear, np.ndarray]:
    """Things with a weight and a worth, of which some fit."""
    rng = np.random.default_rng(1)
    weight, worth = rng.integers(20, 60, n), rng.integers(20, 60, n)
    model = Linear(
        np.zeros(n, np.int64), np.arange(n), weight, np.array([-np.inf]), np.array([float(weight.sum() // 3)]),
        np.ones(n, np.int64),
    )  # fmt: skip
    return model, -worth


def test_an_answer_of_a_value_is_looked_for_with_a_limit_of_work_and_not_of_time():
    model, costs = Linear(*packing()), -np.arange(1, 41)
    best = engine.minimise(model, costs, Deadline(20)).value
    assert best is not None
    found = Race.reach(model, costs, best, 5.0, Deadline(20))
    assert (found.value, found.proved) == (best, True)
    none = Race.reach(model, costs, best - 1, 5.0, Deadline(20))
    assert (none.x, none.infeasible) == (None, True)
    idle = Race.reach(model, costs, best, 0.0, Deadline(20))
    assert not idle.proved


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_that_know_nothing_of_each_other_are_done_side_by_side_where_there_are_cores(workers):
    model, costs = Linear(*packing()), -np.arange(1, 41)
    met = Barrier(workers)

    def best(of):
        def task(one):
            met.wait(10)
            return one.minimise(model, of, Deadline(20)).value

        return task

    with Race(workers=workers) as one:
        found = one.each([best(costs), best(-costs)])
    assert found == [engine.minimise(model, of, Deadline(20)).value for of in (costs, -costs)]


def packing():
    """Each three of forty columns in a row of which one may be chosen."""
    rng = np.random.default_rng(1)
    cols = np.array([rng.choice(40, 3, replace=False) for _ in range(120)])
    row = np.repeat(np.arange(120), 3)
    return (
        row,
        cols.ravel(),
        np.ones(360, np.int64),
        np.full(120, -np.inf),
        np.ones(120),
        np.ones(40, np.int64),
    )
