"""Tightened rows have the same whole-number solutions, and a relaxation that is never looser."""

import itertools
import random

import numpy as np
import pytest

from placement.domain.linear import INFINITY
from placement.solver.packed import packed, unpacked
from placement.solver.rows import Row
from placement.solver.tighten import tightened

OWNER = [0, 0, 1, 1, 2, 2, 3]


def tight(rows):
    """The tightened rows, as cells with low and high."""
    given = [
        Row("any", np.array([c for c, _ in cells]), np.array([w for _, w in cells]), low, high)
        for cells, low, high in rows
    ]
    return {readable(row) for row in tightened(packed(given), np.array(OWNER))}


def readable(row):
    """A packed row as cells with low and high."""
    _, col, coef = unpacked([row])
    low, high = row[1:]
    cells = tuple(zip(col.tolist(), coef.tolist(), strict=True))
    return cells, None if low == -INFINITY else low, None if high == INFINITY else high


def fits(rows, x):
    """Whether 0/1 values satisfy all rows, and at most one column of each owner is chosen."""
    one_each = all(sum(x[c] for c in range(7) if OWNER[c] == k) <= 1 for k in set(OWNER))
    return one_each and all(
        (low is None or sum(w * x[c] for c, w in cells) >= low)
        and (high is None or sum(w * x[c] for c, w in cells) <= high)
        for cells, low, high in rows
    )


def drawn(seed):
    """A counting row or two, and packing rows, as rules make them."""
    r = random.Random(seed)
    rows = set()
    for _ in range(r.choice([1, 2])):
        cols = sorted(r.sample(range(7), r.randrange(2, 7)))
        rows.add((tuple((c, r.choice([1, 1, 2, 3])) for c in cols), None, r.choice([2, 3])))
    for _ in range(4):
        rows.add((tuple((c, 1) for c in sorted(r.sample(range(7), r.randrange(2, 5)))), None, 1))
    return rows


@pytest.mark.parametrize("seed", range(60))
def test_the_same_plans_are_possible(seed):
    rows = drawn(seed)
    found = tight(rows)
    for x in itertools.product((0, 1), repeat=7):
        assert fits(rows, x) == fits(found, x)


def test_half_of_a_whole_room_beside_a_full_share_is_cut_off():
    rows = {(((0, 2), (2, 1), (4, 1)), None, 2)}
    found = tight(rows)
    halves = {0: 0.5, 2: 1.0}

    def relaxed(some):
        return all(sum(w * halves.get(c, 0) for c, w in cells) <= (high or 0) for cells, _, high in some)

    assert relaxed(rows)
    assert not relaxed(found)


def test_a_row_that_a_clique_implies_is_left_out():
    counting = (((0, 2), (3, 2), (4, 1)), None, 2)
    implied = (((3, 1), (4, 1)), None, 1)
    clique = (((0, 1), (3, 1), (4, 1)), None, 1)
    assert tight({counting, implied}) == {counting, clique}


def test_equal_rows_are_one_and_cells_of_a_column_are_summed():
    rows = [
        Row("a", np.array([3, 1, 3]), np.array([1, 2, 1]), None, 2),
        Row("b", np.array([1, 3]), np.array([2, 2]), None, 2),
        Row("c", np.array([5, 2, 5]), np.array([1, -1, -1]), 0, None),
        Row("d", np.array([], int), np.array([], int), None, 1),
    ]
    assert {readable(row) for row in packed(rows)} == {
        (((1, 2), (3, 2)), None, 2),
        (((2, -1),), 0, None),
        ((), None, 1),
    }


def test_the_order_of_bytes_is_that_of_columns_and_coefficients():
    r = random.Random(1)
    cells = [
        tuple(
            (c, r.choice([-300, -2, -1, 1, 2, 300])) for c in sorted(r.sample(range(2000), r.randrange(1, 4)))
        )
        for _ in range(300)
    ]
    rows = [Row("a", np.array([c for c, _ in one]), np.array([w for _, w in one]), None, 1) for one in cells]
    assert [readable(row)[0] for row in sorted(packed(rows))] == sorted(set(cells))
