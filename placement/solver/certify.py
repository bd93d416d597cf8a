"""What is proved of the stages of a week of which not all options are columns: by the price of beds, of all of them.

The stages are solved over the columns. A value is the best of the whole week where the relaxation over all options,
which leaves out every rule but that of beds, allows none that is better.
"""

from collections.abc import Iterable
from copy import copy
from typing import NamedTuple

import numpy as np

from placement.domain.held_beds import HeldBeds
from placement.domain.linear import INFINITY, ExtraRow, Ints, Mask
from placement.domain.week import UNPLACED
from placement.solver.bed_prices import BedPrices, Within
from placement.solver.candidates import Candidates
from placement.solver.narrow import nights_missing
from placement.solver.pins import Pinned
from placement.solver.together import Asked, Together
from placement.solver.watch import Deadline

WIDTHS = (np.int16, np.int32, np.int64)
"""A row of a stage is of all options: of millions the smallest numbers that hold it."""


class Count(NamedTuple):
    """What a stage minimises, by household: a sum over its nights without a place, and over who is in time."""

    nights: Ints
    in_time: Ints

    def over(self, owner: Ints, nights: Ints, cols: Mask) -> Ints:
        """For each of these options, less what it is for who has none."""
        value = self.nights[owner] * (nights - UNPLACED) + self.in_time[owner] * (nights == 0)
        return np.where(cols, value, 0)


class Certificate:
    """All options of a week, and what the stages have decided about them so far."""

    def __init__(self, wide: Candidates, kept: Ints, opened: Mask) -> None:
        """`kept`: the options that are columns. `opened`: of these, those that no rule about who is held forbids."""
        self.wide, self.kept = wide, kept
        self.owner, self.nights = wide.household, nights_missing(wide)
        self.prices = BedPrices(wide, HeldBeds(wide.week))
        self.together = Together(self.prices)
        self.allowed = self.prices.fits.copy()
        self.allowed[kept[~opened]] = False
        self.must = np.zeros(len(wide.households), dtype=bool)
        self.begin = np.zeros(len(wide), dtype=bool)
        self.begin[kept] = True
        self.rows: list[tuple[Ints, float]] = []
        self._present, self._cols, self._fixed = self.allowed, self.allowed, 0

    def heed(self, locks: Iterable[Pinned]) -> None:
        """All that a lock asks for is a column: who must have it has no other option."""
        for lock in locks:
            asked = self.kept[lock.cols]
            mine = np.flatnonzero(self.owner == lock.household)
            self.allowed[np.setdiff1d(mine, asked) if lock.must else asked] = False
            self.must[lock.household] |= lock.must

    def enter(self, present: Mask, tier: Mask) -> None:
        """The next tier begins: who is present, and who is of the tier, by household."""
        self._present, self._cols = present[self.owner], tier[self.owner]
        self._fixed = len(self.rows)

    def could(self, household: int) -> bool:
        """Whether there is an option that leaves no night uncovered."""
        return bool((self.allowed & (self.owner == household) & (self.nights == 0)).any())

    def at_most(self, count: Count, value: int) -> None:
        """A stage of this tier is decided."""
        coefs = count.over(self.owner, self.nights, self._cols)
        small = next(kind for kind in WIDTHS if np.abs(coefs).max(initial=0) <= np.iinfo(kind).max)
        self.rows.append((coefs.astype(small), float(value)))

    def fix(self, household: int, *, late: bool) -> None:
        """Whether a household is in time is decided."""
        mine, in_time = self.owner == household, self.nights == 0
        self.allowed[mine & (in_time if late else ~in_time)] = False
        self.must[household] |= not late

    def leave(self) -> None:
        """The tier is decided: what its stages fixed on the way is said by who is in time, and by rows to come."""
        del self.rows[self._fixed :]

    def with_columns(self, kept: Ints, opened: Mask) -> "Certificate":
        """The same where `kept` are the columns. `opened`: of these, those that no rule about who is held forbids."""
        other = copy(self)
        other.kept, other.allowed = kept, self.allowed.copy()
        other.allowed[kept[~opened]] = False
        return other

    def of_columns(self) -> list[ExtraRow]:
        """What the stages decided, as rows over the columns."""
        allowed, owner = self.allowed[self.kept], self.owner[self.kept]
        musts = (np.flatnonzero(allowed & (owner == k)) for k in np.flatnonzero(self.must).tolist())
        rows: list[ExtraRow] = [(cols, np.ones(len(cols), np.int64), 1.0, 1.0) for cols in musts]
        for of_all, most in self.rows:
            coefs = np.where(allowed, of_all[self.kept], 0).astype(np.int64)
            if (cols := np.flatnonzero(coefs)).size:
                rows.append((cols, coefs[cols], -INFINITY, most))
        return rows

    @property
    def within(self) -> Within:
        """The plans that the stages left."""
        return Within(self.allowed, self.must, self.rows)

    def proves(self, count: Count, value: int, deadline: Deadline) -> bool:
        """Whether no plan of the week is worth less."""
        objective = count.over(self.owner, self.nights, self._cols)
        within = Within(self.allowed & self._present, self.must, self.rows)
        return self.together.proves(Asked(objective, value, within, self.begin), deadline)
