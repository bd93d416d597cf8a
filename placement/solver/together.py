"""Two who agreed to live together, case by case: the price of beds knows nothing of them.

A plan leaves one of the two without a place, or has both in one unit, or ends the stay of one before that of the other
begins. In each case the price of beds tells what a plan is worth at best; and what it is in all of them, it is at all.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from placement.domain.linear import INFINITY, Floats, Ints, Mask
from placement.domain.value import FOREVER
from placement.solver.bed_prices import MORE, BedPrices, Near, Within, cheapest
from placement.solver.candidates import Candidates
from placement.solver.watch import Deadline

TOLERANCE = 1e-3
CASES = 30
"""How many are asked about for one stage; with more of them nothing is proved."""
DEAR = 100
"""How many times as much as is lacking a plan of a case pays for what it owes to the stages before."""


class Pair(NamedTuple):
    """Two households by number, and all options of each."""

    one: Ints
    other: Ints


def pairs_of(wide: Candidates) -> list[Pair]:
    """Who never lives in two units with whom, where the plan begins or proposes a stay for both."""
    asking = {wide.households[k].alias: k for k in np.unique(wide.household).tolist()}
    found = {
        (asking[a.alias], asking[b.alias])
        for rule in wide.week.rules
        for part in rule.plan_parts
        if (bound := getattr(part, "in_one_unit", None))
        for a, b in bound(wide.week, asking.keys())
    }
    begin = np.searchsorted(wide.household, np.arange(len(wide.households) + 1))
    return [Pair(*(np.arange(begin[k], begin[k + 1]) for k in pair)) for pair in sorted(found)]


def in_common_units(wide: Candidates, reduced: Ints | Floats) -> Mask:
    """Of each pair the nearest option of each in all places of the units where both could live.

    Of who has no tier nothing more is needed: no stage is about them.
    """
    near = np.zeros(len(wide), dtype=bool)
    for pair in pairs_of(wide):
        if any(wide.week.tier(wide.households[wide.household[mine[0]]].alias) is None for mine in pair):
            continue
        unit = [wide.unit_of[wide.place[mine]] for mine in pair]
        for mine, its, others in zip(pair, unit, reversed(unit), strict=True):
            here = mine[np.isin(its, others)]
            near[here[cheapest(wide.place[here], reduced[here], 1)]] = True
    return near


@dataclass(frozen=True)
class Asked:
    """Whether no plan is worth less than a value."""

    cost: Ints
    value: int
    within: Within
    begin: Mask
    """Options that take part from the start."""
    dear: int = 0
    """What a plan pays for each unit that it owes to `within`; 0: it owes nothing."""

    def is_reached(self, bound: float) -> bool:
        """Whether a bound says so."""
        return bound - TOLERANCE > self.value - 1

    def with_options(self, pair: Pair, left: Pair, found: Near) -> "Asked":
        """The case in which these options alone are left to a pair."""
        allowed, begin = self.within.allowed.copy(), self.begin.copy()
        for mine, some in zip(pair, left, strict=True):
            allowed[mine] = False
            allowed[some] = True
            begin[some[np.argsort(found.charged[some], kind="stable")[:MORE]]] = True
        dear = self.dear or DEAR * math.ceil(self.value - found.bound)
        return Asked(self.cost, self.value, self.within._replace(allowed=allowed), begin, dear)


class Together:
    """The pairs of one week."""

    def __init__(self, prices: BedPrices) -> None:
        self.prices, self.wide = prices, prices.made
        self.pairs = pairs_of(self.wide)
        self._asked = 0

    def proves(self, asked: Asked, deadline: Deadline) -> bool:
        """Whether it is so, by the price of beds in each case that has to be told apart."""
        self._asked = 0
        return self._proves(asked, self.pairs, deadline)

    def _proves(self, asked: Asked, pairs: list[Pair], deadline: Deadline) -> bool:
        found = self.prices.near(asked.cost, asked.within, asked.begin, deadline, asked.dear)
        self._asked += 1
        if found is None or asked.is_reached(found.bound):
            return found is not None
        parted = [pair for pair in pairs if self._is_parted(pair, found.used)]
        if not parted or self._asked > CASES:
            return False
        number, cases = min(
            enumerate(self._cases(asked, pair, found) for pair in parted), key=lambda each: len(each[1])
        )
        rest = [pair for pair in pairs if pair is not parted[number]]
        return all(
            self._proves(asked.with_options(parted[number], left, found), rest, deadline) for left in cases
        )

    def _is_parted(self, pair: Pair, used: Mask | None) -> bool:
        """Whether the relaxation's own solution has the two, or parts of them, in different units."""
        if used is None:
            return False
        one, other = (mine[used[mine]] for mine in pair)
        here = self.wide.unit_of[self.wide.place[np.concatenate([one, other])]]
        return len(one) > 0 and len(other) > 0 and bool((here != here[0]).any())

    def _cases(self, asked: Asked, pair: Pair, found: Near) -> list[Pair]:
        """All but those of which the prices at hand prove it."""
        others = found.bound - self._least(asked, pair, pair, found)
        cases = splits(self.wide, Pair(*(mine[asked.within.allowed[mine]] for mine in pair)))
        return [
            left for left in cases if not asked.is_reached(others + self._least(asked, pair, left, found))
        ]

    def _least(self, asked: Asked, pair: Pair, left: Pair, found: Near) -> float:
        """What two households add to the bound, with these options left to them."""
        total = 0.0
        for mine, some in zip(pair, left, strict=True):
            allowed = some[asked.within.allowed[some]]
            must = asked.within.must[self.wide.household[mine[0]]]
            total += found.charged[allowed].min(initial=INFINITY if must else 0)
        return total


def splits(wide: Candidates, pair: Pair) -> Iterator[Pair]:
    """What is left to each of the two, case by case: no plan that keeps to their agreement is in none of these."""
    yield Pair(pair.one[:0], pair.other)
    yield Pair(pair.one, pair.other[:0])
    one, other = (wide.unit_of[wide.place[mine]] for mine in pair)
    for unit in np.intersect1d(one, other).tolist():
        yield Pair(pair.one[one == unit], pair.other[other == unit])
    first = _one_after_the_other(wide, pair.one, pair.other)
    then = _one_after_the_other(wide, pair.other, pair.one)
    yield from (left for left in (Pair(*first), Pair(*then[::-1])) if len(left.one))


def _one_after_the_other(wide: Candidates, first: Ints, then: Ints) -> tuple[Ints, Ints]:
    """Options of the one that end before some of the other's begin, and these; none of either where there are none."""
    until, start = wide.until[first], wide.start[then]
    return first[until <= start.max(initial=0)], then[start >= until.min(initial=FOREVER.toordinal())]
