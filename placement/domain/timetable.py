"""How sessions, appointments, ways and doors fit together on one day, and on which dates they meet."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from placement.domain.activity import UNKNOWN_MINUTES, minutes
from placement.domain.housing import HousingUnit
from placement.domain.programme import AppointmentKind, Enrolment, Programme, Weekday
from placement.domain.value import FOREVER

if TYPE_CHECKING:
    from placement.domain.week import Week

WEEK_DAYS = 7
NOON, MIDNIGHT = 12 * 60, 24 * 60
NURSED = frozenset({AppointmentKind.KINDERGARTEN, AppointmentKind.SCHOOL})
"""Appointments of a child at which others look after it."""


class Busy(NamedTuple):
    """An appointment without whose it is: weekly in `[since, until)`, or on a date."""

    kind: AppointmentKind
    weekday: Weekday | None
    on: date | None
    start: time
    end: time
    since: date
    until: date


class Timed(Protocol):
    """A session or an appointment on the day on which it falls."""

    @property
    def start(self) -> time:
        """When it begins."""
        ...

    @property
    def end(self) -> time:
        """When it ends."""
        ...


class Weekly(Timed, Protocol):
    """A session."""

    @property
    def weekday(self) -> Weekday:
        """The day of the week."""
        ...


# -- dates
def first_on(weekday: Weekday, since: date, until: date) -> date | None:
    """The first such day of the week in `[since, until)`."""
    if since >= until:
        return None
    days = (weekday.rank - since.weekday()) % WEEK_DAYS
    return since + timedelta(days=days) if days < (until - since).days else None


def every(weekday: Weekday, since: date, until: date) -> list[date]:
    """All such days of the week in `[since, until)`."""
    first = first_on(weekday, since, until)
    return [first + timedelta(days=n) for n in range(0, (until - first).days, WEEK_DAYS)] if first else []


def runs(week: "Week", enrolment: Enrolment) -> tuple[date, date]:
    """From today on, the dates of an enrolment on which its programme runs."""
    programme = week.programme[enrolment.programme]
    since = max(week.as_of, enrolment.start, programme.since)
    return since, min(enrolment.until or FOREVER, programme.until or FOREVER)


def first_meeting(session: Weekly, busy: Busy, since: date, until: date) -> date | None:
    """The first date in `[since, until)` that has both a weekly session and an appointment, at whatever hours."""
    if busy.on is not None:
        is_then = since <= busy.on < until and busy.on.weekday() == session.weekday.rank
        return busy.on if is_then else None
    if busy.weekday is not session.weekday:
        return None
    return first_on(session.weekday, max(since, busy.since), min(until, busy.until))


def meetings(session: Weekly, busy: Busy, since: date, until: date) -> list[date]:
    """All dates in `[since, until)` that have both a weekly session and an appointment, at whatever hours."""
    found = []
    while day := first_meeting(session, busy, since, until):
        found.append(day)
        since = day + timedelta(days=1)
    return found


# -- hours
def overlaps(a: Timed, b: Timed) -> bool:
    """Whether two things of one day take place at the same time, be it for a minute."""
    return a.start < b.end and b.start < a.end


def in_the_way(session: Timed, busy: Timed, travel: int) -> bool:
    """Whether the way to or from the session, of so many minutes, takes from an appointment before or after it."""
    start, end = minutes(session.start), minutes(session.end)
    leaves_too_early = minutes(busy.end) <= start and start - travel < minutes(busy.end)
    is_back_too_late = minutes(busy.start) >= end and minutes(busy.start) < end + travel
    return leaves_too_early or is_back_too_late


def binds(programme: Programme, busy: Busy) -> bool:
    """Whether sessions must keep clear of the appointment: of one on a date only where none may be missed."""
    return busy.on is None or programme.full_attendance


def is_locked_out(unit: HousingUnit, session: Timed, travel: int) -> bool:
    """Whether the door has closed before somebody is home. A door that closes before noon does so after midnight."""
    if unit.door_closes is None:
        return False
    closes = minutes(unit.door_closes)
    return minutes(session.end) + travel > (closes if closes >= NOON else closes + MIDNIGHT)


def hours(of: Timed) -> str:
    """`10:00–12:00`."""
    return f"{of.start:%H:%M}–{of.end:%H:%M}"


def not_covered(session: Weekly, covers: tuple[Busy, ...]) -> list[tuple[date, date]]:
    """Spans of dates in which none of a child's weekly appointments covers all of a weekly session."""
    whole = [
        b
        for b in covers
        if b.weekday is session.weekday and b.start <= session.start and session.end <= b.end
    ]
    found, open_since = [], date.min
    for busy in sorted(whole, key=lambda b: (b.since, b.until)):
        if open_since < busy.since:
            found.append((open_since, busy.since))
        open_since = max(open_since, busy.until)
    if open_since < FOREVER:
        found.append((open_since, FOREVER))
    return found


# -- ways
def known_minutes(week: "Week", unit: HousingUnit, programme: Programme) -> int | None:
    """Minutes from a home to a programme; none where nobody has measured the way."""
    is_there = programme.online or unit.entrance == programme.entrance
    is_measured = week.way(unit.district, programme.district) is not None
    return week.travel_minutes(unit, programme) if is_there or is_measured else None


def minutes_between(week: "Week", one: Programme, other: Programme) -> int:
    """Minutes from one programme to another: 0 where one is online or they share an entrance, 60 if unknown."""
    if one.online or other.online or one.entrance == other.entrance:
        return 0
    way = week.way(one.district, other.district)
    return way.minutes if way else UNKNOWN_MINUTES
