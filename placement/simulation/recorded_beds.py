"""The beds of a simulated week: in service, taken, slept in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Closure, HousingUnit, Place, Room, ZonePolicy, beds_in_service
from placement.domain.record import WEEK, BedsWeek
from placement.domain.stay import StayKind
from placement.simulation.turn import Turn


class Lived(NamedTuple):
    """A household in a place for some nights of the week."""

    household: Household
    place: Place
    nights: int


@dataclass
class _Count:
    """Of the rooms of one kind."""

    beds: int = 0
    usable: int = 0
    taken: int = 0
    slept: int = 0
    persons: int = 0
    emergency: int = 0
    emergency_free: int = 0


def beds_of_week(turn: Turn) -> tuple[BedsWeek, ...]:
    """A row for each unit, kind of floor and kind of room."""
    by_room: dict[str, list[Lived]] = defaultdict(list)
    for lived in _lived(turn):
        for room in lived.place.rooms:
            by_room[room.alias].append(lived)
    rows = []
    for unit in turn.week.units:
        counts: dict[tuple[ZonePolicy | None, bool], _Count] = {}
        policies = {z.alias: z.policy for z in unit.zones}
        closures = turn.week.closures_in(unit.alias)
        for room in unit.rooms:
            count = counts.setdefault((policies[room.zone], _is_for_families(room)), _Count())
            _count(count, room, _usable(room, closures, turn.week.as_of), by_room[room.alias])
        rows += [_row(unit, *kind, count) for kind, count in counts.items()]
    return tuple(rows)


def _lived(turn: Turn) -> Iterator[Lived]:
    """Who lived where on which of the week's nights."""
    week = turn.week
    for household in week.households:
        alias, new = household.alias, turn.begun.get(household.alias)
        end = min(turn.until, turn.leaves(alias))
        moves = min(new.start, end) if new else end
        for stay in week.held_of.get(alias, ()):
            if stay.kind is StayKind.CURRENT:
                until = min(moves, turn.homeless.get(alias, moves))
                yield Lived(household, week.place(stay.place), max(0, (until - week.as_of).days))
        if new:
            yield Lived(household, week.place(new.place), max(0, (end - moves).days))


def _is_for_families(room: Room) -> bool:
    return bool(room.child or room.cots or room.double) or (room.single > 1 and not room.shareable)


def _usable(room: Room, closures: tuple[Closure, ...], first: date) -> int:
    """Bed-nights in service."""
    if not closures:
        return WEEK * (room.beds + room.child) if room.confirmed else 0
    return sum(_in_service(room, closures, first + timedelta(days=n)) for n in range(WEEK))


def _in_service(room: Room, closures: tuple[Closure, ...], night: date) -> int:
    shut = any(
        c.room in (None, room.alias) and c.beds is None and c.since <= night < c.until for c in closures
    )
    child = room.child if room.confirmed and not shut else 0
    return sum(beds_in_service(room, closures, night)) + child


def _count(count: _Count, room: Room, usable: int, lived: list[Lived]) -> None:
    beds = room.beds + room.child
    taken = sum((_slept(one, room) if one.place.shared else beds) * one.nights for one in lived)
    taken = min(taken, usable)
    count.beds += beds
    count.usable += usable
    count.taken += taken
    count.slept += min(usable, sum(_slept(one, room) * one.nights for one in lived))
    count.persons += sum(
        len(one.household.members) * one.nights for one in lived if one.place.rooms[0] is room
    )
    if room.emergency:
        count.emergency += beds
        count.emergency_free += usable - taken


def _slept(lived: Lived, room: Room) -> int:
    """Beds of the room in which somebody of the household sleeps: its rooms are filled in their order."""
    left = lived.household.sleepers - lived.household.beds_needed.couples
    for one in lived.place.rooms:
        here = min(left, one.beds + one.child)
        if one is room:
            return here
        left -= here
    return 0


def _row(unit: HousingUnit, policy: ZonePolicy | None, family: bool, count: _Count) -> BedsWeek:  # noqa: FBT001 - a key
    return BedsWeek(
        unit.alias, unit.type, policy, family, count.beds, count.usable, count.taken, count.slept, count.persons,
        count.emergency, count.emergency_free, unit.cost_per_night,
    )  # fmt: skip
