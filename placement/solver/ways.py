"""What the ways to activities cost from homes that are no columns: at least so much, by household and unit."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints, Linear
from placement.solver.candidates import Candidates
from placement.solver.prices import Way
from placement.solver.terms import ArrayTerms


class Ways(NamedTuple):
    """Of households in units, by number."""

    rows: Ints
    """Rows that hold what an act costs by the home."""
    row: Ints
    number: Ints
    """Of a household in a unit; with `row` and `coef` one entry each."""
    coef: Ints
    """The least that an option there changes, as the rows say it of columns."""
    spared: Ints
    """Of each number: what it spares at most of what no column changes, and so costs in any case."""


def ways_of(terms: ArrayTerms, model: Linear, options: Candidates, number: Ints, units: Ints) -> Ways:
    """What the ways from some options cost.

    Args:
        terms: The acts, and what they cost by home.
        model: The rows of the week.
        options: Options that are no columns, sorted by household.
        number: Of each its household and unit, as a number.
        units: The unit of each number.
    """
    row_of = _rows_of(terms, model)
    spared = np.zeros(len(units), np.int64)
    entries = []
    for way, numbers, change in _changes(terms, options, number, units):
        always = int(way.held.sum())
        if way.mark is None:
            spared[numbers] -= np.minimum(0, np.maximum(change, -always))
        else:
            live = change != 0
            coef = np.minimum(change[live], way.most - always)
            entries.append((np.full(len(coef), row_of[way.mark]), numbers[live], coef))
    columns = [np.concatenate([np.zeros(0, np.int64), *column]) for column in zip(*entries, strict=True)]
    row, number, coef = columns or (np.zeros(0, np.int64),) * 3
    return Ways(np.array(sorted(row_of.values()), np.int64), row, number, coef, spared)


def _rows_of(terms: ArrayTerms, model: Linear) -> dict[int, int]:
    """The row of each auxiliary column that is about ways."""
    marks = np.array([way.mark for way in terms.ways if way.mark is not None], np.int64)
    cells = np.isin(model.col, marks)
    return dict(zip(model.col[cells].tolist(), model.row[cells].tolist(), strict=True))


def _changes(
    terms: ArrayTerms, options: Candidates, number: Ints, units: Ints
) -> Iterator[tuple[Way, Ints, Ints]]:
    """Of each way the least by which the options of its household change it, by number."""
    by_household: dict[int, list[Way]] = {}
    for way in terms.ways:
        by_household.setdefault(way.household, []).append(way)
    for household, ways in by_household.items():
        begin, end = np.searchsorted(options.household, [household, household + 1])
        if begin < end:
            mine = slice(int(begin), int(end))
            spans = options.start[mine], options.until[mine], number[mine]
            yield from _of_household(terms, ways, spans, units)


def _of_household(
    terms: ArrayTerms, ways: Sequence[Way], spans: tuple[Ints, Ints, Ints], units: Ints
) -> Iterator[tuple[Way, Ints, Ints]]:
    start, until, number = np.unique(np.stack(spans), axis=1)
    order = np.argsort(number, kind="stable")
    start, until, number = start[order], until[order], number[order]
    numbers, first, which = np.unique(number, return_index=True, return_inverse=True)
    homes = [terms.week.units[unit] for unit in units[numbers].tolist()]
    for way in ways:
        points = np.array([way.points(home) for home in homes], np.int64)
        covers = (start[:, None] <= way.dates) & (way.dates < until[:, None])
        change = covers.sum(axis=1) * points[which] - covers @ way.held
        yield way, numbers, np.minimum.reduceat(change, first)
