"""Rows that say the same with a tighter relaxation: what a room's beds exclude two by two, as cliques.

A household that takes a room whole leaves no bed. The row that counts beds allows half of each in the relaxation;
"at most one of all who take it whole, and of one who shares" does not. Rows of other rules that such a clique
implies are left out. The whole-number solutions are exactly the same.
"""

from collections.abc import Callable, Iterable

Cells = tuple[tuple[int, int], ...]
"""(column, coefficient), in order of columns."""
Bounded = tuple[Cells, int | None, int | None]
"""Cells with low and high."""


def tightened(rows: Iterable[Bounded], owner: Callable[[int], int]) -> set[Bounded]:
    """The rows with the cliques of all counting rows, less the packing rows that a clique implies."""
    kept = set(rows)
    cliques = {
        clique
        for cells, low, high in kept
        if low is None and high is not None and high > 1 and all(w > 0 for _, w in cells)
        for clique in _cliques(cells, high, owner)
    }
    by_column: dict[int, list[frozenset[int]]] = {}
    for clique in cliques:
        for column in clique:
            by_column.setdefault(column, []).append(clique)
    implied = {row for row in kept if _packs(row) and _is_within(row, by_column)}
    return (kept - implied) | {(tuple((c, 1) for c in sorted(q)), None, 1) for q in cliques}


def _packs(row: Bounded) -> bool:
    cells, low, high = row
    return low is None and high == 1 and all(w == 1 for _, w in cells)


def _cliques(cells: Cells, high: int, owner: Callable[[int], int]) -> list[frozenset[int]]:
    """Columns of a counting row of which no two fit: the heavy ones, and with them each household's light ones."""
    heavy = frozenset(c for c, w in cells if 2 * w > high)
    if not heavy:
        return []
    least = min(w for c, w in cells if c in heavy)
    light: dict[int, set[int]] = {}
    for column, weight in cells:
        if column not in heavy and weight + least > high:
            light.setdefault(owner(column), set()).add(column)
    return [heavy | group for group in light.values()] or [heavy]


def _is_within(row: Bounded, by_column: dict[int, list[frozenset[int]]]) -> bool:
    columns = frozenset(c for c, _ in row[0])
    found = [by_column[c] for c in columns if c in by_column]
    return len(found) == len(columns) and any(columns <= clique for clique in min(found, key=len, default=()))
