"""Each measure on a small world that is reckoned by hand; then what must hold of any weeks."""

from datetime import date, timedelta
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.domain.consent import DeclineReason
from placement.domain.decision import Tier
from placement.domain.housing import UnitType, ZonePolicy
from placement.domain.profile import Profile
from placement.domain.programme import ProgrammeKind
from placement.domain.record import (
    Arrived,
    BedsWeek,
    ContactWeek,
    CourseWeek,
    Declined,
    HouseholdWeek,
    LanguageWeek,
    Left,
    WeekRecord,
)
from placement.domain.rule import Reason
from placement.domain.stay import Destination
from placement.review.measure import ADDED, COUNT, nearest_rank
from placement.review.measures import MEASURES, figures, marginal

MONDAY = date(2026, 11, 23)


def one(name="Elg-1", **facts):
    usual = HouseholdWeek(
        household=name, profile=Profile.WOMAN, persons=1, tier=None, waited=0, nights=7, fitting=7, without=0, late=0,
        hotel=0, over=0, margin=1, reason=None, second=None, began=False, moved=False, offers=0, declined=0,
    )  # fmt: skip
    return usual._replace(**facts)


def beds(unit="Bjerk", **facts):
    usual = BedsWeek(
        unit=unit, type=UnitType.SAFE_HOUSE, policy=ZonePolicy.WOMEN, family=False, beds=4, usable=28, taken=14,
        slept=14, persons=14, emergency=0, emergency_free=0, price=1000,
    )  # fmt: skip
    return usual._replace(**facts)


def record(week=0, households=(), rooms=(), **facts):
    return WeekRecord(
        week=week,
        as_of=MONDAY + week * timedelta(weeks=1),
        households=tuple(households),
        beds=tuple(rooms),
        **facts,
    )


def told(measure, *records):
    """Key in one word -> figure; a figure of everything under the empty word."""
    return {" ".join(f.key): f.value for f in figures(records) if f.measure == measure}


# -- each measure by hand

FAMILY_ROOM = beds(
    "Gran", family=True, policy=ZonePolicy.FAMILY, beds=3, usable=21, taken=21, slept=7, persons=14
)
"""A room of three beds with a mother and her baby: full, though one bed is slept in."""


def test_a_room_that_a_household_has_to_itself_is_full():
    week = record(rooms=[beds(beds=4, usable=21, taken=14, slept=7), FAMILY_ROOM])
    assert told("occupancy", week) == {
        "safe_house women single": pytest.approx(2 / 3),
        "safe_house family family": 1,
    }
    assert told("occupancy_nominal", week) == {"safe_house women single": 0.5, "safe_house family family": 1}
    assert told("occupancy_all", week) == {"": pytest.approx(35 / 42)}
    assert told("usable", week) == {"safe_house women single": 0.75, "safe_house family family": 1}
    assert told("slept", week) == {
        "safe_house women single": pytest.approx(1 / 3),
        "safe_house family family": pytest.approx(1 / 3),
    }
    assert told("person_nights", week) == {"safe_house": 28}


def test_beds_of_one_kind_are_one_part_over_units_and_weeks():
    weeks = record(0, rooms=[beds("A", taken=28), beds("B", taken=0)]), record(1, rooms=[beds("A", taken=14)])
    assert told("occupancy", *weeks) == {"safe_house women single": 0.5}


def test_a_kind_without_a_bed_in_service_has_no_occupancy():
    week = record(rooms=[beds(usable=0, taken=0, policy=None)])
    assert told("occupancy", week) == {"safe_house unknown single": None}
    assert told("occupancy_nominal", week) == {"safe_house unknown single": 0}


def test_emergency_beds_free_are_of_all_that_are_kept():
    full, free = beds(emergency=2, emergency_free=0), beds(emergency=1, emergency_free=7)
    assert told("emergency_free", record(0, rooms=[full, free]), record(1, rooms=[full])) == {
        "": pytest.approx(7 / 35)
    }
    assert told(
        "emergency_none", record(0, rooms=[full, free]), record(1, rooms=[full]), record(2, rooms=[beds()])
    ) == {"": 0.5}
    assert told("emergency_none", record(rooms=[beds()])) == {"": None}


def test_waits_are_of_first_places_and_each_is_one_that_somebody_had():
    first = [one(f"P-{n}", tier=Tier.P1, began=True, waited=n) for n in range(1, 11)]
    moved = one("Rev-1", tier=Tier.P1, began=True, moved=True, waited=400)
    wish = one("Ulv-1", began=True, waited=300)
    lone = one("Gaupe-1", tier=Tier.P3, began=True, waited=44)
    assert told("wait", record(households=[*first, moved, wish, lone])) == {
        "P1 count": 10, "P1 median": 5, "P1 p90": 9, "P1 max": 10,
        "P3 count": 1, "P3 median": 44, "P3 p90": 44, "P3 max": 44,
    }  # fmt: skip


def test_who_still_waits_is_counted_at_the_end_alone():
    waits = [record(n, [one(tier=Tier.P2, fitting=0, without=7, waited=7 * (n + 1))]) for n in range(3)]
    gone = one("Rev-1", tier=Tier.P2, fitting=0, without=3, nights=3, waited=90)
    last = waits[2].but(
        households=(*waits[2].households, gone, one("Ulv-1", tier=Tier.P2, began=True, without=2))
    )
    assert told("waiting", *waits[:2], last) == {"P2 count": 1, "P2 median": 21, "P2 p90": 21, "P2 max": 21}
    assert told("wait", *waits) == {}


def test_each_future_has_its_own_end():
    here, there = (
        record(1, [one(tier=Tier.P0, without=7, waited=w)], replication=n) for n, w in ((0, 7), (1, 14))
    )
    assert told("waiting", record(0, [one(tier=Tier.P0, without=7, waited=70)]), here, there)["P0 count"] == 2


FAMILY = one("Elg-2", persons=3, tier=Tier.P1, fitting=2, without=5, late=4, hotel=5, reason=Reason.FAMILY_ROOM,
             second=Reason.NO_BED)  # fmt: skip
ACUTE = one("Rev-2", tier=Tier.P0, fitting=6, without=1, late=1)
LOST = one("Ulv-2", persons=2, fitting=3, without=4, hotel=4)
"""Who lost a place in midweek has no tier before Monday."""


def test_nights_without_a_place_by_tier_reason_and_weight():
    week = record(households=[FAMILY, ACUTE, LOST, one("Gaupe-2")])
    assert told("unmet", week) == {"P0": 1, "P1": 15}
    assert told("unmet_all", week) == {"": 24}
    assert told("unmet_weighted", week) == {"": 27 * 1 + 9 * 5}
    assert told("late", week) == {"P0": 1, "P1": 4}
    assert told("unmet_reason", week) == {"R3": 15}
    assert told("unmet_second", week) == {"R1": 15}
    assert told("hotel", week) == {"": 23}


def test_a_decline_is_of_the_offers_made():
    week = record(households=[one(offers=1, declined=1), one("Rev-1", offers=2)],
                  declined=(Declined(DeclineReason.AREA, 2), Declined(None, 1)))  # fmt: skip
    assert told("decline_share", week) == {"": pytest.approx(1 / 3)}
    assert told("declined", week, record(1, declined=(Declined(DeclineReason.AREA, 1),))) == {
        "area": 3,
        "unknown": 1,
    }
    assert told("decline_share", record(households=[one()])) == {"": None}


def test_moves_are_of_persons_in_a_hundred_weeks_of_persons():
    stays, moves = one(persons=1, nights=7), one("Rev-1", persons=3, nights=7, began=True, moved=True)
    assert told("moves", *(record(n, [stays, moves._replace(moved=n == 0)]) for n in range(3))) == {
        "": pytest.approx(100 * 3 / 12)
    }


def test_nights_beyond_the_limit_count_for_each_person():
    assert told("overstay", record(households=[one(over=2, persons=3), one("Rev-1", over=1)])) == {"": 7}


def test_nights_where_nobody_speaks_the_language_count_for_each_person():
    assert told("unspoken", record(households=[one(unspoken=7, persons=2), one("Rev-1")])) == {"": 14}


def test_security_is_of_stays_that_began():
    rows = [one(f"P-{margin}", began=True, margin=margin) for margin in (-1, 0, 1, 2)]
    week = record(households=[*rows, one("Rev-1", margin=-2)])
    assert told("security_below", week) == {"": 0.25}
    assert told("security_no_margin", week) == {"": 0.5}


def test_interpreting_is_covered_by_language():
    weeks = [
        record(n, languages=(LanguageWeek("tir", 120, 60, 600), LanguageWeek("ron", 0, 0, 60)))
        for n in range(2)
    ]
    assert told("interpreted", *weeks) == {"tir": 0.5, "ron": None}
    assert told("interpreting", *weeks) == {"tir": 4, "ron": 0}
    assert told("interpreters", *weeks) == {"tir": 20, "ron": 2}


def test_a_seat_counts_for_each_session():
    courses = (CourseWeek("Norsk-1", ProgrammeKind.NORWEGIAN, 4, 10, 5, 2),
               CourseWeek("Norsk-2", ProgrammeKind.NORWEGIAN, 1, 10, 10, 1),
               CourseWeek("Jobb-1", ProgrammeKind.JOB_COURSE, 0, 10, 0, 0))  # fmt: skip
    assert told("seats", record(courses=courses)) == {"norwegian": 0.6, "job_course": None}
    assert told("wishes", record(courses=courses)) == {"norwegian": 3, "job_course": 0}


def test_a_caseload_is_of_who_is_at_work():
    contacts = (ContactWeek("Kontakt-1", 37, 20, 15, 6), ContactWeek("Kontakt-2", 18, 10, 15, 3))
    assert told("caseload", record(contacts=contacts)) == {"": 4.5}
    assert told("load", record(contacts=contacts)) == {"": 1.0}


HOTEL = beds(
    "Hotell", type=UnitType.HOTEL, policy=ZonePolicy.MIXED, beds=5, usable=35, taken=7, persons=14, price=900
)


def test_a_bed_in_service_costs_and_a_hotels_only_where_it_is_taken():
    week = record(
        households=[FAMILY, one("Rev-1", began=True)], rooms=[beds(persons=14), HOTEL], hotel_price=1300
    )
    cost = 28 * 1000 + 7 * 900 + 15 * 1300
    assert told("cost_a_week", week, record(1)) == {"": cost / 2}
    assert told("cost_a_night", week) == {"": cost / (14 + 14 + 15)}
    assert told("cost_a_placement", week) == {"": cost}
    assert told("cost_a_placement", record(rooms=[beds()])) == {"": None}
    assert told("hotel_units", week) == {"": 14}


def test_a_week_is_held_to_its_own_budget():
    weeks = [record(n, rooms=[beds()], budget=budget) for n, budget in enumerate((28_000, 27_999, None))]
    assert told("over_budget", *weeks) == {"": 0.5}
    assert told("over_budget", weeks[2]) == {"": None}


def test_who_comes_and_who_goes():
    weeks = [record(n, arrived=(Arrived(Profile.FAMILY, 1, 3),), left=(Left(Destination.OWN_FLAT, 2), Left(None, 1)))
             for n in range(2)]  # fmt: skip
    assert told("arrived", *weeks) == {"family": 2}
    assert told("left", *weeks) == {"own_flat": 4, "unknown": 2}


def test_the_value_of_a_change_is_nights_spared_a_year_and_a_krone():
    before = [
        record(n, [one(persons=2, tier=Tier.P1, without=7, fitting=0)], [beds(usable=28)]) for n in range(4)
    ]
    after = [record(n, [one(persons=2, tier=Tier.P1, without=n)], [beds(usable=35)]) for n in range(4)]
    found = marginal(before, after)
    assert found.nights == (4 * 14 - 2 * 6) * 13
    assert found.kroner == 4 * 7 * 1000 * 13
    assert found.nights_per_million == pytest.approx(44 * 1_000_000 / 28_000)
    assert marginal(after, before).nights_per_million is None


def test_a_change_is_compared_over_the_same_weeks():
    for other in ([record(1)], [record(0), record(1)], [record(0, replication=1)], []):
        with pytest.raises(ValueError, match="same weeks"):
            marginal([record(0)], other)
    with pytest.raises(ValueError, match="same weeks"):
        marginal([], [])


def test_weeks_of_a_warm_up_do_not_count():
    warm = record(-1, [FAMILY], [beds()])
    assert told("unmet_all", warm, record(0, [ACUTE])) == {"": 1}
    assert marginal([warm, record(0)], [record(0)]).nights == 0


def test_every_measure_has_a_world_here():
    tested = Path(__file__).read_text("utf-8")
    assert [m.id for m in MEASURES if f'told("{m.id}"' not in tested] == []
    assert len({m.id for m in MEASURES}) == len(MEASURES)


@pytest.mark.parametrize(("share", "least"), [(0.5, 2), (0.9, 4), (1.0, 4), (0.25, 1), (0.01, 1)])
def test_a_percentile_is_the_least_that_the_share_does_not_exceed(share, least):
    assert nearest_rank([1, 2, 3, 4], share) == least


# -- of any weeks

NIGHTS = st.integers(0, 7)


@st.composite
def households(draw):
    nights = draw(NIGHTS)
    without = draw(st.integers(0, nights))
    began = draw(st.booleans())
    offers = draw(st.integers(0, 2))
    return one(
        draw(st.sampled_from(["Elg-1", "Rev-1", "Ulv-1"])), persons=draw(st.integers(1, 5)),
        tier=draw(st.sampled_from([None, *Tier])), waited=draw(st.integers(0, 400)), nights=nights,
        without=without, fitting=nights - without, late=draw(st.integers(0, without)),
        hotel=draw(st.integers(0, without)), over=draw(NIGHTS), margin=draw(st.sampled_from([None, -1, 0, 1])),
        reason=draw(st.sampled_from([None, *Reason])) if without else None,
        began=began, moved=began and draw(st.booleans()), offers=offers, declined=draw(st.integers(0, offers)),
    )  # fmt: skip


@st.composite
def rooms(draw):
    number = draw(st.integers(0, 6))
    usable = draw(st.integers(0, 7 * number))
    taken = draw(st.integers(0, usable))
    emergency = draw(st.integers(0, number))
    return beds(
        draw(st.sampled_from("AB")), type=draw(st.sampled_from(UnitType)),
        policy=draw(st.sampled_from([None, *ZonePolicy])), family=draw(st.booleans()), beds=number, usable=usable,
        taken=taken, slept=draw(st.integers(0, taken)), persons=draw(st.integers(0, 40)), emergency=emergency,
        emergency_free=draw(st.integers(0, min(7 * emergency, usable - taken))), price=draw(st.integers(0, 5000)),
    )  # fmt: skip


WEEKS = st.lists(
    st.tuples(st.lists(households(), max_size=4), st.lists(rooms(), max_size=3)), min_size=1, max_size=4
).map(lambda weeks: [record(n, people, there, hotel_price=1300) for n, (people, there) in enumerate(weeks)])


@given(WEEKS)
def test_parts_come_to_the_whole(weeks):
    """Each night is in one tier and, where it has one, in one reason; none is counted twice."""
    rows = [row for week in weeks for row in week.households]
    no_tier = sum(row.without * row.persons for row in rows if row.tier is None)
    no_reason = sum(row.without * row.persons for row in rows if row.reason is None)
    all_ = told("unmet_all", *weeks).get("", 0)
    assert sum(told("unmet", *weeks).values()) + no_tier == all_
    assert sum(told("unmet_reason", *weeks).values()) + no_reason == all_
    assert told("hotel", *weeks).get("", 0) <= all_
    in_places = sum(row.persons for week in weeks for row in week.beds)
    assert sum(told("person_nights", *weeks).values()) == in_places
    assert sum(told("hotel_units", *weeks).values()) <= in_places


@given(WEEKS)
def test_shares_lie_between_none_and_all(weeks):
    shares = {"occupancy", "occupancy_all", "occupancy_nominal", "usable", "slept", "emergency_free", "emergency_none",
              "decline_share", "security_below", "security_no_margin"}  # fmt: skip
    for figure in figures(weeks):
        if figure.measure in shares and figure.value is not None:
            assert 0 <= figure.value <= 1, figure
    assert all(low <= high for low, high in zip(
        told("security_below", *weeks).values(), told("security_no_margin", *weeks).values(), strict=True
    ) if low is not None)  # fmt: skip


@given(WEEKS)
def test_the_order_of_weeks_and_rows_changes_nothing(weeks):
    turned = [w.but(households=w.households[::-1], beds=w.beds[::-1]) for w in reversed(weeks)]
    assert list(figures(weeks)) == list(figures(turned))


@given(WEEKS, households())
def test_one_more_household_never_lowers_a_sum(weeks, more):
    """Nor the cost of a week; shares and averages may fall."""
    sums = (
        "unmet",
        "unmet_all",
        "unmet_weighted",
        "late",
        "unmet_reason",
        "overstay",
        "hotel",
        "cost_a_week",
    )
    with_it = [weeks[0].but(households=(*weeks[0].households, more)), *weeks[1:]]
    for measure in sums:
        before, after = told(measure, *weeks), told(measure, *with_it)
        assert all(after[key] >= value for key, value in before.items()), measure


@given(WEEKS, rooms())
def test_one_more_bed_never_lowers_the_cost_and_spares_no_night_by_itself(weeks, more):
    found = marginal(weeks, [weeks[0].but(beds=(*weeks[0].beds, more)), *weeks[1:]])
    assert found.kroner >= 0
    assert found.nights == 0


@given(WEEKS)
def test_what_is_counted_twice_is_twice_as_much_and_shares_stay(weeks):
    """Two futures that are alike: sums double, shares and averages stay."""
    again = [week.but(replication=1) for week in weeks]
    for one_time, twice in zip(figures(weeks), figures([*weeks, *again]), strict=True):
        measure = next(m for m in MEASURES if m.id == one_time.measure)
        if one_time.value is None:
            assert twice.value is None
        elif measure.id in ("wait", "waiting") and one_time.key[-1] != "count":
            assert twice.value == one_time.value
        elif measure.unit in ADDED or one_time.key[-1:] == (COUNT,):
            assert twice.value == 2 * one_time.value
        else:
            assert twice.value == pytest.approx(one_time.value)
        if one_time.households is not None:
            assert twice.households == 2 * one_time.households


def test_a_record_has_no_field_that_no_measure_reads():
    """But those that name, date and tie; a figure that nobody reads is not carried along."""
    formulas = " ".join(m.formula + m.by for m in MEASURES)
    ties = {"household", "unit", "type", "policy", "family", "profile", "contact", "hours", "programme", "kind",
            "language", "fitting", "reason", "destination", "persons", "households"}  # fmt: skip
    for row in (HouseholdWeek, BedsWeek, LanguageWeek, CourseWeek, ContactWeek, Arrived, Left, Declined):
        unread = [name for name in get_type_hints(row) if name not in ties and f"{name}" not in formulas]
        assert unread == [], row
