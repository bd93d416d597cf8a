"""Who can be where, and when: facts and crowds that plan rules speak about. No row is made here."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from placement.domain.household import Household
from placement.domain.housing import room_takes
from placement.domain.linear import Ints, Mask
from placement.domain.terms import Spot
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.solver.candidates import Candidates
from placement.solver.facts import NONE, ColumnCrowd, ColumnFact, by_owner


class Lookup:
    """Facts and crowds over the columns of candidate stays, and over held stays."""

    def __init__(self, made: Candidates) -> None:
        self.made = made
        self.week: Week = made.week
        self.households = made.households
        self.n = len(made)
        self.rule, self.code = "", ""
        """Id and code of the rule that speaks."""
        self.index = {h.alias: k for k, h in enumerate(self.households)}
        self._spots_of_kind: dict[str, list[Spot]] = {}
        self._needed: dict[Spot, list[int]] = {}
        self._nights: dict[tuple[Spot, tuple[date, ...]], list[date]] = {}
        self._owners: dict[Spot, dict[int, Ints]] = {}
        self._holds: dict[Spot, dict[int, list[tuple[int, int]]]] = {}
        self._weights: dict[Callable[[Household], int] | None, Ints] = {}
        self._truths: dict[Callable[[Household], bool], Mask] = {}
        self._sleepers = np.array([h.sleepers for h in self.households], np.int64)
        self._is_shared = np.array([p.shared for p in made.places], dtype=bool)
        self._spots_of_place = [self._spots(p.alias) for p in made.places]
        self._cols_in = self._index_columns()
        self._cols_of = {k: np.flatnonzero(made.household == k) for k in range(len(self.households))}
        self._held_in: dict[Spot, list[tuple[int, int, int, str]]] = {}
        for stay in self.week.held:
            entry = (
                self.index[stay.household], max(stay.start, self.week.as_of).toordinal(),
                (stay.until or FOREVER).toordinal(), stay.place,
            )  # fmt: skip
            for spot in self._spots(stay.place):
                self._held_in.setdefault(spot, []).append(entry)

    def _spots(self, alias: str) -> tuple[Spot, ...]:
        place = self.week.place(alias)
        rooms = (Spot("room", r.alias) for r in place.rooms)
        return (*rooms, Spot("unit", place.unit.alias), Spot("entrance", place.unit.entrance))

    def _index_columns(self) -> dict[Spot, Ints]:
        cols: dict[Spot, list[int]] = {}
        for col, place in enumerate(self.made.place.tolist()):
            for spot in self._spots_of_place[place]:
                cols.setdefault(spot, []).append(col)
        return {spot: np.array(found, np.int64) for spot, found in cols.items()}

    def _reached(self, kind: str) -> list[Spot]:
        if kind not in self._spots_of_kind:
            self._spots_of_kind[kind] = sorted(s for s in self._cols_in if s.kind == kind)
        return self._spots_of_kind[kind]

    def units(self) -> list[Spot]:
        """Units to which the plan can bring somebody."""
        return self._reached("unit")

    def rooms(self) -> list[Spot]:
        """Rooms to which the plan can bring somebody."""
        return self._reached("room")

    def entrances(self) -> list[Spot]:
        """Entrances to which the plan can bring somebody."""
        return self._reached("entrance")

    def rooms_of(self, unit: Spot) -> list[Spot]:
        """The unit's rooms that the plan can reach."""
        rooms = (Spot("room", room.alias) for room in self.week.unit[unit.alias].rooms)
        return [room for room in rooms if room in self._cols_in]

    def unit_of(self, spot: Spot) -> Spot:
        """The unit of a room."""
        return Spot("unit", self.week.unit_of_room[spot.alias].alias)

    def nights(self, where: Spot, extra: Iterable[date] = ()) -> list[date]:
        """Nights on which something begins, a closure changes the beds, or an override begins or ends.

        Without `extra` dates a night is left out if another has all who can be there, planned and held, under the
        same conditions (no closure, no override): whoever meets on the one meets on the other.
        """
        key = where, tuple(extra)
        if key not in self._nights:
            self._nights[key] = self._nights_of(*key)
        return self._nights[key]

    def _nights_of(self, where: Spot, extra: tuple[date, ...]) -> list[date]:
        cols = self._cols_in.get(where, NONE)
        if not len(cols):
            return []
        found = set(self.made.start[cols].tolist())
        found |= {start for _, start, _, _ in self._held_in.get(where, ())}
        changes = {d.toordinal() for d in (*self._changes(where), *extra)}
        low, high = int(self.made.start[cols].min()), int(self.made.until[cols].max())
        nights = sorted(d for d in found | changes if low <= d < high)
        if not any(low < d < high for d in changes):
            nights = self._not_covered(where, cols, nights)
        return [date.fromordinal(d) for d in nights]

    def _changes(self, where: Spot) -> list[date]:
        """Dates on which the conditions change: closures of a room, overrides of the unit."""
        if where.kind == "entrance":
            return []
        unit = where.alias if where.kind == "unit" else self.unit_of(where).alias
        spans = [(o.since, o.until) for o in self.week.instance.overrides if o.unit == unit]
        if where.kind == "room":
            spans += [(c.since, c.until) for c in self.week.closures_in(unit)]
        return [d for span in spans for d in span]

    def _not_covered(self, where: Spot, cols: Ints, nights: list[int]) -> list[int]:
        """The nights that no other night makes needless."""
        key = where
        if key not in self._needed:
            here = self._held_in.get(where, ())
            spans = np.array(
                [*zip(self.made.start[cols].tolist(), self.made.until[cols].tolist(), strict=True),
                 *((start, until) for _, start, until, _ in here)],
                np.int64,
            )  # fmt: skip
            days = np.array(nights, np.int64)[:, None]
            there = (spans[:, 0] <= days) & (days < spans[:, 1])
            kept: list[int] = []
            for n in sorted(range(len(nights)), key=lambda k: (-int(there[k].sum()), nights[k])):
                if not any(bool((there[n] <= there[k]).all()) for k in kept):
                    kept.append(n)
            self._needed[key] = sorted(nights[n] for n in kept)
        return self._needed[key]

    def truth(self, is_so: Callable[[Household], bool]) -> Mask:
        """Of which households something is so, by index."""
        if is_so not in self._truths:
            self._truths[is_so] = np.array([bool(is_so(h)) for h in self.households], dtype=bool)
        return self._truths[is_so]

    def lives_in(self, household: str, where: Spot, night: date | None = None) -> ColumnFact:
        """Held, new or proposed there; without a night: now or later in the plan."""
        k = self.index[household]
        cols = self._cols_by_owner(where).get(k, NONE)
        held = self._held_by_owner(where).get(k, ())
        if night is None:
            return ColumnFact(cols, bool(held))
        d = night.toordinal()
        return ColumnFact(self._on(cols, night), any(since <= d < to for since, to in held))

    def _held_by_owner(self, where: Spot) -> dict[int, list[tuple[int, int]]]:
        """The nights that each household is held there."""
        if where not in self._holds:
            found: dict[int, list[tuple[int, int]]] = {}
            for owner, since, to, _ in self._held_in.get(where, ()):
                found.setdefault(owner, []).append((since, to))
            self._holds[where] = found
        return self._holds[where]

    def _cols_by_owner(self, where: Spot) -> dict[int, Ints]:
        """The options of each household there."""
        if where not in self._owners:
            cols = self._cols_in.get(where, NONE)
            self._owners[where] = by_owner(cols, self.made.household[cols])
        return self._owners[where]

    def lives_elsewhere(self, household: str, where: Iterable[Spot], night: date) -> ColumnFact:
        """Planned anywhere but in these spots on that night."""
        cols = self._on(self._cols_of[self.index[household]], night)
        spots = set(where)
        places, which = np.unique(self.made.place[cols], return_inverse=True)
        there = [not spots.isdisjoint(self._spots_of_place[p]) for p in places.tolist()]
        return ColumnFact(cols[~np.array(there, dtype=bool)[which]])

    def _on(self, cols: Ints, night: date) -> Ints:
        d = night.toordinal()
        if not len(cols):
            return cols
        return cols[(self.made.start[cols] <= d) & (d < self.made.until[cols])]

    def residents(
        self, where: Spot, night: date, count: Callable[[Household], int] | None = None
    ) -> ColumnCrowd:
        """Households there, each counted once or as `count` says (0: left out)."""
        weights = self._weights_by(count)
        cols = self._on(self._cols_in.get(where, NONE), night)
        cols = cols[weights[self.made.household[cols]] > 0]
        owner = self.made.household[cols]
        held = {h: int(weights[h]) for h, _, _ in self._held_on(where, night) if weights[h]}
        return ColumnCrowd(self, cols, owner, weights[owner], held)

    def _weights_by(self, count: Callable[[Household], int] | None) -> Ints:
        """What each household counts, by index; asked once."""
        if count not in self._weights:
            self._weights[count] = np.array([count(h) if count else 1 for h in self.households], np.int64)
        return self._weights[count]

    def _held_on(self, where: Spot, night: date) -> list[tuple[int, str, bool]]:
        d = night.toordinal()
        return [
            (h, place, self.week.place(place).shared)
            for h, start, until, place in self._held_in.get(where, ())
            if start <= d < until
        ]

    def beds_used(self, room: Spot, night: date) -> ColumnCrowd:
        """Beds taken in a room: one for each who is not a baby, or all for a household that takes the room."""
        whole = max(1, self.beds_to_take(room, night))
        cols = self._on(self._cols_in.get(room, NONE), night)
        owner, sleepers = self.made.household[cols], self._sleepers
        shared = self._is_shared[self.made.place[cols]]
        held: dict[int, int] = {}
        jointly: dict[tuple[str, str], set[int]] = {}
        for h, place, is_share in self._held_on(room, night):
            held[h] = max(held.get(h, 0), int(sleepers[h]) if is_share else whole)
            origin = self.households[h].origin
            if origin and not is_share:
                jointly.setdefault((origin, place), set()).add(h)
        joint = {h: frozenset(group) for group in jointly.values() for h in group}
        return ColumnCrowd(self, cols, owner, np.where(shared, sleepers[owner], whole), held, joint)

    def beds_to_take(self, room: Spot, night: date) -> int:
        """Beds of the room that can be taken on the night."""
        unit = self.week.unit_of_room[room.alias]
        one = next(r for r in unit.rooms if r.alias == room.alias)
        return room_takes(one, self.week.closures_in(unit.alias), night)

    def starts_of(self, household: str) -> list[date]:
        """Dates on which a stay of the household can begin, or an override that names it changes what counts."""
        cols = self._cols_of[self.index[household]]
        found = {date.fromordinal(d) for d in self.made.start[cols].tolist()}
        names = {household, self.households[self.index[household]].origin}
        for o in self.week.instance.overrides:
            if names & {*o.households}:
                found |= {o.since, o.until}
        return sorted(found)

    def pardoned(self, where: Spot, night: date) -> list[Household]:
        """Households that an override of the present rule names for this unit, programme or helper and night."""
        if not self.week.instance.overrides:
            return []
        alias = self.unit_of(where).alias if where.kind == "room" else where.alias
        rows = [
            o
            for o in self.week.instance.overrides
            if o.rule == self.code and o.where == alias and o.since <= night < o.until
        ]
        named = {name for o in rows for name in o.households}
        return [h for h in self.households if h.alias in named or h.origin in named]

    def _pardons(self, pair: tuple[str, str], where: Spot, night: date) -> bool:
        if where.kind == "entrance" or not self.week.instance.overrides:
            return False
        unit = where.alias if where.kind == "unit" else self.unit_of(where).alias
        return self.week.overridden(self.code, pair, unit, night, night + timedelta(days=1))

    def pairs(
        self, crowd: ColumnCrowd, clash: Callable[[Household, Household], bool]
    ) -> list[tuple[str, str]]:
        """Pairs of the crowd's households that clash."""
        here = sorted({*crowd.owner.tolist(), *crowd.held})
        people = [self.households[k] for k in here]
        return [(a.alias, b.alias) for a, b in combinations(people, 2) if clash(a, b)]
