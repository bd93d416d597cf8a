"""Rows that say the same with a tighter relaxation: what a room's beds exclude two by two, as cliques.

A household that takes a room whole leaves no bed. The row that counts beds allows half of each in the relaxation;
"at most one of all who take it whole, and of one who shares" does not. Rows of other rules that such a clique
implies are left out. The whole-number solutions are exactly the same.
"""

from collections.abc import Iterator

import numpy as np

from placement.domain.linear import INFINITY, Ints
from placement.solver.packed import Packed, pack, unpacked

CELLS = 50_000
"""Cliques of one row with more cells than these are more than they help: then only the heavy ones are one."""


def tightened(rows: set[Packed], owner: Ints) -> set[Packed]:
    """The rows with the cliques of all counting rows, less the packing rows that a clique implies.

    `owner`: for each column a number of whose option it is.
    """
    listed = list(rows)
    number, col, coef = unpacked(listed)
    ends = np.searchsorted(number, np.arange(len(listed) + 1))
    low, high = (np.array([row[side] for row in listed], float) for side in (1, 2))

    def holding(cells: np.ndarray) -> Ints:
        return np.bincount(number[cells], minlength=len(listed))

    at_most = (low == -INFINITY) & (ends[1:] > ends[:-1])
    counting = at_most & (high > 1) & (high < INFINITY) & (holding(coef <= 0) == 0)
    cliques = {
        clique
        for n in np.flatnonzero(counting).tolist()
        for clique in _cliques(col[ends[n] : ends[n + 1]], coef[ends[n] : ends[n + 1]], high[n], owner)
    }
    by_column: dict[int, list[frozenset[int]]] = {}
    for clique in cliques:
        for column in clique:
            by_column.setdefault(column, []).append(clique)
    is_in_one = np.zeros(len(owner), dtype=bool)
    is_in_one[list(by_column)] = True
    packing = at_most & (high == 1) & (holding((coef != 1) | ~is_in_one[col]) == 0)
    implied = {
        listed[n]
        for n in np.flatnonzero(packing).tolist()
        if _is_within(frozenset(col[ends[n] : ends[n + 1]].tolist()), by_column)
    }
    return (rows - implied) | {_packing(clique) for clique in cliques}


def _packing(clique: frozenset[int]) -> Packed:
    cols = np.array(sorted(clique), np.int64)
    return pack(cols, np.ones(len(cols), np.int64)), -INFINITY, 1.0


def _cliques(col: Ints, coef: Ints, high: float, owner: Ints) -> Iterator[frozenset[int]]:
    """Columns of a counting row of which no two fit: the heavy ones, and with them each household's light ones."""
    heavy = 2 * coef > high
    if not heavy.any():
        return
    whole = col[heavy].tolist()
    light = col[~heavy & (coef + coef[heavy].min() > high)]
    whose = owner[light]
    owners = set(whose.tolist())
    if not owners or len(owners) * len(whole) > CELLS:
        yield frozenset(whole)
        return
    for one in owners:
        yield frozenset([*whole, *light[whose == one].tolist()])


def _is_within(columns: frozenset[int], by_column: dict[int, list[frozenset[int]]]) -> bool:
    """Whether a clique holds all these columns, each of which is in one."""
    fewest = min((by_column[column] for column in columns), key=len)
    return any(columns <= clique for clique in fewest)
