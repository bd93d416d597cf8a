"""What leaves the unit tells of nobody in particular, not even by subtraction."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placement.domain.decision import Tier
from placement.domain.person import Secrecy
from placement.domain.record import BedsWeek, HouseholdWeek, LanguageWeek, WeekRecord
from placement.review.measures import MEASURES, figures
from placement.review.small_numbers import FEWEST, publishable
from placement.service.measured_words import KINDS
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


def test_other_times_than_whole_quarters_are_refused_however_many_futures_there_are():
    """A week more, beside the quarter, would be that week alone."""
    for weeks in (0, 12, 14, 27):
        short = quarter({Tier.P1: 9}, weeks=weeks)
        with pytest.raises(ValueError, match="quarter"):
            publishable(MEASURES, [*short, *(record.but(replication=1) for record in short)])
    assert told(quarter({Tier.P1: 9}, weeks=26)) == {"P1": 9 * 26}
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


# -- beside the week as it is


def changed(records, *households, **facts):
    """The same weeks with something else in the lines of some households."""
    return [
        record.but(households=tuple(
            row._replace(**facts) if row.household in households else row for row in record.households
        ))
        for record in records
    ]  # fmt: skip


def test_what_few_households_make_differ_is_hidden_and_another_part_with_it():
    usual = quarter({Tier.P0: 8, Tier.P1: 7, Tier.P2: 9})
    with_cards = changed(usual, "P1-0", without=0)
    assert told(with_cards, beside=usual) == {"P0": None, "P1": None, "P2": 9 * 13}
    assert told(with_cards, "unmet_all", beside=usual) == {"": None}
    assert told(with_cards, "unmet_weighted", beside=usual) == {"": None}
    assert told(with_cards, "late", beside=usual) == told(usual, "late")


def test_what_enough_households_make_differ_is_told_and_what_nobody_does_too():
    usual = quarter({Tier.P0: 8, Tier.P1: 7})
    many = changed(usual, *(f"P1-{n}" for n in range(5)), without=2)
    assert told(many, beside=usual) == {"P0": 8 * 13, "P1": (2 + 5 * 2) * 13}
    assert told(usual, beside=usual) == told(usual)


def test_who_moves_from_one_part_to_another_is_counted_in_both():
    usual = quarter({Tier.P0: 8, Tier.P1: 7, Tier.P2: 9})
    moved = told(changed(usual, "P1-0", tier=Tier.P0), beside=usual)
    assert moved == {"P0": None, "P1": None, "P2": None}  # two parts that differ by one are not enough
    many = changed(usual, *(f"P1-{n}" for n in range(5)), tier=Tier.P0)
    assert told(many, beside=usual) == {"P0": None, "P1": None, "P2": 9 * 13}  # of P1 two are left


def test_who_is_there_in_one_of_them_alone_makes_them_differ():
    usual = quarter({Tier.P0: 8, Tier.P1: 7})
    one_more = quarter({Tier.P0: 8, Tier.P1: 8})
    assert told(one_more, "unmet_all", beside=usual) == {"": None}
    assert told(quarter({Tier.P0: 8, Tier.P1: 12}), beside=usual) == {"P0": 8 * 13, "P1": 12 * 13}


def test_figures_of_beds_and_money_are_hidden_where_few_households_are_touched_at_all():
    usual = quarter({Tier.P1: 9}, beds=(beds(),))
    assert told(changed(usual, "P1-0", fitting=5), "occupancy_all", beside=usual) == {"": None}
    assert told(usual, "occupancy_all", beside=usual) == {"": 0.5}


def test_of_several_futures_as_many_must_differ_in_each_on_average():
    usual = quarter({Tier.P1: 9})
    pair = [(usual, changed(usual, "P1-0", without=0))] * 3
    both = [
        [record.but(replication=n) for n, of in enumerate(pair) for record in of[which]] for which in (0, 1)
    ]
    assert told(both[1], "unmet_all", beside=both[0]) == {"": None}


@settings(deadline=None, max_examples=25)
@given(st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_whoever_subtracts_learns_of_no_fewer_than_five(acute, unsafe):
    usual = quarter({Tier.P0: 12, Tier.P1: 12, Tier.P2: 12})
    names = {*(f"P0-{n}" for n in acute), *(f"P1-{n}" for n in unsafe)}
    before, after = told(usual), told(changed(usual, *names, without=0), beside=usual)
    for tier, count in (("P0", len(acute)), ("P1", len(unsafe)), ("P2", 0)):
        shown = after.get(tier, 0)
        assert shown is None or shown == before[tier] - 13 * count
        assert shown is None or count == 0 or count >= FEWEST


def test_no_measure_tells_of_protected_addresses_apart_from_others():
    """Who lives with a strictly confidential address counts in sums alone: no breakdown is by protection."""
    every = {word for one in KINDS.values() for word in one}
    protections = {one.value for one in Secrecy}
    assert not {"Protection", *protections} & every
    fields = {*HouseholdWeek._fields, *BedsWeek._fields, *WeekRecord.model_fields}
    assert not any("secrecy" in name or "clearance" in name for name in fields)
