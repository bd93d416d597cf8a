"""Units, floors and rooms: as many beds as the week asks for, for the people who are there."""

from datetime import time

from placement.domain.housing import HousingUnit, Room, UnitType, Zone, ZonePolicy
from placement.domain.person import OF_AGE, AgeBand, Track
from placement.simulation.draw import Draw
from placement.simulation.rooms import Beds, beds_by_floor, family_rooms, single_rooms, units_by_floor
from placement.simulation.town import TREES, Names, Town
from placement.simulation.unit_kinds import ACCESS, HABITS, KINDS, LEFT_OUT, TYPES

T, P = UnitType, ZonePolicy
MOST_UPSTAIRS = 4
"""Rooms for families above a crisis centre for women."""
MIDDLE = 3
"""Most rooms of a unit that is not large."""


def add_housing(town: Town, ratio: float) -> None:
    """Beds (cots aside) for `ratio` times everybody but babies; nobody foresaw the group that arrived."""
    draw = town.draw("housing")
    foreseen = [h for h in town.households.values() if h.alias not in town.arrived]
    families = [h for h in foreseen if len(h.members) > 1]
    wanted = round(ratio * sum(h.sleepers for h in foreseen))
    rooms = family_rooms(draw, families, ratio)
    left = max(3, wanted - sum(b.count for b in rooms))
    beds = beds_by_floor(foreseen, left)
    units = max(town.counts.units, 4)
    own = min(len(rooms), max(1, round(units * len(rooms) / (len(rooms) + left)))) if rooms else 0
    names = Names(draw, TREES, units + 10)
    plans: list[tuple[str, list[Beds]]] = []
    for kind, share in units_by_floor(beds, units - own).items():
        plans += [(kind, single_rooms(draw, n)) for n in draw.split(beds[kind], share)]
    upstairs = rooms[: min(MOST_UPSTAIRS, len(rooms) // 4)]
    rooms = rooms[len(upstairs) :]
    for size in draw.split(len(rooms), min(own, len(rooms))) if rooms else []:
        plans.append(("family", rooms[:size]))
        rooms = rooms[size:]
    centre = max((p for p in plans if p[0] == "women"), key=lambda p: len(p[1]), default=None)
    for kind, plan in plans:
        is_centre = (kind, plan) == centre and centre is not None
        town.units.append(_unit(draw, town, names.next(), kind, plan, upstairs if is_centre else []))
        centre = None if is_centre else centre
    _share_entrances(draw, town)


def _unit(draw: Draw, town: Town, alias: str, of: str, plan: list[Beds], upstairs: list[Beds]) -> HousingUnit:
    small, middle, large = TYPES[of]
    types = (
        small if (len(plan) == 1 and plan[0].count == 1) or (of == "family" and len(plan) == 1) else middle
    )
    kind = T.CRISIS_CENTRE if upstairs else draw.one(large if len(plan) > MIDDLE else types)
    like, children = KINDS[kind], of == "family" or bool(upstairs)
    policy = {"women": P.WOMEN, "men": P.MEN}.get(of, P.MIXED)
    if kind is T.OWN_FLAT:
        policy = P.MIXED
    elif of == "family":
        policy = _of_family(draw, plan)
    boys = 0 if policy is not P.WOMEN else OF_AGE - 1 if of == "family" else 12
    zones = [Zone(alias=f"{alias}-1", policy=policy, boys_up_to=boys, welcomes_non_binary=draw.yes(0.6))]  # fmt: skip
    if upstairs:
        zones.append(Zone(alias=f"{alias}-2", policy=_of_family(draw, upstairs), boys_up_to=OF_AGE - 1,
                          welcomes_non_binary=True))  # fmt: skip
    beds = [(b, 0) for b in plan] + [(b, 1) for b in upstairs]
    rooms = [
        _room(draw, f"{zones[floor].alias}{chr(97 + n % 26)}{n // 26 or ''}", zones[floor].alias, b, kind,
              family=of == "family" or floor > 0)
        for n, (b, floor) in enumerate(beds)
    ]  # fmt: skip
    lapsed = draw.yes(0.005)
    return HousingUnit(
        alias=alias, type=kind, district=draw.choice(town.areas).alias, zones=tuple(zones), rooms=tuple(rooms),
        security=draw.one(like.security), clearance=draw.one(like.clearance), staffing=draw.one(like.staffing),
        staff_languages=frozenset({"nob", "eng", *draw.some(["ron", "ara", "spa", "rus", "tgl", "vie"], 2)}),
        access=frozenset(a for a, share in ACCESS.items() if draw.yes(share)),
        accepts=frozenset(h for h, share in HABITS.items() if draw.yes(share)),
        children_ok=children, schools=frozenset(AgeBand) if children else frozenset(),
        tracks=frozenset(Track) - frozenset(draw.some(LEFT_OUT, draw.one({0: 50, 1: 30, 2: 15, 3: 5}))),
        min_age=None if children else 18, fire_ok_until=town.day(-3 if lapsed else draw.randint(25, 600)),
        maintenance_ok_until=town.day(draw.randint(25, 600)), max_stay_nights=draw.one(like.limits),
        max_same_case=draw.one({None: 60, 2: 20, 3: 20}),
        max_children=draw.one({None: 60, 4: 40}) if upstairs else None,
        max_high_need=draw.one({None: 60, 2: 40}), cost_per_night=draw.randrange(*like.cost, 50),
        door_closes=_door(draw, kind), notice_hours=draw.one({0: 60, 24: 25, 48: 15}),
        turnaround_days=draw.one({0: 70, 1: 30}),
    )  # fmt: skip


def _of_family(draw: Draw, plan: list[Beds]) -> ZonePolicy:
    """A floor for families is for all; or for mothers, or those with a child, where no room is for two adults."""
    pairs = any(b.double or b.single > 1 for b in plan)
    return P.MIXED if pairs else draw.one({P.MIXED: 55, P.WOMEN: 22, P.FAMILY: 23})


def _door(draw: Draw, kind: UnitType) -> time | None:
    """Shelters that close their door in the evening."""
    closes = kind in (T.CRISIS_CENTRE, T.SAFE_HOUSE, T.RECEPTION) and draw.yes(0.35)
    return draw.choice([time(22), time(22, 30), time(23)]) if closes else None


def _room(draw: Draw, alias: str, zone: str, beds: Beds, kind: UnitType, *, family: bool) -> Room:
    shelter = kind in (T.CRISIS_CENTRE, T.SAFE_HOUSE)
    alone = beds == Beds()
    return Room(
        alias=alias, zone=zone, single=beds.single, double=beds.double, child=beds.child, cots=beds.cots,
        confirmed=True if draw.yes(0.99) else None, lockable=not alone or draw.yes(0.9),
        shareable=beds == Beds(2) and not family, emergency=shelter and alone and draw.yes(0.07), quiet=draw.yes(0.65),
    )  # fmt: skip


def _share_entrances(draw: Draw, town: Town) -> None:
    """Some units have the entrance of the one before them, and its district."""
    for n in range(1, len(town.units)):
        before = town.units[n - 1]
        if before.site is None and draw.yes(0.06):
            site = f"{before.alias}-tunet"
            town.units[n - 1] = before.but(site=site)
            town.units[n] = town.units[n].but(site=site, district=before.district)
