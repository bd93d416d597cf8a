"""Measures of people: waits, nights without a place, moves, declines, security."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.record import NIGHT_WEIGHTS, WEEK, HouseholdWeek, WeekRecord
from placement.review.measure import COUNT, Key, Measure, Part, Records, Unit, nearest_rank, of_households
from placement.words.sentence import Sentence


def by_tier(row: HouseholdWeek) -> Key | None:
    """The household's tier; who has none is not counted."""
    return (row.tier.value,) if row.tier else None


def by_reason(row: HouseholdWeek) -> Key | None:
    """The reason that stands first."""
    return (row.reason.value,) if row.reason else None


def by_second(row: HouseholdWeek) -> Key | None:
    """The reason that stands second."""
    return (row.second.value,) if row.second else None


def unmet(row: HouseholdWeek) -> int:
    """Person-nights without a fitting place."""
    return row.without * row.persons


def is_first_place(row: HouseholdWeek) -> bool:
    """Whether somebody who waited, and lived in no place of ours, got one this week."""
    return row.began and not row.moved and row.tier is not None


class Wait(NamedTuple):
    """Days that somebody waited; the household's future and alias."""

    days: int
    who: tuple[int, str]


def waits(records: Records) -> Iterator[Part]:
    """Of first places that began: how long each household had waited."""
    yield from _spread(
        (row.tier, Wait(row.waited, (record.replication, row.household)))
        for record in records
        for row in record.households
        if is_first_place(row)
    )


def waiting(records: Records) -> Iterator[Part]:
    """Of the last week of each future: how long those have waited who have no fitting place at its end."""
    yield from _spread(
        (row.tier, Wait(row.waited, (record.replication, row.household)))
        for record in _last(records)
        for row in record.households
        if row.without and not row.began and row.nights == WEEK
    )


def _last(records: Records) -> Iterator[WeekRecord]:
    last: dict[int, WeekRecord] = {}
    for record in records:
        if record.replication not in last or last[record.replication].week < record.week:
            last[record.replication] = record
    yield from last.values()


def _spread(waits: Iterable[tuple[Tier | None, Wait]]) -> Iterator[Part]:
    """By tier: median, 90th percentile and longest (each a wait that somebody had), and how many they are of."""
    of_tier: dict[Tier, list[Wait]] = defaultdict(list)
    for tier, wait in waits:
        if tier:
            of_tier[tier].append(wait)
    for tier, found in of_tier.items():
        days, households = sorted(wait.days for wait in found), len({wait.who for wait in found})
        yield Part((tier.value, COUNT), len(days), 1, households)
        for name, share in (("median", 0.5), ("p90", 0.9), ("max", 1.0)):
            yield Part((tier.value, name), nearest_rank(days, share), 1, households)


def declined(records: Records) -> Iterator[Part]:
    """By reason; how many households they are of is not written down."""
    counts = Counter[str]()
    for record in records:
        for row in record.declined:
            counts[row.reason.value if row.reason else "unknown"] += row.offers
    yield from (Part((reason,), offers) for reason, offers in counts.items())


def arrived(records: Records) -> Iterator[Part]:
    """By profile."""
    counts = Counter[str]()
    for record in records:
        for row in record.arrived:
            counts[row.profile.value] += row.households
    yield from (Part((profile,), count, 1, count) for profile, count in counts.items())


def left(records: Records) -> Iterator[Part]:
    """By destination."""
    counts = Counter[str]()
    for record in records:
        for row in record.left:
            counts[row.destination.value if row.destination else "unknown"] += row.households
    yield from (Part((destination,), count, 1, count) for destination, count in counts.items())


PEOPLE = (
    Measure("wait", Sentence("Ventetid til første plass", "Wait for a first place"), Unit.DAYS,
            "tier: count, median, p90, max",
            "`waited` of households with a tier whose first stay began (`began`, not `moved`); percentiles by nearest rank",
            waits),
    Measure("waiting", Sentence("Ventetid for dem som fortsatt venter", "Wait of those who still wait"), Unit.DAYS,
            "tier: count, median, p90, max",
            "`waited` at the end of the last week of households with a tier, `without` > 0, not `began`, and still in care",
            waiting),
    Measure("unmet", Sentence("Personnetter uten passende plass", "Person-nights without a fitting place"),
            Unit.PERSON_NIGHTS, "tier", "sum of `without` × `persons`", of_households(unmet, key=by_tier)),
    Measure("unmet_all", Sentence("Personnetter uten passende plass, alle", "Person-nights without a fitting place, all"),
            Unit.PERSON_NIGHTS, "", "sum of `without` × `persons`, also of who lost a place and has no tier yet",
            of_households(unmet)),
    Measure("unmet_weighted", Sentence("Netter uten passende plass, vektet etter hast",
                                       "Nights without a fitting place, weighted by urgency"),
            Unit.WEIGHTED_NIGHTS, "", "sum of `without` × 27, 9, 3, 1 for P0, P1, P2, P3; a household's night counts once",
            of_households(lambda row: row.without * NIGHT_WEIGHTS[row.tier] if row.tier else 0)),
    Measure("late", Sentence("Netter uten plass etter fristen", "Nights without a place after the deadline"),
            Unit.HOUSEHOLD_NIGHTS, "tier", "sum of `late`", of_households(lambda row: row.late, key=by_tier)),
    Measure("unmet_reason", Sentence("Personnetter uten plass, etter hovedgrunn",
                                     "Person-nights without a place, by the first reason"),
            Unit.PERSON_NIGHTS, "reason code", "sum of `without` × `persons` by `reason`", of_households(unmet, key=by_reason)),
    Measure("unmet_second", Sentence("Personnetter uten plass, etter neste grunn",
                                     "Person-nights without a place, by the second reason"),
            Unit.PERSON_NIGHTS, "reason code", "sum of `without` × `persons` by `second`", of_households(unmet, key=by_second)),
    Measure("decline_share", Sentence("Tilbud som ble takket nei til", "Offers that were declined"), Unit.SHARE, "",
            "sum of `declined` ÷ sum of `offers`", of_households(lambda row: row.declined, lambda row: row.offers)),
    Measure("declined", Sentence("Grunner til nei", "Reasons to decline"), Unit.OFFERS, "reason",
            "sum of `Declined.offers`", declined),
    Measure("moves", Sentence("Flyttinger per 100 personuker", "Moves per 100 person-weeks"), Unit.MOVES, "",
            "100 × sum of `persons` who `moved` ÷ (sum of `persons` × `nights` ÷ 7)",
            of_households(lambda row: WEEK * row.persons * row.moved, lambda row: row.persons * row.nights), per=100),
    Measure("overstay", Sentence("Personnetter over botidens grense", "Person-nights beyond the stay's limit"),
            Unit.PERSON_NIGHTS, "", "sum of `over` × `persons`", of_households(lambda row: row.over * row.persons)),
    Measure("unspoken", Sentence("Personnetter der ingen på jobb snakker språket", "Person-nights where nobody at work speaks the language"),
            Unit.PERSON_NIGHTS, "", "sum of `unspoken` × `persons`; of nights in a fitting place of ours",
            of_households(lambda row: row.unspoken * row.persons)),
    Measure("security_below", Sentence("Plasseringer under nødvendig sikkerhet", "Placements below the security needed"),
            Unit.SHARE, "", "households that `began` with `margin` < 0 ÷ households that `began`",
            of_households(lambda row: row.began and (row.margin or 0) < 0, lambda row: row.began)),
    Measure("security_no_margin", Sentence("Plasseringer uten sikkerhetsmargin", "Placements without a safety margin"),
            Unit.SHARE, "", "households that `began` with `margin` ≤ 0 ÷ households that `began`",
            of_households(lambda row: row.began and (row.margin or 0) <= 0, lambda row: row.began)),
    Measure("arrived", Sentence("Nye husstander", "New households"), Unit.HOUSEHOLDS, "profile",
            "sum of `Arrived.households`", arrived),
    Measure("left", Sentence("Husstander som flyttet ut", "Households that left"), Unit.HOUSEHOLDS, "destination",
            "sum of `Left.households`", left),
)  # fmt: skip
