"""What the ways to activities cost from homes that are no columns, or not yet."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints, Linear
from placement.domain.programme import Enrolment
from placement.solver.candidates import Candidates
from placement.solver.distinct import distinct
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


def ways_of(terms: ArrayTerms, model: Linear, options: Candidates, number: Ints, many: int) -> Ways:
    """What the ways from some options cost, of a household in a unit: at least so much.

    Args:
        terms: The acts, and what they cost by home.
        model: The rows of the week.
        options: Options that are no columns, sorted by household.
        number: Of each its household and unit, as a number.
        many: How many numbers there are.
    """
    row_of = _rows_of(terms, model)
    spared = np.zeros(many, np.int64)
    entries = []
    for mine, changes in _changes(terms, options):
        numbers, which = np.unique(number[mine], return_inverse=True)
        for way, by_option in changes:
            change = np.full(len(numbers), np.iinfo(np.int64).max)
            np.minimum.at(change, which, by_option)
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


def likely(terms: ArrayTerms, options: Candidates) -> Ints:
    """Points of each option for ways, if of each kind a person attends what is near: to choose by, not to prove by.

    What somebody attends already they go on with; of what they could begin, one of a kind.
    """
    cost = np.zeros(len(options), np.int64)
    for mine, changes in _changes(terms, options):
        groups: dict[object, list[Ints]] = {}
        for way, change in changes:
            column = terms.acts.enrolled[way.col - terms.n]
            assert isinstance(column.act, Enrolment)  # noqa: S101 - what a way leads to
            kind = terms.week.programme[column.act.programme].kind
            group = way.col if column.standing else (column.act.person, kind)
            groups.setdefault(group, []).append(change)
        for several in groups.values():
            cost[mine] += np.minimum.reduce(several)
    return cost


def _rows_of(terms: ArrayTerms, model: Linear) -> dict[int, int]:
    """The row of each auxiliary column that is about ways."""
    marks = np.array([way.mark for way in terms.ways if way.mark is not None], np.int64)
    cells = np.isin(model.col, marks)
    return dict(zip(model.col[cells].tolist(), model.row[cells].tolist(), strict=True))


def _changes(terms: ArrayTerms, options: Candidates) -> Iterator[tuple[slice, list[tuple[Way, Ints]]]]:
    """Of each household that has ways and options: its options, and by how much each changes what a way costs."""
    unit = options.unit_of[options.place]
    by_household: dict[int, list[Way]] = {}
    for way in terms.ways:
        by_household.setdefault(way.household, []).append(way)
    for household, ways in by_household.items():
        begin, end = np.searchsorted(options.household, [household, household + 1]).tolist()
        if begin == end:
            continue
        mine = slice(begin, end)
        homes, home = np.unique(unit[mine], return_inverse=True)
        example, span = distinct((options.start[mine], options.until[mine]))
        start, until = options.start[mine][example], options.until[mine][example]
        changes = []
        for way in ways:
            points = np.array([way.points(terms.week.units[n]) for n in homes.tolist()], np.int64)
            covers = (start[:, None] <= way.dates) & (way.dates < until[:, None])
            change = covers.sum(axis=1)[span] * points[home] - (covers @ way.held)[span]
            changes.append((way, change))
        yield mine, changes
