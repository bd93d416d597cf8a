"""How many beds of which kind a week has, and how they are put into rooms and units."""

from dataclasses import dataclass

from placement.domain.household import Household
from placement.domain.person import Gender
from placement.simulation.draw import Draw

SHARED_ROOMS = 0.12
"""Share of rooms with two beds for two households, where two beds are left."""
MIXED = 0.3
"""Share of the beds of women and of men that are on floors for both."""


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


def family_rooms(draw: Draw, families: list[Household], ratio: float) -> list[Beds]:
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


def beds_by_floor(foreseen: list[Household], left: int) -> dict[str, int]:
    """Beds for singles by kind of floor."""
    alone = [h.members[0].gender for h in foreseen if len(h.members) == 1]
    women, men = alone.count(Gender.WOMAN), alone.count(Gender.MAN)
    mixed = len(alone) - women - men + MIXED * (women + men)
    shares = {"women": women * (1 - MIXED), "men": men * (1 - MIXED), "mixed": mixed}
    return _parts(shares, left)


def units_by_floor(beds: dict[str, int], units: int) -> dict[str, int]:
    """Units by kind of floor, none without a bed."""
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


def single_rooms(draw: Draw, beds: int) -> list[Beds]:
    """Rooms of one bed, and some of two that are shared."""
    found = []
    while beds:
        size = 2 if beds > 1 and draw.yes(SHARED_ROOMS) else 1
        found.append(Beds(single=size))
        beds -= size
    return found
