"""The measures that managers need, each defined once and read off weeks' records, simulated or real."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.review.measure import Figure, Measure, Records
from placement.review.measures_people import PEOPLE, unmet
from placement.review.measures_places import PLACES, cost_of

MEASURES: tuple[Measure, ...] = (*PLACES, *PEOPLE)
WEEKS_A_YEAR = 52


def figures(records: Records) -> Iterator[Figure]:
    """All measures of some weeks. Weeks of several futures are one long time; for a band ask future by future."""
    for measure in MEASURES:
        yield from measure.figures(records)


class Marginal(NamedTuple):
    """What a change brings a year, against the same weeks without it."""

    nights: float
    """Person-nights without a fitting place that it spares; negative: more of them."""
    kroner: float
    """That it costs; negative: it saves."""
    nights_per_million: float | None
    """Spared for each million kroner; none where it costs nothing, or saves."""


def marginal(without: Records, with_it: Records) -> Marginal:
    """The value of a change. Both are of the same futures, as many weeks in each.

    Raises:
        ValueError: The weeks are not the same, or there are none.
    """
    before = [record for record in without if not record.is_warm_up]
    after = [record for record in with_it if not record.is_warm_up]
    if not before or _weeks(before) != _weeks(after):
        raise ValueError("a change is compared over the same weeks of the same futures")
    a_year = WEEKS_A_YEAR / len(before)
    nights = (_unmet(before) - _unmet(after)) * a_year
    kroner = (sum(map(cost_of, after)) - sum(map(cost_of, before))) * a_year
    return Marginal(nights, kroner, nights * 1_000_000 / kroner if kroner > 0 else None)


def _weeks(records: Records) -> list[tuple[int, int]]:
    return sorted((record.replication, record.week) for record in records)


def _unmet(records: Records) -> int:
    return sum(unmet(row) for record in records for row in record.households)
