"""Contacts and interpreters: who can talk without one, what a booking is for, and what is derived of them."""

import pytest

from placement.domain.interpreter import Booking, TalkKind
from placement.domain.interpreting import Need, booking_of, need_of, talks_with
from placement.domain.plan import Plan
from placement.domain.rule import Level
from placement.domain.seen import Seen
from placement.domain.value import FOREVER
from placement.domain.views import Ways
from placement.domain.week import Week
from placement.rules import RULES
from placement.rules.goals.activity_travel import started_pairs
from tests.worlds import clock, day, vary, week_of_activities

MONDAY = Booking(
    person="Lerke-2",
    interpreter="Tolk-1",
    kind=TalkKind.SESSION,
    programme="Norsk-A",
    on=day(0),
    start=clock("10:00"),
)


def week(**changes):
    return Week(vary(week_of_activities(), changes), RULES)


def can_talk(given, contact="Ask-1", person="Lerke-2"):
    return talks_with(given, given.contact[contact], given.person[person])


# -- who can talk
def test_who_shares_a_language_talks():
    assert can_talk(week())
    assert not can_talk(week(persons={"Lerke-2": {"languages": ["tir"]}}))
    assert not can_talk(week(persons={"Lerke-2": {"languages": []}}))
    assert not can_talk(week(contacts={"Ask-1": {"languages": []}}))


@pytest.mark.parametrize(
    ("absences", "away_until"),
    [
        ([(0, 7)], 7),
        ([(0, 6)], None),
        ([(1, 30)], None),
        ([(-9, 30)], 30),
        ([(-9, 0)], None),
        ([(3, 8), (0, 3)], 8),
        ([(4, 8), (0, 3)], None),
        ([(0, 9), (2, 5)], 9),
    ],
)
def test_who_is_away_all_of_the_coming_week_talks_with_nobody(absences, away_until):
    given = week(absences=[{"contact": "Ask-1", "since": since, "until": until} for since, until in absences])
    until = given.attributes.of(given.contact["Ask-1"], "away_until")
    assert until == (None if away_until is None else day(away_until))
    assert can_talk(given) is (away_until is None)
    assert can_talk(given, contact="Eik-2")


def test_an_absence_may_have_no_end():
    given = week(absences=[{"contact": "Ask-1", "since": -3}])
    assert given.attributes.of(given.contact["Ask-1"], "away_until") == FOREVER


# -- what a booking is for
def test_a_booking_names_its_session():
    need = need_of(week(), MONDAY)
    assert need == Need("Lerke-2", TalkKind.SESSION, "Norsk-A", day(0), 600, 720)
    assert booking_of(need, "Tolk-1") == MONDAY


@pytest.mark.parametrize("change", [{"on": day(1)}, {"start": clock("10:30")}, {"programme": "Norsk-B"}])
def test_a_booking_of_no_session_is_for_nothing(change):
    assert need_of(week(), MONDAY.but(**change)) is None


def test_a_booking_of_a_talk_is_for_the_talk():
    talk = Booking(person="Lerke-2", interpreter="Tolk-1", kind=TalkKind.OFFER)
    assert need_of(week(), talk) == Need("Lerke-2", TalkKind.OFFER)


# -- derived attributes
def of_household(name, household="Oter-4", **changes):
    given = week(**changes)
    return given.attributes.of(given.household[household], name)


def test_any_yes_is_a_conflict_and_not_asked_is_no_answer():
    rows = [
        {"helper": "Ask-1", "household": "Oter-4", "conflict": "yes"},
        {"helper": "Tolk-1", "household": "Oter-4", "conflict": "not_asked"},
    ]
    found = {"drop_impartiality": [3], "impartiality": rows}
    assert of_household("conflicts", **found) == {"Ask-1"}
    assert of_household("impartial", **found) == {"Eik-2", "Tolk-1", "Tolk-2"}


def test_links_of_interpreters_to_members_but_not_those_of_contacts():
    rows = [
        {"a": "Tolk-1", "b": "Oter-42", "kind": "family", "until": 9},
        {"a": "Oter-41", "b": "Tolk-2", "kind": "neutral"},
        {"a": "Oter-41", "b": "Ask-1", "kind": "friend"},
        {"a": "Lerke-2", "b": "Tolk-2", "kind": "friend"},
    ]
    found = of_household("linked_interpreters", relations=rows)
    assert [(link.name, link.until) for link in found] == [("Tolk-1", day(9))]


def test_ties_are_weekly_still_hold_and_have_an_area():
    rows = [
        {"person": "Oter-42", "kind": "school", "at": "monday 8:00-12:00", "district": "nord"},
        {"person": "Oter-42", "kind": "school", "at": "tuesday 8:00-12:00", "district": "nord"},
        {"person": "Oter-42", "kind": "school", "at": "friday 8:00-12:00"},
        {"person": "Oter-41", "kind": "work", "at": "monday 8:00-12:00", "district": "nord", "until": 0},
        {"person": "Oter-41", "kind": "work", "at": "4 8:00-12:00", "district": "nord"},
        {"person": "Oter-41", "kind": "police", "at": "monday 8:00-12:00", "district": "nord"},
    ]
    ties = of_household("ties", appointments=rows)
    assert [(tie.person, tie.kind.value, tie.area) for tie in ties] == [("Oter-42", "school", "nord")]


def test_a_way_that_nobody_measured_is_an_hour_but_not_inside_the_area():
    ways = Ways("nord", (("sør", 12),))
    assert [ways.minutes(area) for area in ("sør", "øst", "nord")] == [12, 60, 0]
    assert Ways("nord", (("nord", 50),)).minutes("nord") == 50


@pytest.mark.parametrize(("minutes", "points"), [(0, 0), (30, 0), (31, 1), (32, 1), (33, 2), (60, 15)])
def test_each_two_minutes_that_have_begun_count(minutes, points):
    assert started_pairs(minutes, 30) == points


# -- what a judge looks up
def test_contacts_and_bookings_of_a_plan():
    given = week()
    seen = Seen(given, Plan(contacts=given.instance.assignments[:3], bookings=(MONDAY,)))
    assert seen.contact_of("Lerke-2") == "Ask-1"
    assert seen.contact_of("Oter-4") is None
    assert [a.household for a in seen.followed_by("Ask-1")] == ["Orrfugl-1", "Lerke-2"]
    assert seen.followed_by("Nobody-9") == []
    assert seen.bookings_of("Tolk-1") == seen.booked_for("Lerke-2") == [MONDAY]
    assert seen.bookings_of("Tolk-2") == seen.booked_for("Rype-3") == []


def test_no_override_makes_an_hour_and_every_other_level_is_hard():
    rule = next(r for r in RULES if r.code == "T01")
    assert set(rule.levels) == {Level.ABSOLUTE, Level.HARD}
