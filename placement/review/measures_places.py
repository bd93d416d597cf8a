"""Measures of beds, hours and money."""

from collections.abc import Callable, Iterable, Iterator

from placement.domain.housing import UnitType
from placement.domain.record import WEEK, BedsWeek, WeekRecord
from placement.review.measure import Key, Measure, Part, Records, Unit, of_households, summed
from placement.words.sentence import Sentence

HOUR = 60
KINDS = "kind of unit, of floor and of room"


def kind(row: BedsWeek) -> Key:
    """Kind of unit, kind of floor, and whether the rooms are for families."""
    return row.type.value, row.policy.value if row.policy else "unknown", "family" if row.family else "single"


def _beds(top: Callable[[BedsWeek], int], bottom: Callable[[BedsWeek], int], *, whole: bool = False) -> Callable[
    [Records], Iterable[Part]
]:  # fmt: skip
    def count(records: Records) -> Iterable[Part]:
        rows = [row for record in records for row in record.beds]
        return summed(Part(() if whole else kind(row), top(row), bottom(row)) for row in rows)

    return count


def person_nights(records: Records) -> Iterable[Part]:
    """In places of ours, by kind of unit."""
    return _plain(Part((row.type.value,), row.persons) for record in records for row in record.beds)


def _plain(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Sums that are told as they are."""
    return tuple(Part(part.key, part.top) for part in summed(parts))


def none_free(records: Records) -> Iterable[Part]:
    """Weeks without a free emergency bed, of the weeks in which there are any."""
    having = [record for record in records if any(row.emergency for row in record.beds)]
    gone = sum(not sum(row.emergency_free for row in record.beds) for record in having)
    return (Part((), gone, len(having)),)


# -- hours and seats


def booked(records: Records) -> Iterable[Part]:
    """By language."""
    rows = [row for record in records for row in record.languages]
    return summed(Part((row.language,), row.booked, row.asked) for row in rows)


def hours_asked(records: Records) -> Iterable[Part]:
    """By language."""
    return _hours((row.language, row.asked) for record in records for row in record.languages)


def hours_bookable(records: Records) -> Iterable[Part]:
    """By language; an interpreter of two languages counts in both."""
    return _hours((row.language, row.bookable) for record in records for row in record.languages)


def _hours(minutes: Iterable[tuple[str, int]]) -> Iterable[Part]:
    found = summed(Part((language,), each) for language, each in minutes)
    return tuple(Part(part.key, part.top, HOUR) for part in found)


def seats(records: Records) -> Iterable[Part]:
    """Weighted by sessions, so that a course of four mornings counts four times."""
    rows = [row for record in records for row in record.courses]
    return summed(Part((row.kind.value,), row.used * row.sessions, row.seats * row.sessions) for row in rows)


def wishes(records: Records) -> Iterable[Part]:
    """Each week that a wish waits counts."""
    return _plain(Part((row.kind.value,), row.wishes) for record in records for row in record.courses)


def caseload(records: Records) -> Iterable[Part]:
    """Households of a primary contact at work."""
    return summed(Part((), row.households, 1) for record in records for row in record.contacts)


def load(records: Records) -> Iterable[Part]:
    """Load points of those that primary contacts can carry."""
    return summed(Part((), row.load, row.capacity) for record in records for row in record.contacts)


# -- money


def bed_cost(row: BedsWeek) -> int:
    """Kroner: a bed in service costs whether or not somebody sleeps in it, a hotel's only where it is taken."""
    return row.price * (row.taken if row.type is UnitType.HOTEL else row.usable)


def cost_of(record: WeekRecord) -> int:
    """Kroner for beds, and for hotels of those for whom there was none."""
    meanwhile = sum(row.hotel * row.persons for row in record.households)
    return sum(map(bed_cost, record.beds)) + record.hotel_price * meanwhile


def nights_paid(record: WeekRecord) -> int:
    """Person-nights in places of ours, and in hotels meanwhile."""
    return sum(row.persons for row in record.beds) + sum(row.hotel * row.persons for row in record.households)


def cost_a_week(records: Records) -> Iterable[Part]:
    """On average."""
    return summed(Part((), cost_of(record), 1) for record in records)


def cost_a_night(records: Records) -> Iterable[Part]:
    """Of somebody who sleeps."""
    return summed(Part((), cost_of(record), nights_paid(record)) for record in records)


def cost_a_placement(records: Records) -> Iterable[Part]:
    """Of a stay that began."""
    return summed(
        Part((), cost_of(record), sum(row.began for row in record.households)) for record in records
    )


def over_budget(records: Records) -> Iterator[Part]:
    """Weeks that cost more than their budget, of those that have one."""
    having = [record for record in records if record.budget is not None]
    yield Part((), sum(cost_of(record) > (record.budget or 0) for record in having), len(having))


def hotel_units(records: Records) -> Iterable[Part]:
    """Person-nights in units that are hotels."""
    return _plain(
        Part((), row.persons if row.type is UnitType.HOTEL else 0)
        for record in records
        for row in record.beds
    )


PLACES = (
    Measure("occupancy", Sentence("Belegg av senger i bruk", "Occupancy of beds in service"), Unit.SHARE, KINDS,
            "sum of `taken` ÷ sum of `usable`; a room that a household has to itself is taken whole",
            _beds(lambda row: row.taken, lambda row: row.usable)),
    Measure("occupancy_all", Sentence("Belegg av senger i bruk, alle", "Occupancy of beds in service, all"), Unit.SHARE, "",
            "sum of `taken` ÷ sum of `usable`", _beds(lambda row: row.taken, lambda row: row.usable, whole=True)),
    Measure("occupancy_nominal", Sentence("Belegg av alle senger", "Occupancy of all beds"), Unit.SHARE, KINDS,
            "sum of `taken` ÷ (7 × sum of `beds`)", _beds(lambda row: row.taken, lambda row: WEEK * row.beds)),
    Measure("usable", Sentence("Senger i bruk av alle senger", "Beds in service of all beds"), Unit.SHARE, KINDS,
            "sum of `usable` ÷ (7 × sum of `beds`)", _beds(lambda row: row.usable, lambda row: WEEK * row.beds)),
    Measure("slept", Sentence("Senger noen sover i, av senger i bruk", "Beds slept in, of beds in service"), Unit.SHARE,
            KINDS, "sum of `slept` ÷ sum of `usable`", _beds(lambda row: row.slept, lambda row: row.usable)),
    Measure("person_nights", Sentence("Personnetter", "Person-nights"), Unit.PERSON_NIGHTS, "kind of unit",
            "sum of `BedsWeek.persons`", person_nights),
    Measure("emergency_free", Sentence("Ledige akuttsenger", "Emergency beds free"), Unit.SHARE, "",
            "sum of `emergency_free` ÷ (7 × sum of `emergency`)",
            _beds(lambda row: row.emergency_free, lambda row: WEEK * row.emergency, whole=True)),
    Measure("emergency_none", Sentence("Uker uten ledig akuttseng", "Weeks without a free emergency bed"), Unit.SHARE, "",
            "weeks with no `emergency_free` ÷ weeks with any `emergency`", none_free),
    Measure("interpreted", Sentence("Tolketimer som ble dekket", "Interpreting that was covered"), Unit.SHARE, "language",
            "sum of `booked` ÷ sum of `asked`", booked),
    Measure("interpreting", Sentence("Tolketimer det er bruk for", "Hours of interpreting needed"), Unit.HOURS, "language",
            "sum of `asked` ÷ 60", hours_asked),
    Measure("interpreters", Sentence("Tolketimer som kan bestilles", "Hours of interpreting to be had"), Unit.HOURS,
            "language", "sum of `bookable` ÷ 60; somebody of two languages counts in both", hours_bookable),
    Measure("seats", Sentence("Plasser i bruk i aktiviteter", "Seats used in activities"), Unit.SHARE, "kind of activity",
            "sum of `used` × `sessions` ÷ sum of `seats` × `sessions`", seats),
    Measure("wishes", Sentence("Aktivitetsønsker som venter", "Activity wishes that wait"), Unit.PERSON_WEEKS,
            "kind of activity", "sum of `CourseWeek.wishes`; a wish that several courses meet counts in each", wishes),
    Measure("caseload", Sentence("Husstander per kontaktperson", "Households a contact"), Unit.HOUSEHOLDS_A_CONTACT, "",
            "sum of `ContactWeek.households` ÷ contacts at work, week by week", caseload),
    Measure("load", Sentence("Belastning av kontaktpersoner", "Load of contacts"), Unit.SHARE, "",
            "sum of `load` ÷ sum of `capacity`", load),
    Measure("cost_a_week", Sentence("Kostnad per uke", "Cost a week"), Unit.KRONER, "",
            "(sum of `price` × `usable`, of hotels × `taken`, + `hotel_price` × `hotel` × `persons`) ÷ weeks", cost_a_week),
    Measure("cost_a_night", Sentence("Kostnad per personnatt", "Cost a person-night"), Unit.KRONER, "",
            "cost ÷ person-nights in places of ours and in hotels meanwhile", cost_a_night),
    Measure("cost_a_placement", Sentence("Kostnad per plassering", "Cost a placement"), Unit.KRONER, "",
            "cost ÷ stays that `began`", cost_a_placement),
    Measure("over_budget", Sentence("Uker over budsjettet", "Weeks above the budget"), Unit.SHARE, "",
            "weeks whose cost is above `budget` ÷ weeks with a `budget`", over_budget),
    Measure("hotel", Sentence("Personnetter på hotell i mellomtiden", "Person-nights in hotels meanwhile"),
            Unit.PERSON_NIGHTS, "", "sum of `hotel` × `persons`", of_households(lambda row: row.hotel * row.persons)),
    Measure("hotel_units", Sentence("Personnetter i enheter som er hotell", "Person-nights in units that are hotels"),
            Unit.PERSON_NIGHTS, "", "sum of `BedsWeek.persons` of hotels", hotel_units),
)  # fmt: skip
