"""The journey of a linear programme to an engine and back. Nothing else knows how an engine is called."""

from collections.abc import Callable
from datetime import timedelta
from enum import Enum

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from placement.domain.linear import INFINITY, Floats, Ints, Linear, Priced, Solved, lagrangian
from placement.solver.watch import Deadline

LEAST = 1e-7
"""A column whose value in a relaxation is less counts as 0."""


class Engine(Enum):
    """Engines that run through MathOpt."""

    HIGHS = mathopt.SolverType.HIGHS
    CP_SAT = mathopt.SolverType.CP_SAT
    GSCIP = mathopt.SolverType.GSCIP


def minimise(
    model: Linear,
    objective: Ints,
    deadline: Deadline,
    *,
    engine: Engine = Engine.CP_SAT,
    hint: Ints | None = None,
    heard: Callable[[float, float], None] | None = None,
    brief: bool = False,
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
        brief: Whether the model is one of many small ones, for which long preparation does not pay (CP-SAT).
        seed: Of the engine's own choices.
        heard: Told the value of each better solution, infinite as long as there is none, and the bound (CP-SAT).
    """
    if deadline.left <= 0:
        return Solved(proved=False, infeasible=False, x=None, value=None, bound=-INFINITY)
    if not model.columns:
        return _empty(model)
    built = mathopt.Model.from_model_proto(proto_of(model, objective))
    result = mathopt.solve(
        built,
        engine.value,
        params=_parameters(engine, deadline, brief=brief, seed=seed),
        model_params=_start(built, hint),
        callback_reg=REPORTS if heard else None,
        cb=_teller(heard) if heard else None,
        interrupter=deadline.interrupter if engine is Engine.CP_SAT else None,
    )
    reason = result.termination.reason
    infeasible = reason in (
        mathopt.TerminationReason.INFEASIBLE, mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED
    )  # fmt: skip
    x = value = None
    if result.has_primal_feasible_solution():
        x = np.rint(_values(built, result)).astype(np.int64)
        value = int(objective @ x)
    bound = result.termination.objective_bounds.dual_bound
    return Solved(reason is mathopt.TerminationReason.OPTIMAL, infeasible, x, value, bound)


REPORTS = mathopt.CallbackRegistration(
    events={mathopt.Event.MIP, mathopt.Event.MIP_SOLUTION},
    mip_solution_filter=mathopt.VariableFilter(filtered_items=[]),
)
"""Values and bounds are heard as they change, without the solutions themselves."""


def _teller(
    heard: Callable[[float, float], None],
) -> Callable[[mathopt.CallbackData], mathopt.CallbackResult]:
    def told(data: mathopt.CallbackData) -> mathopt.CallbackResult:
        heard(data.mip_stats.primal_bound, data.mip_stats.dual_bound)
        return mathopt.CallbackResult()

    return told


def _parameters(engine: Engine, deadline: Deadline, *, brief: bool, seed: int) -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=deadline.left), relative_gap_tolerance=1e-9, absolute_gap_tolerance=0.5,
        random_seed=seed, threads=None if engine is Engine.HIGHS else 1,
    )  # fmt: skip
    if engine is Engine.CP_SAT:
        parameters.cp_sat.linearization_level = 2
        if brief:
            parameters.cp_sat.symmetry_level = 0
            parameters.cp_sat.cp_model_probing_level = 0
    return parameters


def _start(built: mathopt.Model, hint: Ints | None) -> mathopt.ModelSolveParameters:
    if hint is None:
        return mathopt.ModelSolveParameters()
    values = dict(zip(built.variables(), hint.astype(float).tolist(), strict=True))
    return mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=values)])


def _values(built: mathopt.Model, result: mathopt.SolveResult) -> Floats:
    values = result.variable_values()
    return np.array([values[v] for v in built.variables()], float)


def price(
    model: Linear,
    objective: Ints,
    deadline: Deadline,
    *,
    relaxing: mathopt.SolverType = mathopt.SolverType.GLOP,
) -> Priced | None:
    """A Lagrangian bound recomputed from an engine's duals: valid whatever the engine's tolerances were.

    Every solution of value v uses only columns whose reduced cost is at most v - bound. None if the engine gave no
    duals in time. `relaxing`: GLOP ends at once when it is stopped; HiGHS is two to three times as fast on a large
    relaxation, but runs until its time is over.
    """
    if not model.columns or deadline.left <= 0:
        return None
    built = mathopt.Model.from_model_proto(proto_of(model, objective, relaxed=True))
    result = mathopt.solve(
        built,
        relaxing,
        params=mathopt.SolveParameters(time_limit=timedelta(seconds=deadline.left)),
        interrupter=deadline.interrupter if relaxing is mathopt.SolverType.GLOP else None,
    )
    if not result.has_dual_feasible_solution():
        return None
    duals = result.dual_values()
    priced = lagrangian(model, objective, np.array([duals[c] for c in built.linear_constraints()], float))
    if result.has_primal_feasible_solution():
        priced.used[:] = _values(built, result) > LEAST
    return priced


def _empty(model: Linear) -> Solved:
    impossible = bool(((model.low > 0) | (model.high < 0)).any())
    x = None if impossible else np.zeros(0, np.int64)
    return Solved(not impossible, impossible, x, None if impossible else 0, 0.0)


def proto_of(model: Linear, objective: Ints, *, relaxed: bool = False) -> model_pb2.ModelProto:
    """The programme as the engine library takes it; `relaxed` lets every column take any value up to its limit."""
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(model.columns))
    proto.variables.lower_bounds.extend([0.0] * model.columns)
    proto.variables.upper_bounds.extend(model.upper.astype(float).tolist())
    proto.variables.integers.extend([not relaxed] * model.columns)
    proto.linear_constraints.ids.extend(range(model.rows))
    proto.linear_constraints.lower_bounds.extend(model.low.tolist())
    proto.linear_constraints.upper_bounds.extend(model.high.tolist())
    order = np.lexsort((model.col, model.row))
    proto.linear_constraint_matrix.row_ids.extend(model.row[order].tolist())
    proto.linear_constraint_matrix.column_ids.extend(model.col[order].tolist())
    proto.linear_constraint_matrix.coefficients.extend(model.coef[order].astype(float).tolist())
    used = np.flatnonzero(objective)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend(objective[used].astype(float).tolist())
    return proto
