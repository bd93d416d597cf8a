"""Free places, and for each household one that suits it, by checks of this package's own."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from placement.domain.household import Household
from placement.domain.housing import Place, Zone, ZonePolicy, beds_fit, place_alias, places_of
from placement.domain.person import Gender, Person, ZoneWish
from placement.domain.relation import HARMFUL, RelationKind
from placement.domain.value import Answer
from placement.simulation.draw import Draw
from placement.simulation.needs import ROUND_THE_CLOCK, Needs, could_meet, meets, needs_of, raised
from placement.simulation.town import Town

APART = HARMFUL | {RelationKind.SEPARATE, RelationKind.CONFLICT, None}
"""Not in one unit; of no kind: a pair of one case that nobody has assessed."""
TRIES = 6
"""Places that fit, of which a household takes the one with the fewest beds to spare."""
FLOORS = (ZonePolicy.WOMEN, ZonePolicy.MEN, ZonePolicy.MIXED, ZonePolicy.FAMILY)
OF_ONE = {ZonePolicy.WOMEN: Gender.WOMAN, ZonePolicy.MEN: Gender.MAN}
"""Floors on which somebody alone looks for a place only if they are of that gender."""
Kind = Literal["alone", "shared", "family"]


class Slot:
    """A place that one household takes whole, or a room that several share."""

    def __init__(self, unit: str, place: Place) -> None:
        self.unit, self.zone, self.whole_unit = unit, place.zones[0], place.is_own_unit
        self.rooms = tuple(r.alias for r in place.rooms)
        self.locked = self.whole_unit or all(r.lockable for r in place.rooms)
        self.single, self.double = sum(r.single for r in place.rooms), sum(r.double for r in place.rooms)
        self.child, self.cots = sum(r.child for r in place.rooms), sum(r.cots for r in place.rooms)
        self.beds = self.single + self.double + self.child
        self.kind: Kind = "alone" if self.beds == 1 and not self.cots else "family"
        if place.rooms[0].shareable:
            self.kind = "shared"
        self.taken: list[Household] = []


class Homes:
    """Free places by kind, and who lives in which unit."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._units = {u.alias: u for u in town.units}
        self._free: dict[tuple[Kind, ZonePolicy | None], list[Slot]] = defaultdict(list)
        for slot in _slots(town):
            self._free[slot.kind, slot.zone.policy].append(slot)
        self._in_unit: dict[str, list[Household]] = defaultdict(list)
        self._in_entrance: dict[str, set[str]] = defaultdict(set)

    def find(self, draw: Draw, household: Household, *, make: bool = False) -> Slot | None:
        """Of some places that fit, from anywhere in the list, the one with the fewest beds to spare.

        `make`: the first with the right beds on the right floor; its unit is given what else is needed.
        """
        needs, found = needs_of(self._town, household), []
        suits = could_meet if make else meets
        for slot in self._from_anywhere(draw, household):
            right = suits(self._units[slot.unit], needs) and _has_room(slot, household)
            if right and _is_welcome(slot, household) and self._gets_on(slot, household, needs):
                found.append(slot)
                if len(found) == TRIES or make:
                    break
        if found and make:
            self._units[found[0].unit] = raised(self._units[found[0].unit], needs)
        return min(found, key=lambda s: _to_spare(s, household), default=None)

    def take(self, slot: Slot, household: Household) -> str:
        """Let the household have it; the alias of the place."""
        slot.taken.append(household)
        self._in_unit[slot.unit].append(household)
        self._in_entrance[self._units[slot.unit].entrance].add(household.alias)
        shares = slot.kind == "shared" and len(household.members) == 1
        if not shares or len(slot.taken) >= slot.beds:
            self._free[slot.kind, slot.zone.policy].remove(slot)
        return place_alias(tuple(sorted(slot.rooms)), shared=shares)

    def write(self) -> None:
        """Give the week its units as they became."""
        self._town.units = [self._units[u.alias] for u in self._town.units]

    def _from_anywhere(self, draw: Draw, household: Household) -> Iterator[Slot]:
        """Free places of the kinds that the household may have, each list from some point on."""
        kinds: tuple[Kind, ...] = ("family", "shared")
        if len(household.members) == 1:
            kinds = ("shared", "alone") if may_share(household) else ("alone",)
        gender = household.members[0].gender
        for kind in kinds:
            floors = [p for p in FLOORS if OF_ONE.get(p, gender) is gender or len(household.members) > 1]
            for policy in draw.some(floors, len(floors)):
                slots = self._free[kind, policy]
                begin = draw.randrange(len(slots)) if slots else 0
                yield from (slots[(begin + n) % len(slots)] for n in range(len(slots)))

    def _gets_on(self, slot: Slot, household: Household, needs: Needs) -> bool:
        """No link against it, and the limits of the unit are kept."""
        unit, links = self._units[slot.unit], self._town.links.get(household.alias, {})
        for other in links.keys() & self._in_entrance[unit.entrance]:
            here = any(h.alias == other for h in self._in_unit[unit.alias])
            if links[other] in HARMFUL or (here and links[other] in APART):
                return False
        people = [p for h in (*self._in_unit[unit.alias], household) for p in h.members]
        cases = [p.case_group for p in household.members if p.case_group]
        of_case = max((sum(p.case_group == c for p in people) for c in cases), default=0)
        limits = [(unit.max_same_case, of_case)]
        if needs.children:
            limits.append((unit.max_children, sum(p.maybe_child for p in people)))
        if needs.support >= ROUND_THE_CLOCK:
            limits.append((unit.max_high_need, sum(p.support == ROUND_THE_CLOCK for p in people)))
        return all(limit is None or count <= limit for limit, count in limits)


def _slots(town: Town) -> Iterator[Slot]:
    """Every place of one room or one flat, but for rooms that are kept for emergencies or not confirmed."""
    for unit in town.units:
        for place in places_of(unit):
            whole = not place.shared and (len(place.rooms) == 1 or place.is_own_unit)
            if whole and all(r.confirmed and r.emergency is False for r in place.rooms):
                yield Slot(unit.alias, place)


def _has_room(slot: Slot, household: Household) -> bool:
    """Who is alone takes a bed of a shared room, beside people of the same gender; others all of a place."""
    if slot.kind == "shared" and (slot.taken or len(household.members) == 1):
        one = household.members[0]
        return len(household.members) == 1 and all(h.members[0].gender is one.gender for h in slot.taken)
    need = household.beds_needed
    return beds_fit(*need, single=slot.single, double=slot.double, child=slot.child, cots=slot.cots)


def may_share(household: Household) -> bool:
    """Somebody alone, of age, who said yes."""
    one = household.members[0]
    alone = len(household.members) == 1 and not one.maybe_child
    return (
        alone and one.sharing is Answer.YES and not one.needs_own_room and one.gender is not Gender.PREFER_NOT
    )


def _to_spare(slot: Slot, household: Household) -> int:
    """Beds that nobody else can have then; a double bed is best for a couple."""
    return (
        slot.beds - household.sleepers - len(slot.taken) + max(0, slot.double - household.beds_needed.couples)
    )


def _is_welcome(slot: Slot, household: Household) -> bool:
    """Whether the door locks where it must, and the floor is for every member."""
    locked = len(household.members) == 1 or slot.locked
    meant = slot.zone.policy is not ZonePolicy.FAMILY or any(not p.maybe_adult for p in household.members)
    return locked and meant and all(_may_live(p, slot.zone, own=slot.whole_unit) for p in household.members)


def _may_live(person: Person, zone: Zone, *, own: bool) -> bool:
    """By the floor's policy and the person's own wish."""
    wish, sure = person.zone_wish, person.gender in (Gender.WOMAN, Gender.MAN) or zone.welcomes_non_binary
    if wish is ZoneWish.OWN_UNIT and not own:
        return False
    if zone.policy is ZonePolicy.WOMEN:
        years = person.age_band.oldest if person.maybe_child and person.age_band else None
        boy = years is not None and years <= zone.boys_up_to
        return wish is not ZoneWish.MEN_ONLY and (boy or (person.gender is not Gender.MAN and sure))
    if zone.policy is ZonePolicy.MEN:
        return wish is not ZoneWish.WOMEN_ONLY and person.gender is not Gender.WOMAN and sure
    return own or (wish in (ZoneWish.EITHER, ZoneWish.NOT_ASKED) and sure)


def hardness(town: Town, household: Household) -> tuple[int, int, int]:
    """Larger for those whom fewer places suit: families first, then by what they need."""
    needs = needs_of(town, household)
    wish = any(p.zone_wish not in (ZoneWish.EITHER, ZoneWish.NOT_ASKED) for p in household.members)
    asked = (
        needs.security
        + needs.clearance
        + needs.support
        + 2 * len(needs.access)
        + len(needs.habits)
        + 2 * wish
    )
    return len(household.members), household.beds_needed.adults, asked
