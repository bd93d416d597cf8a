"""The relaxation of a week that knows nothing but beds: its prices tell which options are near the best, and bound all.

A row a household, and a row a room and night; every other rule is left out, so that what it proves holds for the week
with all of them. Options are priced as arrays and become columns of it only where they could pay.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from placement.domain.held_beds import HeldBeds
from placement.domain.linear import INFINITY, Floats, Ints, Linear, Mask
from placement.solver.candidates import Candidates
from placement.solver.engine import price
from placement.solver.own_beds import OwnBeds, counted
from placement.solver.watch import Deadline

MORE = 15
"""Columns of a household that join in a round at most."""
NOTHING = 1e-6


class Near(NamedTuple):
    """What the prices say."""

    bound: float
    reduced: Floats
    """Of each option; a household's least one is 0 or less where it competes for beds."""
    charged: Floats
    """What each option costs with the price of its beds and of the rows."""
    paid: float
    """What all beds and the rows' limits are worth at these prices."""
    used: Mask | None = None
    """Options that the relaxation's own solution uses, where these are its prices."""


class Within(NamedTuple):
    """Which plans are asked about."""

    allowed: Mask
    """Options that may be chosen."""
    must: Mask
    """Households that get one."""
    rows: Sequence[tuple[Ints, float]] = ()
    """Coefficients of all options, and what they sum to at most."""


class BedPrices:
    """Of all options of one week."""

    def __init__(self, made: Candidates, beds: HeldBeds) -> None:
        self.made, self.beds = made, beds
        # of millions of options, numbers have no more bits than nights and sleepers need
        self.start, self.until = ((one - beds.first).astype(np.int16) for one in (made.start, made.until))
        self.shared = beds.shared[made.place]
        sleepers = np.array([h.sleepers for h in made.households], np.int16)
        self.size = np.where(self.shared, sleepers[made.household], 1)
        self.left = np.maximum(0, beds.takes - beds.used)
        self.begins = np.flatnonzero(np.diff(made.household, prepend=-1))
        self.owners = made.household[self.begins]
        self.own = OwnBeds(made, beds)
        self.fits = np.ones(len(made), dtype=bool)
        """Options that held stays do not forbid: of others in a room that the household holds."""
        self.fits[self.own.barred] = False

    def near(self, cost: Ints, within: Within, begin: Mask, deadline: Deadline, dear: int = 0) -> Near | None:
        """The relaxation over all options, by columns that join where they pay; None where there was no time.

        `begin`: the first of them, among which is a plan that keeps to `within`. Where there may be none, what a plan
        owes to `within` is paid for: `dear` for each unit.
        """
        active = begin & within.allowed
        found = None
        while deadline.left > 0:
            part = Part(self, np.flatnonzero(active), within)
            priced = price(*part.owing(cost[active], dear), deadline)
            if priced is None:
                return found
            found = self.priced(cost, within, part.spread(priced.prices))
            used = np.zeros(len(active), dtype=bool)
            used[active] = priced.used[: int(active.sum())]
            found = found._replace(used=used)
            pays = np.flatnonzero(within.allowed & (found.reduced < -NOTHING))
            joins = pays[cheapest(self.made.household[pays], found.reduced[pays], MORE)]
            if active[joins].all():
                return found
            active[joins] = True
        return found

    def rows_of_all(self, within: Within) -> int:
        """How many numbers the rows of any of its parts can have."""
        return len(self.made.households) + self.beds.takes.size + len(within.rows)

    def priced(self, cost: Ints, within: Within, prices: "Prices") -> Near:
        """What any prices say of all options."""
        charged = cost - self._charge(prices.bed)
        for (coefs, _), one in zip(within.rows, prices.rows.tolist(), strict=True):
            charged -= one * coefs
        least = np.minimum.reduceat(np.where(within.allowed, charged, INFINITY), self.begins)
        least = np.where(within.must[self.owners], least, np.minimum(0, least))
        priced = prices.bed < 0
        paid = float((prices.bed[priced] * self.left[priced]).sum())
        paid += sum(one * most for (_, most), one in zip(within.rows, prices.rows.tolist(), strict=True))
        reduced = charged - prices.household[self.made.household]
        return Near(float(least.sum()) + paid, reduced, charged, paid)

    def _charge(self, by_bed: Floats) -> Floats:
        """What each option pays for its beds at these prices of a bed and night, which are at most 0."""
        bed = np.pad(np.cumsum(by_bed, axis=1), ((0, 0), (1, 0)))
        whole = np.pad(np.cumsum(by_bed * np.minimum(self.beds.takes, 99), axis=1), ((0, 0), (1, 0)))
        rooms = self.beds.rooms_of
        by_place = np.where(self.beds.shared[:, None], bed[rooms[:, 0]], whole[rooms].sum(axis=1))
        paid: Floats = self.size * (
            by_place[self.made.place, self.until] - by_place[self.made.place, self.start]
        )
        return paid - self.own.spared(by_bed)


def cheapest(household: Ints, cost: Floats | Ints, many: int) -> Mask:
    """So many of each household, the cheapest; or of whatever else has a number."""
    order = np.lexsort((cost, household))
    owner = household[order]
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[rank < many]] = True
    return chosen


class Prices(NamedTuple):
    """Of a relaxation."""

    household: Floats
    bed: Floats
    """By room and night, at most 0."""
    rows: Floats


class Part:
    """The relaxation of some options: rows of households, then of rooms on the nights on which it can get fuller."""

    def __init__(self, whole: BedPrices, active: Ints, within: Within) -> None:
        self.whole = whole
        made, beds = whole.made, whole.beds
        self.owners, owner = np.unique(made.household[active], return_inverse=True)
        rooms = beds.rooms_of[made.place[active]]
        real = rooms < len(beds.takes) - 1
        col, room = np.repeat(np.arange(len(active)), real.sum(axis=1)), rooms[real]
        start, until = whole.start[active][col], whole.until[active][col]
        events = np.zeros(beds.takes.shape, dtype=bool)
        events[room, start] = True
        events[:, 1:] |= np.diff(whole.left, axis=1) < 0
        self.room, self.night = np.nonzero(events)
        before = np.pad(np.cumsum(events, axis=1), ((0, 0), (1, 0)))
        first = np.concatenate([[0], np.cumsum(before[:, -1])])[:-1][room]
        begin, many = first + before[room, start], before[room, until] - before[room, start]
        bed = np.repeat(begin, many) + counted(many)
        cell = np.repeat(col, many)
        taken = np.where(
            whole.shared[active][cell], whole.size[active][cell], beds.takes[self.room, self.night][bed]
        ) - whole.own.free(active[cell], self.room[bed], self.night[bed])
        must = within.must[self.owners]
        beds_left = whole.left[self.room, self.night].astype(float)
        model = Linear(
            np.concatenate([owner, len(self.owners) + bed]),
            np.concatenate([np.arange(len(active)), cell]),
            np.concatenate([np.ones(len(active), np.int64), taken]),
            np.concatenate([np.where(must, 1.0, -INFINITY), np.full(len(beds_left), -INFINITY)]),
            np.concatenate([np.ones(len(must)), beds_left]),
            np.ones(len(active), np.int64),
        )
        rows = [(coefs[active], most) for coefs, most in within.rows]
        self.model = model.plus(
            [(np.flatnonzero(coefs), coefs[coefs != 0], -INFINITY, most) for coefs, most in rows]
        )

    @property
    def numbers(self) -> Ints:
        """A number for each row, the same in each part: of its household, of its room and night, or its own."""
        many, (rooms, nights) = len(self.whole.made.households), self.whole.beds.takes.shape
        others = self.model.rows - len(self.owners) - len(self.room)
        return np.concatenate(
            [self.owners, many + self.room * nights + self.night, many + rooms * nights + np.arange(others)]
        )

    def owing(self, cost: Ints, dear: int) -> tuple[Linear, Ints]:
        """The model and its costs; with a column for what is owed to each row that asks for something."""
        if not dear:
            return self.model, cost
        model = self.model
        least, most = np.flatnonzero(model.low > 0), np.flatnonzero(model.high < 0)
        owed = np.concatenate([least, most])
        coef = np.concatenate([np.ones(len(least), np.int64), np.full(len(most), -1)])
        upper = np.concatenate([model.low[least], -model.high[most]]).astype(np.int64)
        return Linear(
            np.concatenate([model.row, owed]),
            np.concatenate([model.col, model.columns + np.arange(len(owed))]),
            np.concatenate([model.coef, coef]),
            model.low,
            model.high,
            np.concatenate([model.upper, upper]),
        ), np.concatenate([cost, np.full(len(owed), dear)])

    def spread(self, prices: Floats) -> Prices:
        """Prices by household, by room and night, and of the other rows."""
        households, beds = len(self.owners), len(self.owners) + len(self.room)
        by_household = np.zeros(len(self.whole.made.households))
        by_household[self.owners] = prices[:households]
        by_bed = np.zeros(self.whole.beds.takes.shape)
        by_bed[self.room, self.night] = np.minimum(0, prices[households:beds])
        return Prices(by_household, by_bed, np.minimum(0, prices[beds:]))
