"""The rows of all rules and goals as one linear programme."""

from collections.abc import Callable

import numpy as np

from placement.domain.linear import INFINITY, Linear
from placement.solver.packed import Packed, packed, unpacked
from placement.solver.terms import ArrayTerms
from placement.solver.tighten import tightened


def linear(terms: ArrayTerms, heed: Callable[[], None] = lambda: None) -> Linear:
    """The rows of all rules and goals, sorted and each once, so that the order of rules has no effect.

    `heed` is called between two steps and may raise.
    """
    # an act is nobody's other option
    owner = np.arange(-1, -1 - terms.columns, -1)
    owner[: terms.n] = terms.made.household
    plain = packed(terms.rows)
    heed()
    rows = sorted(tightened(plain, owner), key=_order)
    heed()
    number, col, coef = unpacked(rows)
    upper = np.ones(terms.columns, np.int64)
    upper[terms.first_aux :] = [aux.most for aux in terms.aux]
    upper[terms.forbidden] = 0
    low, high = (np.array([row[side] for row in rows], float) for side in (1, 2))
    return Linear(number, col, coef, low, high, upper)


def _order(row: Packed) -> tuple[bytes, float, float]:
    """By columns and coefficients, then by limits; one that is not there comes before 0."""
    cells, low, high = row
    return cells, -1 if low == -INFINITY else low, -1 if high == INFINITY else high
