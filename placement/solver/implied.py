"""Rows of a large week that other rows imply, and so are left out.

A room of one bed takes one household, says one row. Then who shares it, of which gender, and beside whose child, need
not be said of each two who could be there: of a large week that is most of all rows. The same plans are possible
without them, and the relaxation is as tight.
"""

from collections.abc import Iterator

import numpy as np

from placement.solver.requirements import Requirements
from placement.solver.rows import Row

Columns = frozenset[int]


def leave_out_implied(terms: Requirements) -> set[int]:
    """Leave out each row "at most one of these" that a wider one implies; the marks that no row needs any more.

    Marks of groups agree in any case where at most one of all who are in a group can be chosen.
    """
    known = _Cliques()
    sizes = [len(row.cols) if _is_packing(row) else 0 for row in terms.rows]
    gone = [False] * len(sizes)
    for n in sorted(np.flatnonzero(sizes).tolist(), key=lambda n: -sizes[n]):
        terms.heed()
        gone[n] = not known.is_new(frozenset(terms.rows[n].cols.tolist()), sizes[n])
    left = [row for row, is_gone in zip(terms.rows, gone, strict=True) if not is_gone]
    needless = {mark for marks in _groups(terms, left) if known.implies(_in(terms, marks)) for mark in marks}
    terms.rows = [row for row in left if int(row.cols.max(initial=-1)) not in needless]
    return needless


def _is_packing(row: Row) -> bool:
    return row.low is None and row.high == 1 and bool((row.coefs == 1).all())


def _groups(terms: Requirements, rows: list[Row]) -> Iterator[list[int]]:
    """The marks of each row that has no other columns: only groups that agree have one, and so have no points."""
    for row in rows:
        if _is_packing(row) and len(row.cols) and row.cols.min() >= terms.first_aux:
            yield row.cols.tolist()


def _in(terms: Requirements, marks: list[int]) -> Columns:
    """The columns that marks are about."""
    found = (terms.aux[mark - terms.first_aux].parts for mark in marks)
    return frozenset(col for parts in found for part in parts for col in part.cols)


class _Cliques:
    """Sets of columns of which at most one is 1."""

    def __init__(self) -> None:
        self._by_column: dict[int, list[Columns]] = {}

    def is_new(self, cols: Columns, size: int) -> bool:
        """Whether a row of so many cells says something that wider ones did not; then it is known."""
        if len(cols) == size and self.implies(cols):
            return False
        for col in cols:
            self._by_column.setdefault(col, []).append(cols)
        return True

    def implies(self, cols: Columns) -> bool:
        """Whether one that is known holds all of these."""
        with_one = [self._by_column.get(col, []) for col in cols]
        return any(cols <= clique for clique in min(with_one, key=len, default=[]))
