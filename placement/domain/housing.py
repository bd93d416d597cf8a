"""Housing: unit > zone (floor) > room > beds, and the places that are offered in it."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from placement.domain.person import Access, AgeBand, Habit, LanguageCode, Secrecy, Track
from placement.domain.value import FOREVER, Alias, Ordered, Spell, Value

Count = Annotated[int, Field(ge=0, le=99)]
BED = "/bed"
"""Ending of the alias of a bed share."""


class UnitType(StrEnum):
    """Kind of housing; consent is given to a kind."""

    CRISIS_CENTRE = "crisis_centre"
    SAFE_HOUSE = "safe_house"
    SHARED_FLAT = "shared_flat"
    OWN_FLAT = "own_flat"
    RECEPTION = "reception"
    HOTEL = "hotel"
    TREATMENT = "treatment"


class ZonePolicy(StrEnum):
    """Who lives on a floor."""

    WOMEN = "women"
    MEN = "men"
    MIXED = "mixed"
    FAMILY = "family"
    OWN_UNIT = "own_unit"


class Staffing(Ordered):
    """Least staffing of the day; its rank is the support level that it carries."""

    NONE = "none"
    ON_CALL = "on_call"
    DAY = "day"
    FULL = "full"


class TargetGroup(StrEnum):
    """Kinds of household that a unit is meant for."""

    SINGLE = "single"
    COUPLE = "couple"
    FAMILY = "family"


class Zone(Value):
    """A floor or another part of a unit with one gender policy. Unknown policy: own unit only."""

    alias: Alias
    policy: ZonePolicy | None = None
    boys_up_to: Annotated[int, Field(ge=0, le=17)] = 0
    """Oldest boy (years, an upper edge of an age band) who is welcome in a women's zone."""
    welcomes_non_binary: bool = False


class Room(Value):
    """A room with beds by kind. `confirmed` unknown or no: the room is not there."""

    alias: Alias
    zone: Alias
    single: Count = 1
    double: Count = 0
    child: Count = 0
    cots: Count = 0
    confirmed: bool | None = None
    lockable: bool | None = None
    shareable: bool = False
    emergency: bool | None = None
    """Kept free for emergencies; unknown means kept."""
    quiet: bool | None = None
    access: frozenset[Access] = frozenset()
    suite: Alias | None = None
    """Rooms of one unit with the same word adjoin and can be given together."""

    @property
    def beds(self) -> int:
        """Beds for those who are not babies and need no child's bed."""
        return self.single + self.double


class HousingUnit(Value):
    """A house or flat under an alias; its address is never here. `None`: unknown, the strictest meaning counts."""

    alias: Alias
    site: Alias | None = None
    """Units that share an entrance have the same site; none given: a site of its own."""
    type: UnitType
    district: Alias
    zones: tuple[Zone, ...]
    rooms: tuple[Room, ...]
    security: Annotated[int, Field(ge=0, le=3)] | None = None
    clearance: Secrecy | None = None
    """Highest secrecy grade that may live here."""
    staffing: Staffing | None = None
    staff_languages: frozenset[LanguageCode] = frozenset()
    access: frozenset[Access] = frozenset()
    accepts: frozenset[Habit] = frozenset()
    children_ok: bool | None = None
    schools: frozenset[AgeBand] = frozenset()
    """Age bands with a kindergarten or school in reach."""
    tracks: frozenset[Track] | None = None
    target_groups: frozenset[TargetGroup] | None = None
    min_age: Annotated[int, Field(ge=0, le=120)] | None = None
    max_age: Annotated[int, Field(ge=0, le=120)] | None = None
    fire_ok_until: date | None = None
    maintenance_ok_until: date | None = None
    max_stay_nights: Annotated[int, Field(ge=1, le=3650)] | None = None
    max_same_case: Count | None = None
    max_children: Count | None = None
    max_high_need: Count | None = None
    cost_per_night: Annotated[int, Field(ge=0, le=100_000)] = 0
    """Whole kroner."""
    available_from: date | None = None
    available_until: date | None = None
    """End of the lease: the first night that the unit is gone."""
    door_closes: time | None = None
    """Whoever lives here is home by then in the evening; none: the door is open."""
    notice_hours: Annotated[int, Field(ge=0, le=2000)] = 0
    turnaround_days: Annotated[int, Field(ge=0, le=60)] = 0

    @model_validator(mode="after")
    def _zones_exist(self) -> Self:
        if {room.zone for room in self.rooms} - {zone.alias for zone in self.zones}:
            raise ValueError("a room names a zone that its unit does not have")
        return self

    @property
    def entrance(self) -> str:
        """The site, or the unit itself where it shares its entrance with no other."""
        return self.site or self.alias


class ClosureKind(StrEnum):
    """Why beds are out of service."""

    REPAIR = "repair"
    ORDER = "order"
    BURNT = "burnt"
    """The address has become known to somebody dangerous."""
    OTHER = "other"


class Closure(Spell):
    """Beds out of service: a unit, a room, or some beds of a room, in `[since, until)`."""

    unit: Alias
    room: Alias | None = None
    beds: Annotated[int, Field(ge=1, le=99)] | None = None
    """How many beds of the room; none given: all."""
    since: date
    until: date = FOREVER
    kind: ClosureKind = ClosureKind.OTHER


@dataclass(frozen=True, eq=False)
class Place:
    """What a household can be given: a bed share in a room, a whole room, or a set of adjoining rooms."""

    alias: str
    unit: HousingUnit
    rooms: tuple[Room, ...]
    shared: bool

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zones of its rooms, each once, in the order of the unit."""
        mine = {room.zone for room in self.rooms}
        return tuple(zone for zone in self.unit.zones if zone.alias in mine)

    @cached_property
    def is_own_unit(self) -> bool:
        """All rooms of the unit, shared with nobody."""
        return not self.shared and len(self.rooms) == len(self.unit.rooms)


def beds_fit(adults: int, children: int, babies: int, couples: int, *, single: int, double: int, child: int,
             cots: int) -> bool:  # fmt: skip
    """Whether beds of these kinds hold a household that has them to itself.

    A child's bed is for a child; a baby needs a cot or a shared (double) bed; a couple may share a double bed.
    """
    if babies > cots + double:
        return False
    return adults - min(couples, double) + max(0, children - child) <= single + double


def place_alias(rooms: tuple[str, ...], *, shared: bool) -> str:
    """Alias of a place: its rooms joined by `+`, and `/bed` for a share."""
    return "+".join(rooms) + (BED if shared else "")


def place_from_alias(alias: str, units_by_room: dict[str, HousingUnit]) -> Place:
    """The place with this alias, also one that is not offered (people already live in it).

    Raises KeyError for an unknown room, ValueError for rooms of two units.
    """
    shared = alias.endswith(BED)
    names = alias.removesuffix(BED).split("+")
    unit = units_by_room[names[0]]
    if any(units_by_room[name] is not unit for name in names):
        raise ValueError("rooms of two units are no place")
    rooms = tuple(room for room in rooms_by_alias(unit) if room.alias in names)
    return Place(place_alias(tuple(r.alias for r in rooms), shared=shared), unit, rooms, shared)


def rooms_by_alias(unit: HousingUnit) -> tuple[Room, ...]:
    """The unit's rooms in an order that does not depend on the order of rows."""
    return tuple(sorted(unit.rooms, key=lambda room: room.alias))


def places_of(unit: HousingUnit) -> tuple[Place, ...]:
    """The places that a unit offers. A flat of one's own is given whole; else rooms, shares and suites."""
    rooms_here = rooms_by_alias(unit)
    if unit.type is UnitType.OWN_FLAT:
        sets, singles = ([rooms_here] if rooms_here else []), []
    else:
        suites: dict[str, list[Room]] = {}
        for room in rooms_here:
            if room.suite:
                suites.setdefault(room.suite, []).append(room)
        sets = [tuple(rooms) for rooms in suites.values() if len(rooms) > 1]
        singles = list(rooms_here)
    found = [(rooms, False) for rooms in ([(room,) for room in singles] + sets)]
    found += [((room,), True) for room in singles if room.shareable and room.beds > 1]
    return tuple(
        Place(place_alias(tuple(r.alias for r in rooms), shared=shared), unit, tuple(rooms), shared)
        for rooms, shared in found
    )


def beds_in_service(room: Room, closures: tuple[Closure, ...], night: date) -> tuple[int, int]:
    """(single, double) beds of a room on a night; closed beds are taken from the single ones first."""
    if not room.confirmed:
        return 0, 0
    single, double = room.single, room.double
    for closure in closures:
        # Not by overlap with the next day: a closure without end ends on the last date that there is.
        if closure.room not in (None, room.alias) or not closure.since <= night < closure.until:
            continue
        gone = room.beds if closure.beds is None or closure.room is None else closure.beds
        taken = min(single, gone)
        single, double = single - taken, max(0, double - (gone - taken))
    return single, double


def room_takes(room: Room, closures: tuple[Closure, ...], night: date) -> int:
    """How many beds of a room can be taken on a night; a room with children's beds alone is taken whole, as one."""
    if room.beds:
        return sum(beds_in_service(room, closures, night))
    shut = any(c.room in (None, room.alias) and c.since <= night < c.until for c in closures)
    return int(bool(room.confirmed) and room.child > 0 and not shut)
