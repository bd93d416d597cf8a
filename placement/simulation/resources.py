"""Candidates of what to open or train next, read off a week: only what means something there, and few of each kind."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.person import Access, AgeBand, Secrecy, Track
from placement.domain.resource import PriceSource, Resource, ResourceKind
from placement.domain.scenario import Another, Beds, NewUnit, Staff
from placement.domain.value import FOREVER
from placement.simulation.resource_prices import LANGUAGE_POST, NIGHT_SHIFT, bed_price, unit_price
from placement.simulation.resources_hours import hours_and_seats, spoken_by_few

K = ResourceKind
BEDS = {ZonePolicy.WOMEN: K.BED_WOMEN, ZonePolicy.MEN: K.BED_MEN, ZonePolicy.MIXED: K.BED_MIXED}
NOT_OURS = frozenset({UnitType.HOTEL, UnitType.TREATMENT})
"""Kinds of unit in which nobody opens a bed or hires a night shift."""
SHIFTS = 3
"""Units, those with most beds first, of which a night shift is tried."""


def resources(instance: Instance) -> tuple[Resource, ...]:
    """Every candidate of a week, each with its price, in order of its kind."""
    found = (
        *_flats(instance), *_beds(instance), *_shifts(instance), *_languages(instance), *hours_and_seats(instance),
    )  # fmt: skip
    return tuple({one.id: one for one in found}.values())


# -- flats


def _flats(instance: Instance) -> Iterator[Resource]:
    """A flat like the cheapest that is there, one for a family and one for somebody alone; a family's is made up."""
    own = sorted(
        (u for u in instance.units if u.type is UnitType.OWN_FLAT), key=lambda u: (*_least(u), u.alias)
    )
    alias = _new_name(instance)
    family = next((u for u in own if u.children_ok and _for_family(u)), None)
    if family:
        yield _another(K.FAMILY_FLAT, family, alias)
    elif any(h.has_child for h in instance.households):
        flat = _family_flat(instance, alias)
        price, _ = unit_price(flat)
        yield Resource(id=f"{K.FAMILY_FLAT}:{alias}", kind=K.FAMILY_FLAT, cards=(NewUnit(unit=flat),), kroner=price,
                       source=PriceSource.ASSUMED)  # fmt: skip
    alone = next((u for u in own if not _for_family(u)), None)
    if alone:
        yield _another(K.OWN_FLAT, alone, alias)


def _another(kind: ResourceKind, like: HousingUnit, alias: str) -> Resource:
    price, source = unit_price(like)
    card = Another(like=like.alias, alias=alias)
    return Resource(id=f"{kind}:{like.alias}", kind=kind, cards=(card,), kroner=price, source=source)


def _least(unit: HousingUnit) -> tuple[int, int]:
    return unit_price(unit)[0], -(unit.security or 0)


def _for_family(unit: HousingUnit) -> bool:
    return sum(r.single + r.double + r.child for r in unit.rooms) > 1


def _new_name(instance: Instance) -> str:
    taken = {
        name
        for u in instance.units
        for name in (u.alias, *(r.alias for r in u.rooms), *(z.alias for z in u.zones))
    }
    return next(name for n in range(1, len(taken) + 2) if (name := f"Ny-{n}") not in taken)


def _family_flat(instance: Instance, alias: str) -> HousingUnit:
    """Two rooms for a mother or a couple with children, staffed by day, where fewest people must not be."""
    avoided = Counter(row.area for row in instance.avoid_areas)
    areas = [a.alias for a in instance.areas] or [u.district for u in instance.units] or ["Sentrum"]
    zone, checked = f"{alias}-1", instance.as_of + timedelta(days=3650)
    room = Room(alias=f"{alias}-1a", zone=zone, confirmed=True, lockable=True, quiet=True, emergency=False)
    return HousingUnit(
        alias=alias, type=UnitType.OWN_FLAT, district=min(sorted(areas), key=lambda a: avoided[a]),
        zones=(Zone(alias=zone, policy=ZonePolicy.MIXED, welcomes_non_binary=True),),
        rooms=(room.but(single=1, double=1, cots=1), room.but(alias=f"{alias}-1b", single=0, child=2)),
        security=2, clearance=Secrecy.FORTROLIG, staffing=Staffing.DAY, staff_languages=frozenset({"nob", "eng"}),
        access=frozenset({Access.STEP_FREE, Access.GROUND_FLOOR}), children_ok=True, schools=frozenset(AgeBand),
        tracks=frozenset(Track), fire_ok_until=checked, maintenance_ok_until=checked,
    )  # fmt: skip


# -- rooms


def _beds(instance: Instance) -> Iterator[Resource]:
    """A bed on each kind of floor in each kind of unit; on each kind of floor also one kept free and one accessible."""
    best = _best_floors(instance)
    for (policy, _), (unit, zone) in best.items():
        yield _bed(BEDS[policy], unit, zone)
    needs = Counter(p.access_needs for h in instance.households for p in h.members if p.access_needs)
    access = min(needs, key=lambda a: (-needs[a], sorted(a)), default=None)
    for policy in BEDS:
        here = [floor for (of, _), floor in best.items() if of is policy]
        for unit, zone in sorted(here, key=lambda floor: _rank(*floor))[:1]:
            yield _bed(K.EMERGENCY_BED, unit, zone, emergency=True)
            if access and not access <= unit.access:
                yield _bed(K.ACCESSIBLE_ROOM, unit, zone, access=access)


def _best_floors(instance: Instance) -> dict[tuple[ZonePolicy, UnitType], tuple[HousingUnit, Zone]]:
    """Kind of floor and of unit -> the one that can take most people in: the safest, then the best staffed."""
    floors = [
        (unit, zone)
        for unit in instance.units
        for zone in unit.zones
        if zone.policy in BEDS
        and unit.type not in NOT_OURS | {UnitType.OWN_FLAT}
        and _stays_open(instance, unit)
    ]
    found: dict[tuple[ZonePolicy, UnitType], tuple[HousingUnit, Zone]] = {}
    for unit, zone in sorted(floors, key=lambda floor: _rank(*floor)):
        if zone.policy:
            found.setdefault((zone.policy, unit.type), (unit, zone))
    return found


def _rank(unit: HousingUnit, zone: Zone) -> tuple[int, int, int, str]:
    staffing = unit.staffing.rank if unit.staffing else 0
    return -(unit.security or 0), -staffing, unit.cost_per_night, zone.alias


def _stays_open(instance: Instance, unit: HousingUnit) -> bool:
    shut = (c for c in instance.closures if c.unit == unit.alias and c.room is None)
    return unit.available_until is None and not any(c.until == FOREVER for c in shut)


def _bed(
    kind: ResourceKind,
    unit: HousingUnit,
    zone: Zone,
    *,
    emergency: bool = False,
    access: frozenset[Access] = frozenset(),
) -> Resource:
    price, source = bed_price(unit)
    card = Beds(unit=unit.alias, change=1, floor=zone.alias, emergency=emergency, access=access)
    return Resource(id=f"{kind}:{zone.alias}", kind=kind, cards=(card,), kroner=price, source=source)


# -- people at work


def _shifts(instance: Instance) -> Iterator[Resource]:
    """Somebody at work round the clock where there is nobody by night."""
    units = [
        u
        for u in instance.units
        if u.staffing is not Staffing.FULL and u.type not in NOT_OURS and _stays_open(instance, u)
    ]
    units.sort(key=lambda u: (-sum(r.beds for r in u.rooms), u.alias))
    for unit in units[:SHIFTS]:
        card = Staff(unit=unit.alias, staffing=Staffing.FULL)
        yield Resource(id=f"{K.ROUND_THE_CLOCK}:{unit.alias}", kind=K.ROUND_THE_CLOCK, cards=(card,),
                       kroner=NIGHT_SHIFT, source=PriceSource.ASSUMED)  # fmt: skip


def _languages(instance: Instance) -> Iterator[Resource]:
    for unit, language in spoken_by_few(instance):
        card = Staff(unit=unit, more=frozenset({language}))
        yield Resource(id=f"{K.STAFF_LANGUAGE}:{unit} {language}", kind=K.STAFF_LANGUAGE, cards=(card,),
                       kroner=LANGUAGE_POST, source=PriceSource.ASSUMED)  # fmt: skip
