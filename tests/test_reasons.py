"""What stands in the way of who has no place: the decisive thing, and where."""

from placement.domain.plan import Plan
from placement.domain.rule import Reason
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.reasons import first_reasons, reasons
from placement.rules import RULES
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.solver.run import solve
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


def test_a_place_that_an_avoid_area_alone_keeps_from_somebody_is_named_though_others_are_nearer():
    found = why({"avoid_areas": [{"person": "Rype-3", "area": "nord"}]})["Rype-3"]
    assert found.open_places
    assert {f.says for f in found.hinges} == {"inside"}


ONLY_F2B = {
    "rooms": {room: {"confirmed": False} for room in ("F1a", "F2a", "S1", "S2")},
    "persons": {"Rype-3": {"threat": None}},
}


def test_what_the_plan_itself_gave_away_still_counts_as_free():
    found = why(ONLY_F2B, new("Lerke-2", "F2b"))["Rype-3"]
    assert [(f.says, f.where) for f in found.hinges] == [("never_assessed", "F2b")]
    assert found.never_in_time


def test_a_place_where_somebody_lives_hinges_on_nothing():
    home = {"household": "Lerke-2", "place": "F2b", "start": -30, "kind": "current"}
    assert why(ONLY_F2B | {"stays": [home]})["Rype-3"].hinges == ()


def test_what_closes_most_places_is_told_with_them():
    found = why({"persons": {"Rype-3": {"threat": None}}})["Rype-3"]
    assert found.bars_most is not None
    assert found.bars_most.says == "never_assessed"
    assert set(found.barred) >= {"F2b", "S2"}


def test_where_something_is_in_the_way_everywhere_no_place_is_called_open():
    found = why({"persons": {"Rype-3": {"threat": None}}})["Rype-3"]
    assert found.why
    assert found.open_places == ()


def test_of_two_reasons_as_common_the_one_that_nobody_can_set_aside_is_told_first():
    changes = {
        "persons": {"Lerke-2": {"secrecy": "strengt_fortrolig"}},
        "units": {"Solbakken": {"clearance": "fortrolig"}},
        "rooms": {room: {"confirmed": False} for room in ("F1a", "F2a", "S1")},
        "avoid_areas": [{"person": "Lerke-2", "area": "nord"}],
    }
    found = why(changes)["Lerke-2"]
    assert said_at(found, "F2b") == {"inside"}
    assert said_at(found, "S2") == {"not_cleared"}
    assert (found.primary, found.secondary) == (Reason.SECURITY, Reason.AREA)


# -- one question that is open
ONE_CASE = {"Rype-3": {"case_group": "K1"}, "Lerke-2": {"case_group": "K1"}}
LERKE_AT_HOME = [{"household": "Lerke-2", "place": "F2b", "start": -30, "kind": "current"}]


def test_a_place_beside_one_of_the_same_case_hinges_on_the_assessment_of_the_two():
    found = why({"persons": ONE_CASE, "stays": LERKE_AT_HOME})["Rype-3"]
    assert [(f.says, f.about, f.where) for f in found.hinges] == [
        ("not_assessed", ("Lerke-2", "Rype-3"), "F2a")
    ]
    assert found.open_places == ("S1", "S2")
    assert not found.never_in_time


def test_one_member_of_a_case_is_enough_for_the_question():
    people = {"Oter-41": {"case_group": "K1"}, "Lerke-2": {"case_group": "K1"}}
    found = why({"persons": people, "stays": LERKE_AT_HOME})["Oter-4"]
    assert {(f.says, f.about) for f in found.hinges} == {("not_assessed", ("Lerke-2", "Oter-4"))}


def test_of_stays_that_as_much_stands_against_the_longest_is_the_one_that_is_told_of():
    there = [
        {"household": "Lerke-2", "place": "F2b", "start": -30, "until": 10, "kind": "current"},
        {"household": "Orrfugl-1", "place": "F2b", "start": 30, "until": 70, "kind": "hold"},
    ]
    closed = {"rooms": {room: {"confirmed": False} for room in ("F1a", "F2a", "S1", "S2")}}
    found = why(closed | {"stays": there})["Rype-3"]
    told = [f.about for f, places in zip(found.why, found.stops, strict=True) if "F2b" in places]
    assert told == [("Lerke-2", "Rype-3"), ("Orrfugl-1", "Rype-3")]


def test_a_place_where_two_questions_are_open_hinges_on_neither():
    people = ONE_CASE | {"Rype-3": {"case_group": "K1", "threat": None}}
    found = why({"persons": people, "stays": LERKE_AT_HOME})["Rype-3"]
    assert [(f.says, f.where) for f in found.hinges] == [("never_assessed", "S1")]


def test_who_cannot_come_before_the_need_ends_waits_for_the_answer_to_no_question():
    late = {"earliest": 20, "expected_until": 20}
    found = why({"households": {"Rype-3": late}, "persons": {"Rype-3": {"threat": None}}})["Rype-3"]
    assert found.hinges == ()
    assert found.never_in_time


def test_the_first_reasons_alone_are_those_of_the_whole_answer():
    for seed in (1, 2, 3):
        answer = make_plan(generate("S", seed, beds=0.9), seconds=20, planner=solve)
        week = answer.week
        whole = {u.household: (u.primary, u.secondary) for u in answer.unplaced if week.tier(u.household)}
        assert whole
        assert first_reasons(week, answer.plan) == whole
