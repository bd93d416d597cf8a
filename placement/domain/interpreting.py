"""Who needs an interpreter when, and the hours on which one can be booked (docs/model.md §52-§54)."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.activity import minutes, occurrences
from placement.domain.contact import Contact
from placement.domain.interpreter import Booking, Interpreter, TalkKind
from placement.domain.person import Person
from placement.domain.programme import Enrolment, Interpreting, Programme

if TYPE_CHECKING:
    from placement.domain.week import Week

HOUR = 60
BOOKED_DAYS = 7
"""Sessions of so many days from the as-of date are booked; later ones with a later plan."""


class Need(NamedTuple):
    """Something for which a person needs an interpreter. A talk takes an hour that is agreed on; a session its own."""

    person: str
    kind: TalkKind
    programme: str = ""
    on: date = date.min
    start: int = 0
    end: int = HOUR
    """Minutes from midnight, of a session."""


class Slot(NamedTuple):
    """A whole bookable hour: it is for one need only."""

    on: date
    start: int
    end: int


def through_interpreter(person: Person, programme: Programme) -> bool:
    """Whether the person could follow the programme only through an interpreter whom the unit books."""
    understands = programme.level == 0 or bool(programme.languages & person.languages)
    return programme.interpreting is Interpreting.WELCOME and not understands


def talks_with(week: "Week", contact: Contact, person: Person) -> bool:
    """Whether no interpreter is needed for a talk with this contact: a language in common, and at work this week."""
    return bool(contact.languages & person.languages) and week.attributes.of(contact, "away_until") is None


def session_needs(week: "Week", enrolment: Enrolment) -> Iterator[Need]:
    """The sessions of the coming week for which the enrolled person needs an interpreter."""
    person, programme = week.person[enrolment.person], week.programme[enrolment.programme]
    if through_interpreter(person, programme):
        soon = week.as_of + timedelta(days=BOOKED_DAYS)
        last = soon if enrolment.until is None else min(soon, enrolment.until)
        for one in occurrences(programme, max(week.as_of, enrolment.start), last):
            yield Need(person.alias, TalkKind.SESSION, programme.alias, one.on, one.start, one.end)


def slots(week: "Week", interpreter: Interpreter) -> tuple[Slot, ...]:
    """The interpreter's bookable hours of the coming week, each block cut into whole hours from its start.

    Where blocks overlap, the later one goes on where the hours of the earlier one end: no hour is there twice.
    """
    found: list[Slot] = []
    last = week.as_of + timedelta(days=BOOKED_DAYS)
    mine = (b for b in week.instance.bookable_hours if b.interpreter == interpreter.alias)
    for block in sorted(mine, key=lambda b: (b.on, b.start, b.end)):
        if week.as_of <= block.on < last:
            taken = found[-1].end if found and found[-1].on == block.on else 0
            start = max(minutes(block.start), taken)
            while start + HOUR <= minutes(block.end):
                found.append(Slot(block.on, start, start + HOUR))
                start += HOUR
    return tuple(found)


def touched(need: Need, hours: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The hours that a session takes: all that it touches, or none where they do not cover all of it."""
    mine = [s for s in hours if s.on == need.on and s.start < need.end and need.start < s.end]
    at = need.start
    for slot in mine:
        if slot.start > at:
            return ()
        at = max(at, slot.end)
    return tuple(mine) if at >= need.end else ()


def booking_of(need: Need, interpreter: str) -> Booking:
    """The need as a booking of an interpreter."""
    if need.kind is not TalkKind.SESSION:
        return Booking(person=need.person, interpreter=interpreter, kind=need.kind)
    at = time(need.start // HOUR, need.start % HOUR)
    return Booking(person=need.person, interpreter=interpreter, kind=need.kind, programme=need.programme,
                   on=need.on, start=at)  # fmt: skip


def need_of(week: "Week", booking: Booking) -> Need | None:
    """What an interpreter is booked for; none where the programme has no such session."""
    if booking.programme is None or booking.on is None or booking.start is None:
        return Need(booking.person, booking.kind)
    for one in occurrences(week.programme[booking.programme], booking.on, booking.on + timedelta(days=1)):
        if one.start == minutes(booking.start):
            return Need(booking.person, booking.kind, booking.programme, one.on, one.start, one.end)
    return None
