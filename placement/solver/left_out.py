"""What every plan of a very large week costs at least: also one that uses options which are no columns.

The points are bounded in two parts. Of contacts: by the relaxation. Of everything else: by a whole programme in which
all options that are no columns, of one household in one unit, are one column. It is the best that they could be, by
what the rows say of it (`solver/beside.py`), and it takes no bed from anybody. But it pays for its beds, as all options
do here: by the prices of a relaxation of all options and their beds, with the rows over the first columns. Whatever the
prices are, what comes out is never too much.
"""

from typing import NamedTuple

import numpy as np

from placement.domain.linear import INFINITY, ExtraRow, Floats, Ints, Linear, Mask
from placement.solver.bed_prices import NOTHING, Part, Prices, cheapest
from placement.solver.beside import SCALE, Beside, Further, Stayed
from placement.solver.engine import Basis, PartOf, minimise, price
from placement.solver.gradual import live_rows
from placement.solver.watch import Deadline

CLOSE = 200.0
"""Points that the relaxation of all options may still lose: then its prices are good enough."""
MORE = 60
"""Columns of a household that join where one of them pays: with those that nearly do the prices settle sooner."""


def least(stayed: Stayed, model: Linear, prices: Floats, beds: Prices, deadline: Deadline) -> float:
    """The bound, without the constant of the prices: the best that there was time for, or minus infinity.

    Args:
        stayed: What the stages left.
        model: The rows of the week, without those of the stages.
        prices: Of these rows, from a relaxation.
        beds: Prices of beds, from a relaxation of all options.
        deadline: Until when to search.
    """
    programme, objective, paid = _whole(Beside(stayed, model, prices), beds)
    heard = [-INFINITY]  # a search that ends by time without a solution tells no bound at its end

    def told(_: float, bound: float) -> None:
        heard.append(bound)

    answer = minimise(programme, objective, deadline, heard=told, brief=True, bounding=True)
    return paid + max(answer.bound, *heard) / SCALE


def relaxed(stayed: Stayed, model: Linear, deadline: Deadline) -> "Relaxed | None":
    """The relaxation of all options, as far as there was time.

    Contacts cost nothing in it: nobody knows yet what they are worth.
    """
    return _Relaxation(Beside(stayed, model, np.zeros(model.rows))).solve(deadline)


class Relaxed(NamedTuple):
    """The relaxation of all options: prices of beds, what they prove beside what is fixed, and what is near."""

    prices: Prices
    bound: float
    reduced: Floats
    """By how much each option would raise it; infinite for those that the stages left nobody."""


class _Relaxation:
    """Of all options with what the rows say of them, and of their beds, by those that pay."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.certificate = beside.stayed.certificate
        self.owner = beside.wide.household
        self.is_left = np.zeros(len(beside.wide), dtype=bool)
        self.is_left[beside.units.options] = True
        self.beds = self.certificate.prices
        self.basis = Basis(
            beside.terms.columns + len(self.owner),
            beside.model.rows + self.beds.rows_of_all(self.certificate.within),
        )

    def solve(self, deadline: Deadline) -> Relaxed | None:
        """None where there was no time."""
        active = np.zeros(len(self.owner), dtype=bool)
        found = None
        while True:
            priced = self._priced(np.flatnonzero(active), deadline)
            if priced is None:
                return found
            if found is None or priced.bound > found.bound:
                found = priced
            rest = self.is_left & ~active
            pays = rest & (priced.reduced < -NOTHING)
            if self._lost(priced.reduced) < CLOSE or not pays.any():
                return found
            among = rest & np.isin(self.owner, self.owner[pays])
            active |= cheapest(self.owner, np.where(among, priced.reduced, INFINITY), MORE) & among

    def _lost(self, reduced: Floats) -> float:
        """By how much the options together could lower the bound: one a household."""
        least = np.zeros(len(self.beside.wide.households))
        mine = self.is_left
        np.minimum.at(least, self.owner[mine], reduced[mine])
        return -float(least.sum())

    def _priced(self, active: Ints, deadline: Deadline) -> Relaxed | None:
        """With some of the options as columns."""
        beside, units = self.beside, self.beside.units
        number = units.number[np.searchsorted(units.options, active)]
        rest, keep, objective = beside.programme(Further(number, beside.alone[active]), beside.costs)
        columns = np.concatenate(
            [np.flatnonzero(keep[: beside.n]), beside.terms.columns + np.arange(len(active))]
        )
        within = self.certificate.within
        options = np.concatenate([beside.kept[keep[: beside.n]], active])
        part = Part(self.beds, options, within)
        both = _joined(rest, part.model, columns)
        rows, live, many = rest.rows, live_rows(both, keep), both.rows
        both = both.only(keep)
        del rest  # the engine needs the room
        priced = price(both, objective[keep], deadline, part=self._part_of(active, keep, part, rows, live))
        if priced is None:
            return None
        found = np.zeros(many)
        found[live] = priced.prices / SCALE
        prices = part.spread(found[rows:])
        charged = self.beds.priced(beside.alone, within, prices).reduced
        reduced = np.full(len(charged), INFINITY)
        columns = beside.kept[keep[: beside.n]]
        reduced[columns] = priced.reduced[: len(columns)] / SCALE
        reduced[units.options] = charged[units.options] - beside.worth(found[:rows])[units.number]
        return Relaxed(prices, priced.bound / SCALE - self._lost(reduced), reduced)

    def _part_of(self, active: Ints, keep: Mask, part: Part, rows: int, live: Ints) -> PartOf:
        """Where the round before ended: each option and bed has its number, whichever are columns and rows."""
        columns = np.concatenate([np.arange(self.beside.terms.columns), self.beside.terms.columns + active])
        numbers = np.concatenate([np.arange(rows), self.beside.model.rows + part.numbers])
        return PartOf(self.basis, columns[keep], numbers[live])


def _joined(model: Linear, more: Linear, columns: Ints) -> Linear:
    """With further rows, over these of the columns."""
    return Linear(
        np.concatenate([model.row, model.rows + more.row]), np.concatenate([model.col, columns[more.col]]),
        np.concatenate([model.coef, more.coef]), np.concatenate([model.low, more.low]),
        np.concatenate([model.high, more.high]), model.upper,
    )  # fmt: skip


def _whole(beside: Beside, prices: Prices) -> tuple[Linear, Ints, float]:
    """The whole programme at these prices of beds, what it minimises, and what is paid in any case."""
    certificate = beside.stayed.certificate
    near = certificate.prices.priced(beside.alone, certificate.within, prices)
    options, number = beside.units.options, beside.units.number
    order = np.argsort(number, kind="stable")
    first = np.flatnonzero(np.diff(number[order], prepend=-1))

    def fewest(values: Floats | Ints) -> Floats:
        ordered = values[options][order].astype(float)
        return np.minimum.reduceat(ordered, first) if len(first) else ordered

    of_stages = [fewest(coefs).astype(np.int64) for coefs, _ in certificate.rows]
    cost = fewest(near.charged)
    some = np.flatnonzero(cheapest(beside.kinds(of_stages), cost, 1))
    costs = beside.costs.copy()
    costs[: beside.n] += (near.charged - beside.alone)[beside.kept]
    programme, keep, objective = beside.programme(Further(some, cost[some]), costs)
    decided = _decided(beside, some, [fewest[some] for fewest in of_stages])
    return programme.plus(decided).only(keep), objective[keep], beside.fixed + near.paid


def _decided(beside: Beside, some: Ints, of_stages: list[Ints]) -> list[ExtraRow]:
    """One stay a household, and what the stages decided: for the columns, and for some of the numbers."""
    certificate = beside.stayed.certificate
    owner = np.concatenate([beside.terms.made.household, beside.units.household[some]])
    cols = np.concatenate([np.arange(beside.n), beside.terms.columns + np.arange(len(some))])
    rows: list[ExtraRow] = []
    for household in np.unique(owner).tolist():
        mine = cols[owner == household]
        low = 1.0 if certificate.must[household] else -INFINITY
        rows.append((mine, np.ones(len(mine), np.int64), low, 1.0))
    for (coefs, most), fewest in zip(certificate.rows, of_stages, strict=True):
        both = np.concatenate([coefs[beside.kept], fewest])
        rows.append((cols[both != 0], both[both != 0], -INFINITY, most))
    return rows
