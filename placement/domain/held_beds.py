"""What a room still takes beside those who are held, night by night, before any row is made.

H08 forbids what does not fit there. Of a large week most options are of that kind, so they never become columns.
"""

from collections.abc import Iterable
from datetime import timedelta

import numpy as np

from placement.domain.household import Household
from placement.domain.housing import room_takes, rooms_by_alias
from placement.domain.linear import Ints, Mask
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.domain.week import Week


class HeldBeds:
    """Nights are counted from the as-of date. Where no rule counts beds, everything fits."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.first, self.nights = week.as_of.toordinal(), (week.horizon - week.as_of).days
        rooms = {room.alias: n for n, room in enumerate(r for u in week.units for r in rooms_by_alias(u))}
        self.rooms_of = _padded([[rooms[r.alias] for r in p.rooms] for p in week.places], len(rooms))
        self.shared = np.array([p.shared for p in week.places], dtype=bool)
        self._sharers: dict[int, Ints] = {}
        self._own: dict[str, dict[int, Ints]] = {}
        self.counts = any(getattr(part, "counts_beds", False) for r in week.rules for part in r.plan_parts)
        self.takes, self.used = self._takes(len(rooms)), np.zeros((len(rooms) + 1, self.nights), np.int64)
        for (room, whose), weights in self._held(rooms).items():
            self.used[room] += weights
            self._own.setdefault(whose, {})[room] = weights
        self._whole = _nights_before((self.used > 0) | (self.takes == 0))

    def _takes(self, rooms: int) -> Ints:
        """Beds of each room on each night that can be taken; of the room that is none, any number."""
        takes = np.full((rooms + 1, self.nights), np.iinfo(np.int32).max, np.int64)
        row = 0
        for unit in self.week.units:
            closures = self.week.closures_in(unit.alias)
            changes = {d for c in closures for d in (c.since, c.until)}
            for room in rooms_by_alias(unit):
                for night in range(self.nights):
                    day = self.week.as_of + timedelta(days=night)
                    if night and day not in changes:
                        takes[row, night] = takes[row, night - 1]
                    else:
                        takes[row, night] = room_takes(room, closures, day)
                row += 1
        return takes

    def _held(self, rooms: dict[str, int]) -> dict[tuple[int, str], Ints]:
        """(room, whose) -> beds taken a night. Parts of a household that was split count once, as the most."""
        found: dict[tuple[int, str], Ints] = {}
        for stay in self.week.held:
            household, place = self.week.household[stay.household], self.week.place(stay.place)
            whose = household.origin or household.alias
            nights = self._span(stay)
            for room in (rooms[r.alias] for r in place.rooms):
                weights = found.setdefault((room, whose), np.zeros(self.nights, np.int64))
                taken = household.sleepers if place.shared else np.maximum(1, self.takes[room, nights])
                weights[nights] = np.maximum(weights[nights], taken)
        return found

    def own(self, household: Household) -> dict[int, Ints]:
        """Rooms that it holds, or that another part of it does: beds taken there a night."""
        return self._own.get(household.origin or household.alias, {})

    def _span(self, stay: Stay) -> slice:
        begins = max(0, stay.start.toordinal() - self.first)
        ends = (stay.until or FOREVER).toordinal() - self.first
        return slice(begins, max(begins, min(ends, self.nights)))

    def leave(self, household: Household, places: Ints, start: Ints, until: Ints) -> Mask:
        """Which options of a household are not forbidden by held stays alone. Dates are ordinals.

        Its own old bed may be counted against it by nobody: where it holds a room, all is left to the rule.
        """
        fits = np.ones(len(places), dtype=bool)
        if not self.counts:
            return fits
        a, b = start - self.first, until - self.first
        shared = self.shared[places]
        sharing = self._sharing(household.sleepers)
        own = np.array(sorted(self.own(household)), np.int64)
        for rooms in self.rooms_of[places].T:
            barred = np.where(
                shared,
                sharing[rooms, b] - sharing[rooms, a],
                self._whole[rooms, b] - self._whole[rooms, a],
            )
            fits &= (barred == 0) | np.isin(rooms, own)
        return fits

    def _sharing(self, sleepers: int) -> Ints:
        if sleepers not in self._sharers:
            self._sharers[sleepers] = _nights_before(self.used + sleepers > self.takes)
        return self._sharers[sleepers]


def _nights_before(barred: Mask) -> Ints:
    """For each night how many barred ones there are before it."""
    return np.pad(np.cumsum(barred, axis=1, dtype=np.int64), ((0, 0), (1, 0)))


def _padded(rows: Iterable[list[int]], filler: int) -> Ints:
    rows = list(rows)
    width = max(map(len, rows), default=0)
    return np.array([row + [filler] * (width - len(row)) for row in rows], np.int64).reshape(len(rows), width)
