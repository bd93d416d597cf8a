"""How long another engine takes for a gap as small as ours, on the same file: `python -m benchmarks.same_gap`.

A very large week is planned by `placement`; the programme of its goals is then given to each engine, from nothing, on
one core, until its own gap is no more points than ours, which counts all options of the week, or until it has taken so
many times as long. Processor seconds: an engine works on one core, `placement` on as many as there are.

The programme is that of our columns; with `--full` that of all options that the stages left, which is what our bound is
about. It is made by the same rules, and takes minutes and much memory to make; that is not counted.
"""

import argparse
import time
from datetime import timedelta
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from ortools.math_opt.python import mathopt

from benchmarks.stopwatch import phases, stopwatch
from placement.bench.machine import machine
from placement.domain.rule import Rule
from placement.domain.run import Run
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import run as planner
from placement.solver import solve
from placement.solver.anew import Anew, over_others
from placement.solver.engine import Engine, proto_of
from placement.solver.engine import run as answer
from placement.solver.model import over
from placement.solver.narrow import with_longer
from placement.solver.programmes import Programme
from placement.solver.race import Race
from placement.solver.watch import Watch


class Planned(NamedTuple):
    """What our core says, the programme of the goals over its columns, and what the stages left."""

    run: Run
    programme: Programme
    week: Anew | None


def planned(size: str, seed: int, beds: float, seconds: float) -> Planned:
    """By our core."""
    programmes: list[Programme] = []
    weeks: list[Anew] = []

    def noted(week: Anew, goals: tuple[Rule, ...], watch: Watch, race: Race) -> Run:
        weeks.append(week)
        return over_others(week, goals, watch, race)

    with patch.object(planner, "over_others", noted):
        run = solve(generate(size, seed, beds=beds), RULES, GOALS, seconds=seconds, told=programmes.append)
    return Planned(run, programmes[-1], weeks[-1] if weeks else None)


def full(week: Anew, value: int) -> Programme:
    """The programme of the goals over all options that the stages left; `value` is that of a plan."""
    left = np.flatnonzero(with_longer(week.wide, week.certificate.allowed))
    with Watch() as watch:
        model = over(week.wide, left, GOALS, watch)
    certificate = week.certificate.with_columns(left, model.open_columns)
    keep = np.ones(model.terms.columns, dtype=bool)
    keep[: len(left)] = certificate.allowed[left]
    costs = model.terms.costs()[keep]
    return Programme(
        "goals", model.whole.plus(certificate.of_columns()).only(keep), costs, value, proved=False
    )


def reached(engine: Engine, programme: Programme, points: float, seconds: float) -> str:
    """What an engine has after so many seconds at most: the time, and the points between its plan and its bound."""
    begun = time.process_time()
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), absolute_gap_tolerance=points, relative_gap_tolerance=0.0,
        threads=None if engine is Engine.HIGHS else 1,
    )  # fmt: skip
    if engine is Engine.CP_SAT:
        parameters.cp_sat.num_workers = 1
    found = answer(proto_of(programme.model, programme.objective), engine.value, parameters)
    bounds = found.termination.objective_bounds
    gap = bounds.primal_bound - bounds.dual_bound
    plan = f"plan {bounds.primal_bound:,.0f}, " if found.solutions else "no plan, "
    return (
        f"{time.process_time() - begun:,.0f} | {plan}bound {bounds.dual_bound:,.0f}: {gap:,.0f} points open"
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="XL")
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--beds", type=float, default=1.4)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--times", type=float, default=10.0, help="so many times as long as ours at most")
    options.add_argument(
        "--full", action="store_true", help="all options that the stages left, not our columns"
    )
    given = options.parse_args()
    spent = stopwatch()
    with phases() as of_phase:
        run, programme, week = planned(given.size, given.seed, given.beds, given.seconds)
    own = spent()
    goals = own.processor - sum(seconds for phase, seconds in of_phase.items() if phase != "goals")
    if run.points is None or run.bound is None:
        print(f"no bound: {run.status}")
        return
    gap = run.points - run.bound
    if given.full and week is None:
        print("no columns were chosen anew: all options may be columns")
        return
    if given.full and week:
        programme = full(week, programme.value)
    told = ", ".join(f"{name} {value}" for name, value in machine().items())
    print(f"{told}; {programme.model.columns:,} columns, {programme.model.rows:,} rows\n")
    print("| engine | processor seconds | |\n|---|--:|---|")
    print(
        f"| placement, all of the week ({own.clock:.0f} s by the clock) | {own.processor:,.0f} | "
        f"plan {programme.value:,}, bound {programme.value - gap:,}: {gap:,} points open |"
    )
    print(f"| placement, the goals alone | {goals:,.0f} | the same |")
    for engine in Engine:
        answer_of = reached(engine, programme, gap, given.times * own.processor)
        print(f"| {engine.name}, the goals alone | {answer_of} |", flush=True)


if __name__ == "__main__":
    main()
