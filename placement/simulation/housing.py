"""Units, floors and rooms: as many beds as the week asks for, for the people who are there."""

from dataclasses import dataclass
from datetime import time

from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy
from placement.domain.person import Access, AgeBand, Gender, Habit, Secrecy, Track
from placement.simulation.draw import Draw
from placement.simulation.town import TREES, Names, Town

T, P = UnitType, ZonePolicy


@dataclass(frozen=True)
class Beds:
    """The beds of one room."""

    single: int = 1
    double: int = 0
    child: int = 0
    cots: int = 0

    @property
    def count(self) -> int:
        """Cots aside, as babies are not counted."""
        return self.single + self.double + self.child


@dataclass(frozen=True)
class Kind:
    """What units of one type are like: shares of security, secrecy, staffing; stay limits; kroner a night."""

    security: dict[int, float]
    clearance: dict[Secrecy, float]
    staffing: dict[Staffing, float]
    limits: dict[int | None, float]
    cost: tuple[int, int]


_KNOWN, _SAFE = (
    {Secrecy.HIDDEN: 45, Secrecy.FORTROLIG: 45, Secrecy.STRENGT_FORTROLIG: 10},
    {Secrecy.FORTROLIG: 60, Secrecy.STRENGT_FORTROLIG: 40},
)
KINDS = {
    T.CRISIS_CENTRE: Kind({2: 50, 3: 50}, _SAFE, {Staffing.FULL: 1}, {None: 60, 90: 20, 120: 20}, (2800, 5300)),
    T.SAFE_HOUSE: Kind({2: 60, 3: 40}, _SAFE, {Staffing.FULL: 70, Staffing.DAY: 30}, {None: 60, 180: 20, 365: 20},
                       (1800, 3200)),
    T.SHARED_FLAT: Kind({1: 40, 2: 60}, _KNOWN, {Staffing.DAY: 60, Staffing.ON_CALL: 40}, {None: 70, 365: 30},
                        (800, 1600)),
    T.OWN_FLAT: Kind({1: 35, 2: 50, 3: 15}, _KNOWN, {Staffing.DAY: 35, Staffing.ON_CALL: 55, Staffing.NONE: 10},
                     {None: 80, 365: 20}, (900, 1800)),
    T.RECEPTION: Kind({1: 60, 2: 40}, {Secrecy.NONE: 10, Secrecy.HIDDEN: 60, Secrecy.FORTROLIG: 30},
                      {Staffing.FULL: 50, Staffing.DAY: 50}, {None: 60, 90: 40}, (700, 1300)),
    T.HOTEL: Kind({0: 30, 1: 70}, {Secrecy.NONE: 40, Secrecy.HIDDEN: 60}, {Staffing.ON_CALL: 70, Staffing.DAY: 30},
                  {90: 1}, (900, 1500)),
}  # fmt: skip
TYPES = {
    "women": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 55, T.SAFE_HOUSE: 45}, {T.SAFE_HOUSE: 50, T.CRISIS_CENTRE: 50}),
    "men": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 55, T.SAFE_HOUSE: 45},
            {T.SAFE_HOUSE: 45, T.CRISIS_CENTRE: 30, T.RECEPTION: 25}),
    "mixed": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 85, T.HOTEL: 15},
              {T.RECEPTION: 40, T.SHARED_FLAT: 30, T.SAFE_HOUSE: 25, T.HOTEL: 5}),
    "family": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 50, T.SAFE_HOUSE: 50}, {T.SAFE_HOUSE: 50, T.CRISIS_CENTRE: 50}),
}  # fmt: skip
"""Types of a unit with one room (or one family's), two or three, and more."""
SHARED_ROOMS = 0.12
MOST_UPSTAIRS = 4
"""Rooms for families above a crisis centre for women."""
MIXED = 0.3
"""Share of the beds of women and of men that are on floors for both."""
LEFT_OUT = (Track.ASYLUM, Track.EEA_VISITOR, Track.NO_STAY, Track.NOT_CLARIFIED)


def add_housing(town: Town, ratio: float) -> None:
    """Beds (cots aside) for `ratio` times everybody but babies; nobody foresaw the group that arrived."""
    draw = town.draw("housing")
    foreseen = [h for h in town.households.values() if h.alias not in town.arrived]
    families = [h for h in foreseen if len(h.members) > 1]
    wanted = round(ratio * sum(h.sleepers for h in foreseen))
    rooms = _family_rooms(draw, families, ratio)
    left = max(3, wanted - sum(b.count for b in rooms))
    beds = _beds(foreseen, left)
    units = max(town.counts.units, 4)
    own = min(len(rooms), max(1, round(units * len(rooms) / (len(rooms) + left)))) if rooms else 0
    names = Names(draw, TREES, units + 10)
    plans: list[tuple[str, list[Beds]]] = []
    for kind, share in _units(beds, units - own).items():
        plans += [(kind, _single_rooms(draw, n)) for n in draw.split(beds[kind], share)]
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


def _family_rooms(draw: Draw, families: list[Household], ratio: float) -> list[Beds]:
    """Rooms for families like those who are here, some with a bed or a cot more."""
    found = [_room_for(draw, h, 0) for h in families]
    wanted = ratio * sum(h.sleepers for h in families)
    while families and sum(b.count for b in found) < wanted - 1:
        found.append(_room_for(draw, draw.choice(families), draw.randint(0, 2)))
    draw.shuffle(found)
    return found


def _room_for(draw: Draw, household: Household, more: int) -> Beds:
    need = household.beds_needed
    cots = max(need.babies, int(draw.yes(0.85)))
    return Beds(need.adults - 2 * need.couples, need.couples, need.children + more, cots)


def _beds(foreseen: list[Household], left: int) -> dict[str, int]:
    """Beds for singles by kind of floor."""
    alone = [h.members[0].gender for h in foreseen if len(h.members) == 1]
    women, men = alone.count(Gender.WOMAN), alone.count(Gender.MAN)
    mixed = len(alone) - women - men + MIXED * (women + men)
    shares = {"women": women * (1 - MIXED), "men": men * (1 - MIXED), "mixed": mixed}
    return _parts(shares, left)


def _units(beds: dict[str, int], units: int) -> dict[str, int]:
    found = _parts({k: float(v) for k, v in beds.items()}, max(units, len(beds)))
    return {kind: min(n, beds[kind]) for kind, n in found.items()}


def _parts(shares: dict[str, float], total: int) -> dict[str, int]:
    """A total by shares, at least one each."""
    whole = sum(shares.values()) or 1
    found = {k: max(1, int(total * v / whole)) for k, v in shares.items()}
    by_rest = sorted(shares, key=lambda k: total * shares[k] / whole - found[k], reverse=True)
    for n in range(max(0, total - sum(found.values()))):
        found[by_rest[n % len(by_rest)]] += 1
    return found


def _single_rooms(draw: Draw, beds: int) -> list[Beds]:
    found = []
    while beds:
        size = 2 if beds > 1 and draw.yes(SHARED_ROOMS) else 1
        found.append(Beds(single=size))
        beds -= size
    return found


def _unit(draw: Draw, town: Town, alias: str, of: str, plan: list[Beds], upstairs: list[Beds]) -> HousingUnit:
    small, middle, large = TYPES[of]
    types = small if len(plan) == 1 and plan[0].count == 1 or (of == "family" and len(plan) == 1) else middle
    kind = T.CRISIS_CENTRE if upstairs else draw.one(large if len(plan) > 3 else types)
    like, children = KINDS[kind], of == "family" or bool(upstairs)
    policy = {"women": P.WOMEN, "men": P.MEN}.get(of, P.MIXED)
    if kind is T.OWN_FLAT:
        policy = P.MIXED
    elif of == "family":
        policy = _of_family(draw, plan)
    zones = [Zone(alias=f"{alias}-1", policy=policy, boys_up_to=draw.choice([12, 12, 17]) if policy is P.WOMEN else 0,
                  welcomes_non_binary=draw.yes(0.6))]  # fmt: skip
    if upstairs:
        zones.append(Zone(alias=f"{alias}-2", policy=_of_family(draw, upstairs), boys_up_to=17,
                          welcomes_non_binary=True))  # fmt: skip
    beds = [(b, 1) for b in plan] + [(b, 2) for b in upstairs]
    rooms = [_room(draw, f"{alias}-{floor}{chr(97 + n % 26)}{n // 26 or ''}", f"{alias}-{floor}", b, kind, family=of == "family" or floor > 1)
             for n, (b, floor) in enumerate(beds)]  # fmt: skip
    lapsed = draw.yes(0.01)
    return HousingUnit(
        alias=alias, type=kind, district=draw.choice(town.areas).alias, zones=tuple(zones), rooms=tuple(rooms),
        security=draw.one(like.security), clearance=draw.one(like.clearance), staffing=draw.one(like.staffing),
        staff_languages=frozenset({"nob", "eng", *draw.some(["ron", "ara", "spa", "rus", "tgl", "vie"], 2)}),
        access=frozenset(a for a, share in _ACCESS.items() if draw.yes(share)),
        accepts=frozenset(h for h, share in _HABITS.items() if draw.yes(share)),
        children_ok=children, schools=frozenset(AgeBand) if children else frozenset(),
        tracks=frozenset(Track) - frozenset(draw.some(LEFT_OUT, draw.one({0: 50, 1: 30, 2: 15, 3: 5}))),
        min_age=None if children else 18, fire_ok_until=town.day(-3 if lapsed else draw.randint(25, 600)),
        maintenance_ok_until=town.day(draw.randint(25, 600)), max_stay_nights=draw.one(like.limits),
        max_same_case=draw.one({None: 60, 2: 20, 3: 20}), max_children=draw.one({None: 60, 4: 40}) if upstairs else None,
        max_high_need=draw.one({None: 60, 2: 40}), cost_per_night=draw.randrange(*like.cost, 50),
        door_closes=_door(draw, kind), notice_hours=draw.one({0: 60, 24: 25, 48: 15}),
        turnaround_days=draw.one({0: 70, 1: 30}),
    )  # fmt: skip


_ACCESS = {Access.STEP_FREE: 0.4, Access.GROUND_FLOOR: 0.4, Access.VISUAL_ALARM: 0.2}
_HABITS = {Habit.SMOKING: 0.7, Habit.SUBSTANCE: 0.3, Habit.PET: 0.3}


def _of_family(draw: Draw, plan: list[Beds]) -> ZonePolicy:
    """A floor for families is for both, or for mothers, where no room is meant for two adults."""
    pairs = any(b.double or b.single > 1 for b in plan)
    return P.WOMEN if not pairs and draw.yes(0.4) else P.MIXED


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
