"""Which enrolments a person could be given, and on which dates sessions fall (docs/model.md §46-§49)."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.person import Person
from placement.domain.programme import Intake, Programme, Session
from placement.domain.rule import Blocks, Objection
from placement.domain.value import FOREVER, overlap

if TYPE_CHECKING:
    from placement.domain.week import Week

DAY = timedelta(days=1)
UNKNOWN_MINUTES = 60
"""Travel that nobody has measured, or from a home that nobody knows."""
GAP_MINUTES = 30
"""Two with a harmful link are not at one site within this time (H03)."""


class Occurrence(NamedTuple):
    """One session on one date; `start` and `end` in minutes from midnight."""

    on: date
    start: int
    end: int


def minutes(of: time) -> int:
    """Minutes from midnight."""
    return of.hour * 60 + of.minute


def wished(week: "Week", person: str) -> tuple[Programme, ...]:
    """Programmes that meet a wish of the person, in order of alias: nothing else is ever offered."""
    wishes = week.wishes_of.get(person, ())
    return tuple(p for p in week.programmes if any(w.means(p) for w in wishes))


def span_of(
    week: "Week", person: Person, programme: Programme, against: Iterable[Objection]
) -> tuple[date, date] | None:
    """`[start, until)` of a new enrolment, or none where the pair rules or the intake leave none.

    All sessions count, so that an enrolment lasts to the programme's end (or the person's stay in our care, or the
    horizon). One with a rolling intake begins on the first day after which nothing objects; another on the
    programme's first day. `against`: objections that block and are not overridden.
    """
    until = min(week.horizon, programme.until or FOREVER, week.leaves(week.household_of[person.alias]))
    start = max(week.as_of, programme.since)
    if programme.intake is Intake.DATED and programme.since < week.as_of:
        return None
    objections = [o for o in against if o.blocks in (Blocks.START, Blocks.NIGHT)]
    while start < until:
        later = [o.until for o in objections if _objects(o, start, until)]
        if not later:
            return start, until
        if programme.intake is Intake.DATED:
            return None
        start = max(later)
    return None


def _objects(objection: Objection, start: date, until: date) -> bool:
    if objection.blocks is Blocks.START:
        return objection.since <= start < objection.until
    return objection.since < objection.until and overlap(objection.since, objection.until, start, until)


def occurrences(programme: Programme, since: date, until: date) -> Iterator[Occurrence]:
    """The programme's sessions on `[since, until)`, in order of date and time."""
    first, last = max(since, programme.since), min(until, programme.until or FOREVER)
    times: dict[int, list[tuple[int, int]]] = {}
    for session in sorted(programme.sessions, key=lambda s: (s.start, s.end)):
        times.setdefault(session.weekday.rank, []).append((minutes(session.start), minutes(session.end)))
    for n in range((last - first).days):
        day = first + n * DAY
        for start, end in times.get(day.weekday(), ()):
            yield Occurrence(day, start, end)


def first_days(week: "Week", programme: Programme, since: date, until: date) -> list[date]:
    """Of each week from the as-of date on, the date of the first session on `[since, until)`."""
    found: dict[int, date] = {}
    for one in occurrences(programme, max(since, week.as_of), min(until, week.horizon)):
        found.setdefault((one.on - week.as_of).days // 7, one.on)
    return sorted(found.values())


def same_time(a: Session, b: Session, gap: int = 0) -> bool:
    """Whether two weekly sessions overlap, or lie less than `gap` minutes apart."""
    near = minutes(a.start) - gap < minutes(b.end) and minutes(b.start) - gap < minutes(a.end)
    return a.weekday is b.weekday and near
