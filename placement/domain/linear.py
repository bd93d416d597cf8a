"""A linear programme in whole numbers as arrays, what an engine answers to it, and the bound that prices prove."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
"""64 bits each, but 32 where there are millions of them."""
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
INFINITY = float("inf")
ExtraRow = tuple[Ints, Ints, float, float]
"""Columns, coefficients, low, high."""


@dataclass
class Linear:
    """`low <= A x <= high`, `0 <= x <= upper`, x whole; in coordinates (row, col, coef), rows in canonical order."""

    row: Ints
    col: Ints
    coef: Ints
    low: Floats
    high: Floats
    upper: Ints

    def __post_init__(self) -> None:
        """Cells have 32 bits: of a large week there are millions, in several programmes at once."""
        self.row, self.col = self.row.astype(np.int32, copy=False), self.col.astype(np.int32, copy=False)
        if self.coef.dtype != np.int32 and np.abs(self.coef).max(initial=0) <= np.iinfo(np.int32).max:
            self.coef = self.coef.astype(np.int32)

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
        row = [self.row, *(np.full(len(c), self.rows + k, np.int32) for k, (c, _, _, _) in enumerate(extra))]
        return Linear(
            np.concatenate(row),
            np.concatenate([self.col, *(c for c, _, _, _ in extra)]),
            np.concatenate([self.coef, *(w for _, w, _, _ in extra)]),
            np.concatenate([self.low, np.array([e[2] for e in extra])]),
            np.concatenate([self.high, np.array([e[3] for e in extra])]),
            self.upper,
        )  # fmt: skip

    def rows_without(self, columns: Ints) -> Mask:
        """The rows that name none of these columns."""
        named = np.zeros(self.columns, dtype=bool)
        named[columns] = True
        stays = np.ones(self.rows, dtype=bool)
        stays[self.row[named[self.col]]] = False
        return stays

    def without_rows_of(self, columns: Ints) -> "Linear":
        """The same without every row that names one of these columns (rows that only price a plan)."""
        return self.without(~self.rows_without(columns))

    def without(self, rows: Mask) -> "Linear":
        """The same without some rows."""
        stays = ~rows
        live, number = stays[self.row], np.cumsum(stays, dtype=np.int32) - 1
        return Linear(
            number[self.row[live]],
            self.col[live],
            self.coef[live],
            self.low[stays],
            self.high[stays],
            self.upper,
        )

    def parts(self) -> Ints:
        """A number for each column, the same for those that rows join, one after the other."""
        number = np.arange(self.columns)
        least = np.empty(self.rows, np.int64)
        while True:
            least.fill(self.columns)
            np.minimum.at(least, self.row, number[self.col])
            joined = number.copy()
            np.minimum.at(joined, self.col, least[self.row])
            joined = joined[joined]
            if (joined == number).all():
                return number
            number = joined

    def only(self, keep: Mask) -> "Linear":
        """The same without some columns (they are 0), and without the rows that then say nothing."""
        new = np.cumsum(keep, dtype=np.int32) - 1
        live = keep[self.col]
        used = np.zeros(self.rows, dtype=bool)
        used[self.row[live]] = True
        used |= (self.low > 0) | (self.high < 0)
        number = np.cumsum(used, dtype=np.int32) - 1
        return Linear(
            number[self.row[live]], new[self.col[live]], self.coef[live], self.low[used], self.high[used],
            self.upper[keep],
        )  # fmt: skip


@dataclass(frozen=True)
class Solved:
    """What an engine answered. `x` is there only with a solution; `bound` holds for the model as given."""

    proved: bool
    infeasible: bool
    x: Ints | None
    value: int | None
    bound: float


@dataclass(frozen=True)
class Priced:
    """A proved lower bound on the objective, and by how much each column alone would raise it."""

    bound: float
    reduced: Floats
    used: Mask
    """Columns that the relaxation's own solution uses."""
    prices: Floats
    """Of a unit of each row's limit: at least 0 where a row asks for at least so much, else at most 0."""
    x: Ints | None = None
    """The relaxation's own solution, where all its values are whole."""


def lagrangian(model: Linear, objective: Ints, y: Floats) -> Priced:
    """The bound that any prices of the rows give, however they were found; no column counts as used."""
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
    bound = float(side @ y + np.minimum(0, reduced * model.upper).sum())
    return Priced(bound, reduced, np.zeros(model.columns, dtype=bool), y)
