"""Tighter rows for what is above a limit: whoever makes room does so whole, and not by a fraction."""

from collections.abc import Iterator

import numpy as np

from placement.domain.linear import Ints, Mask

MANY = 1_000
"""Columns of one limit; of more there is one row, since each has a cell for most of them."""


def rounded(weights: Ints, goes_on: Mask, limit: int) -> Iterator[tuple[Ints, int]]:
    """Coefficients and upper limits of rows `a x - above <= high`, by mixed-integer rounding, those that say something.

    `w x - above <= limit` implies them for x of 0 or 1: with `1 - x` for what goes on, what is free is rounded to
    multiples of one of the weights. The relaxation of the one row lets a third of a household of weight 3 go where
    there is 1 too much, or half a household of weight 2 come where 1 is free. In a plan either all of it goes, or 1 is
    above.

    Args:
        weights: Of each column, more than 0.
        goes_on: Columns that are 1 unless something ends them.
        limit: How much is free of points.
    """
    free = limit - int(weights[goes_on].sum())
    if free >= weights.max():
        return
    for step in np.unique(weights).tolist() if len(weights) <= MANY else [int(weights.max())]:
        over = free % step
        if not over:
            continue
        whole, left = np.divmod(np.where(goes_on, -weights, weights), step)
        coefs = (step - over) * whole + np.maximum(0, left - over)
        # 1 - x instead of x, where it goes on
        yield np.where(goes_on, -coefs, coefs), (step - over) * (free // step) - int(coefs[goes_on].sum())
