"""Figures that may leave the unit: none of few households, and none from which such a one could be reckoned.

Inside the unit managers see all figures. Whoever hears of them elsewhere may know one household, and learn of it what
nobody told them.
"""

from collections.abc import Iterator, Mapping, Sequence

from placement.review.differencing import Touched, touched
from placement.review.measure import Figure, Key, Measure, Records

FEWEST, LEAST = 5, 3
"""Households of which a figure may be told, and to how few a unit may lower that; of futures, in each on average: one
who is in care now is in all of them, and not as many people."""
QUARTER = 13
"""Weeks; a figure of another time than some of these is not told."""
OF_ONE = "max"
"""The longest wait is that of one household."""


def publishable(
    measures: Sequence[Measure], records: Records, fewest: int = FEWEST, beside: Records | None = None
) -> tuple[Figure, ...]:
    """The figures that may leave the unit; those that may not are there without value and number.

    Left out altogether: parts that do not know of how many households they are, and breakdowns by three things.

    Args:
        measures: What is told.
        records: Of whole quarters, so that nobody subtracts one week from a longer time.
        fewest: Households of which a figure may be told.
        beside: The weeks whose figures stand beside these; a figure that so few households make differ is hidden.

    Raises:
        ValueError: The weeks are no whole quarters, or `fewest` is below what a unit may choose.
    """
    if fewest < LEAST:
        raise ValueError(f"figures are told of {LEAST} households or more")
    weeks = {record.as_of for record in records if not record.is_warm_up}
    if not weeks or len(weeks) % QUARTER:
        raise ValueError("figures are told of whole quarters")
    futures = len({record.replication for record in records if not record.is_warm_up})
    apart = None if beside is None else touched(records, beside)
    return tuple(
        figure
        for measure in measures
        for figure in _told(measure, records, fewest * futures, beside or (), apart)
    )


def _told(
    measure: Measure, records: Records, fewest: int, beside: Records, apart: Touched | None
) -> Iterator[Figure]:
    """The figures of one measure."""
    figures = [one for one in measure.figures(records) if _may_be_told(one)]
    changed: dict[Key, int] = {}
    if apart is not None:
        there = {one.key: one.households for one in measure.figures(beside)}
        by_household = apart.in_parts(measure)
        for one in figures:
            counts = abs((one.households or 0) - (there.get(one.key) or 0))
            changed[one.key] = apart.households if one.households is None else by_household[one.key] or counts
    yield from _hidden(figures, changed, fewest)


def _may_be_told(figure: Figure) -> bool:
    if figure.households is None:
        return not figure.key
    return figure.key[-1:] != (OF_ONE,)


def _hidden(figures: list[Figure], changed: Mapping[Key, int], fewest: int) -> Iterator[Figure]:
    """Parts of few households are hidden, or that few make differ, and more with them until nobody can subtract."""
    parts: dict[str, int] = {}
    for one in figures:
        part, counts = "".join(one.key[:1]), (one.households or 0, changed.get(one.key, 0))
        parts[part] = min((count for count in (parts.get(part, 0), *counts) if count), default=0)
    small = {part for part, count in parts.items() if 0 < count < fewest}
    others = sorted((count, part) for part, count in parts.items() if count >= fewest)
    while small and others and (len(small) == 1 or sum(parts[part] for part in small) < fewest):
        small.add(others.pop(0)[1])
    for one in figures:
        hidden = "".join(one.key[:1]) in small
        yield one._replace(value=None, households=None) if hidden else one
