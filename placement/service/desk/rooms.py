"""The rooms of a unit with their beds, as a page shows them: from rows as one person may see them, and the week."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.fact import Body, Content
from placement.domain.housing import BED, Room
from placement.domain.stay import HELD, StayKind
from placement.domain.week import Week
from placement.service.capacity import beds_of_room
from placement.service.desk.clock_rows import open_offers, unit_of
from placement.service.desk.housing import rows_of
from placement.service.desk.marks import Mark, beds_text, policy_mark, room_marks
from placement.words.say import say_date
from placement.words.texts import Texts

KINDS = frozenset(kind.value for kind in HELD)


class RoomRow(NamedTuple):
    """A room, with its beds."""

    room: str
    zone: str
    policy: Mark | None
    beds: str
    marks: tuple[Mark, ...]
    tonight: str
    """Empty for those who do not plan."""
    who: tuple[str, ...]
    """Who lives there or is to, of those whom the reader may see."""


def room_rows(unit: str, content: Content, week: Week | None, _: Texts) -> tuple[RoomRow, ...]:
    """The rooms of a unit, by floor."""
    zones = rows_of("zones", unit, content)
    rooms = sorted(
        rows_of("rooms", unit, content).items(), key=lambda item: (str(item[1].get("zone")), item[0])
    )
    return tuple(
        RoomRow(
            room=alias,
            zone=str(body.get("zone") or ""),
            policy=policy_mark(zones[body["zone"]].get("policy"), _) if body.get("zone") in zones else None,
            beds=beds_text(body, _),
            marks=room_marks(body, _),
            tonight=_tonight(alias, week, _) if week is not None else "",
            who=tuple(_who(alias, content, _)),
        )
        for alias, body in rooms
    )


def _tonight(alias: str, week: Week, _: Texts) -> str:
    """How many beds are free, and from when where none is."""
    unit = week.unit_of_room.get(alias)
    room = next((r for r in unit.rooms if r.alias == alias), None) if unit else None
    if room is None:
        return ""
    beds = beds_of_room(week, room, week.as_of)
    if beds.free:
        return _.n("{count} free", "{count} free", beds.free)
    return _("closed") if not beds.in_service and room.beds else _freed(week, room, _)


def _freed(week: Week, room: Room, _: Texts) -> str:
    ends = sorted(
        s.until for s in week.held_in_room.get(room.alias, ()) if s.until and s.until < week.horizon
    )
    found = next((day for day in ends if beds_of_room(week, room, day).free), None)
    return _("taken, free from {day}", day=say_date(found, _.lang)) if found else _("taken")


def _who(room: str, content: Content, _: Texts) -> Iterator[str]:
    for row in content.get("stays", {}).values():
        if row.get("kind") in KINDS and room in str(row["place"]).removesuffix(BED).split("+"):
            yield _told(row, content, _)


def _told(row: Body, content: Content, _: Texts) -> str:
    who, since = str(row["household"]), say_date(date.fromisoformat(row["start"]), _.lang)
    if row["kind"] == StayKind.CURRENT:
        return who
    if unit_of(content, str(row["place"])) in open_offers(content, who):
        return _("{who} (offered from {day}, not answered)", who=who, day=since)
    return _("{who} (agreed from {day})", who=who, day=since)
