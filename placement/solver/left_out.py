"""What every plan of a very large week costs at least: also one that uses options which are no columns.

The points are bounded in two parts. Of contacts: by the relaxation. Of everything else: by a whole programme in which
all options that are no columns, of one household in one unit, are one column. It is the best that they could be: it
takes no room from anybody, and keeps no promise about an activity. But it pays for its beds, as all options do here:
by the prices of the relaxation that knows beds alone. Whatever the prices are, what comes out is never too much.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from placement.domain.linear import INFINITY, ExtraRow, Floats, Ints, Linear, Mask
from placement.solver.bed_prices import Near
from placement.solver.certify import Certificate
from placement.solver.engine import minimise, price
from placement.solver.pins import Pinned
from placement.solver.terms import ArrayTerms
from placement.solver.watch import Deadline

SCALE = 100
"""Objectives are whole hundredths of a point, rounded down."""
SHARED = -2
"""Whose a column is that several households have a part in."""


@dataclass(frozen=True)
class Stayed:
    """What the stages left of a week."""

    terms: ArrayTerms
    certificate: Certificate
    locks: list[Pinned]
    """All that these ask for are columns; of other pins nothing is said here, which only lowers the bound."""
    opened: Mask
    """Columns of stays that were open before the stages."""
    allowed: Mask
    """Those that the stages left."""


class _Units(NamedTuple):
    """The options that are no columns, one entry for all of a household in a unit."""

    household: Ints
    unit: Ints
    cost: Floats
    """Of the cheapest, with its beds."""
    of_rows: list[Ints]
    """The least coefficient in each of the stages' rows."""


def least(stayed: Stayed, model: Linear, prices: Floats, deadline: Deadline) -> float:
    """The bound, without the constant of the prices; minus infinity where there was no time.

    Args:
        stayed: What the stages left.
        model: The rows of the week, without those of the stages.
        prices: Of these rows, from a relaxation.
        deadline: Until when to search.
    """
    whole = _Whole(stayed, model, prices)
    alone = stayed.terms.cost_alone(stayed.certificate.wide)
    near = stayed.certificate.near(alone, deadline)
    return -INFINITY if near is None else whole.bound(near, deadline)


class _Whole:
    def __init__(self, stayed: Stayed, model: Linear, prices: Floats) -> None:
        self.stayed, self.terms, self.model = stayed, stayed.terms, model
        self.n = stayed.terms.n
        self.wide, self.kept = stayed.certificate.wide, stayed.certificate.kept
        self.of_contacts = self.terms.contacts
        self.owner = self._owners()
        mine = np.bincount(model.row, self.of_contacts[model.col], model.rows)
        self.joins = (mine > 0) & (mine < np.bincount(model.row, minlength=model.rows))
        self.prices = prices
        self.apart = (mine > 0) & ~self.joins

    def _owners(self) -> Ints:
        """Whose each column is."""
        owner = np.concatenate([self.terms.made.household, self.terms.acts.household])
        auxiliary = []
        for aux in self.terms.aux:
            mine = {int(one) for part in aux.parts for one in owner[list(part.cols)].tolist()}
            auxiliary.append(mine.pop() if len(mine) == 1 else SHARED)
        return np.concatenate([owner, np.array(auxiliary, np.int64)])

    def bound(self, near: Near, deadline: Deadline) -> float:
        """With what the options cost at the prices of beds."""
        units = self._units(near)
        costs = self.terms.costs().astype(float)
        costs[: self.n] = near.charged[self.kept]
        joining = np.where(self.joins, self.prices, 0)
        costs -= np.bincount(self.model.col, self.model.coef * joining[self.model.row], self.terms.columns)
        fixed = near.paid + self._worth(joining) + self._contacts_alone(costs)
        programme, objective = self._programme(units, costs)
        found = price(programme, objective, deadline)
        if found is None:
            return -INFINITY
        answer = minimise(programme, objective, deadline)
        return fixed + max(found.bound, answer.bound) / SCALE

    def _contacts_alone(self, costs: Floats) -> float:
        """The relaxation's bound of the contacts; `costs` with the price of what joins them with the rest."""
        prices = np.where(self.apart, self.prices, 0)
        reduced = costs - np.bincount(
            self.model.col, self.model.coef * prices[self.model.row], self.terms.columns
        )
        least = np.minimum(0, reduced * self.model.upper)[self.of_contacts].sum()
        return self._worth(prices) + float(least)

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
        for pin in stayed.locks:
            left[(wide.household == pin.household) & pin.must] = False
        buried = self.kept[stayed.opened & ~stayed.allowed]
        left[buried] = stayed.certificate.allowed[buried]
        return left

    def _units(self, near: Near) -> _Units:
        left = np.flatnonzero(self._left())
        names = {unit.alias: n for n, unit in enumerate(self.terms.week.units)}
        of_place = np.array([names[place.unit.alias] for place in self.wide.places], np.int64)
        key = self.wide.household[left] * len(names) + of_place[self.wide.place[left]]
        order = np.argsort(key, kind="stable")
        first = np.flatnonzero(np.diff(key[order], prepend=-1))
        ordered = left[order]

        def fewest(values: Floats) -> Floats:
            return np.minimum.reduceat(values[ordered], first) if len(first) else values[:0]

        household, unit = self.wide.household[ordered[first]], of_place[self.wide.place[ordered[first]]]
        spared = np.bincount(
            self.owner[: self.terms.first_aux], self.terms.at_home, len(self.wide.households)
        )
        rows = [fewest(coefs.astype(float)).astype(np.int64) for coefs, _ in self.stayed.certificate.rows]
        return _Units(household, unit, fewest(near.charged) - spared[household], rows)

    # -- the programme
    def _programme(self, units: _Units, costs: Floats) -> tuple[Linear, Ints]:
        """All but contacts, with the units as further columns; the objective in whole parts of a point."""
        model, count = self.model, self.terms.columns
        upper = np.concatenate([model.upper, np.ones(len(units.household), np.int64)])
        # an act may be forbidden for want of a home that is a column
        acts = np.arange(self.n, self.terms.first_aux)
        upper[acts[np.isin(self.owner[acts], units.household)]] = 1
        row, number, slack = self._redundant(units, upper)
        rest = Linear(
            np.concatenate([model.row, row]), np.concatenate([model.col, count + number]),
            np.concatenate([model.coef, slack]), model.low, model.high, upper,
        ).without_rows_of(np.flatnonzero(self.of_contacts))  # fmt: skip
        keep = np.concatenate([~self.of_contacts, np.ones(len(units.household), dtype=bool)])
        keep[: self.n] = self.stayed.allowed
        objective = np.floor(np.concatenate([costs, units.cost]) * SCALE).astype(np.int64)
        return rest.plus(self._more_rows(units)).only(keep), objective[keep]

    def _more_rows(self, units: _Units) -> list[ExtraRow]:
        """One stay a household, the locks, and what the stages decided."""
        certificate, count = self.stayed.certificate, self.terms.columns
        rows = [pin.row for pin in self.stayed.locks]
        owner = np.concatenate([self.terms.made.household, units.household])
        cols = np.concatenate([np.arange(self.n), count + np.arange(len(units.household))])
        for household in np.unique(units.household).tolist():
            mine = cols[owner == household]
            low = 1.0 if certificate.must[household] else -INFINITY
            rows.append((mine, np.ones(len(mine), np.int64), low, 1.0))
        for (coefs, most), fewest in zip(certificate.rows, units.of_rows, strict=True):
            both = np.concatenate([coefs[self.kept], fewest])
            rows.append((cols[both != 0], both[both != 0], -INFINITY, most))
        return rows

    def _redundant(self, units: _Units, upper: Ints) -> tuple[Ints, Ints, Ints]:
        """Coefficients of the units in the rows in which an option could do somebody good: then these say nothing."""
        model = self.model
        most = np.bincount(model.row, np.maximum(model.coef, 0) * upper[model.col], model.rows)
        fewest = np.bincount(model.row, np.minimum(model.coef, 0) * upper[model.col], model.rows)
        slack = np.where(
            np.isneginf(model.low), np.minimum(0, model.high - most), np.maximum(0, model.low - fewest)
        )
        slack = np.where(np.isfinite(slack), slack, 0)
        both = (np.concatenate(pair) for pair in zip(self._own(units), self._met(units), strict=True))
        row, number = np.unique(np.stack(list(both), axis=1), axis=0).T
        live = slack[row] != 0
        return row[live], number[live], slack[row[live]].astype(np.int64)

    def _own(self, units: _Units) -> tuple[Ints, Ints]:
        """Rows about one household's stays and what goes with them, by each of its units."""
        model, owner = self.model, self.owner[self.model.col]
        whose = np.full(model.rows, -1)
        whose[model.row] = owner
        alone = np.bincount(model.row, owner != whose[model.row], model.rows) == 0
        stays = np.bincount(model.row, model.col < self.n, model.rows)
        mixed = (stays > 0) & (stays < np.bincount(model.row, minlength=model.rows))
        rows = np.flatnonzero(alone & (whose >= 0) & (mixed | ~np.isneginf(model.low)))
        return _pairs(rows, whose[rows], units.household)

    def _met(self, units: _Units) -> tuple[Ints, Ints]:
        """Rows that price a stay by who else is there, by each unit that is where the stay is."""
        model = self.model
        priced = np.zeros(self.terms.columns, dtype=bool)
        for k, aux in enumerate(self.terms.aux, self.terms.first_aux):
            priced[k] = aux.priced and all(c < self.n for part in aux.parts for c in part.cols)
        is_priced = np.bincount(model.row, priced[model.col], model.rows) > 0
        names = {unit.alias: n for n, unit in enumerate(self.terms.week.units)}
        of_place = np.array([names[place.unit.alias] for place in self.wide.places], np.int64)
        cells = is_priced[model.row] & (model.col < self.n) & (model.coef > 0)
        unit = of_place[self.terms.made.place[model.col[cells]]]
        both = np.unique(np.stack([model.row[cells], unit], axis=1), axis=0)
        return _pairs(both[:, 0], both[:, 1], units.unit)


def _pairs(rows: Ints, key: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Each row with each place in `keys` of its key."""
    order = np.argsort(keys, kind="stable")
    begin, end = (np.searchsorted(keys[order], key, side=side) for side in ("left", "right"))
    many = end - begin
    ends = np.cumsum(many)
    within = np.arange(int(many.sum())) - np.repeat(ends - many, many)
    return np.repeat(rows, many), order[np.repeat(begin, many) + within]
