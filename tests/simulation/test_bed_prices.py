"""A room costs what its lack costs those who will come; one for which another stands in costs nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placement.domain.decision import Tier
from placement.domain.housing import Closure, Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.profile import Profile
from placement.domain.stay import Stay, StayKind
from placement.domain.week import UNPLACED, Week
from placement.rules import RULES
from placement.simulation.ahead import Ahead, Wanting, ahead
from placement.simulation.bed_prices import bed_prices
from placement.simulation.flow import Flow, usual_flow
from placement.simulation.future import Future
from placement.simulation.generate import generate
from placement.solver.optimiser import Engines
from tests.worlds import AS_OF, child, day, household, person, room, unit

ENGINES = Engines()
NOBODY = Flow(a_week={}, patience=(9000, 0.01))


def house(*rooms, **facts):
    return unit("Granly", (Zone(alias="Z", policy=ZonePolicy.MIXED),), rooms, **facts)


def world(*households, rooms=("A", "B"), **tables):
    there = [one if not isinstance(one, str) else room(one, "Z") for one in rooms]
    return Week(Instance(as_of=AS_OF, units=(house(*there),), households=households, **tables), RULES)


def wants(week, alias, places, on=0, until=50, tier=Tier.P1):
    return Wanting(week.household[alias], tier, on, until, tuple(week.place(one) for one in places))


def prices(week, *wanting, leaves=None):
    found = bed_prices([Ahead(week, wanting, leaves or {})], ENGINES)
    return {one.room: (one.nights, one.days) for one in found if one.missed}


def told(wanting):
    return (*wanting[:-1], [place.alias for place in wanting.places])


ELG, REV = household("Elg-1"), household("Rev-2", person("Rev-2"))


def test_the_only_room_that_suits_costs_the_nights_of_who_needs_it():
    week = world(ELG)
    assert prices(week, wants(week, "Elg-1", ["A"], on=9)) == {"A": (9 * UNPLACED, 9)}


def test_a_room_for_which_another_stands_in_costs_nothing():
    week = world(ELG)
    assert prices(week, wants(week, "Elg-1", ["A", "B"])) == {}


def test_the_last_of_two_is_priced_by_who_has_nothing_else():
    """Rev-2 can have either and takes B; without A nobody has Elg-1's place, and so without B."""
    week = world(ELG, REV)
    found = prices(
        week, wants(week, "Elg-1", ["A"], tier=Tier.P2), wants(week, "Rev-2", ["A", "B"], tier=Tier.P3)
    )
    assert found == {"A": (3 * UNPLACED, 0), "B": (UNPLACED, 0)}


def test_a_night_weighs_by_urgency():
    week = world(ELG)
    for tier, weight in ((Tier.P0, 27), (Tier.P1, 9), (Tier.P2, 3), (Tier.P3, 1)):
        assert prices(week, wants(week, "Elg-1", ["A"], tier=tier)) == {"A": (weight * UNPLACED, 0)}


def test_who_comes_after_another_has_left_has_the_same_room():
    week = world(ELG, REV)
    first, second = wants(week, "Elg-1", ["A"], until=20), wants(week, "Rev-2", ["A"], on=20)
    assert prices(week, first, second) == {"A": (18 * UNPLACED, 0)}


def test_to_wait_until_a_room_is_free_costs_the_nights_meanwhile():
    week = world(ELG, REV)
    first, second = wants(week, "Elg-1", ["A"], until=10), wants(week, "Rev-2", ["A"], on=4, until=60)
    assert prices(week, first, second) == {"A": (9 * UNPLACED + 9 * (UNPLACED - 6), 0)}


def test_a_held_room_is_free_when_its_household_leaves():
    stay = Stay(household="Rev-2", place="A", start=day(-30), until=None, kind=StayKind.CURRENT)
    week = world(ELG, REV, stays=(stay,))
    wanting = wants(week, "Elg-1", ["A"], on=2)
    assert prices(week, wanting, leaves={"Rev-2": 12}) == {"A": (9 * (UNPLACED - 10), 12)}
    assert prices(week, wanting, leaves={"Rev-2": 31}) == {}


def test_a_share_takes_one_bed_and_a_whole_room_all():
    double = room("C", "Z", single=2, shareable=True)
    week = world(ELG, REV, rooms=[double])
    shares = [wants(week, alias, ["C/bed"]) for alias in ("Elg-1", "Rev-2")]
    assert prices(week, *shares) == {"C": (2 * 9 * UNPLACED, 0)}
    whole = [wants(week, alias, ["C"]) for alias in ("Elg-1", "Rev-2")]
    assert prices(week, *whole) == {"C": (9 * UNPLACED, 0)}


def test_a_closed_room_is_worth_nothing_until_it_opens():
    week = world(ELG, closures=(Closure(unit="Granly", room="A", since=day(0), until=day(7)),))
    assert prices(week, wants(week, "Elg-1", ["A"], on=3)) == {}
    assert prices(week, wants(week, "Elg-1", ["A"], on=8)) == {"A": (9 * UNPLACED, 8)}


def test_a_set_of_rooms_is_missed_as_a_whole():
    suite = [room("D", "Z", suite="S"), room("E", "Z", suite="S")]
    week = world(household("Ulv-3", person("Ulv-31"), child("Ulv-32")), rooms=suite)
    assert prices(week, wants(week, "Ulv-3", ["D+E"])) == {"D": (9 * UNPLACED, 0), "E": (9 * UNPLACED, 0)}


def test_only_the_rooms_that_are_asked_about_are_priced():
    week = world(ELG, REV)
    wanting = (wants(week, "Elg-1", ["A"]), wants(week, "Rev-2", ["B"]))
    found = bed_prices([Ahead(week, wanting, {})], ENGINES, {"B"})
    assert [(one.room, one.nights) for one in found] == [("B", 9 * UNPLACED)]


def test_prices_are_means_over_futures():
    week = world(ELG)
    needed, not_needed = Ahead(week, (wants(week, "Elg-1", ["A"], on=5),), {}), Ahead(week, (), {})
    first = bed_prices([needed, not_needed, not_needed], ENGINES)[0]
    assert first == ("A", 9 * UNPLACED / 3, 1, 3, 5)


def test_a_future_has_those_who_wait_and_those_who_come_where_the_rules_allow():
    week = generate("S", 3)
    found = ahead(week, RULES, usual_flow(week), Future(5, 0), 8)
    here = {h.alias for h in week.households}
    waiting = [one for one in found.wanting if one.household.alias in here]
    comes = [one for one in found.wanting if one.household.alias not in here]
    assert {one.day for one in waiting} == {0}
    assert comes
    assert all(1 <= one.day <= 56 and one.until > one.day for one in comes)
    again = ahead(week, RULES, usual_flow(week), Future(5, 0), 8)
    assert list(map(told, found.wanting)) == list(map(told, again.wanting))


def test_nobody_comes_where_nobody_is_foreseen_to():
    week = generate("S", 3)
    assert not [one for one in ahead(week, RULES, NOBODY, Future(5, 0), 8).wanting if one.day]
    group = Flow(a_week={Profile.GROUP: 50.0})
    assert len([one for one in ahead(week, RULES, group, Future(5, 0), 1).wanting if one.day]) > 20


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_no_room_has_a_price_below_nothing_and_a_seed_has_one_answer(seed):
    week = generate("S", seed % 7, beds=1.0)
    one = ahead(week, RULES, usual_flow(week), Future(seed, 0), 4)
    found = bed_prices([one], ENGINES)
    assert {price.room for price in found} == {room.alias for unit in week.units for room in unit.rooms}
    assert all(price.nights > 0 if price.missed else price.nights == 0 for price in found)
    assert list(found) == sorted(found, key=lambda price: (-price.nights, price.room))


@pytest.mark.parametrize("rooms", [("A",), ("A", "B"), ("A", "B", "C")])
def test_one_more_room_that_does_as_well_never_raises_a_price(rooms):
    week = world(ELG, REV, rooms=["A", "B", "C", "D"])
    fewer = prices(week, wants(week, "Elg-1", rooms), wants(week, "Rev-2", rooms))
    more = prices(week, wants(week, "Elg-1", [*rooms, "D"]), wants(week, "Rev-2", [*rooms, "D"]))
    assert all(more.get(one, (0, 0))[0] <= price for one, (price, _) in fewer.items())
