"""Which patients are free together: those in whom much of the distance to the bound may lie."""

import numpy as np

from placement.bench.pas.arrays import Wards
from placement.domain.linear import Floats, Ints, Mask, Priced
from placement.domain.optimiser import Neighbourhood

NEAR = (3, 10, 40)
"""Tenths: a column whose reduced cost is more is left out of a neighbourhood, unless it is chosen. With few columns
many patients can be free; some plans need a column that looks dear."""
NIGHTS = 4.0
"""How near in time patients of one neighbourhood lie."""


class Shares:
    """How much of the distance to the bound lies in each patient and room of a plan."""

    def __init__(self, made: Wards, priced: Priced) -> None:
        hospital = made.hospital
        self.made = made
        self.stays = (made.room >= 0) & (made.patient >= 0)
        self.nowhere = np.flatnonzero((made.room < 0) & (made.patient >= 0))
        self.first = np.array([one.first for one in hospital.patients])
        self.last = np.array([one.last for one in hospital.patients])
        self.patients, self.rooms = len(hospital.patients), len(hospital.rooms)
        self.flags = made.night >= 0
        self.beds = np.array([room.beds for room in hospital.rooms])
        price = np.zeros((self.rooms, made.hospital.nights))
        rows = made.row_room >= 0
        np.add.at(price, (made.row_room[rows], made.row_night[rows]), -priced.prices[rows])
        self.reduced = np.maximum(priced.reduced, 0)
        self.price = np.maximum(price, 0)

    def rooms_of(self, x: Ints) -> Ints:
        """Each patient's room, -1 for none."""
        chosen = np.flatnonzero((x > 0) & self.stays)
        found = np.full(self.patients, -1)
        found[self.made.patient[chosen]] = self.made.room[chosen]
        return found

    def of_patients(self, x: Ints) -> Floats:
        """Reduced cost of what each has."""
        chosen = np.flatnonzero((x > 0) & (self.made.patient >= 0))
        found = np.zeros(self.patients)
        found[self.made.patient[chosen]] = self.reduced[chosen]
        return found

    def idle(self, rooms: Ints) -> Floats:
        """Rooms × nights: what the beds that stay empty would be worth."""
        used = np.zeros_like(self.price)
        for p in np.flatnonzero(rooms >= 0).tolist():
            used[rooms[p], self.first[p] : self.last[p]] += 1
        worth: Floats = np.maximum(0, self.beds[:, None] - used) * self.price
        return worth

    def freed(self, x: Ints, patients: Ints, near: float, only: Ints | None = None) -> Mask:
        """The columns of these patients that are near, and of the nights of rooms that these touch."""
        mine = np.zeros(self.patients, dtype=bool)
        mine[patients] = True
        of = mine[self.made.patient] & (self.made.patient >= 0)
        can = self.stays & (self.reduced <= near)
        if only is not None:
            can &= np.isin(self.made.room, only)
        free = of & (can | (x > 0))
        touched = np.zeros((self.rooms, self.made.hospital.nights), dtype=bool)
        for col in np.flatnonzero(free & self.stays).tolist():
            p = self.made.patient[col]
            touched[self.made.room[col], self.first[p] : self.last[p]] = True
        free[self.flags] = touched[self.made.room[self.flags], self.made.night[self.flags]]
        return free


class Gap:
    """Patients near in time, drawn by their share of the distance to the bound."""

    size = 120.0

    def __init__(self, shares: Shares, near: float) -> None:
        self.shares, self.near = shares, near

    def free(self, x: Ints, size: int, rng: np.random.Generator) -> Mask:
        """See Neighbourhood."""
        shares = self.shares
        rooms = shares.rooms_of(x)
        idle = shares.idle(rooms).sum(axis=1)
        mid = (shares.first + shares.last) / 2
        near = np.exp(-(((mid - rng.integers(0, shares.made.hospital.nights)) / NIGHTS) ** 2)) + 1e-9
        weight = (shares.of_patients(x) + 0.2 * idle[rooms] * (rooms >= 0) + 1) * near
        return shares.freed(x, _drawn(rng, weight, size), self.near)


class Window:
    """Patients who overlap a stretch of nights."""

    size = 120.0

    def __init__(self, shares: Shares, near: float) -> None:
        self.shares, self.near = shares, near

    def free(self, x: Ints, size: int, rng: np.random.Generator) -> Mask:
        """See Neighbourhood."""
        shares = self.shares
        nights = shares.made.hospital.nights
        low = int(rng.integers(0, nights))
        high = low + 1
        there = (shares.first < high) & (shares.last > low)
        while there.sum() < size and (low > 0 or high < nights):
            low, high = low - 1, high + 1
            there = (shares.first < high) & (shares.last > low)
        patients = _drawn(rng, (shares.of_patients(x) + 5) * there, size)
        return shares.freed(x, patients, self.near)


class Rooms:
    """Some rooms, often of one department, with all their patients."""

    size = 12.0

    def __init__(self, shares: Shares, near: float) -> None:
        self.shares, self.near = shares, near
        wards = [room.department.name for room in shares.made.hospital.rooms]
        self.ward = np.unique(wards, return_inverse=True)[1]

    def free(self, x: Ints, size: int, rng: np.random.Generator) -> Mask:
        """See Neighbourhood."""
        shares = self.shares
        rooms = shares.rooms_of(x)
        share = shares.idle(rooms).sum(axis=1)
        np.add.at(share, rooms[rooms >= 0], shares.of_patients(x)[rooms >= 0])
        weight = share + 0.3 * share.mean() + 1e-3
        seed = int(_drawn(rng, weight, 1)[0])
        if rng.random() < 0.5:  # noqa: PLR2004 - every other time
            weight = weight * np.where(self.ward == self.ward[seed], 6, 1)
        some = np.union1d([seed], _drawn(rng, weight, size))
        waiting = rng.permutation(np.flatnonzero(rooms < 0))[:5]
        patients = np.union1d(np.flatnonzero(np.isin(rooms, some)), waiting)
        return shares.freed(x, patients, self.near, some)


def _drawn(rng: np.random.Generator, weight: Floats, count: int) -> Ints:
    """So many of different indices, the heavier the likelier."""
    can = int((weight > 0).sum())
    return rng.choice(len(weight), size=min(count, can), replace=False, p=weight / weight.sum())


def ways(shares: Shares) -> list[Neighbourhood]:
    """All of them; the search finds out which of them gain."""
    in_time: list[Neighbourhood] = [kind(shares, near) for kind in (Gap, Window) for near in NEAR]
    return [*in_time, Rooms(shares, np.inf)]
