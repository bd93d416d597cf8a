"""What the rows of a very large week say of options that are no columns: at least so much.

Contacts are left out, and paid for by the prices of the few rows that join them with the rest. An option that is no
column takes no room from anybody, and whoever else lives there is company: a row in which it could do somebody good
says nothing. But one household has one stay, and what a way to an activity costs from there is known.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Floats, Ints, Linear, Mask
from placement.solver.agreed import Homes, agreed, at_most_one, households_of
from placement.solver.certify import Certificate
from placement.solver.distinct import distinct_pairs
from placement.solver.narrow import only
from placement.solver.own_beds import counted
from placement.solver.terms import ArrayTerms
from placement.solver.ways import ways_of

SCALE = 100
"""Objectives are whole hundredths of a point, rounded down."""
NIGHTS = 7
"""Starts of so many nights count as one, of a household in a unit: what a way costs depends on when it begins."""
SHARED = -2
"""Whose a column is that several households have a part in."""


@dataclass(frozen=True)
class Stayed:
    """What the stages left of a week."""

    terms: ArrayTerms
    certificate: Certificate
    opened: Mask
    """Columns of stays that were open before the stages."""
    allowed: Mask
    """Those that the stages left."""


class Units(NamedTuple):
    """Households in units in which some option of theirs is no column, and when it begins, by number."""

    options: Ints
    """All options that are no columns."""
    number: Ints
    """Of each of these."""
    household: Ints
    unit: Ints


class Further(NamedTuple):
    """Columns beside those of the week, each for options of a household in a unit."""

    number: Ints
    cost: Floats | Ints


class Beside:
    """What a week's rows say of options that are no columns, where contacts are priced and no more there."""

    def __init__(self, stayed: Stayed, model: Linear, prices: Floats) -> None:
        """`model`: the rows of the week, without those of the stages; `prices`: of these, from a relaxation."""
        self.stayed, self.terms = stayed, stayed.terms
        self.n = stayed.terms.n
        self.wide, self.kept = stayed.certificate.wide, stayed.certificate.kept
        self.units = self._units()
        self.agreed = self._agreed()
        self.first_agreed = model.rows
        self.model = model = model.plus([at_most_one(columns) for columns, _ in self.agreed])
        prices = np.pad(prices, (0, len(self.agreed)))
        self.of_contacts = self.terms.contacts
        self.owner = self._owners()
        mine = np.bincount(model.row, self.of_contacts[model.col], model.rows)
        self.joins = (mine > 0) & (mine < np.bincount(model.row, minlength=model.rows))
        self.prices = prices
        self.apart = (mine > 0) & ~self.joins
        self.upper = self._upper()
        of_number = only(self.wide, self.units.options)
        self.ways = ways_of(self.terms, model, of_number, self.units.number, len(self.units.unit))
        self.costs, self.fixed = self._costs()

    def _owners(self) -> Ints:
        """Whose each column is."""
        owner = np.concatenate([self.terms.made.household, self.terms.acts.household])
        auxiliary = []
        for aux in self.terms.aux:
            mine = {int(one) for part in aux.parts for one in owner[list(part.cols)].tolist()}
            auxiliary.append(mine.pop() if len(mine) == 1 else SHARED)
        return np.concatenate([owner, np.array(auxiliary, np.int64)])

    def _upper(self) -> Ints:
        """Of the columns. An act may be forbidden for want of a home that is a column."""
        upper = self.model.upper.copy()
        wanting = np.array(self.terms.wanting, np.int64)
        upper[wanting[np.isin(self.owner[wanting], self.units.household)]] = 1
        return upper

    def _costs(self) -> tuple[Floats, float]:
        """Of the columns, with the price of what joins contacts with the rest; and all that is paid in any case."""
        costs = self.terms.costs().astype(float)
        joining = np.where(self.joins, self.prices, 0)
        costs -= np.bincount(self.model.col, self.model.coef * joining[self.model.row], self.terms.columns)
        return costs, self._worth(joining) + self._contacts_alone(costs)

    def _contacts_alone(self, costs: Floats) -> float:
        """The relaxation's bound of the contacts, of which a household has one at most."""
        prices = np.where(self.apart, self.prices, 0)
        reduced = costs - np.bincount(
            self.model.col, self.model.coef * prices[self.model.row], self.terms.columns
        )
        least = np.where(self.of_contacts, np.minimum(0, reduced * self.model.upper), 0)
        offers = self.n + self.terms.acts.contacts
        of_household = np.zeros(len(self.wide.households))
        np.minimum.at(of_household, self.owner[offers], least[offers])
        least[offers] = 0
        return self._worth(prices) + float(least.sum() + of_household.sum())

    def _worth(self, prices: Floats) -> float:
        """What the limits of the rows are worth at these prices."""
        limit = np.where(prices > 0, self.model.low, self.model.high)
        return float(np.where(prices == 0, 0, limit * np.where(prices == 0, 1, prices)).sum())

    # -- options that are no columns
    def _left(self) -> Mask:
        """Options that are no columns, or that the stages left out because of the columns that there are.

        Of one start only the longest that fits is an option: what is shorter than an open column is none.
        """
        wide, stayed = self.wide, self.stayed
        opened = np.zeros(len(wide), dtype=bool)
        opened[self.kept[stayed.opened]] = True
        same = np.diff(wide.household, prepend=-1) != 0
        same |= (np.diff(wide.place, prepend=-1) != 0) | (np.diff(wide.start, prepend=-1) != 0)
        group = np.cumsum(same) - 1
        longest = np.maximum.reduceat(np.where(opened, wide.until, -1), np.flatnonzero(same))[group]
        left: Mask = stayed.certificate.allowed & (wide.until > longest)
        left[self.kept] = False
        buried = self.kept[stayed.opened & ~stayed.allowed]
        left[buried] = stayed.certificate.allowed[buried]
        return left

    def _units(self) -> Units:
        wide, options = self.wide, np.flatnonzero(self._left())
        household, unit = wide.household[options].astype(np.int64), wide.unit_of[wide.place[options]]
        begins = (wide.start[options] - wide.week.as_of.toordinal()) // NIGHTS
        units, weeks = len(wide.week.units), int(begins.max(initial=0)) + 1
        keys, number = np.unique((household * units + unit) * weeks + begins, return_inverse=True)
        owner, unit = np.divmod(keys // weeks, units)
        return Units(options.astype(np.int32), number.astype(np.int32), owner, unit)

    def _agreed(self) -> list[tuple[Ints, Ints]]:
        """What those who agreed to live together leave each other, as columns and numbers; one row each."""
        wide, units, made = self.wide, self.units, self.terms.made
        start, until = np.zeros(len(units.unit), np.int64), np.full(len(units.unit), np.iinfo(np.int64).max)
        np.maximum.at(start, units.number, wide.start[units.options])
        np.minimum.at(until, units.number, wide.until[units.options])
        homes = Homes(
            np.concatenate([made.household, units.household]),
            np.concatenate([wide.unit_of[made.place], units.unit]),
            np.concatenate([made.start, start]), np.concatenate([made.until, until]), self.n,
        )  # fmt: skip
        return list(agreed(homes, households_of(self.stayed.certificate.together.pairs, wide.household)))

    @cached_property
    def alone(self) -> Ints:
        """What each option costs at least, beside beds and the rows of the week."""
        cost = self.terms.cost_alone(self.wide).copy()
        cost[self.units.options] -= self.ways.spared[self.units.number]
        return cost

    def kinds(self, also: list[Ints]) -> Ints:
        """The same for numbers of one household of which the rows say the same, and of which `also` has the same."""
        row, number, coef = self._said
        order = np.lexsort((row, number))
        cells = np.stack([row[order], coef[order]], axis=1)
        begin = np.searchsorted(number[order], np.arange(len(self.units.household) + 1)).tolist()
        other = np.stack([self.units.household, *also], axis=1)
        known: dict[tuple[bytes, bytes], int] = {}
        said = (
            (cells[a:b].tobytes(), other[k].tobytes()) for k, (a, b) in enumerate(itertools.pairwise(begin))
        )
        return np.array([known.setdefault(one, len(known)) for one in said], np.int64)

    # -- the programme
    def programme(self, further: Further, costs: Floats) -> tuple[Linear, Mask, Ints]:
        """All but contacts, with further columns: rows, which columns are open, and whole parts of a point."""
        model, count = self.model, self.terms.columns
        row, number, coef = self._said
        entry, which = pairs(np.arange(len(number)), number, further.number)
        rest = Linear(
            np.concatenate([model.row, row[entry]]), np.concatenate([model.col, count + which]),
            np.concatenate([model.coef, coef[entry]]), model.low, model.high,
            np.concatenate([self.upper, np.ones(len(further.number), np.int64)]),
        ).without_rows_of(np.flatnonzero(self.of_contacts))  # fmt: skip
        keep = np.concatenate([~self.of_contacts, np.ones(len(further.number), dtype=bool)])
        keep[: self.n] = self.stayed.allowed & self.stayed.certificate.allowed[self.kept]
        objective = np.floor(np.concatenate([costs, further.cost]) * SCALE).astype(np.int64)
        return rest, keep, objective

    def worth(self, prices: Floats) -> Floats:
        """By household in a unit what the rows of `programme` pay for it at their prices."""
        row, number, coef = self._said
        of_rows = np.zeros(self.model.rows)
        there = np.flatnonzero(self.model.rows_without(np.flatnonzero(self.of_contacts)))
        of_rows[there] = prices[: len(there)]
        paid: Floats = np.bincount(number, coef * of_rows[row], len(self.units.household)).astype(float)
        return paid

    @cached_property
    def _said(self) -> tuple[Ints, Ints, Ints]:
        """Row, number and coefficient: what the rows of the week say of a household in a unit.

        Where an option could do somebody good, they say nothing any more.
        """
        model, upper = self.model, self.upper
        most = np.bincount(model.row, np.maximum(model.coef, 0) * upper[model.col], model.rows)
        fewest = np.bincount(model.row, np.minimum(model.coef, 0) * upper[model.col], model.rows)
        slack = np.where(
            np.isneginf(model.low), np.minimum(0, model.high - most), np.maximum(0, model.low - fewest)
        )
        slack = np.where(np.isfinite(slack), slack, 0)
        said = self._own(), self._going_on(), self._met()
        rows, numbers = (np.concatenate(each) for each in zip(*said, strict=True))
        row, number = distinct_pairs(rows, numbers, len(self.units.household))
        live = slack[row] != 0
        row, number, coef = row[live], number[live], slack[row[live]].astype(np.int64)
        ways = self.ways
        many = [len(numbers) for _, numbers in self.agreed]
        together = np.repeat(self.first_agreed + np.arange(len(many)), many)
        numbers = np.concatenate([np.zeros(0, np.int64), *(numbers for _, numbers in self.agreed)])
        return (
            np.concatenate([row, ways.row, together]), np.concatenate([number, ways.number, numbers]),
            np.concatenate([coef, ways.coef, np.ones(len(numbers), np.int64)]),
        )  # fmt: skip

    def _own(self) -> tuple[Ints, Ints]:
        """Rows about one household's stays and what goes with them, by each of its units."""
        model, owner = self.model, self.owner[self.model.col]
        whose = np.full(model.rows, -1)
        whose[model.row] = owner
        alone = np.bincount(model.row, owner != whose[model.row], model.rows) == 0
        stays = np.bincount(model.row, model.col < self.n, model.rows)
        mixed = (stays > 0) & (stays < np.bincount(model.row, minlength=model.rows))
        alone[self.ways.rows] = False
        rows = np.flatnonzero(alone & (whose >= 0) & (mixed | ~np.isneginf(model.low)))
        return pairs(rows, whose[rows], self.units.household)

    def _going_on(self) -> tuple[Ints, Ints]:
        """Rows by which a current enrolment goes on, by each unit of others to whose stays it gives way."""
        model, gives_way = self.model, self.terms.gives_way
        cells = np.flatnonzero(~np.isneginf(model.low[model.row]) & np.isin(model.col, list(gives_way)))
        both = [
            (row, household)
            for row, col in zip(model.row[cells].tolist(), model.col[cells].tolist(), strict=True)
            for household in {int(self.owner[col]), *gives_way[col]}
        ]
        row, household = np.array(both, np.int64).reshape(-1, 2).T
        return pairs(row, household, self.units.household)

    def _met(self) -> tuple[Ints, Ints]:
        """Rows that price a stay by who else is there, by each unit that is where the stay is.

        Of a stay that meets nobody it is known who would do.
        """
        model = self.model
        priced = np.zeros(self.terms.columns, dtype=bool)
        for k, aux in enumerate(self.terms.aux, self.terms.first_aux):
            priced[k] = aux.priced and all(c < self.n for part in aux.parts for c in part.cols)
        is_priced = np.bincount(model.row, priced[model.col], model.rows) > 0
        cells = is_priced[model.row] & (model.col < self.n) & (model.coef > 0)
        unit = self.wide.unit_of[self.terms.made.place[model.col[cells]]]
        row, unit = distinct_pairs(model.row[cells], unit, len(self.wide.week.units))
        row, number = pairs(row, unit, self.units.unit)
        could_help = self._are_friends(row, number)
        return row[could_help], number[could_help]

    def _are_friends(self, row: Ints, number: Ints) -> Mask:
        """Whether the household of a number is one of those who would do in a row; true where that is not known."""
        friends, many = self.terms.friends, len(self.wide.households)
        mark = np.full(self.model.rows, -1)
        known = np.isin(self.model.col, list(friends))
        mark[self.model.row[known]] = self.model.col[known]
        codes = [one * many + friend for one, all_of in friends.items() for friend in all_of]
        are_friends = np.isin(mark[row] * many + self.units.household[number], codes)
        return are_friends | (mark[row] < 0)


def pairs(rows: Ints, key: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Each row with each place in `keys` of its key."""
    order = np.argsort(keys, kind="stable")
    begin, end = (np.searchsorted(keys[order], key, side=side) for side in ("left", "right"))
    many = end - begin
    return np.repeat(rows, many), order[np.repeat(begin, many) + counted(many)]
