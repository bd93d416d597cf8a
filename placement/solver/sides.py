"""A programme of the goals from two sides: homes with what is attended, and talks (contacts and interpreters).

Few rows join the two, and few columns of talks are in these: who interprets which session. Both sides have these
columns, and share their costs as the relaxation does. What the best of each side is worth is together no more than the
best of both: a Lagrangian relaxation. It is far sharper than the linear one, since each side's best is a whole plan,
and each is a much smaller search. The homes keep the rows between, so that a plan with them asks for no more
interpreters than there are; of rows that limit talks from above they keep what these say of the columns of both.
"""

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from placement.domain.linear import INFINITY, Floats, Ints, Linear, Mask, Priced, Solved, lagrangian
from placement.solver.gradual import live_rows
from placement.solver.nearest import NEAREST, nearest
from placement.solver.race import Race
from placement.solver.stages import TOLERANCE
from placement.solver.watch import Deadline


class Side(NamedTuple):
    """Some columns of a programme, the rows about them alone, and their costs with the rows between priced in."""

    mine: Mask
    """Over the columns of the programme."""
    model: Linear
    costs: Ints
    priced: Priced
    """The relaxation of the programme, as far as it is about these."""


class Sides(NamedTuple):
    """The sides: the columns that rows join with homes are in both."""

    homes: Side
    talks: Side


def sides(model: Linear, costs: Ints, priced: Priced, homes: Mask, talks: Mask) -> Sides | None:
    """Both sides; none where no row joins them, or more do than those that name columns of both.

    `homes`, `talks`: columns that are surely of a side; the rest, which are auxiliary, go with whom rows join them.
    """
    between = _rows_of(model, homes) & _rows_of(model, talks)
    prices = np.where(between, np.rint(priced.prices), 0)
    charged = np.bincount(model.col, model.coef * prices[model.row], model.columns).astype(np.int64)
    alone = model.without(between)
    number = alone.parts()
    of_homes = np.isin(number, number[homes])
    if not between.any() or (of_homes & talks).any():
        return None
    shared = _named(model, between) & ~of_homes
    talk = _side(model, costs - charged, np.where(between, 0, priced.prices), priced.used, ~of_homes)
    split = np.where(of_homes, costs, charged)
    kept = np.where(between, prices, priced.prices)
    home = _side(model, split, kept, priced.used, of_homes | shared)
    return Sides(home, talk)


def _rows_of(model: Linear, columns: Mask) -> Mask:
    named = np.zeros(model.rows, dtype=bool)
    named[model.row[columns[model.col]]] = True
    return named


def _named(model: Linear, rows: Mask) -> Mask:
    found = np.zeros(model.columns, dtype=bool)
    found[model.col[rows[model.row]]] = True
    return found


def _side(model: Linear, costs: Ints, prices: Floats, used: Mask, mine: Mask) -> Side:
    """What rows say of these columns alone, also those that limit others with them from above."""
    others = _rows_of(model, ~mine)
    lifts = np.bincount(model.row, model.coef < 0, model.rows) > 0
    silent = others & (lifts | np.isposinf(model.high))
    rest = replace(model, low=np.where(others, -INFINITY, model.low)).without(silent)
    part, costs = rest.only(mine), costs[mine]
    # a row without a column says nothing of this side, and `only` leaves it out
    kept = np.where(others, 0, prices)[~silent][live_rows(rest, mine)]
    priced = lagrangian(part, costs, kept)
    priced.used[:] = used[mine]
    return Side(mine, part, costs, priced)


def lifted(both: Sides, priced: Priced, homes: float, talks: float) -> Priced:
    """The relaxation of the programme, with what the best of the other side says of each column as well.

    The bounds of the sides hold at the rounded prices of the rows between, and so with the sides' own relaxations.

    Args:
        both: The sides.
        priced: The relaxation that they were made from.
        homes: A bound on the best of one side.
        talks: A bound on the best of the other.
    """
    with_it = np.zeros(len(priced.reduced))
    for side, other in (both.homes, talks), (both.talks, homes):
        with_it[side.mine] = side.priced.bound + side.priced.reduced + other
    return replace(priced, reduced=np.maximum(priced.reduced, with_it - priced.bound))


def best_of(side: Side, x: Ints, owner: Ints, race: Race, deadline: Deadline) -> tuple[Ints, float]:
    """The best of a side, or what was found in time, and its bound. `x` is one to begin with.

    First what the relaxation uses is searched, then what it comes near to using: a value of its bound is the best.
    Else all columns are that a better one could use.

    Args:
        side: Its programme.
        x: A solution of it.
        owner: The household of each of its first columns; the rest are auxiliary.
        race: Who searches.
        deadline: Until when.
    """
    bound = side.priced.bound - TOLERANCE
    for few in (side.priced.used, *(nearest(side.priced, owner, each) for each in (NEAREST, 2 * NEAREST))):
        if side.costs @ x > math.ceil(bound):
            x = _better(side, x, few | (x > 0), race, deadline)[0]
    if side.costs @ x > math.ceil(bound):
        could = side.priced.reduced <= side.costs @ x - side.priced.bound + TOLERANCE
        x, found = _better(side, x, could | (x > 0), race, deadline)
        bound = max(bound, found.bound - TOLERANCE)
        if found.proved and found.value is not None:
            bound = max(bound, found.value)
    return x, bound


def _better(side: Side, x: Ints, some: Mask, race: Race, deadline: Deadline) -> tuple[Ints, Solved]:
    """The best over some columns, if it is no worse than the one that is known."""
    found = race.minimise(side.model.only(some), side.costs[some], deadline, hint=x[some], brief=True)
    if found.x is not None and found.value is not None and found.value <= side.costs @ x:
        x = np.zeros_like(x)
        x[some] = found.x
    return x, found
