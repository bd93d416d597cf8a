"""Tightened rows have the same whole-number solutions, and a relaxation that is never looser."""

import itertools
import random

import pytest

from placement.solver.tighten import tightened

OWNER = [0, 0, 1, 1, 2, 2, 3]


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
    tight = tightened(rows, OWNER.__getitem__)
    for x in itertools.product((0, 1), repeat=7):
        assert fits(rows, x) == fits(tight, x)


def test_half_of_a_whole_room_beside_a_full_share_is_cut_off():
    rows = {(((0, 2), (2, 1), (4, 1)), None, 2)}
    tight = tightened(rows, OWNER.__getitem__)
    halves = {0: 0.5, 2: 1.0}

    def relaxed(some):
        return all(sum(w * halves.get(c, 0) for c, w in cells) <= (high or 0) for cells, _, high in some)

    assert relaxed(rows)
    assert not relaxed(tight)


def test_a_row_that_a_clique_implies_is_left_out():
    counting = (((0, 2), (3, 2), (4, 1)), None, 2)
    implied = (((3, 1), (4, 1)), None, 1)
    clique = (((0, 1), (3, 1), (4, 1)), None, 1)
    assert tightened({counting, implied}, OWNER.__getitem__) == {counting, clique}
