"""Figures that may leave the unit: none of few households, and none from which such a one could be reckoned.

Inside the unit managers see all figures. Whoever hears of them elsewhere may know one household, and learn of it what
nobody told them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from placement.review.measure import Figure, Measure, Records

FEWEST, LEAST = 5, 3
"""Households of which a figure may be told, and to how few a unit may lower that; of futures, in each on average: one
who is in care now is in all of them, and not as many people."""
QUARTER = 13
"""Weeks; a figure of a shorter time is not told."""
OF_ONE = "max"
"""The longest wait is that of one household."""


def publishable(measures: Sequence[Measure], records: Records, fewest: int = FEWEST) -> tuple[Figure, ...]:
    """The figures that may leave the unit; those that may not are there without value and number.

    Left out altogether: parts that do not know of how many households they are, and breakdowns by three things.

    Raises:
        ValueError: The weeks are less than a quarter, or `fewest` is below what a unit may choose.
    """
    if fewest < LEAST:
        raise ValueError(f"figures are told of {LEAST} households or more")
    weeks = {record.as_of for record in records if not record.is_warm_up}
    if len(weeks) < QUARTER:
        raise ValueError("figures are told of a quarter or more")
    futures = len({record.replication for record in records if not record.is_warm_up})
    figures = [figure for measure in measures for figure in measure.figures(records) if _may_be_told(figure)]
    return tuple(
        shown
        for _, group in groupby(figures, lambda one: one.measure)
        for shown in _hidden(list(group), fewest * futures)
    )


def _may_be_told(figure: Figure) -> bool:
    if figure.households is None:
        return not figure.key
    return figure.key[-1:] != (OF_ONE,)


def _hidden(figures: list[Figure], fewest: int) -> Iterator[Figure]:
    """The figures of one measure; parts of few households are hidden, and more with them until nobody can subtract."""
    parts: dict[str, int] = {}
    for one in figures:
        parts["".join(one.key[:1])] = one.households or 0
    small = {part for part, count in parts.items() if 0 < count < fewest}
    others = sorted((count, part) for part, count in parts.items() if count >= fewest)
    while small and others and (len(small) == 1 or sum(parts[part] for part in small) < fewest):
        small.add(others.pop(0)[1])
    for one in figures:
        hidden = "".join(one.key[:1]) in small and one.households is not None
        yield one._replace(value=None, households=None) if hidden else one
