"""What leaves the unit tells of nobody in particular, not even by subtraction."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.domain.decision import Tier
from placement.domain.record import LanguageWeek, WeekRecord
from placement.review.measures import MEASURES, figures
from placement.review.small_numbers import FEWEST, publishable
from tests.review.test_measures import beds, one

MONDAY = date(2026, 1, 5)
COUNTS = st.fixed_dictionaries({tier: st.integers(0, 12) for tier in Tier})


def quarter(counts, weeks=13, **facts):
    """So many households of each tier, each a night without a place every week."""
    rows = tuple(
        one(f"{tier.value}-{n}", tier=tier, without=1, fitting=6, began=True, waited=n)
        for tier, count in counts.items()
        for n in range(count)
    )
    return [
        WeekRecord(week=n, as_of=MONDAY + n * timedelta(weeks=1), households=rows, **facts)
        for n in range(weeks)
    ]


def told(records, measure="unmet", **settings):
    return {
        " ".join(f.key): f.value for f in publishable(MEASURES, records, **settings) if f.measure == measure
    }


def test_a_figure_of_few_households_is_hidden_and_another_with_it():
    records = quarter({Tier.P0: 2, Tier.P1: 6, Tier.P2: 9})
    assert told(records) == {"P0": None, "P1": None, "P2": 9 * 13}
    assert told(records, "unmet_all") == {"": 17 * 13}


def test_two_small_ones_that_come_to_enough_hide_each_other():
    assert told(quarter({Tier.P0: 2, Tier.P1: 4, Tier.P2: 9})) == {"P0": None, "P1": None, "P2": 9 * 13}


def test_of_few_households_in_all_nothing_is_told():
    found = publishable(MEASURES, quarter({Tier.P0: 2, Tier.P1: 1}))
    assert [f for f in found if f.households is not None and f.value] == []
    assert told(quarter({Tier.P1: 3}), fewest=3) == {"P1": 39}


def test_a_number_of_households_is_not_told_of_what_is_hidden():
    found = publishable(MEASURES, quarter({Tier.P0: 2, Tier.P1: 6}))
    assert {f.households for f in found if f.measure == "unmet"} == {None}


def test_less_than_a_quarter_is_refused_however_many_futures_there_are():
    short = quarter({Tier.P1: 9}, weeks=12)
    with pytest.raises(ValueError, match="quarter"):
        publishable(MEASURES, [*short, *(record.but(replication=1) for record in short)])
    with pytest.raises(ValueError, match="3 households"):
        publishable(MEASURES, quarter({Tier.P1: 9}), fewest=2)


def test_the_longest_wait_and_parts_of_an_unknown_number_of_households_are_left_out():
    records = quarter({Tier.P1: 9}, languages=(LanguageWeek("tir", 60, 60, 60),), beds=(beds(),))
    assert told(records, "wait") == {"P1 count": 9 * 13, "P1 median": 4, "P1 p90": 8}
    assert told(records, "interpreted") == told(records, "occupancy") == {}
    assert told(records, "occupancy_all") == {"": 0.5}


@given(COUNTS, st.integers(3, 8))
def test_nobody_learns_a_small_number_by_subtraction(counts, fewest):
    records = quarter(counts)
    real = {f.key: f for f in figures(records) if f.measure == "unmet"}
    hidden = [
        real[f.key].households or 0
        for f in publishable(MEASURES, records, fewest)
        if f.measure == "unmet" and f.value is None
    ]
    shown = [real[f.key].households or 0 for f in publishable(MEASURES, records, fewest)
             if f.measure == "unmet" and f.value is not None]  # fmt: skip
    assert all(count >= fewest for count in shown)
    if hidden and shown:
        assert sum(hidden) >= fewest
        assert len(hidden) > 1


@given(COUNTS)
def test_what_is_told_is_true(counts):
    records = quarter(counts)
    real = defaultdict(set)
    for figure in figures(records):
        real[figure.measure, figure.key].add(figure.value)
    for figure in publishable(MEASURES, records, FEWEST):
        assert figure.value is None or figure.value in real[figure.measure, figure.key]
