"""Distinct numbers among millions, and which of them each one is."""

from collections.abc import Sequence

import numpy as np

from placement.domain.linear import Ints

DENSE = 16
"""Kinds of keys for each key, up to which a table takes no more than sorting does."""


def distinct(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """An example of each distinct row of some columns, in the rows' order, and for each row which it is."""
    key, many = np.zeros(len(columns[0]), np.int64), 1
    for column in columns if len(key) else ():
        low, high = int(column.min()), int(column.max())
        key *= high - low + 1
        key += column
        key -= low
        many *= high - low + 1
    found, which = numbered(key, many)
    example = np.zeros(len(found), np.int64)
    example[which] = np.arange(len(key))
    return example, which


def numbered(key: Ints, many: int) -> tuple[Ints, Ints]:
    """The distinct keys, which are less than `many`, in order; and for each key which it is.

    Millions of keys of which there are not many more kinds are marked in a table, which is quicker than to sort them.
    """
    if many > DENSE * len(key):
        found, which = np.unique(key, return_inverse=True)
        return found, which
    there = np.zeros(many, dtype=bool)
    there[key] = True
    number = np.cumsum(there, dtype=np.int32) - 1
    return np.flatnonzero(there), number[key]


def distinct_pairs(one: Ints, other: Ints, many: int) -> tuple[Ints, Ints]:
    """The distinct pairs of two numbers, in order, of which the second is less than `many`."""
    key = one.astype(np.int64) * many + other
    key.sort()  # of millions, `np.unique` makes a table of hashes first, which takes five times as long
    first, second = np.divmod(key[np.diff(key, prepend=-1) != 0], max(1, many))
    return first, second
