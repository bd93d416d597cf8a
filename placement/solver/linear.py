"""A linear programme as arrays, and its journey to an engine and back. Engine-neutral; whole numbers only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from placement.solver.candidates import Ints, Mask
from placement.solver.terms import ArrayTerms
from placement.solver.tighten import Bounded, Cells, tightened
from placement.solver.watch import Deadline

Floats = NDArray[np.float64]
INFINITY = float("inf")
ExtraRow = tuple[Ints, Ints, float, float]
"""Columns, coefficients, low, high."""
LEAST = 1e-7
"""A column whose value in a relaxation is less counts as 0."""


@dataclass
class Linear:
    """`low <= A x <= high`, `0 <= x <= upper`, x whole; in coordinates (row, col, coef), rows in canonical order."""

    row: Ints
    col: Ints
    coef: Ints
    low: Floats
    high: Floats
    upper: Ints

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.upper)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.low)

    def plus(self, extra: list[ExtraRow]) -> "Linear":
        """The same with further rows (columns, coefs, low, high)."""
        if not extra:
            return self
        row = [self.row, *(np.full(len(c), self.rows + k, np.int64) for k, (c, _, _, _) in enumerate(extra))]
        return Linear(
            np.concatenate(row),
            np.concatenate([self.col, *(c for c, _, _, _ in extra)]),
            np.concatenate([self.coef, *(w for _, w, _, _ in extra)]),
            np.concatenate([self.low, np.array([e[2] for e in extra])]),
            np.concatenate([self.high, np.array([e[3] for e in extra])]),
            self.upper,
        )  # fmt: skip

    def without_rows_of(self, columns: Ints) -> "Linear":
        """The same without every row that names one of these columns (rows that only price a plan)."""
        named = np.zeros(self.columns, dtype=bool)
        named[columns] = True
        stays = np.ones(self.rows, dtype=bool)
        stays[self.row[named[self.col]]] = False
        live, number = stays[self.row], np.cumsum(stays) - 1
        return Linear(
            number[self.row[live]],
            self.col[live],
            self.coef[live],
            self.low[stays],
            self.high[stays],
            self.upper,
        )

    def only(self, keep: Mask) -> "Linear":
        """The same without some columns (they are 0), and without the rows that then say nothing."""
        new = np.cumsum(keep) - 1
        live = keep[self.col]
        used = np.zeros(self.rows, dtype=bool)
        used[self.row[live]] = True
        used |= (self.low > 0) | (self.high < 0)
        number = np.cumsum(used) - 1
        return Linear(
            number[self.row[live]], new[self.col[live]], self.coef[live], self.low[used], self.high[used],
            self.upper[keep],
        )  # fmt: skip


def linear(terms: ArrayTerms, heed: Callable[[], None] = lambda: None) -> Linear:
    """The rows of all rules and goals, sorted and each once, so that the order of rules has no effect.

    `heed` is called between two rows and may raise.
    """
    # an act is nobody's other option
    owner = [*terms.made.household.tolist(), *range(-1, -1 - len(terms.acts) - len(terms.aux), -1)]
    tight = tightened(_bounded(terms, heed), owner.__getitem__)
    heed()
    rows = sorted(
        tight,
        key=lambda r: (r[0], -1 if r[1] is None else r[1], -1 if r[2] is None else r[2]),
    )
    heed()
    count = [len(r[0]) for r in rows]
    flat = np.array([pair for r in rows for pair in r[0]], np.int64).reshape(-1, 2)
    upper = np.ones(terms.columns, np.int64)
    upper[terms.first_aux :] = [aux.most for aux in terms.aux]
    upper[list(terms.forbidden)] = 0
    return Linear(
        np.repeat(np.arange(len(rows)), count), flat[:, 0], flat[:, 1],
        np.array([-INFINITY if r[1] is None else r[1] for r in rows], float),
        np.array([INFINITY if r[2] is None else r[2] for r in rows], float),
        upper,
    )  # fmt: skip


def _bounded(terms: ArrayTerms, heed: Callable[[], None]) -> Iterator[Bounded]:
    for row in terms.rows:
        heed()
        yield _cells(row.cols, row.coefs), row.low, row.high


def _cells(cols: tuple[int, ...], coefs: tuple[int, ...]) -> Cells:
    """Coefficients summed by column, in order of columns."""
    pairs = zip(cols, coefs, strict=True)
    if len(set(cols)) < len(cols):
        total: dict[int, int] = {}
        for c, w in pairs:
            total[c] = total.get(c, 0) + w
        return tuple(sorted(cell for cell in total.items() if cell[1]))
    return tuple(sorted(cell for cell in pairs if cell[1]))


class Engine(Enum):
    """Engines that run through MathOpt."""

    HIGHS = mathopt.SolverType.HIGHS
    CP_SAT = mathopt.SolverType.CP_SAT
    GSCIP = mathopt.SolverType.GSCIP


@dataclass(frozen=True)
class Solved:
    """What an engine answered. `x` is there only with a solution; `bound` holds for the model as given."""

    proved: bool
    infeasible: bool
    x: Ints | None
    value: int | None
    bound: float


def minimise(
    model: Linear,
    objective: Ints,
    deadline: Deadline,
    *,
    engine: Engine = Engine.CP_SAT,
    hint: Ints | None = None,
    heard: Callable[[float, float], None] | None = None,
) -> Solved:
    """The least value of a whole-number objective, exactly (the value is recomputed from the rounded answer).

    One worker and a fixed seed: the same model and hint give the same answer. A time limit that is reached, or a
    stop, gives the best answer so far and its bound. Raises nothing for a model without a solution: `infeasible`
    says so.

    Args:
        model: Rows and columns.
        objective: A whole number a column.
        deadline: Until when to search; a stop ends the search at once.
        engine: Who searches.
        hint: A solution to begin with.
        heard: Told the value of each better solution, infinite as long as there is none, and the bound (CP-SAT).
    """
    if deadline.left <= 0:
        return Solved(proved=False, infeasible=False, x=None, value=None, bound=-INFINITY)
    if not model.columns:
        return _empty(model)
    built = mathopt.Model.from_model_proto(_proto(model, objective))
    result = mathopt.solve(
        built,
        engine.value,
        params=_parameters(engine, deadline),
        model_params=_start(built, hint),
        callback_reg=REPORTS if heard else None,
        cb=_teller(heard) if heard else None,
        interrupter=deadline.interrupter,
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


def _parameters(engine: Engine, deadline: Deadline) -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=deadline.left), relative_gap_tolerance=1e-9, absolute_gap_tolerance=0.5,
        random_seed=1, threads=None if engine is Engine.HIGHS else 1,
    )  # fmt: skip
    if engine is Engine.CP_SAT:
        parameters.cp_sat.linearization_level = 2
    return parameters


def _start(built: mathopt.Model, hint: Ints | None) -> mathopt.ModelSolveParameters:
    if hint is None:
        return mathopt.ModelSolveParameters()
    values = dict(zip(built.variables(), hint.astype(float).tolist(), strict=True))
    return mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=values)])


def _values(built: mathopt.Model, result: mathopt.SolveResult) -> Floats:
    values = result.variable_values()
    return np.array([values[v] for v in built.variables()], float)


@dataclass(frozen=True)
class Priced:
    """A proved lower bound on the objective, and by how much each column alone would raise it."""

    bound: float
    reduced: Floats
    used: Mask
    """Columns that the relaxation's own solution uses."""


def price(model: Linear, objective: Ints, deadline: Deadline) -> Priced | None:
    """A Lagrangian bound recomputed from an engine's duals: valid whatever the engine's tolerances were.

    Every solution of value v uses only columns whose reduced cost is at most v - bound. None if the engine gave no
    duals in time.
    """
    if not model.columns or deadline.left <= 0:
        return None
    built = mathopt.Model.from_model_proto(_proto(model, objective, relaxed=True))
    result = mathopt.solve(
        built,
        mathopt.SolverType.GLOP,
        params=mathopt.SolveParameters(time_limit=timedelta(seconds=deadline.left)),
        interrupter=deadline.interrupter,
    )
    if not result.has_dual_feasible_solution():
        return None
    duals = result.dual_values()
    y = np.array([duals[c] for c in built.linear_constraints()], float)
    y = np.where(np.isneginf(model.low), np.minimum(y, 0), y)
    y = np.where(np.isposinf(model.high), np.maximum(y, 0), y)
    reduced: Floats = objective.astype(float) - np.bincount(
        model.col, model.coef * y[model.row], model.columns
    )
    side = np.where(
        y > 0,
        np.where(np.isneginf(model.low), 0, model.low),
        np.where(np.isposinf(model.high), 0, model.high),
    )
    used = np.zeros(model.columns, dtype=bool)
    if result.has_primal_feasible_solution():
        used = _values(built, result) > LEAST
    return Priced(float(side @ y + np.minimum(0, reduced * model.upper).sum()), reduced, used)


def _empty(model: Linear) -> Solved:
    impossible = bool(((model.low > 0) | (model.high < 0)).any())
    x = None if impossible else np.zeros(0, np.int64)
    return Solved(not impossible, impossible, x, None if impossible else 0, 0.0)


def _proto(model: Linear, objective: Ints, *, relaxed: bool = False) -> model_pb2.ModelProto:
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
