"""What could be opened next is read off the week: only what means something there, playable, and with a price."""

import pytest

from placement.domain.housing import Staffing, UnitType
from placement.domain.instance import Instance
from placement.domain.person import Access
from placement.domain.programme import ActivityWish, ProgrammeKind
from placement.domain.resource import Need, PriceSource, ResourceKind
from placement.domain.scenario import Another, Beds, Interpreting, NewUnit, RuleOff, Seats, Staff
from placement.domain.stay import Stay, StayKind
from placement.rules import GOALS, RULES
from placement.simulation import generate
from placement.simulation.cards import apply
from placement.simulation.resources import resources
from tests.worlds import AS_OF, day, household, person, town, week_of_activities

K = ResourceKind


def of_kind(instance, kind):
    return [one for one in resources(instance) if one.kind is kind]


@pytest.mark.parametrize(("size", "seed"), [("S", 1), ("S", 2), ("S", 3), ("M", 1), ("L", 1)])
def test_every_candidate_can_be_played_alone_and_none_touches_a_rule(size, seed):
    week = generate(size, seed)
    found = resources(week)
    assert 10 < len(found) <= 50
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert apply(week, one.cards, (*RULES, *GOALS)) != week
        assert all(isinstance(c, Another | Beds | Interpreting | NewUnit | Seats | Staff) for c in one.cards)
        assert not any(isinstance(card, RuleOff) for card in one.cards)


def test_a_week_of_nobody_in_no_place_has_no_candidate():
    assert resources(Instance(as_of=AS_OF)) == ()


def test_without_a_family_flat_one_is_made_up_at_an_assumed_price_and_only_where_there_are_families():
    (flat,) = of_kind(town(), K.FAMILY_FLAT)
    assert isinstance(flat.cards[0], NewUnit)
    assert flat.source is PriceSource.ASSUMED
    alone = town().but(households=(household("Orrfugl-1"),), relations=(), consents=())
    assert of_kind(alone, K.FAMILY_FLAT) == []


def test_with_a_family_flat_it_is_one_more_like_the_cheapest_at_its_own_price():
    granly, solbakken = town().units
    flats = (solbakken.but(type=UnitType.OWN_FLAT), granly)
    (flat,) = of_kind(town().but(units=flats), K.FAMILY_FLAT)
    assert flat.cards == (Another(like="Solbakken", alias="Ny-1"),)
    assert (flat.kroner, flat.source) == (365 * 1000 * 4, PriceSource.WEEK)


def test_a_bed_costs_what_the_unit_says_a_night_costs_or_what_its_kind_usually_does():
    granly, solbakken = town().units
    beds = {one.id: one for one in resources(town())}
    assert (beds["bed_women:Granly-1"].kroner, beds["bed_women:Granly-1"].source) == (
        365_000,
        PriceSource.WEEK,
    )
    free = {one.id: one for one in resources(town().but(units=(granly.but(cost_per_night=0), solbakken)))}
    assert free["bed_women:Granly-1"].kroner == 365 * 2500
    assert free["bed_women:Granly-1"].source is PriceSource.ASSUMED


def test_an_accessible_room_is_tried_where_somebody_needs_one_and_the_unit_has_it_not():
    assert of_kind(town(), K.ACCESSIBLE_ROOM) == []
    needs = household("Orrfugl-1", person("Orrfugl-1", access_needs=frozenset({Access.STEP_FREE})))
    week = town().but(households=(needs, *town().households[1:]))
    assert {one.cards[0].access for one in of_kind(week, K.ACCESSIBLE_ROOM)} == {
        frozenset({Access.STEP_FREE})
    }
    everywhere = tuple(u.but(access=frozenset({Access.STEP_FREE})) for u in week.units)
    assert of_kind(week.but(units=everywhere), K.ACCESSIBLE_ROOM) == []


def test_a_night_shift_is_tried_where_nobody_is_at_work_by_night():
    assert of_kind(town(), K.ROUND_THE_CLOCK) == []
    granly, solbakken = town().units
    week = town().but(units=(granly.but(staffing=Staffing.DAY), solbakken))
    assert [one.cards for one in of_kind(week, K.ROUND_THE_CLOCK)] == [
        (Staff(unit="Granly", staffing=Staffing.FULL),)
    ]


def test_a_language_is_tried_where_somebody_lives_whom_nobody_at_work_understands():
    speaker = household("Orrfugl-1", person("Orrfugl-1", languages=frozenset({"tir"})))
    stay = Stay(household="Orrfugl-1", place="F2b", start=day(-3), kind=StayKind.CURRENT)
    week = town().but(households=(speaker, *town().households[1:]), stays=(stay,))
    (one,) = of_kind(week, K.STAFF_LANGUAGE)
    assert one.cards == (Staff(unit="Granly", more=frozenset({"tir"})),)
    assert one.kind.need is Need.LANGUAGE
    assert of_kind(town(), K.STAFF_LANGUAGE) == []


def test_interpreter_hours_are_tried_in_the_languages_that_lack_most():
    people = [household(f"Rype-{n}", person(f"Rype-{n}", languages=frozenset({language}), interpreter_needed=True))
              for n, language in enumerate(["tir", "tir", "ara"])]  # fmt: skip
    week = week_of_activities().but(households=(*week_of_activities().households, *people), bookable_hours=())
    assert [one.cards[0].language for one in of_kind(week, K.INTERPRETER_HOURS)] == ["tir", "ara"]
    assert of_kind(town(), K.INTERPRETER_HOURS) == []


def test_seats_are_tried_where_somebody_wishes_and_is_not_in():
    assert of_kind(week_of_activities(), K.SEATS) == []
    wish = ActivityWish(person="Lerke-2", kind=ProgrammeKind.NORWEGIAN)
    (one,) = of_kind(week_of_activities().but(activity_wishes=(wish,)), K.SEATS)
    assert one.cards == (Seats(programme="Norsk-A", change=2),)
