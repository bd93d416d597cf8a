"""A tighter row for what is above a limit: whoever makes room does so whole, and not by a fraction."""

import numpy as np

from placement.domain.linear import Ints, Mask


def rounded(weights: Ints, goes_on: Mask, limit: int) -> tuple[Ints, int] | None:
    """Coefficients and upper limit of `a x - above <= high`, by mixed-integer rounding; none where it says nothing.

    `w x - above <= limit` implies it for x of 0 or 1: with `1 - x` for what goes on, what is free is rounded to
    multiples of the greatest weight. The relaxation of the one row lets a third of a household of weight 3 go where
    there is 1 too much, or half a household of weight 2 come where 1 is free. In a plan either all of it goes, or 1 is
    above.

    Args:
        weights: Of each column, more than 0.
        goes_on: Columns that are 1 unless something ends them.
        limit: How much is free of points.
    """
    step, free = int(weights.max(initial=1)), limit - int(weights[goes_on].sum())
    over = free % step
    if free >= step or not over:
        return None
    whole, left = np.divmod(np.where(goes_on, -weights, weights), step)
    coefs = (step - over) * whole + np.maximum(0, left - over)
    # 1 - x instead of x, where it goes on
    high = (step - over) * (free // step) - int(coefs[goes_on].sum())
    return np.where(goes_on, -coefs, coefs), high
