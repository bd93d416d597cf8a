"""Contacts, courses and interpreters of a simulated week."""

from collections import Counter, defaultdict
from datetime import date

from placement.domain.interpreter import Booking
from placement.domain.interpreting import HOUR, need_of, session_needs
from placement.domain.load import hours_of, load_points
from placement.domain.person import Person
from placement.domain.programme import Enrolment, EnrolmentKind, Programme
from placement.domain.record import ContactWeek, CourseWeek, LanguageWeek
from placement.domain.week import Week
from placement.simulation.hour_cards import minutes_of
from placement.simulation.turn import Turn

AT_HOME = frozenset({"nob"})
"""Languages from which nobody interprets here."""


def contacts_of_week(turn: Turn) -> tuple[ContactWeek, ...]:
    """Everybody at work, with the households that the plan leaves or gives them."""
    week = turn.week
    load: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for one in turn.done.plan.contacts:
        load[one.contact] += load_points(week.household[one.household])
        count[one.contact] += 1
    return tuple(
        ContactWeek(c.alias, hours, c.capacity, load[c.alias], count[c.alias])
        for c in week.contacts
        if (hours := hours_of(c, week.as_of))
    )


def courses_of_week(turn: Turn) -> tuple[CourseWeek, ...]:
    """Every programme that runs, with those who are in it at the end of the week."""
    week = turn.week
    attends: dict[str, set[str]] = defaultdict(set)
    for one in _enrolled(turn, turn.until):
        attends[one.programme].add(one.person)
    runs = [p for p in week.programmes if _runs(p, week.as_of, turn.until)]
    return tuple(
        CourseWeek(
            p.alias, p.kind, len(p.sessions), p.seats, len(attends[p.alias]), _wishes(week, p, attends)
        )
        for p in runs
    )


def _runs(programme: Programme, first: date, until: date) -> bool:
    return programme.since < until and (programme.until is None or programme.until > first)


def _wishes(week: Week, programme: Programme, attends: dict[str, set[str]]) -> int:
    """People whose wish it would meet, and who are in nothing that meets it."""
    count = 0
    for person, wishes in week.wishes_of.items():
        meant = [w for w in wishes if w.means(programme)]
        met = any(w.means(p) and person in attends[p.alias] for w in meant for p in week.programmes)
        count += bool(meant) and not met and person in week.person
    return count


def _enrolled(turn: Turn, before: date) -> list[Enrolment]:
    plan = turn.done.plan.enrolments
    given_up = {(e.person, e.programme) for e in plan if e.kind is EnrolmentKind.GIVEN_UP}
    stay = [e for e in turn.week.enrolled if (e.person, e.programme) not in given_up]
    return stay + [e for e in plan if e.kind is EnrolmentKind.NEW and e.start < before]


def languages_of_week(turn: Turn) -> tuple[LanguageWeek, ...]:
    """Every language that was asked for, or in which hours could be booked."""
    week = turn.week
    asked: Counter[str] = Counter()
    booked: Counter[str] = Counter()
    bookable: Counter[str] = Counter()
    for talk in week.talks:
        asked[_language(week.person[talk.person])] += HOUR
    for enrolment in _enrolled(turn, turn.until):
        language = _language(week.person[enrolment.person])
        asked[language] += sum(need.end - need.start for need in session_needs(week, enrolment))
    for booking in turn.done.plan.bookings:
        booked[_language(week.person[booking.person])] += _minutes(week, booking)
    for row in week.instance.bookable_hours:
        if week.as_of <= row.on < turn.until:
            for language in week.interpreter[row.interpreter].languages:
                bookable[language] += minutes_of(row)
    words = sorted({code for code in (*asked, *booked, *bookable) if code})
    return tuple(LanguageWeek(code, asked[code], booked[code], bookable[code]) for code in words)


def _language(person: Person) -> str:
    return min(person.languages - AT_HOME, default="")


def _minutes(week: Week, booking: Booking) -> int:
    need = need_of(week, booking)
    return need.end - need.start if need else 0
