"""Distinct numbers are those that are there, each once, in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.solver.distinct import distinct, distinct_pairs, numbered
from placement.solver.facts import by_owner

ROWS = st.lists(st.tuples(st.integers(-3, 3), st.integers(700_000, 700_009)), min_size=1, max_size=40)


@given(st.lists(st.integers(0, 30), max_size=60), st.sampled_from([31, 10_000]))
def test_keys_are_numbered_by_a_table_as_by_sorting(keys, many):
    found, which = numbered(np.array(keys, np.int64), many)
    assert found.tolist() == sorted(set(keys))
    assert found[which].tolist() == keys


@given(ROWS)
def test_each_distinct_row_has_an_example(rows):
    first, second = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    example, which = distinct((first, second))
    examples = [rows[k] for k in example.tolist()]
    assert examples == sorted(set(rows))
    assert [examples[k] for k in which.tolist()] == rows


def test_of_no_rows_nothing_is_distinct():
    example, which = distinct((np.zeros(0, np.int32), np.zeros(0, np.int32)))
    assert (len(example), len(which)) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), max_size=40))
def test_pairs_are_there_once(rows):
    one, other = np.array(rows, np.int32).reshape(-1, 2).T
    first, second = distinct_pairs(one, other, 7)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(set(rows))


@pytest.mark.parametrize("many", [0, 1, 5])
def test_of_nothing_there_are_no_pairs(many):
    none = np.zeros(0, np.int64)
    assert [len(one) for one in distinct_pairs(none, none, many)] == [0, 0]


@given(st.lists(st.integers(0, 5), max_size=30))
def test_columns_are_those_of_their_owner_in_order(owners):
    cols = np.arange(100, 100 + len(owners))
    found = by_owner(cols, np.array(owners, np.int64))
    assert list(found) == sorted(set(owners))
    assert {k: v.tolist() for k, v in found.items()} == {
        one: [col for col, owner in zip(cols.tolist(), owners, strict=True) if owner == one]
        for one in set(owners)
    }
