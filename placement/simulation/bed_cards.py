"""More or fewer beds in a unit that is there."""

from collections import Counter
from collections.abc import Sequence

from placement.domain.housing import BED, Closure, HousingUnit, Room, UnitType
from placement.domain.instance import Instance
from placement.domain.scenario import BedKind, Beds
from placement.domain.stay import HELD
from placement.simulation.refused import CannotPlay

FIELD = {BedKind.SINGLE: "single", BedKind.DOUBLE: "double", BedKind.CHILD: "child", BedKind.COT: "cots"}


def change_beds(instance: Instance, unit: HousingUnit, card: Beds) -> Instance:
    """The week with the beds. Raises CannotPlay."""
    if card.room is not None and card.room not in {r.alias for r in unit.rooms}:
        raise CannotPlay("room_unknown", name=card.room, unit=unit.alias)
    if card.change < 0 and card.kind is BedKind.SINGLE:
        return _closed(instance, unit, card)
    if card.room is not None:
        return _changed(instance, unit, card)
    if card.change < 0 or card.kind in (BedKind.CHILD, BedKind.COT):
        raise CannotPlay("name_a_room", unit=unit.alias)
    return _built(instance, unit, card)


def _built(instance: Instance, unit: HousingUnit, card: Beds) -> Instance:
    """New rooms of one bed each."""
    if unit.type is UnitType.OWN_FLAT:
        raise CannotPlay("own_flat", unit=unit.alias)
    floor = _floor(unit, card)
    taken = {r.alias for u in instance.units for r in u.rooms}
    names = (name for n in range(1, len(taken) + card.change + 1) if (name := f"{floor}-ny{n}") not in taken)
    double = int(card.kind is BedKind.DOUBLE)
    rooms = [
        Room(alias=name, zone=floor, confirmed=True, lockable=True, quiet=True, emergency=card.emergency,
             access=card.access, single=1 - double, double=double)
        for name, _ in zip(names, range(card.change), strict=False)
    ]  # fmt: skip
    return _with(instance, unit.but(rooms=(*unit.rooms, *rooms)))


def _floor(unit: HousingUnit, card: Beds) -> str:
    floors = [z.alias for z in unit.zones]
    if card.floor is None and len(floors) == 1:
        return floors[0]
    if card.floor not in floors:
        raise CannotPlay("name_a_floor", unit=unit.alias, names=", ".join(floors))
    return card.floor or ""


def _changed(instance: Instance, unit: HousingUnit, card: Beds) -> Instance:
    """Another number of beds in a room; fewer only where nobody lives."""
    room = next(r for r in unit.rooms if r.alias == card.room)
    field = FIELD[card.kind]
    count: int = getattr(room, field)
    if count + card.change < 0:
        raise CannotPlay("too_few_beds", name=room.alias, most=count)
    if card.change < 0 and _sleepers(instance, [room])[room.alias]:
        raise CannotPlay("lived_in", name=room.alias)
    changed = room.but(**{field: count + card.change})
    return _with(instance, unit.but(rooms=tuple(changed if r is room else r for r in unit.rooms)))


def _closed(instance: Instance, unit: HousingUnit, card: Beds) -> Instance:
    """Single beds out of service from now on: those of empty rooms first, small rooms first."""
    here = [r for r in unit.rooms if card.room in (None, r.alias) and card.floor in (None, r.zone)]
    gone = {c.room: c.beds for c in instance.closures if c.since <= instance.as_of < c.until}
    left = {r.alias: r.single for r in here if r.alias not in gone}
    if sum(left.values()) < -card.change:
        raise CannotPlay("too_few_beds", name=unit.alias, most=sum(left.values()))
    taken, rows, wanted = _sleepers(instance, here), [], -card.change
    for room in sorted(here, key=lambda r: (taken[r.alias], r.single, r.alias)):
        beds = min(wanted, left.get(room.alias, 0))
        if beds:
            rows.append(Closure(unit=unit.alias, room=room.alias, beds=beds, since=instance.as_of))
            wanted -= beds
    return instance.but(closures=(*instance.closures, *rows))


def _sleepers(instance: Instance, rooms: Sequence[Room]) -> Counter[str]:
    """Room -> households with a stay in it that is held."""
    mine = {r.alias for r in rooms}
    held = [s.place.removesuffix(BED).split("+") for s in instance.stays if s.kind in HELD]
    return Counter(alias for names in held for alias in names if alias in mine)


def _with(instance: Instance, unit: HousingUnit) -> Instance:
    return instance.but(units=tuple(unit if u.alias == unit.alias else u for u in instance.units))
