"""What makes a place the last of its kind, in words: from facts of rooms, whether they are free, and their price."""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from typing import NamedTuple

from placement.domain.bed_price import PricedRoom, prices_on
from placement.domain.housing import HousingUnit, Place, Room
from placement.domain.person import Access
from placement.domain.week import Week
from placement.words.say import say_list, say_number
from placement.words.texts import Texts
from placement.words.vocabulary import VOCABULARY

MOST_TRAITS = 4
"""Traits that are looked at together."""
FAMILY = 3
"""Beds from which on a room is told by how many it has."""


class Trait(NamedTuple):
    """Something that some rooms have: a kind of it, and which."""

    kind: str
    """`emergency`, `access`, `floor`, `beds` or `security`."""
    word: str
    """Code of `ZonePolicy` or `Access`, or a number."""


HAS: dict[str, Callable[[HousingUnit, Room, str], bool]] = {
    "emergency": lambda _unit, room, _word: room.emergency is True,
    "access": lambda unit, room, word: word in {one.value for one in room.access | unit.access},
    "floor": lambda unit, room, word: _policy(unit, room) == word,
    "beds": lambda _unit, room, word: room.beds + room.child >= int(word),
    "security": lambda unit, _room, word: (unit.security or 0) >= int(word),
}


def only_by(week: Week, alias: str, hidden: Collection[str] = ()) -> tuple[Trait, ...]:
    """The fewest traits that no other free room has together; nothing where another has all, or it is not free.

    Where only the `hidden` live counts as free: else whoever may not know of them would learn where they are.
    """
    rooms = {room.alias: (unit, room) for unit in week.units for room in unit.rooms}
    taken = {a for a, held in week.held_in_room.items() if any(one.household not in hidden for one in held)}
    free = {a for a, (_, room) in rooms.items() if room.confirmed} - taken
    if alias not in free:
        return ()
    mine = tuple(_traits(*rooms[alias]))
    others = [rooms[other] for other in free - {alias}]
    for count in range(1, MOST_TRAITS + 1):
        for some in combinations(mine, count):
            if not any(all(HAS[t.kind](unit, room, t.word) for t in some) for unit, room in others):
                return some
    return ()


def _traits(unit: HousingUnit, room: Room) -> Iterator[Trait]:
    """What a room has; of two combinations that are as short the one that comes first here is told."""
    if room.emergency is True:
        yield Trait("emergency", "")
    yield from (Trait("access", one.value) for one in Access if one in room.access | unit.access)
    if policy := _policy(unit, room):
        yield Trait("floor", policy)
    if room.beds + room.child >= FAMILY:
        yield Trait("beds", str(room.beds + room.child))
    if unit.security:
        yield Trait("security", str(unit.security))


def _policy(unit: HousingUnit, room: Room) -> str:
    return next((zone.policy.value for zone in unit.zones if zone.alias == room.zone and zone.policy), "")


def the_only(traits: tuple[Trait, ...], _: Texts) -> str:
    """`the only free emergency bed for women: step-free access`; nothing without traits."""
    if not traits:
        return ""
    kinds = {trait.kind: trait.word for trait in traits}
    said = _("the only free emergency bed") if "emergency" in kinds else _("the only free room")
    if "floor" in kinds:
        whom = getattr(VOCABULARY["ZonePolicy"][kinds["floor"]], _.lang)
        said = _("{only} for {whom}", only=said, whom=whom)
    words = [getattr(VOCABULARY["Access"][t.word], _.lang) for t in traits if t.kind == "access"]
    if "beds" in kinds:
        words.append(_("at least {count} beds", count=say_number(int(kinds["beds"]), _.lang)))
    if "security" in kinds:
        words.append(_("security level {level} or more", level=kinds["security"]))
    return _("{only}: {what}", only=said, what=say_list(words, _.lang)) if words else said


def soon(days: int, _: Texts) -> str:
    """How soon a room is likely needed."""
    if days == 0:
        return _("needed today")
    return _.n("likely needed within a day", "likely needed within {count} days", days)


def why_kept(week: Week, place: Place, _: Texts, hidden: Collection[str] = ()) -> str:
    """Why a place is kept for others, by its dearest room; nothing where no price of it counts this week.

    `hidden`: households of whom nothing may be told.
    """
    prices = prices_on(week.instance.bed_prices, week.as_of)
    known = [prices[room.alias] for room in place.rooms if room.alias in prices]
    if not known:
        return ""
    dearest = max(known, key=lambda one: (one.points, one.room))
    return "; ".join(_parts(week, dearest, hidden, _)) if dearest.points else ""


def _parts(week: Week, price: PricedRoom, hidden: Collection[str], _: Texts) -> Iterator[str]:
    if only := the_only(only_by(week, price.room, hidden), _):
        yield only
    else:
        yield _("missed in {count} of a hundred sampled futures", count=price.missed)
    yield soon(max(0, price.days - (week.as_of - price.on).days), _)
