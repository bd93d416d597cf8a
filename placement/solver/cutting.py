"""Better bounds: a row that lets several columns be 1 only with a flag says so of each of them.

`x1 + x2 - 2 f <= 0` allows a relaxation half a flag for one column; `x1 <= f` and `x2 <= f` do not. There are too many
of these to write them all down, so those are added that a relaxation breaks, until it breaks none.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from ortools.math_opt.python import mathopt

from placement.domain.linear import INFINITY, ExtraRow, Floats, Ints, Linear, Mask, Priced, lagrangian
from placement.solver.engine import LEAST, proto_of
from placement.solver.watch import Deadline

BROKEN = 1e-4
"""By how much a cut must be broken to be added."""


class Cuts(NamedTuple):
    """`x <= f` (on) or `x <= 1 - f`; one an entry."""

    x: Ints
    flag: Ints
    on: Mask


def cuts_of(model: Linear) -> Cuts:
    """All cuts of rows whose columns are 0 where a flag is off."""
    heavy = np.abs(model.coef) > 1
    count = np.bincount(model.row[heavy], minlength=model.rows)
    flag, sign = np.full(model.rows, -1), np.zeros(model.rows, np.int64)
    flag[model.row[heavy]] = model.col[heavy]
    sign[model.row[heavy]] = model.coef[heavy]
    off_limit = model.high - np.maximum(sign, 0)
    light = np.bincount(model.row[~heavy], model.coef[~heavy] != 1, model.rows) == 0
    bind = (count == 1) & (off_limit == 0) & light & np.isneginf(model.low)
    mine = bind[model.row] & ~heavy & (model.upper[model.col] == 1)
    row = model.row[mine]
    return Cuts(model.col[mine], flag[row], sign[row] < 0)


def sharper(model: Linear, objective: Ints, near: Mask, deadline: Deadline) -> Iterator[Priced]:
    """Ever better bounds of the whole programme, with the prices that go with them.

    `near`: the columns that take part; the others are priced only, which keeps the bound true.
    """
    part, keep = model.only(near), np.flatnonzero(near)
    cuts = cuts_of(part)
    built = mathopt.Model.from_model_proto(proto_of(part, objective[near], relaxed=True))
    engine = mathopt.IncrementalSolver(built, mathopt.SolverType.GLOP)
    columns = list(built.variables())
    rows_of = _live_rows(model, near)
    added = np.zeros(len(cuts.x), dtype=bool)
    order: list[int] = []
    while deadline.left > 0:
        result = engine.solve(
            params=mathopt.SolveParameters(
                time_limit=timedelta(seconds=deadline.left), lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX
            )
        )
        if not result.has_dual_feasible_solution() or not result.has_primal_feasible_solution():
            return
        values, duals = result.variable_values(), result.dual_values()
        x = np.array([values[one] for one in columns])
        y = np.array([duals[one] for one in built.linear_constraints()])
        prices = np.zeros(model.rows)
        prices[rows_of] = y[: len(rows_of)]
        wide = model.plus([_row(cuts, k, keep) for k in order])
        priced = lagrangian(wide, objective, np.concatenate([prices, y[len(rows_of) :]]))
        priced.used[keep[x > LEAST]] = True
        yield Priced(priced.bound, priced.reduced, priced.used, priced.prices[: model.rows])
        more = _broken(cuts, x, added).tolist()
        if not more:
            return
        for k in more:
            cols, coefs, _, high = _row(cuts, k, np.arange(len(columns)))
            terms = (int(w) * columns[c] for c, w in zip(cols, coefs, strict=True))
            built.add_linear_constraint(mathopt.fast_sum(terms) <= high)
        added[more] = True
        order += more


def _row(cuts: Cuts, k: int, columns: Ints) -> ExtraRow:
    on = bool(cuts.on[k])
    return columns[[cuts.x[k], cuts.flag[k]]], np.array([1, -1 if on else 1]), -INFINITY, 0.0 if on else 1.0


def _live_rows(model: Linear, near: Mask) -> Ints:
    used = np.zeros(model.rows, dtype=bool)
    used[model.row[near[model.col]]] = True
    used |= (model.low > 0) | (model.high < 0)
    return np.flatnonzero(used)


def _broken(cuts: Cuts, x: Floats, added: Mask) -> Ints:
    """Cuts that no value of their flag would keep, as things are."""
    on, off = np.zeros(len(x)), np.zeros(len(x))
    np.maximum.at(on, cuts.flag[cuts.on], x[cuts.x[cuts.on]])
    np.maximum.at(off, cuts.flag[~cuts.on], x[cuts.x[~cuts.on]])
    other = np.where(cuts.on, off[cuts.flag], on[cuts.flag])
    return np.flatnonzero((x[cuts.x] + other > 1 + BROKEN) & ~added)
