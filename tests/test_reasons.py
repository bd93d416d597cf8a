"""What stands in the way of who has no place: the decisive thing, and where."""

from placement.domain.plan import Plan
from placement.domain.rule import Reason
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.reasons import reasons
from placement.rules import RULES
from tests.worlds import day, town, vary


def why(changes, *stays):
    week = Week(vary(town(), changes), RULES)
    return {one.household: one for one in reasons(week, Plan(stays=stays))}


def new(household, place, start=0):
    return Stay(household=household, place=place, start=day(start), until=day(56), kind=StayKind.NEW)


def said_at(found, place):
    return {f.says for f, where in zip(found.why, found.stops, strict=True) if place in where}


def test_who_has_the_bed_is_one_thing_in_the_way_and_not_three():
    closed = {"F2a": {"confirmed": False}, "S1": {"confirmed": False}}
    plan = new("Lerke-2", "F2b"), new("Orrfugl-1", "S2")
    found = why({"persons": {"Rype-3": {"sharing": "no"}}, "rooms": closed}, *plan)["Rype-3"]
    assert said_at(found, "F2b") == {"over_full"}
    assert said_at(found, "F1a") == {"man_in_womens_zone"}
    assert found.primary is Reason.NO_BED


def test_each_sentence_tells_in_which_places_it_stands():
    found = why({"persons": {"Rype-3": {"threat": None}}})["Rype-3"]
    (never,) = [n for n, f in enumerate(found.why) if f.says == "never_assessed"]
    assert set(found.stops[never]) >= {"F2b", "S2"}
    assert len(found.stops) == len(found.why)


def test_a_place_that_is_open_as_soon_as_the_household_can_come_counts_as_near():
    late = {"households": {"Rype-3": {"situation": "nowhere", "earliest": 3}}}
    closed = {"rooms": {"S1": {"confirmed": False}, "F2a": {"confirmed": False}}}
    taken = why(late | closed, new("Lerke-2", "F2b"), new("Orrfugl-1", "S2"))["Rype-3"]
    assert said_at(taken, "F2b") == {"over_full"}
    free = why(late | closed, new("Lerke-2", "F2b"))["Rype-3"]
    assert free.open_places == ("S2",)


def test_a_child_who_is_alone_belongs_to_child_welfare_whatever_else_is_missing():
    alone = {
        "persons": {"Rype-3": {"age_status": "unclear", "threat": None}},
        "units": {"Granly": {"children_ok": False}, "Solbakken": {"children_ok": False}},
    }
    found = why(alone | {"drop_consents": "all"})["Rype-3"]
    assert found.nowhere
    assert found.primary is Reason.ASSESSMENT
