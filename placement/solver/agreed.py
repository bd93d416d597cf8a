"""Two who agreed to live together, as rows over columns and over options that are none (`solver/beside.py`)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from placement.domain.linear import INFINITY, ExtraRow, Ints, Mask
from placement.solver.together import Pair


class Homes(NamedTuple):
    """Columns of stays, then households in units of which some options are no columns."""

    household: Ints
    unit: Ints
    start: Ints
    until: Ints
    """Of several options in a unit, the nights that are of all of them."""
    columns: int
    """How many are columns."""


def agreed(homes: Homes, pairs: list[tuple[int, int]]) -> Iterator[tuple[Ints, Ints]]:
    """Of which at most one is chosen, as columns and as numbers of the others: one of the two here, or one elsewhere.

    Whoever lives here on a night, the other lives nowhere else on it. A row of columns alone is there already.
    """
    for one, other in pairs:
        mine, its = (np.flatnonzero(homes.household == who) for who in (one, other))
        if not (mine.size and its.size):  # whom the stages left nothing
            continue
        night = _fullest(homes, np.concatenate([mine, its]))
        here, there = (some[_on(homes, some, night)] for some in (mine, its))
        for unit in np.unique(homes.unit[here]).tolist():
            away = there[homes.unit[there] != unit]
            both = np.concatenate([here[homes.unit[here] == unit], away])
            columns = both < homes.columns
            if len(away) and not columns.all():
                yield both[columns], both[~columns] - homes.columns


def _fullest(homes: Homes, some: Ints) -> int:
    """The night on which most of these could be there: rows of further nights say little more."""
    nights: list[int] = np.unique(homes.start[some]).tolist()
    return max(nights, key=lambda night: int(_on(homes, some, night).sum()))


def _on(homes: Homes, some: Ints, night: int) -> Mask:
    there: Mask = (homes.start[some] <= night) & (night < homes.until[some])
    return there


def households_of(pairs: list[Pair], household: Ints) -> list[tuple[int, int]]:
    """The two of each pair."""
    return [(int(household[pair.one[0]]), int(household[pair.other[0]])) for pair in pairs]


def at_most_one(columns: Ints) -> ExtraRow:
    """At most one of these."""
    return columns, np.ones(len(columns), np.int64), -INFINITY, 1.0
