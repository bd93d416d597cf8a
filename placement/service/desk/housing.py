"""Units as a page shows them: from rows as one person may see them, and the week for those who plan."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.service.capacity import Beds, beds_of_unit
from placement.service.desk.marks import Mark, unit_marks
from placement.words.render import say_word
from placement.words.say import say_date
from placement.words.texts import Texts

SOON_DAYS = 60
"""What ends within so many days is told."""


class UnitRow(NamedTuple):
    """A unit. `beds` is None for those who do not plan: how many are taken tells of people."""

    unit: str
    kind: str
    area: str
    """Empty for those who may not see where it is."""
    beds: Beds | None
    rooms: int
    all_beds: int
    """In confirmed rooms, whatever the night."""
    marks: tuple[Mark, ...]
    look_at: tuple[str, ...]
    """What ends, is closed or is not approved."""


def as_of_of(content: Content) -> date | None:
    """The day on which all is read; none where the reader may not see it."""
    text = content.get(WEEK, {}).get(ONE, {}).get("as_of")
    return date.fromisoformat(str(text)) if text else None


def unit_rows(content: Content, week: Week | None, _: Texts) -> tuple[UnitRow, ...]:
    """Every unit, by alias.

    Args:
        content: Rows as whoever looks may see them.
        week: The facts, for those who plan; none: nothing is told of who sleeps where.
        _: The texts.
    """
    return tuple(
        _unit_row(alias, body, content, week, _) for alias, body in sorted(content.get("units", {}).items())
    )


def _unit_row(alias: str, body: Body, content: Content, week: Week | None, _: Texts) -> UnitRow:
    rooms = rows_of("rooms", alias, content).values()
    known = week is not None and alias in week.unit
    return UnitRow(
        unit=alias,
        kind=say_word(f"~UnitType.{body['type']}", _.lang) if body.get("type") else "",
        area=str(body.get("district") or ""),
        beds=beds_of_unit(week, week.unit[alias], week.as_of) if week is not None and known else None,
        rooms=len(rooms),
        all_beds=sum((r.get("single") or 0) + (r.get("double") or 0) for r in rooms if r.get("confirmed")),
        marks=unit_marks(body, rows_of("zones", alias, content).values(), _),
        look_at=tuple(_look_at(alias, body, content, _)),
    )


def rows_of(table: str, unit: str, content: Content) -> Mapping[str, Body]:
    """The rows of a table that are about a unit."""
    return {key: row for key, row in content.get(table, {}).items() if row.get("unit") == unit}


def _look_at(alias: str, body: Body, content: Content, _: Texts) -> Iterator[str]:
    today = as_of_of(content)
    if today is None:
        return
    yield from _closed(alias, content, today, _)
    opens, ends = (_day(body.get(name)) for name in ("available_from", "available_until"))
    if opens and opens > today:
        yield _("opens on {day}", day=say_date(opens, _.lang))
    if ends:
        told = _("the lease ended on {day}") if ends <= today else _("the lease ends on {day}")
        yield told.format(day=say_date(ends, _.lang))
    for name, never, over, soon in (
        ("fire_ok_until", _("fire safety is not approved"), _("fire approval ended on {day}"),
         _("fire approval ends on {day}")),
        ("maintenance_ok_until", _("maintenance is not approved"), _("maintenance approval ended on {day}"),
         _("maintenance approval ends on {day}")),
    ):  # fmt: skip
        until = _day(body.get(name))
        if name in body and until is None:
            yield never
        elif until and (until - today).days <= SOON_DAYS:
            yield (over if until <= today else soon).format(day=say_date(until, _.lang))


def _closed(alias: str, content: Content, today: date, _: Texts) -> Iterator[str]:
    for row in rows_of("closures", alias, content).values():
        since, until = _day(row.get("since")) or today, _day(row.get("until")) or FOREVER
        if until <= today:
            continue
        what = str(row.get("room") or alias)
        if beds := row.get("beds"):
            what = _.n("{count} bed of {room}", "{count} beds of {room}", beds, room=what)
        end = "" if until == FOREVER else _("until {day}", day=say_date(until, _.lang))
        begin = "" if since <= today else _("from {day}", day=say_date(since, _.lang))
        yield _("closed: {what} {when}", what=what, when=f"{begin} {end}".strip()).strip()


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def beds_words(row: Beds, _: Texts) -> str:
    """`3 ledige av 12, 1 til akutt`."""
    told = [_("{free} of {all} free", free=row.free, all=row.in_service)]
    if row.emergency:
        told.append(_.n("{count} kept for emergencies", "{count} kept for emergencies", row.emergency))
    return ", ".join(told) if row.in_service else _("closed")
