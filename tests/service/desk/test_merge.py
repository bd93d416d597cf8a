"""Two households become one, and nothing that protects anybody is lost by it."""

import pytest

from placement.domain.fact import Edit
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.merge import MergeHouseholds
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.protection_kinds import Kind
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import day, town, vary, week_of_activities

ONE, TWO = "Orrfugl-1", "Lerke-2"
MERGE = MergeHouseholds(into=ONE, other=TWO)


def facts(world=None, **changes):
    return facts_of(vary(world or town(), changes))


def stay(household, place="F2a", **more):
    return {"household": household, "place": place, "start": -9, "kind": "current"} | more


def apart(kind="separate", **more):
    return {"a": ONE, "b": TWO, "kind": kind, "since": -9} | more


def test_the_members_of_both_are_one_household():
    after = done(facts(), MERGE).after
    assert [p.alias for p in Week(after.instance, RULES).household[ONE].members] == [ONE, TWO]
    assert after.body("households", TWO) is None


def test_what_is_most_urgent_of_both_is_told_of_all():
    before = facts(households={
        ONE: {"situation": "hotel", "situation_since": -2, "wishes": ["Granly"], "expected_until": 20, "referral": -5},
        TWO: {"situation": "nowhere", "situation_since": -1, "wishes": ["Solbakken", "Granly"], "child_at_risk": True,
              "earliest": 3, "move_on_from": 9},
    })  # fmt: skip
    found = row(done(before, MERGE).after, "households", alias=ONE)
    assert (found["situation"], found["situation_since"]) == ("nowhere", day(-1).isoformat())
    assert (found["wishes"], found["child_at_risk"]) == (["Granly", "Solbakken"], True)
    assert (found["referral"], found["earliest"], found["expected_until"]) == (
        day(-10).isoformat(), day(3).isoformat(), None)  # fmt: skip
    assert found["move_on_from"] == day(9).isoformat()
    assert found["lot"] == 1


def test_who_did_not_arrive_in_the_group_is_not_placed_as_if_they_had():
    after = done(facts(households={ONE: {"group_arrival": "G-1"}}), MERGE).after
    assert row(after, "households", alias=ONE)["group_arrival"] is None


def test_links_areas_and_grades_stay_with_the_person():
    before = facts(
        relations=[{"a": "Rype-3", "b": TWO, "kind": "recruiter"}],
        avoid_areas=[{"person": TWO, "area": "nord"}],
        persons={TWO: {"secrecy": "fortrolig"}},
    )
    after = done(before, MERGE).after
    for table in ("relations", "avoid_areas"):
        assert after.rows(table) == before.rows(table)
    assert row(after, "persons", alias=TWO)["secrecy"] == "fortrolig"


def test_a_bed_of_one_of_them_is_that_of_both():
    after = done(facts(stays=[stay(TWO)]), MERGE).after
    assert row(after, "stays")["household"] == ONE


def test_a_place_that_both_have_is_held_once_since_the_first_came():
    before = facts(stays=[stay(ONE, start=-4, until=9), stay(TWO, until=30)])
    found = row(done(before, MERGE).after, "stays")
    assert (found["household"], found["start"], found["until"]) == (
        ONE,
        day(-9).isoformat(),
        day(30).isoformat(),
    )


def test_what_is_over_stays_with_who_lived_it():
    past = stay("Oter-4", "S1", start=-60, until=-40, kind="past")
    before = facts(
        stays=[past], exits=[{"household": "Oter-4", "on": -40}],
        persons={"Oter-42": {"age_status": "adult", "age_band": "25-39"}},
    )  # fmt: skip
    after = done(before, MergeHouseholds(into=ONE, other="Oter-4")).after
    assert row(after, "stays")["household"] == row(after, "exits")["household"] == "Oter-41"
    assert row(after, "knows_address") == {"person": "Oter-42", "unit": "Solbakken"}
    week = Week(after.instance, RULES)
    assert week.knows["Oter-41"] == week.knows["Oter-42"] == {"Solbakken"}
    assert len(week.household[ONE].members) == 3


def test_nobody_has_left_by_an_exit_of_an_earlier_time_in_care():
    before = facts(exits=[{"household": ONE, "on": -7}], households={ONE: {"referral": -5}})
    after = done(before, MERGE).after
    assert ONE in Week(after.instance, RULES).household


def test_a_no_of_either_is_a_no_of_both():
    no = {"unit": "Granly", "on": -3, "answer": "declined", "reason": "place", "holds_until": 30}
    before = facts(offers=[no | {"household": TWO}, {"household": ONE, "unit": "Granly", "on": -3}])
    found = row(done(before, MERGE).after, "offers")
    assert (found["household"], found["answer"], found["holds_until"]) == (
        ONE,
        "declined",
        day(30).isoformat(),
    )


def test_one_contact_follows_all_of_them_up():
    world = week_of_activities()
    after = done(facts(world), MERGE).after
    assert row(after, "assignments", household=ONE)["contact"] == "Ask-1"
    assert rows(after, "assignments", household=TWO) == []


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ("yes", "no", "yes"),
        (None, "yes", "yes"),
        ("no", "no", "no"),
        ("no", None, "not_asked"),
        ("yes", None, "yes"),
    ],
)
def test_nobody_is_impartial_to_somebody_about_whom_they_were_not_asked(one, two, both):
    said = [
        {"helper": "Ask-1", "household": who, "conflict": answer}
        for who, answer in ((ONE, one), (TWO, two))
        if answer
    ]
    before = facts(week_of_activities(), drop_impartiality="all", impartiality=said)
    found = row(done(before, MERGE).after, "impartiality")
    assert (found["household"], found["conflict"]) == (ONE, both)


SAME = {
    "rule": "H12",
    "unit": "Granly",
    "since": -1,
    "until": 9,
    "reason": "other",
    "by": "kari",
    "approved_by": "ola",
}


def test_what_was_set_aside_for_both_is_set_aside_for_the_one_that_they_are():
    after = done(facts(overrides=[SAME | {"households": [ONE, TWO]}]), MERGE).after
    assert row(after, "overrides")["households"] == [ONE]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"persons": {TWO: {"asked_alone": False}}}, "merge_not_asked"),
        ({"persons": {ONE: {"stay_together": "not_asked"}}}, "merge_not_asked"),
        ({"relations": [apart()]}, "merge_apart"),
        ({"relations": [apart("controller")]}, "merge_apart"),
        ({"stays": [stay(ONE), stay(TWO, "F2b")]}, "merge_two_places"),
        ({"stays": [stay(ONE)], "households": {TWO: {"situation": "nowhere"}}}, "merge_unsafe"),
        ({"pins": [{"household": ONE, "unit": "Granly"}, {"household": TWO, "unit": "Solbakken"}]}, "merge_two_pins"),
        ({"exits": [{"household": TWO, "on": 9}]}, "merge_leaving"),
        ({"exits": [{"household": TWO, "on": -1}]}, "has_left"),
        ({"overrides": [SAME | {"households": [TWO]}]}, "merge_set_aside"),
        ({"waivers": [{"household": ONE, "rule": "H13", "unit": "Granly", "since": -3}]}, "merge_set_aside"),
        ({"tier_changes": [{"household": TWO, "tier": None, "since": -1, "reason": "other", "by": "kari"}]},
         "merge_two_tiers"),
    ],
)  # fmt: skip
def test_where_the_two_cannot_be_told_of_one_household_it_is_refused(changes, code):
    assert refused(facts(**changes), MERGE) == code


def test_two_contacts_are_refused():
    assert (
        refused(facts(week_of_activities()), MergeHouseholds(into=ONE, other="Rype-3"))
        == "merge_two_contacts"
    )
    assert refused(facts(), MergeHouseholds(into=ONE, other=ONE)) == "merge_same"
    assert refused(facts(), MergeHouseholds(into=ONE, other="Ulv-9")) == "no_household"


def test_what_has_ended_keeps_nobody_apart():
    done(facts(relations=[apart(until=0)]), MERGE)


def test_a_link_that_was_set_aside_by_an_end_of_its_dates_is_not_lost():
    before = facts(relations=[apart(until=0)])
    assert done(before, MERGE).after.rows("relations") == before.rows("relations")


def test_parts_of_a_household_come_together_again_when_both_want_it_and_two_people_say_so():
    grown = {"Oter-42": {"age_status": "adult", "age_band": "25-39", "stay_together": "no"}}
    before = facts(persons=grown, drop_relations="all", stays=[stay("Oter-4", "S1")])
    split = done(
        before, SplitHousehold(household="Oter-4", persons=("Oter-42",), why=SplitReason.OWN_WORD)
    ).after
    assert refused(split, MergeHouseholds(into="Oter-4", other="Oter-42")) == "merge_not_asked"
    body = split.rows("persons")["Oter-42"]
    wants = split.after([Edit("persons", "Oter-42", body, {**body, "stay_together": "yes"})], 3, {})
    after = done(wants, MergeHouseholds(into="Oter-4", other="Oter-42"), lowers=[Kind.SPLIT]).after
    assert row(after, "households", alias="Oter-4")["origin"] is None
    assert row(after, "stays")["household"] == "Oter-4"


def test_who_was_split_off_somebody_else_stays_apart_from_them():
    marked = {TWO: {"origin": "Ulv-9*"}, "Rype-3": {"origin": "Ulv-9*"}}
    after = done(facts(households=marked), MERGE).after
    assert row(after, "households", alias=ONE)["origin"] == "Ulv-9*"
    two = {ONE: {"origin": "Rev-8*"}} | marked
    assert refused(facts(households=two), MERGE) == "merge_split_off"
