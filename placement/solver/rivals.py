"""Other engines on a file of MPS, as somebody would use them who has nothing else."""

import time
from datetime import timedelta
from typing import NamedTuple

from ortools.linear_solver import pywraplp  # type: ignore[attr-defined]
from ortools.linear_solver.python import model_builder
from ortools.math_opt import result_pb2
from ortools.math_opt.python import mathopt

from placement.solver.engine import run
from placement.solver.programmes import read_mps

OTHERS = {
    "cp-sat": mathopt.SolverType.CP_SAT,
    "highs": mathopt.SolverType.HIGHS,
    "scip": mathopt.SolverType.GSCIP,
}
GAP = 1e-9
NOTHING = (False, None, 0.0)


class Answered(NamedTuple):
    """What an engine said of one file."""

    proved: bool
    value: int | None
    seconds: float
    """Wall clock from the programme that was read to the answer."""


def answer(text: str, engine: str, seconds: float) -> Answered:
    """Solve a file with default settings, but for a gap that is below one point and the limit of time."""
    proved, value, took = (_cbc if engine == "cbc" else _math_opt)(text, engine, seconds)
    return Answered(proved, None if value is None else round(value), took)


def _math_opt(text: str, engine: str, seconds: float) -> tuple[bool, float | None, float]:
    """By the same way to the engine as ours, which is shorter than `mathopt.solve`."""
    programme = read_mps(text)
    begun = time.perf_counter()
    limits = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), relative_gap_tolerance=GAP, absolute_gap_tolerance=0.5
    )
    result = run(programme, OTHERS[engine], limits)
    took = time.perf_counter() - begun
    proved = result.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL
    best = result.solutions[0].primal_solution if result.solutions else None
    return proved, best.objective_value if best else None, took


def _cbc(text: str, _: str, seconds: float) -> tuple[bool, float | None, float]:
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    if not model.import_from_mps_string(text):
        return NOTHING
    programme = model.export_to_proto()
    begun = time.perf_counter()
    solver = pywraplp.Solver.CreateSolver("CBC")
    solver.LoadModelFromProto(programme)
    solver.SetTimeLimit(round(seconds * 1000))
    limits = pywraplp.MPSolverParameters()
    limits.SetDoubleParam(limits.RELATIVE_MIP_GAP, GAP)
    status = solver.Solve(limits)
    took = time.perf_counter() - begun
    found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
    return status == pywraplp.Solver.OPTIMAL, solver.Objective().Value() if found else None, took
