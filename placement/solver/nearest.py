"""The columns that a relaxation came nearest to using: a small programme that holds a good answer, often the best."""

import numpy as np

from placement.domain.linear import Ints, Mask, Priced

NEAREST = 10
"""Columns of a household, at first."""
SPREAD, PRIME = 2_654_435_761, 1_000_003
"""Shuffle numbers of columns in the same way each time."""


def nearest(priced: Priced, owner: Ints, each: int = NEAREST) -> Mask:
    """What the relaxation uses, and the few columns of each household that would raise its bound the least.

    Many are equally near, such as contacts with time to spare: of these a household gets others than the next.

    Args:
        priced: The relaxation.
        owner: The household of each of the first columns; the rest, which are auxiliary, all count as near.
        each: Columns of a household.
    """
    count = len(owner)
    near = priced.used.copy()
    near[count:] = True
    spread = (np.arange(count) * SPREAD) % PRIME
    order = np.lexsort((spread, np.round(priced.reduced[:count], 6), owner))
    first = np.searchsorted(owner[order], owner[order])
    near[order[np.arange(count) - first < each]] = True
    return near
