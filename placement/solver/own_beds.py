"""Beds that a household has already: they are free to it, on the nights on which it holds them."""

import numpy as np

from placement.domain.held_beds import HeldBeds
from placement.domain.linear import Floats, Ints
from placement.solver.candidates import Candidates


class OwnBeds:
    """Of all options in a room that their household holds, night by night and room by room."""

    def __init__(self, made: Candidates, beds: HeldBeds) -> None:
        self._shape, self._options = beds.takes.shape, len(made)
        option, room, night, own = _in_own_rooms(made, beds)
        takes = beds.takes[room, night]
        sleepers = np.array([h.sleepers for h in made.households], np.int64)[made.household[option]]
        needs = np.where(beds.shared[made.place[option]], sleepers, np.maximum(1, takes))
        self._option, self._room, self._night, self._free = option, room, night, np.minimum(own, needs)
        self._cell = self._cells(option, room, night)
        self.barred: Ints = option[beds.used[room, night] - own + np.maximum(own, needs) > takes]
        """Options for which the beds do not suffice beside the others who are held."""

    def _cells(self, option: Ints, room: Ints, night: Ints) -> Ints:
        """A number for each option in a room on a night."""
        rooms, nights = self._shape
        cell: Ints = (option * rooms + room) * nights + night
        return cell

    def free(self, option: Ints, room: Ints, night: Ints) -> Ints:
        """How many beds each of these options has in the room on the night, whether it is chosen or not."""
        if not len(self._cell):
            return np.zeros(len(option), np.int64)
        cell = self._cells(option, room, night)
        at = np.minimum(np.searchsorted(self._cell, cell), len(self._cell) - 1)
        return np.where(self._cell[at] == cell, self._free[at], 0)

    def spared(self, by_bed: Floats) -> Floats:
        """What each option of the week does not pay, at these prices of a bed by room and night."""
        price = by_bed[self._room, self._night]
        return np.bincount(self._option, self._free * price, self._options).astype(float)


def _in_own_rooms(made: Candidates, beds: HeldBeds) -> Ints:
    """Option, room, night and beds held there, in this order."""
    found = [np.zeros((4, 0), np.int64)]
    for owner in np.unique(made.household).tolist():
        mine = np.arange(*np.searchsorted(made.household, [owner, owner + 1]))
        for room, weights in beds.own(made.households[owner]).items():
            here = mine[(beds.rooms_of[made.place[mine]] == room).any(axis=1)]
            start = made.start[here] - beds.first
            many = made.until[here] - made.start[here]
            night = np.repeat(start, many) + counted(many)
            found.append(np.stack([np.repeat(here, many), np.full(len(night), room), night, weights[night]]))
    table = np.concatenate(found, axis=1)
    return table[:, np.lexsort(table[2::-1])]


def counted(many: Ints) -> Ints:
    """0 to n - 1 for each n, one after the other."""
    ends = np.cumsum(many)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - many, many)
