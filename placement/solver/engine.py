"""The journey of a linear programme to an engine and back. Nothing else knows how an engine is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from placement.domain.linear import INFINITY, Floats, Ints, Linear, Priced, Solved, lagrangian
from placement.solver.freed import give_back
from placement.solver.watch import Deadline

LEAST = 1e-7
"""A column whose value in a relaxation is less counts as 0."""
LARGE = 20_000
"""Columns of a programme for which memory is made free."""
OF_REDUCED_COSTS = "mip_heuristic_run_root_reduced_cost"
"""A search that HiGHS begins with, and that found nothing in weeks where it took half of the time."""
PIECE = 50_000
"""Numbers that are handed over at once."""


AT_LOWER, BASIC = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND, solution_pb2.BASIS_STATUS_BASIC
"""What a basis says of a column at 0, and of a row whose limit is not reached."""


class Basis:
    """Where a relaxation ended: over more columns of the same programme the next one goes on from there.

    All columns and rows of the programme have a number here, of whichever part is solved.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._columns = np.full(columns, AT_LOWER, np.int8)
        self._rows = np.full(rows, BASIC, np.int8)
        self._is_known = False

    def begin(self, columns: Ints, rows: Ints) -> solution_pb2.BasisProto | None:
        """Of a part of the programme; what was in no part before is at 0, its rows are slack.

        None where nothing is known yet, and for a part that lacks something of those before.
        """
        of_columns, of_rows = self._columns[columns], self._rows[rows]
        # with any other number of basic ones the engine library refuses it
        is_basis = int((of_columns == BASIC).sum() + (of_rows == BASIC).sum()) == len(rows)
        if not (self._is_known and is_basis):
            return None
        basis = solution_pb2.BasisProto()
        for field, values in ((basis.variable_status, of_columns), (basis.constraint_status, of_rows)):
            field.ids.extend(range(len(values)))
            field.values.extend(values.tolist())
        return basis

    def learn(self, basis: solution_pb2.BasisProto, columns: Ints, rows: Ints) -> None:
        """Where the relaxation of this part ended."""
        self._columns[columns[np.array(basis.variable_status.ids, np.int64)]] = basis.variable_status.values
        self._rows[rows[np.array(basis.constraint_status.ids, np.int64)]] = basis.constraint_status.values
        self._is_known = True


class PartOf(NamedTuple):
    """Which part of a programme is solved, whose relaxation is solved over more and more of it."""

    basis: Basis
    columns: Ints
    """The numbers of its columns in the whole programme, in its order."""
    rows: Ints
    """And of its rows."""


class Engine(Enum):
    """Engines that run through MathOpt."""

    HIGHS = mathopt.SolverType.HIGHS
    CP_SAT = mathopt.SolverType.CP_SAT
    GSCIP = mathopt.SolverType.GSCIP


def minimise(  # noqa: PLR0913 - what is searched, and how
    model: Linear,
    objective: Ints,
    deadline: Deadline,
    *,
    engine: Engine = Engine.CP_SAT,
    hint: Ints | None = None,
    heard: Callable[[float, float], None] | None = None,
    brief: bool = False,
    bounding: bool = False,
    effort: float | None = None,
    seed: int = 1,
) -> Solved:
    """The least value of a whole-number objective, exactly (the value is recomputed from the rounded answer).

    One worker and a fixed seed: the same model and hint give the same answer. A time limit that is reached, or a
    stop, gives the best answer so far and its bound. Raises nothing for a model without a solution: `infeasible`
    says so.

    Args:
        model: Rows and columns.
        objective: A whole number a column.
        deadline: Until when to search; a stop ends the search at once.
        engine: Who searches. Only CP-SAT heeds a stop: HiGHS never does, and SCIP complains of it on the screen.
        hint: A solution to begin with.
        brief: Whether to leave out long preparations, which pay only where the search is long (CP-SAT, HiGHS).
        bounding: Whether the bound is what matters: then all rows are in the relaxation from the start (CP-SAT).
        effort: How much work at most, about a second each, counted by CP-SAT itself: the same on each machine.
        seed: Of the engine's own choices.
        heard: Told the value of each better solution, infinite as long as there is none, and the bound (CP-SAT).
    """
    if deadline.left <= 0:
        return Solved(proved=False, infeasible=False, x=None, value=None, bound=-INFINITY)
    if not model.columns:
        return _empty(model)
    result = run(
        proto_of(model, objective),
        engine.value,
        _parameters(engine, deadline, brief=brief, bounding=bounding, effort=effort, seed=seed),
        hint=hint,
        heard=heard,
        interrupter=deadline.interrupter if engine is Engine.CP_SAT else None,
    )
    reason = result.termination.reason
    infeasible = reason in (
        result_pb2.TERMINATION_REASON_INFEASIBLE,
        result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
    )
    x = value = None
    if (values := _primal(result, model.columns)) is not None:
        x = np.rint(values).astype(np.int64)
        value = int(objective @ x)
    bound = result.termination.objective_bounds.dual_bound
    return Solved(reason == result_pb2.TERMINATION_REASON_OPTIMAL, infeasible, x, value, bound)


def run(
    proto: model_pb2.ModelProto, engine: mathopt.SolverType, parameters: mathopt.SolveParameters, *,
    hint: Ints | None = None, heard: Callable[[float, float], None] | None = None,
    interrupter: SolveInterrupter | None = None, basis: solution_pb2.BasisProto | None = None,
) -> result_pb2.SolveResultProto:  # fmt: skip
    """What an engine answers. `mathopt.solve` does the same after copying the programme twice, value by value."""
    if len(proto.variables.ids) >= LARGE:
        give_back()
    starts = model_parameters_pb2.ModelSolveParametersProto()
    if basis is not None:
        starts.initial_basis.CopyFrom(basis)
    if hint is not None:
        values = starts.solution_hints.add().variable_values
        values.ids.extend(range(len(hint)))
        _fill(values.values, hint.astype(float))
    answer: result_pb2.SolveResultProto = solver.solve(
        proto,
        engine.value,
        parameters_pb2.SolverInitializerProto(),
        parameters.to_proto(),
        starts,
        None,
        REPORTS if heard else SILENCE,
        _teller(heard) if heard else None,
        interrupter.pybind_interrupter if interrupter else None,
    )
    return answer


def _primal(result: result_pb2.SolveResultProto, columns: int) -> Floats | None:
    """The values of the best solution; none without one."""
    if not result.solutions:
        return None
    best = result.solutions[0].primal_solution
    if best.feasibility_status != solution_pb2.SOLUTION_STATUS_FEASIBLE:
        return None
    return _dense(best.variable_values, columns)


def _dense(values: sparse_containers_pb2.SparseDoubleVectorProto, count: int) -> Floats:
    out = np.zeros(count)
    out[np.array(values.ids, np.int64)] = values.values
    return out


REPORTS = mathopt.CallbackRegistration(
    events={mathopt.Event.MIP, mathopt.Event.MIP_SOLUTION},
    mip_solution_filter=mathopt.VariableFilter(filtered_items=[]),
).to_proto()
"""Values and bounds are heard as they change, without the solutions themselves."""
SILENCE = mathopt.CallbackRegistration().to_proto()


def _teller(
    heard: Callable[[float, float], None],
) -> Callable[[callback_pb2.CallbackDataProto], callback_pb2.CallbackResultProto]:
    def told(data: callback_pb2.CallbackDataProto) -> callback_pb2.CallbackResultProto:
        if data.HasField("mip_stats"):
            heard(data.mip_stats.primal_bound, data.mip_stats.dual_bound)
        return callback_pb2.CallbackResultProto()

    return told


def _parameters(
    engine: Engine, deadline: Deadline, *, brief: bool, bounding: bool, effort: float | None, seed: int
) -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=deadline.left), relative_gap_tolerance=1e-9, absolute_gap_tolerance=0.5,
        random_seed=seed, threads=None if engine is Engine.HIGHS else 1,
    )  # fmt: skip
    if engine is Engine.CP_SAT:
        parameters.cp_sat.linearization_level = 2
        if brief:
            parameters.cp_sat.symmetry_level = 0
            parameters.cp_sat.cp_model_probing_level = 0
        if bounding:
            parameters.cp_sat.add_lp_constraints_lazily = False
        if effort is not None:
            parameters.cp_sat.max_deterministic_time = effort
    if engine is Engine.HIGHS and brief:
        parameters.highs.bool_options[OF_REDUCED_COSTS] = False
    return parameters


def price(
    model: Linear,
    objective: Ints,
    deadline: Deadline,
    *,
    relaxing: mathopt.SolverType = mathopt.SolverType.GLOP,
    part: PartOf | None = None,
) -> Priced | None:
    """A Lagrangian bound recomputed from an engine's duals: valid whatever the engine's tolerances were.

    Every solution of value v uses only columns whose reduced cost is at most v - bound. None if the engine gave no
    duals in time. `relaxing`: GLOP ends at once when it is stopped; HiGHS is two to three times as fast on a large
    relaxation, but runs until its time is over. `part`: GLOP goes on from where the relaxation of a smaller part
    ended, and the basis is then where this one did.
    """
    if not model.columns or deadline.left <= 0:
        return None
    begin = part.basis.begin(part.columns, part.rows) if part else None
    result = run(
        proto_of(model, objective, relaxed=True),
        relaxing,
        mathopt.SolveParameters(time_limit=timedelta(seconds=deadline.left)),
        interrupter=deadline.interrupter if relaxing is mathopt.SolverType.GLOP else None,
        basis=begin,
    )
    if not _has_duals(result):
        # who begins with a basis does without preparation, and may have failed for want of it
        return price(model, objective, deadline, relaxing=relaxing) if begin else None
    if part:
        part.basis.learn(result.solutions[0].basis, part.columns, part.rows)
    priced = lagrangian(model, objective, _dense(result.solutions[0].dual_solution.dual_values, model.rows))
    if (values := _primal(result, model.columns)) is None:
        return priced
    whole = np.rint(values)
    is_whole = bool((np.abs(values - whole) <= LEAST).all())
    return replace(priced, used=values > LEAST, x=whole.astype(np.int64) if is_whole else None)


def _has_duals(result: result_pb2.SolveResultProto) -> bool:
    """Whether there are prices of rows, and they are any."""
    return bool(
        result.solutions
        and result.solutions[0].dual_solution.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE
    )


def _empty(model: Linear) -> Solved:
    impossible = bool(((model.low > 0) | (model.high < 0)).any())
    x = None if impossible else np.zeros(0, np.int64)
    return Solved(not impossible, impossible, x, None if impossible else 0, 0.0)


def proto_of(model: Linear, objective: Ints, *, relaxed: bool = False) -> model_pb2.ModelProto:
    """The programme as the engine library takes it; `relaxed` lets every column take any value up to its limit."""
    proto = model_pb2.ModelProto()
    columns, rows, cells = proto.variables, proto.linear_constraints, proto.linear_constraint_matrix
    columns.ids.extend(range(model.columns))
    columns.lower_bounds.extend([0.0] * model.columns)
    _fill(columns.upper_bounds, model.upper.astype(float))
    columns.integers.extend([not relaxed] * model.columns)
    rows.ids.extend(range(model.rows))
    _fill(rows.lower_bounds, model.low)
    _fill(rows.upper_bounds, model.high)
    row, col, coef = model.row, model.col, model.coef
    if (np.diff(row.astype(np.int64) * model.columns + col) < 0).any():
        order = np.lexsort((col, row))
        row, col, coef = row[order], col[order], coef[order]
    _fill(cells.row_ids, row)
    _fill(cells.column_ids, col)
    _fill(cells.coefficients, coef.astype(float))
    used = np.flatnonzero(objective)
    _fill(proto.objective.linear_coefficients.ids, used)
    _fill(proto.objective.linear_coefficients.values, objective[used].astype(float))
    return proto


def _fill(field: Any, values: Ints | Floats) -> None:
    """A repeated field, piece by piece: as whole lists, the numbers of millions of cells take more than all else."""
    for begin in range(0, len(values), PIECE):
        field.extend(values[begin : begin + PIECE].tolist())
