"""Better bounds: a row that lets several columns be 1 only with a flag says so of each of them.

`x1 + x2 - 2 f <= 0` allows a relaxation half a flag for one column; `x1 <= f` and `x2 <= f` do not. There are too many
of these for all columns, so only columns whose reduced cost is small take part.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from ortools.math_opt.python import mathopt

from placement.domain.linear import INFINITY, Ints, Linear, Mask, Priced, lagrangian
from placement.solver.engine import LEAST, proto_of
from placement.solver.gradual import live_rows
from placement.solver.watch import Deadline

NEARLY = 10.0
"""A column whose reduced cost is less joins in, where one is found to be too cheap to stay away."""


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

    `near`: the columns that take part; the others are priced only, which keeps the bound true. Those that turn out
    to be too cheap to stay away join in.
    """
    while deadline.left > 0:
        found = _priced(model, objective, near, deadline)
        if found is None:
            return
        yield found
        cheap = (found.reduced < -LEAST) & ~near
        if not cheap.any():
            return
        near = near | (found.reduced < NEARLY)


def _priced(model: Linear, objective: Ints, near: Mask, deadline: Deadline) -> Priced | None:
    """The relaxation of the columns that take part, with all their cuts: large, and quick for an interior point."""
    part, keep = model.only(near), np.flatnonzero(near)
    cuts = cuts_of(part)
    built = mathopt.Model.from_model_proto(proto_of(with_cuts(part, cuts), objective[near], relaxed=True))
    result = mathopt.solve(
        built,
        mathopt.SolverType.HIGHS,
        params=mathopt.SolveParameters(
            time_limit=timedelta(seconds=deadline.left), lp_algorithm=mathopt.LPAlgorithm.BARRIER
        ),
    )
    if not result.has_dual_feasible_solution() or not result.has_primal_feasible_solution():
        return None
    values, duals = result.variable_values(), result.dual_values()
    x = np.array([values[one] for one in built.variables()])
    y = np.array([duals[one] for one in built.linear_constraints()])
    prices = np.zeros(model.rows)
    prices[live_rows(model, near)] = y[: part.rows]
    wide = with_cuts(model, Cuts(keep[cuts.x], keep[cuts.flag], cuts.on))
    priced = lagrangian(wide, objective, np.concatenate([prices, y[part.rows :]]))
    priced.used[keep[x > LEAST]] = True
    return Priced(priced.bound, priced.reduced, priced.used, priced.prices[: model.rows])


def with_cuts(model: Linear, cuts: Cuts) -> Linear:
    """The same with a row for each cut."""
    count = len(cuts.x)
    one = np.ones(count, np.int64)
    return Linear(
        np.concatenate([model.row, np.repeat(model.rows + np.arange(count), 2)]),
        np.concatenate([model.col, np.stack([cuts.x, cuts.flag], axis=1).ravel()]),
        np.concatenate([model.coef, np.stack([one, np.where(cuts.on, -1, 1)], axis=1).ravel()]),
        np.concatenate([model.low, np.full(count, -INFINITY)]),
        np.concatenate([model.high, np.where(cuts.on, 0.0, 1.0)]),
        model.upper,
    )
