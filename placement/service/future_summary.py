"""What one sampled future comes to, in a few numbers that can be added up: no future is kept week by week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from placement.domain.record import WeekRecord
from placement.review.measure import Measure, Unit
from placement.review.measures import MEASURES

SHOWN = (
    "unmet_all", "unmet_weighted", "late", "hotel", "arrived", "moves", "decline_share", "occupancy_all",
    "emergency_none", "interpreted", "cost_a_week", "cost_a_night", "over_budget",
)  # fmt: skip
"""Measures of which each future has one number, in the order in which they are told (`placement.review.measures`)."""
MEASURE: Mapping[str, Measure] = {one.id: one for one in MEASURES}
RATIOS = frozenset({Unit.SHARE, Unit.KRONER, Unit.MOVES})
"""Units of which parts are not added up."""
OF_EACH = ("figures", "households")
Sample = Mapping[str, Any]
"""What JSON holds of one future, or of several that were added up:

- `figures`: id of a measure -> its number, one for each future (None: there was nothing of which it could be);
- `households`: id of a measure -> of how many households it tells, one for each future (None: of nobody in particular);
- `days`: the first day of each week;
- `heat`: unit -> for each week bed-nights that were taken, and bed-nights in service;
- `reasons`: why somebody had no place -> person-nights, and households (one that waits in several futures is several);
- `hours`: language -> minutes of interpreting that were asked for, and that were booked;
- `who`: household that asks for a place in the first week -> in how many futures it got one, and the weeks until then;
- `plans`, `proved`: how many plans were made, and how many of them are proved the best.
"""


def sample_of(records: Sequence[WeekRecord]) -> Sample:
    """One future."""
    return {
        "figures": {name: [_number(MEASURE[name], records)] for name in SHOWN},
        "households": {name: [_households(MEASURE[name], records)] for name in SHOWN},
        "days": [one.as_of.isoformat() for one in records],
        "heat": _heat(records),
        "reasons": _reasons(records),
        "hours": _hours(records),
        "who": _who(records),
        "plans": len(records),
        "proved": sum(one.proved for one in records),
    }


def added(one: Sample | None, other: Sample) -> Sample:
    """Two of the same scenario in one. What is a list of a future each goes on; all else is summed."""
    if one is None:
        return other
    return {
        **{part: joined(one[part], other[part]) for part in OF_EACH},
        "days": other["days"],
        "heat": {
            unit: [_pair(*both) for both in zip(one["heat"][unit], weeks, strict=True)]
            for unit, weeks in other["heat"].items()
        },
        "reasons": _summed(one["reasons"], other["reasons"]),
        "hours": _summed(one["hours"], other["hours"]),
        "who": _summed(one["who"], other["who"]),
        "plans": one["plans"] + other["plans"],
        "proved": one["proved"] + other["proved"],
    }


def joined(one: Mapping[str, list[Any]], other: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Lists of a future each, first one's, then the other's."""
    return {name: [*one[name], *other[name]] for name in other}


def futures_of(found: Sample) -> int:
    """How many futures are in it."""
    return len(found["figures"][SHOWN[0]])


def is_of_few(found: Sample, name: str, fewest: int) -> bool:
    """Whether a measure tells of some households, but of fewer than so many in a future, on average.

    What another version of the program found does not know of how many: it counts as few.
    """
    if "households" not in found:
        return fewest > 0
    counts: list[int] = [count for count in found["households"][name] if count is not None]
    return 0 < sum(counts) < fewest * len(counts)


def _households(measure: Measure, records: Sequence[WeekRecord]) -> int | None:
    """At least so many different ones: somebody may be in several parts."""
    counts = [part.households for part in measure.count(records) if part.households is not None]
    return max(counts, default=None)


def _number(measure: Measure, records: Sequence[WeekRecord]) -> float | None:
    """All parts of a measure in one."""
    parts = tuple(measure.count(records))
    top, bottom = sum(part.top for part in parts), sum(part.bottom for part in parts)
    if measure.unit not in RATIOS:
        return float(top)
    return round(measure.per * top / bottom, 6) if bottom else None


def _heat(records: Sequence[WeekRecord]) -> dict[str, list[list[int]]]:
    units = sorted({row.unit for record in records for row in record.beds})
    return {
        unit: [
            [sum(row.taken for row in record.beds if row.unit == unit),
             sum(row.usable for row in record.beds if row.unit == unit)]
            for record in records
        ]
        for unit in units
    }  # fmt: skip


def _reasons(records: Iterable[WeekRecord]) -> dict[str, list[int]]:
    nights, households = Counter[str](), defaultdict[str, set[str]](set)
    for record in records:
        for row in record.households:
            if row.reason is not None and row.without:
                nights[row.reason.value] += row.without * row.persons
                households[row.reason.value].add(row.household)
    return {reason: [nights[reason], len(households[reason])] for reason in sorted(nights)}


def _hours(records: Iterable[WeekRecord]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for record in records:
        for row in record.languages:
            asked, booked = found.get(row.language, (0, 0))
            found[row.language] = [asked + row.asked, booked + row.booked]
    return found


def _who(records: Sequence[WeekRecord]) -> dict[str, list[int]]:
    first = [row.household for row in records[0].households if row.tier is not None] if records else []
    got: dict[str, int] = {}
    for week, record in enumerate(records, 1):
        for row in record.households:
            if row.began:
                got.setdefault(row.household, week)
    return {one: [int(one in got), got.get(one, 0)] for one in first}


def _pair(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _summed(one: Mapping[str, list[int]], other: Mapping[str, list[int]]) -> dict[str, list[int]]:
    found = dict(one)
    for name, pair in other.items():
        found[name] = _pair(found[name], pair) if name in found else list(pair)
    return dict(sorted(found.items()))
