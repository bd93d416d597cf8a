"""Rows as bytes: equal rows are equal bytes, and the order of the bytes is that of columns and coefficients.

Tens of thousands of rows with millions of cells are compared, sorted and hashed so without looking into each cell.
"""

from collections.abc import Collection, Sequence

import numpy as np

from placement.domain.linear import INFINITY, Ints
from placement.solver.rows import Row

Packed = tuple[bytes, float, float]
"""Cells in order of columns, low and high."""
CELL = np.dtype([("col", ">u4"), ("coef", ">u4")])
ZERO = 2**31
"""What stands for a coefficient of 0: so that bytes have the order of numbers."""


def packed(rows: Sequence[Row]) -> set[Packed]:
    """Each row once, its coefficients summed by column and without those that are 0."""
    if not rows:
        return set()
    count = np.array([len(row.cols) for row in rows], np.int64)
    number, col, coef = _summed(
        np.repeat(np.arange(len(rows)), count),
        np.concatenate([row.cols for row in rows]),
        np.concatenate([row.coefs for row in rows]),
    )
    ends = np.searchsorted(number, np.arange(len(rows)), side="right").tolist()
    cells = pack(col, coef)
    size, found, begin = CELL.itemsize, set(), 0
    for row, end in zip(rows, ends, strict=True):
        low = -INFINITY if row.low is None else float(row.low)
        high = INFINITY if row.high is None else float(row.high)
        found.add((cells[begin * size : end * size], low, high))
        begin = end
    return found


def _summed(number: Ints, col: Ints, coef: Ints) -> tuple[Ints, Ints, Ints]:
    """Cells by row and column, each column once in a row."""
    key = number * (int(col.max(initial=0)) + 1) + col
    order = np.argsort(key, kind="stable")
    number, col, coef, key = number[order], col[order], coef[order], key[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if len(first) < len(key):
        number, col, coef = number[first], col[first], np.add.reduceat(coef, first)
    live = coef != 0
    return number[live], col[live], coef[live]


def pack(col: Ints, coef: Ints) -> bytes:
    """Cells as bytes."""
    cells = np.empty(len(col), CELL)
    cells["col"], cells["coef"] = col, coef + ZERO
    return cells.tobytes()


def unpacked(rows: Collection[Packed]) -> tuple[Ints, Ints, Ints]:
    """The number of the row, the column and the coefficient of each cell."""
    cells = np.frombuffer(b"".join(row[0] for row in rows), CELL)
    count = np.array([len(row[0]) for row in rows], np.int64) // CELL.itemsize
    number = np.repeat(np.arange(len(rows)), count)
    return number, cells["col"].astype(np.int64), cells["coef"].astype(np.int64) - ZERO
