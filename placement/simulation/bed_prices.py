"""What a room is worth to those who will come: by how much they fare worse, in sampled futures, where it is gone.

In each future everybody who wants a place gets one, or none, so that the fewest nights without a fitting place come
about, weighted by urgency. Then the same without one room after the other. The difference is that room's price. A room
that another can stand in for costs nothing, however many want it; the last suitable one costs what its lack costs.

It knows the whole future, which nobody does, so it is a price, not a plan. Rules between people are not looked at.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from statistics import median_low
from typing import NamedTuple

import numpy as np

from placement.domain.housing import beds_in_service
from placement.domain.linear import Ints, Linear
from placement.domain.optimiser import Optimiser
from placement.domain.record import NIGHT_WEIGHTS
from placement.domain.week import UNPLACED, WINDOW, Week
from placement.errors import OutOfTime
from placement.simulation.ahead import Ahead, Wanting

SECONDS = 20.0
"""For one optimum; it takes some hundredths of one."""


class BedPrice(NamedTuple):
    """What the lack of a room costs in the futures that were sampled."""

    room: str
    nights: float
    """Mean nights without a fitting place, weighted by urgency."""
    missed: int
    """Futures in which somebody fares worse without it."""
    futures: int
    days: int | None
    """Median of those futures: days until it is needed; none where it never is."""


class _Stay(NamedTuple):
    """A household in a place: from a day on, until another."""

    who: int
    rooms: dict[str, int]
    """Room -> beds that nobody else has meanwhile."""
    day: int
    until: int
    cost: int


class _Lack(NamedTuple):
    room: str
    nights: int
    day: int


def bed_prices(
    futures: Iterable[Ahead], optimiser: Optimiser, among: Collection[str] | None = None
) -> tuple[BedPrice, ...]:
    """The price of every room, or of each among these, the dearest first.

    Raises:
        OutOfTime: An optimum could not be proved in time.
    """
    lacks: dict[str, list[_Lack]] = defaultdict(list)
    rooms: set[str] = set()
    count = 0
    for one in futures:
        count += 1
        rooms |= set(one.week.unit_of_room if among is None else among)
        for lack in _lacks(one, optimiser, rooms):
            lacks[lack.room].append(lack)
    found = [_price(room, lacks[room], count) for room in rooms]
    return tuple(sorted(found, key=lambda price: (-price.nights, price.room)))


def _price(room: str, lacks: list[_Lack], futures: int) -> BedPrice:
    days = median_low([lack.day for lack in lacks]) if lacks else None
    return BedPrice(room, sum(lack.nights for lack in lacks) / max(1, futures), len(lacks), futures, days)


def _lacks(future: Ahead, optimiser: Optimiser, among: Collection[str]) -> Iterator[_Lack]:
    """Every room of these whose lack somebody feels, with the day on which its first is there."""
    stays = list(_stays(future))
    model, objective = _model(future, stays)
    best, chosen = _best(model, objective, optimiser)
    as_good = [_used(stays, chosen)]
    for room in sorted(_used(stays, chosen) & set(among)):
        if any(room not in used for used in as_good):
            continue  # one of the best is known to do without it
        keep = np.array([room not in stay.rooms for stay in stays])
        without, instead = _best(model.only(keep), objective[keep], optimiser)
        if without == best:
            as_good.append(_used([stay for stay in stays if room not in stay.rooms], instead))
        if without > best:
            day = min(stays[n].day for n in chosen if room in stays[n].rooms)
            yield _Lack(room, without - best, day)


def _used(stays: list[_Stay], chosen: Iterable[int]) -> set[str]:
    return {room for n in chosen for room in stays[n].rooms}


def _best(model: Linear, objective: Ints, optimiser: Optimiser) -> tuple[int, list[int]]:
    if not model.columns:
        return 0, []
    found = optimiser.minimise(model, objective, seconds=SECONDS)
    if found.x is None or found.value is None or not found.proved:
        raise OutOfTime("The price of beds could not be found in time.")
    return found.value, [int(n) for n in np.flatnonzero(found.x)]


def _stays(future: Ahead) -> Iterator[_Stay]:
    """Every stay that spares its household a night: from its day on, or from when a room becomes free."""
    week, free = future.week, _ends(future)
    for who, wanting in enumerate(future.wanting):
        for place in wanting.places:
            rooms = {
                room.alias: wanting.household.sleepers if place.shared else room.beds + room.child
                for room in place.rooms
            }
            ends = {day for room in rooms for day in free.get(room, ())}
            for day in sorted({wanting.day} | {end for end in ends if end > wanting.day}):
                spared = UNPLACED - (day - wanting.day)
                if (
                    day < min(wanting.until, wanting.day + WINDOW)
                    and spared > 0
                    and _is_open(week, rooms, day)
                ):
                    yield _Stay(who, rooms, day, wanting.until, -NIGHT_WEIGHTS[wanting.tier] * spared)


def _is_open(week: Week, rooms: dict[str, int], day: int) -> bool:
    """Whether the rooms are in service on the day, each with as many beds as are asked for."""
    return all(_beds(week, room, day) >= beds for room, beds in rooms.items())


def _beds(week: Week, alias: str, day: int) -> int:
    """Beds of a room in service on a day; children's beds are there as long as any is."""
    unit = week.unit_of_room[alias]
    room = next(room for room in unit.rooms if room.alias == alias)
    there = sum(beds_in_service(room, week.closures_in(unit.alias), week.as_of + timedelta(days=day)))
    return there + room.child if there or not room.beds else 0


def _held(future: Ahead) -> Iterator[_Stay]:
    """Who lives somewhere today, or has accepted to, until they leave."""
    week = future.week
    for stay in week.held:
        place, household = week.place(stay.place), week.household[stay.household]
        rooms = {r.alias: household.sleepers if place.shared else r.beds + r.child for r in place.rooms}
        yield _Stay(-1, rooms, (stay.start - week.as_of).days, future.leaves[stay.household], 0)


def _ends(future: Ahead) -> dict[str, set[int]]:
    """Room -> days on which a bed of it becomes free, whoever gets it then."""
    ends: dict[str, set[int]] = defaultdict(set)
    for stay in (*_held(future), *_own(future.wanting)):
        for room in stay.rooms:
            ends[room].add(stay.until)
    return ends


def _own(wanting: tuple[Wanting, ...]) -> Iterator[_Stay]:
    """Each household in each of its places, for the day on which it leaves."""
    for who, one in enumerate(wanting):
        for place in one.places:
            yield _Stay(who, {room.alias: 0 for room in place.rooms}, one.day, one.until, 0)


def _model(future: Ahead, stays: list[_Stay]) -> tuple[Linear, Ints]:
    """At most one stay a household; of each room, on each day on which a stay begins, no more beds than are there."""
    row: list[int] = []
    col: list[int] = []
    coef: list[int] = []
    high: list[float] = [1.0] * len(future.wanting)
    held = list(_held(future))
    in_room: dict[str, list[int]] = defaultdict(list)
    for n, stay in enumerate(stays):
        row, col, coef = [*row, stay.who], [*col, n], [*coef, 1]
        for room in stay.rooms:
            in_room[room].append(n)
    for room, there in sorted(in_room.items()):
        for day in sorted({stays[n].day for n in there}):
            here = [n for n in there if stays[n].day <= day < stays[n].until]
            taken = sum(one.rooms[room] for one in held if room in one.rooms and one.day <= day < one.until)
            row += [len(high)] * len(here)
            col += here
            coef += [stays[n].rooms[room] for n in here]
            high.append(max(0.0, float(_beds(future.week, room, day) - taken)))
    limits = np.array(high)
    model = Linear(
        np.array(row, np.int64), np.array(col, np.int64), np.array(coef, np.int64),
        np.full(len(high), -np.inf), limits, np.ones(len(stays), np.int64),
    )  # fmt: skip
    return model, np.array([stay.cost for stay in stays], np.int64)
