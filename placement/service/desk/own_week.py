"""The week of those whom somebody follows up, from the rows that they may see: home, next days, open offers."""

from collections.abc import Collection, Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.domain.housing import BED
from placement.domain.programme import Weekday
from placement.domain.value import ALWAYS
from placement.domain.whereabouts import Whereabouts, ran_out
from placement.service.desk.clock_rows import day, open_offers, stands_by_rows, unit_of
from placement.words.render import say_word
from placement.words.say import say_date, say_day, say_span
from placement.words.texts import Texts

DAYS = 7
FACTS = ("households", "units", "programmes")


class Own(NamedTuple):
    """A household: where it lives, and what happens in the next seven days."""

    household: str
    home: tuple[str, ...]
    days: tuple[str, ...]


def is_empty(content: Content) -> bool:
    """Whether there is nothing yet that a plan could be made of."""
    return not any(content.get(table) for table in FACTS)


def own_week(content: Content, _: Texts) -> tuple[Own, ...]:
    """One row for each household, from the day on which all is read."""
    as_of = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
    return tuple(
        Own(alias, tuple(home_lines(content, alias, as_of, _)), tuple(_days(content, alias, as_of, _)))
        for alias in sorted(content.get("households", {}))
    )


def home_lines(content: Content, household: str, as_of: date, _: Texts) -> Iterator[str]:
    """Where a household lives, will live, or is offered to live, as its rows say."""
    mine = (row for row in content.get("stays", {}).values() if row.get("household") == household)
    held = [row for row in mine if row.get("kind") in ("current", "hold")]
    offered = open_offers(content, household)
    if stands_by_rows(held, as_of) is Whereabouts.WAITS:
        yield _("No place yet")
    for row in sorted(held, key=lambda one: str(one.get("start"))):
        yield _stay(content, row, offered, as_of, _)
    told = {unit_of(content, str(row["place"])) for row in held if row["kind"] == "hold"}
    yield from (_("Offered {unit}: awaits an answer", unit=unit) for unit in offered if unit not in told)


def _stay(content: Content, row: Body, offered: Collection[str], as_of: date, _: Texts) -> str:
    unit = unit_of(content, str(row["place"]))
    place = f"{unit} {' + '.join(str(row['place']).removesuffix(BED).split('+'))}".strip()
    start = say_day(day(row["start"]), _.lang, as_of)
    if row["kind"] == "hold" and ran_out(day(row.get("expires")), as_of):
        said = _(
            "{place} (was held until {day})", place=place, day=say_day(day(row["expires"]), _.lang, as_of)
        )
    elif row["kind"] == "hold" and unit in offered:
        said = _("{place} (offered, not answered; from {day})", place=place, day=start)
    elif row["kind"] == "hold":
        said = _("{place} (agreed from {day})", place=place, day=start)
    elif row.get("until"):
        said = _("{place} (until {day})", place=place, day=say_day(day(row["until"]), _.lang, as_of))
    else:
        said = place
    return said


def _days(content: Content, household: str, as_of: date, _: Texts) -> Iterator[str]:
    """Sessions and appointments by day and hour; whose they are where several live together."""
    people = [alias for alias, row in content.get("persons", {}).items() if row.get("household") == household]
    found: list[tuple[date, str, str, str]] = []
    for alias in people:
        who = f"{alias}: " if len(people) > 1 else ""
        found += [(on, start, who, what) for on, start, what in _of(content, alias, as_of, _)]
    for on in sorted({one[0] for one in found}):
        told = " · ".join(f"{who}{what}" for day_, _start, who, what in sorted(found) if day_ == on)
        yield f"{say_date(on, _.lang)}: {told}"


def _of(content: Content, person: str, as_of: date, _: Texts) -> Iterator[tuple[date, str, str]]:
    attends = {
        str(row["programme"])
        for row in content.get("enrolments", {}).values()
        if row.get("person") == person and row.get("kind") == "current"
    }
    for n in range(DAYS):
        on = as_of + timedelta(days=n)
        weekday = list(Weekday)[on.weekday()].value
        for row in content.get("sessions", {}).values():
            if row.get("programme") in attends and row.get("weekday") == weekday and _runs(content, row, on):
                yield on, str(row.get("start", "")), f"{row['programme']} {_span(row)}".strip()
        for row in content.get("appointments", {}).values():
            if row.get("person") == person and _falls_on(row, on, weekday):
                kind = say_word(f"~AppointmentKind.{row['kind']}", _.lang)
                yield on, str(row.get("start", "")), f"{kind} {_span(row)}".strip()


def _runs(content: Content, row: Body, on: date) -> bool:
    programme = content.get("programmes", {}).get(str(row["programme"]), {})
    return day(programme.get("since"), ALWAYS) <= on < day(programme.get("until"))


def _falls_on(row: Body, on: date, weekday: str) -> bool:
    if row.get("on"):
        return day(row["on"]) == on
    return row.get("weekday") == weekday and day(row.get("since"), ALWAYS) <= on < day(row.get("until"))


def _span(row: Body) -> str:
    """Hours, where they may be seen."""
    if not row.get("start") or not row.get("end"):
        return ""
    return say_span(time.fromisoformat(str(row["start"])), time.fromisoformat(str(row["end"])))
