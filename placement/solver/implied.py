"""Rows of a large week that other rows imply, and so are left out.

A room of one bed takes one household, says one row. Then who shares it, of which gender, and beside whose child, need
not be said of each two who could be there: of a large week that is most of all rows. The same plans are possible
without them, and the relaxation is as tight. That holds of the rows about stays alone as well, and of those about
talks alone: the stages have no others (A04), and a side of the goals has not (`solver/sides.py`).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints
from placement.solver.facts import NONE
from placement.solver.requirements import Requirements
from placement.solver.rows import Row

STAY, TALK, REST = 1, 2, 4


class _AtMostOne(NamedTuple):
    """Columns of which at most one is 1, and what they are about."""

    cols: frozenset[int]
    about: int


def leave_out_implied(terms: Requirements) -> set[int]:
    """Leave out each row "at most one of these" that a wider one implies; the marks that no row needs any more.

    Marks of groups agree in any case where at most one of all who are in a group can be chosen.
    """
    about, known = _about(terms), _Known()
    packing = sorted(_packing(terms.rows), key=lambda n: -len(terms.rows[n].cols))
    gone: set[int] = set()
    for n, one in zip(packing, _at_most_ones([terms.rows[n].cols for n in packing], about), strict=True):
        terms.heed()
        # a row that names a column twice forbids it
        if len(one.cols) == len(terms.rows[n].cols) and known.implies(one):
            gone.add(n)
        else:
            known.add(one)
    left = [row for n, row in enumerate(terms.rows) if n not in gone]
    groups = [(marks, cols) for marks in _groups(terms, left) if len(cols := _below(terms, marks))]
    together = _at_most_ones([cols for _, cols in groups], about)
    pairs = zip(groups, together, strict=True)
    needless = {mark for (marks, _), one in pairs if known.implies(one) for mark in marks.tolist()}
    terms.rows = [row for row in left if int(row.cols.max(initial=-1)) not in needless]
    return needless


def _packing(rows: list[Row]) -> list[int]:
    """Which rows say "at most one of these"."""
    some = [n for n, row in enumerate(rows) if row.low is None and row.high == 1 and len(row.cols)]
    if not some:
        return []
    others = np.concatenate([rows[n].coefs for n in some]) != 1
    has_others = np.logical_or.reduceat(others, _begins([rows[n].coefs for n in some]))
    return [n for n, has in zip(some, has_others.tolist(), strict=True) if not has]


def _begins(parts: list[Ints]) -> Ints:
    """Where each part begins, one after the other."""
    return np.cumsum([0, *(len(part) for part in parts[:-1])])


def _about(terms: Requirements) -> Ints:
    """Of each column a bit for what it is about."""
    found = np.full(terms.first_aux + len(terms.aux), REST, np.int8)
    found[: terms.n] = STAY
    found[terms.n + np.flatnonzero(terms.acts.of_helpers)] = TALK
    return found


def _at_most_ones(parts: list[Ints], about: Ints) -> Iterator[_AtMostOne]:
    """The columns of each part, none of which is empty, with what they are about together."""
    if parts:
        abouts = np.bitwise_or.reduceat(about[np.concatenate(parts)], _begins(parts))
        for cols, of_all in zip(parts, abouts.tolist(), strict=True):
            yield _AtMostOne(frozenset(cols.tolist()), of_all)


def _groups(terms: Requirements, rows: list[Row]) -> Iterator[Ints]:
    """The marks of each row that has no other columns: only groups that agree have one, and so have no points."""
    for n in _packing(rows):
        if rows[n].cols.min() >= terms.first_aux:
            yield rows[n].cols


def _below(terms: Requirements, marks: Ints) -> Ints:
    """The columns that marks are about."""
    found = [part.cols for mark in marks.tolist() for part in terms.aux[mark - terms.first_aux].parts]
    return np.array([col for cols in found for col in cols], np.int64) if found else NONE


class _Known:
    """What is known of columns of which at most one is 1."""

    def __init__(self) -> None:
        self._of: dict[int, dict[int, list[frozenset[int]]]] = {}

    def add(self, one: _AtMostOne) -> None:
        """From now on this is known."""
        of_column = self._of.setdefault(one.about, {})
        for col in one.cols:
            of_column.setdefault(col, []).append(one.cols)

    def implies(self, one: _AtMostOne) -> bool:
        """Whether this follows from what is known about the same: what is wider is known of each of its columns."""
        of_column = self._of.get(one.about, {})
        fewest = min((of_column.get(col, ()) for col in one.cols), key=len, default=())
        return any(one.cols <= wider for wider in fewest)
