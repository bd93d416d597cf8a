"""What goes unmet, read off weeks' records, by the needs that a resource can be opened for."""

from collections.abc import Callable, Mapping

from placement.domain.programme import ProgrammeKind
from placement.domain.record import NIGHT_WEIGHTS, WeekRecord
from placement.domain.resource import Need
from placement.review.measure import Records
from placement.review.measures_people import unmet

WEEKS_A_YEAR, HOUR = 52, 60


def unmet_a_year(records: Records, need: Need) -> float:
    """What would go unmet in a year of weeks like these, in the need's own unit; a warm-up does not count."""
    return _a_year(records, COUNTS[need])


def weighted_a_year(records: Records) -> float:
    """Nights without a fitting place a year, weighted 27, 9, 3 and 1 by tier."""
    return _a_year(records, _weighted)


def _a_year(records: Records, count: Callable[[WeekRecord], float]) -> float:
    counted = [record for record in records if not record.is_warm_up]
    return WEEKS_A_YEAR * sum(map(count, counted)) / len(counted) if counted else 0.0


def _weighted(record: WeekRecord) -> int:
    return sum(NIGHT_WEIGHTS[row.tier] * row.without for row in record.households if row.tier)


def _without(record: WeekRecord) -> int:
    return sum(map(unmet, record.households))


def _unspoken(record: WeekRecord) -> int:
    return sum(row.unspoken * row.persons for row in record.households)


def _no_interpreter(record: WeekRecord) -> float:
    return sum(max(0, row.asked - row.booked) for row in record.languages) / HOUR


def _wishes(record: WeekRecord) -> int:
    """A wish for a kind counts at every programme of the kind: of each kind the one with most."""
    most: dict[ProgrammeKind, int] = {}
    for row in record.courses:
        most[row.kind] = max(row.wishes, most.get(row.kind, 0))
    return sum(most.values())


COUNTS: Mapping[Need, Callable[[WeekRecord], float]] = {
    Need.PLACE: _without, Need.LANGUAGE: _unspoken, Need.INTERPRETING: _no_interpreter, Need.ACTIVITY: _wishes,
}  # fmt: skip
