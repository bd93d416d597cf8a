"""Programmes as a week, from rows as one person may see them; seats and ways for those who plan."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from placement.domain.fact import Body, Content
from placement.domain.programme import EnrolmentKind, Weekday
from placement.domain.timetable import known_minutes
from placement.domain.week import Week
from placement.service.desk.housing import as_of_of
from placement.service.desk.marks import Mark, programme_marks
from placement.service.rows import Line
from placement.words.render import say_word
from placement.words.say import say_date, say_weekday
from placement.words.texts import Texts

NO_BREAK = "\N{NO-BREAK SPACE}"
WORKDAYS = 5
"""Days of the week that always have a column."""


class Seats(NamedTuple):
    """Of those who do not plan `taken` and `waiting` are their own persons'; nobody is told of others."""

    taken: int
    of: int
    waiting: int
    """So many wish for it, or for any of its kind, and are in none of that kind."""


class ProgrammeRow(NamedTuple):
    """A programme that runs or is to."""

    programme: str
    kind: str
    when: str
    """From when, where that is to come; until when, where it ends."""
    days: tuple[tuple[str, ...], ...]
    """Times of each day, Monday first."""
    seats: Seats
    way: str
    """From our homes; empty for those who may not see where it is."""
    marks: tuple[Mark, ...]


def programme_rows(content: Content, week: Week | None, _: Texts) -> tuple[ProgrammeRow, ...]:
    """Every programme that has not ended, by alias.

    Args:
        content: Rows as whoever looks may see them.
        week: The facts, for those who plan; none: nothing is told of people whom they may not see.
        _: The texts.
    """
    today = as_of_of(content)
    wishing = waiting_by_programme(content)
    return tuple(
        ProgrammeRow(
            programme=alias,
            kind=say_word(f"~ProgrammeKind.{body['kind']}", _.lang) if body.get("kind") else "",
            when=_when(body, today, _),
            days=days_of(alias, content),
            seats=Seats(_taken(alias, content, week), body.get("seats") or 0, len(wishing.get(alias, ()))),
            way=_way(alias, week, _) if week is not None and "district" in body else "",
            marks=programme_marks(body, _),
        )
        for alias, body in sorted(content.get("programmes", {}).items())
        if not has_ended(body, today)
    )


def has_ended(programme: Body, today: date | None) -> bool:
    """Whether it takes place no more."""
    until = programme.get("until")
    return bool(until and today and date.fromisoformat(str(until)) <= today)


def shown_days(rows: tuple[ProgrammeRow, ...], _: Texts) -> tuple[tuple[int, str], ...]:
    """The columns of the week: Monday to Friday, and the days after on which something takes place."""
    last = max((n for row in rows for n, times in enumerate(row.days) if times), default=0)
    return tuple((n, say_weekday(n, _.lang)) for n in range(max(WORKDAYS, last + 1)))


def days_of(programme: str, content: Content) -> tuple[tuple[str, ...], ...]:
    """`10:00–12:00` of each session, by day."""
    days: list[list[str]] = [[] for _day in Weekday]
    for row in content.get("sessions", {}).values():
        if row.get("programme") == programme:
            days[Weekday(row["weekday"]).rank].append(f"{row['start'][:5]}–{row['end'][:5]}")
    return tuple(tuple(sorted(times)) for times in days)


def current(content: Content, programme: str) -> Mapping[str, Body]:
    """Key -> row of the enrolments that the reader sees in a programme now."""
    return {
        key: row
        for key, row in content.get("enrolments", {}).items()
        if row.get("programme") == programme and row.get("kind") == EnrolmentKind.CURRENT
    }


def _taken(programme: str, content: Content, week: Week | None) -> int:
    return len(week.enrolled_in.get(programme, ())) if week is not None else len(current(content, programme))


def waiting_by_programme(content: Content) -> dict[str, tuple[str, ...]]:
    """Programme -> persons whom the reader sees who wish for it and are not in it, by alias.

    Whoever wishes for any of a kind waits for none of it once they are in one.
    """
    programmes = content.get("programmes", {})
    enrolled = {p: {str(row["person"]) for row in current(content, p).values()} for p in programmes}
    in_kind: dict[str, set[str]] = {}
    for alias, body in programmes.items():
        in_kind.setdefault(str(body.get("kind")), set()).update(enrolled[alias])
    found: dict[str, set[str]] = {}
    for row in content.get("activity_wishes", {}).values():
        person = str(row.get("person"))
        for alias, body in programmes.items():
            is_it = row.get("programme") == alias and person not in enrolled[alias]
            kind = str(body.get("kind"))
            is_kind = row.get("kind") is not None and row["kind"] == kind and person not in in_kind[kind]
            if is_it or is_kind:
                found.setdefault(alias, set()).add(person)
    return {alias: tuple(sorted(people)) for alias, people in found.items()}


def seats_lines(seats: Seats, _: Texts, *, plans: bool) -> tuple[Line, ...]:
    """How many are taken and wait; for those who do not plan how many there are, and how many are their own."""
    if plans:
        told = [_("{taken} of {all}", taken=seats.taken, all=seats.of)]
        told += [_.n("{count} waits", "{count} wait", seats.waiting)] if seats.waiting else []
    else:
        told = [_.n("{count} seat", "{count} seats", seats.of)]
        told += [_.n("{count} own", "{count} own", seats.taken)] if seats.taken else []
    return tuple(Line(one.replace(" ", NO_BREAK)) for one in told)


def _when(body: Body, today: date | None, _: Texts) -> str:
    since, until = (date.fromisoformat(str(body[n])) if body.get(n) else None for n in ("since", "until"))
    begins = [_("from {day}", day=say_date(since, _.lang))] if since and today and since > today else []
    ends = [_("until {day}", day=say_date(until, _.lang))] if until else []
    return " ".join([*begins, *ends])


def _way(alias: str, week: Week, _: Texts) -> str:
    """From the nearest to the farthest of our homes; a way that nobody measured counts as 60 minutes."""
    programme = week.programme.get(alias)
    if programme is None or programme.online:
        return ""
    known = [known_minutes(week, unit, programme) for unit in week.units]
    ways = sorted(minutes for minutes in known if minutes is not None)
    if not ways:
        return _("way not measured (counts as 60 minutes)")
    if ways[0] == ways[-1]:
        return _("{minutes} min", minutes=ways[0])
    return _("{least} to {most} min", least=ways[0], most=ways[-1])
