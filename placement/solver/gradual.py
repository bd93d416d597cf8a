"""The relaxation of a programme of very many columns, solved over few: where one pays, all of its household join.

Nearly all are contacts, of which each household could have each. What comes out is the relaxation of all the same: its
bound is computed over all columns, and what is left out could lower it by no more than may be lost.
"""

import numpy as np

from placement.domain.linear import Floats, Ints, Linear, Mask, Priced, lagrangian
from placement.solver.engine import Basis, PartOf, price
from placement.solver.watch import Deadline

MANY = 50_000
"""Columns of a programme; with fewer, all take part from the start."""
FIRST, MORE = 30, 30
"""Columns of a household at first, and so many more in each round."""
FEW = 40_000
"""Columns of the households of which some pay: no more, and all of them join."""
NOTHING = 1e-6
SPREAD, PRIME = 2_654_435_761, 1_000_003
"""Shuffle numbers of columns in the same way each time."""


def price_gradually(
    model: Linear, objective: Ints, owner: Ints, begin: Mask, deadline: Deadline, lost: float = 0.0
) -> Priced | None:
    """As `engine.price`.

    Args:
        model: Rows and columns.
        objective: A whole number a column.
        owner: The household of each column.
        begin: Columns that take part from the start, among them those of some solution.
        deadline: Until when.
        lost: Points that the bound may lose, where each household uses one column at most of those that do not take
            part: the last rounds are many, and gain next to nothing.
    """
    active = begin | _cheapest(objective.astype(float), owner, ~begin, FIRST)
    basis = Basis(model.columns, model.rows)
    while True:
        rows = live_rows(model, active)
        mine = PartOf(basis, np.flatnonzero(active), rows)
        part = price(model.only(active), objective[active], deadline, part=mine)
        if part is None:
            return None
        prices = np.zeros(model.rows)
        prices[rows] = part.prices
        found = lagrangian(model, objective, prices)
        found.used[active] = part.used
        pays = (found.reduced < -NOTHING) & ~active
        if _paid(found.reduced, owner, pays) <= lost:
            return found
        # with a few columns of a household the price of its having one swings: so all of theirs join, if they are few
        theirs = np.isin(owner, owner[pays]) & ~active
        is_few = int(theirs.sum()) <= FEW
        active = active | (theirs if is_few else _cheapest(found.reduced, owner, pays, MORE))


def _paid(reduced: Floats, owner: Ints, pays: Mask) -> float:
    """What the columns that pay could lower the bound by, one of each owner."""
    most = np.zeros(int(owner.max(initial=0)) + 2)
    np.maximum.at(most, owner[pays], -reduced[pays])
    return float(most.sum())


def _cheapest(cost: np.ndarray, owner: Ints, among: Mask, many: int) -> Mask:
    """So many of each owner, of these the cheapest; of equal ones not the same for everybody."""
    cols = np.flatnonzero(among)
    order = cols[np.lexsort(((cols * SPREAD) % PRIME, np.round(cost[cols], 6), owner[cols]))]
    rank = np.arange(len(order)) - np.searchsorted(owner[order], owner[order])
    chosen = np.zeros(len(cost), dtype=bool)
    chosen[order[rank < many]] = True
    return chosen


def live_rows(model: Linear, keep: Mask) -> Ints:
    """The rows that `model.only(keep)` has, in its order."""
    used = np.zeros(model.rows, dtype=bool)
    used[model.row[keep[model.col]]] = True
    used |= (model.low > 0) | (model.high < 0)
    return np.flatnonzero(used)
