"""Other engines on a file of MPS, as somebody would use them who has nothing else."""

import time
from datetime import timedelta
from typing import NamedTuple

from ortools.linear_solver import pywraplp  # type: ignore[attr-defined]
from ortools.linear_solver.python import model_builder
from ortools.math_opt.python import mathopt

from placement.solver.programmes import read_mps

OTHERS = {
    "cp-sat": mathopt.SolverType.CP_SAT,
    "highs": mathopt.SolverType.HIGHS,
    "scip": mathopt.SolverType.GSCIP,
}
GAP = 1e-9


class Answered(NamedTuple):
    """What an engine said of one file."""

    proved: bool
    value: int | None
    seconds: float
    """Wall clock with the reading of the file."""


def answer(text: str, engine: str, seconds: float) -> Answered:
    """Solve a file with default settings, but for a gap that is below one point and the limit of time."""
    begun = time.perf_counter()
    proved, value = (_cbc if engine == "cbc" else _math_opt)(text, engine, seconds)
    return Answered(proved, None if value is None else round(value), time.perf_counter() - begun)


def _math_opt(text: str, engine: str, seconds: float) -> tuple[bool, float | None]:
    limits = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), relative_gap_tolerance=GAP, absolute_gap_tolerance=0.5
    )
    result = mathopt.solve(read_mps(text), OTHERS[engine], params=limits)
    proved = result.termination.reason is mathopt.TerminationReason.OPTIMAL
    return proved, result.objective_value() if result.has_primal_feasible_solution() else None


def _cbc(text: str, _: str, seconds: float) -> tuple[bool, float | None]:
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    if not model.import_from_mps_string(text):
        return False, None
    solver = pywraplp.Solver.CreateSolver("CBC")
    solver.LoadModelFromProto(model.export_to_proto())
    solver.SetTimeLimit(round(seconds * 1000))
    limits = pywraplp.MPSolverParameters()
    limits.SetDoubleParam(limits.RELATIVE_MIP_GAP, GAP)
    status = solver.Solve(limits)
    found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
    return status == pywraplp.Solver.OPTIMAL, solver.Objective().Value() if found else None
