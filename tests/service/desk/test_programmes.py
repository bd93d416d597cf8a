"""Programmes, who is in them, who waits and why: as somebody may see it."""

from functools import cache

import pytest

from placement.domain.actor import Actor, Role
from placement.domain.fact import Content
from placement.domain.person import Secrecy
from placement.service.access import shaped
from placement.service.desk.colleagues import contact_rows, interpreter_rows
from placement.service.desk.enrolling import begin, end
from placement.service.desk.programmes import programme_rows, seats_lines, shown_days, waiting_by_programme
from placement.service.desk.readers import knows
from placement.service.desk.seats import look_at, participants, waiting
from placement.service.planning import derived
from placement.words.texts import texts
from tests.service.desk.facts import done, facts_of, rows
from tests.worlds import day, vary, week_of_activities

_ = texts("en")


def wish(person, **what):
    return {"person": person, **what}


def enrolled(person, programme, start=-20, **more):
    return {"person": person, "programme": programme, "start": start, "kind": "current", **more}


@cache
def start():
    return week_of_activities()


def world(**changes):
    facts = facts_of(vary(start(), changes))
    return facts.content, derived(facts.instance)


def by_name(found):
    return {one.programme: one for one in found}


def seen_by(role, content):
    return shaped(
        Actor(login="ane", role=role, clearance=Secrecy.STRENGT_FORTROLIG, case_groups="all"), content
    )


def test_the_grid_has_times_seats_and_ways():
    content, week = world(
        enrolments=[enrolled("Orrfugl-1", "Norsk-A")], activity_wishes=[wish("Lerke-2", kind="norwegian")]
    )
    found = programme_rows(content, week, _)
    norsk = by_name(found)["Norsk-A"]
    assert norsk.kind == "a Norwegian course"
    assert any(norsk.days[n] for n in range(5))
    assert (norsk.seats.taken, norsk.seats.waiting) == (1, 1)
    assert norsk.way.endswith("min") or norsk.way == "way not measured (counts as 60 minutes)"
    assert [name for _n, name in shown_days(found, _)][:5] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    lines = [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in seats_lines(norsk.seats, _, plans=True)]
    assert lines == [f"1 of {norsk.seats.of}", "1 waits"]


def test_an_ended_programme_is_gone_and_one_to_come_says_when():
    ends = {"Norsk-A": {"until": 0}, "Norsk-B": {"since": 14, "until": 40}}
    content, week = world(programmes=ends)
    found = by_name(programme_rows(content, week, _))
    assert "Norsk-A" not in found
    assert found["Norsk-B"].when == "from Mon 7 Dec until Sat 2 Jan"


def test_whoever_does_not_plan_is_told_of_their_own_persons_alone():
    content, _week = world(enrolments=[enrolled("Orrfugl-1", "Norsk-A")])
    found = by_name(programme_rows(seen_by(Role.MANAGER, content), None, _))["Norsk-A"]
    assert (found.seats.taken, found.way) == (0, "")
    assert [line.text for line in seats_lines(found.seats, _, plans=False)] == [
        f"{found.seats.of}\N{NO-BREAK SPACE}seats"
    ]
    assert participants("Norsk-A", seen_by(Role.MANAGER, content), None, _) == ()


def test_whoever_is_in_one_of_a_kind_waits_for_none_of_it():
    wishes = [wish("Orrfugl-1", kind="norwegian"), wish("Orrfugl-1", programme="Norsk-B")]
    content, _week = world(enrolments=[enrolled("Orrfugl-1", "Norsk-A")], activity_wishes=wishes[:1])
    assert waiting_by_programme(content) == {}
    content, _week = world(enrolments=[enrolled("Orrfugl-1", "Norsk-A")], activity_wishes=wishes)
    assert waiting_by_programme(content) == {"Norsk-B": ("Orrfugl-1",)}


def test_clashes_of_who_takes_part_are_sentences():
    court = [{"person": "Orrfugl-1", "kind": "court", "weekday": weekday, "start": "08:00", "end": "18:00"}
             for weekday in ("monday", "tuesday", "wednesday", "thursday", "friday")]  # fmt: skip
    content, week = world(enrolments=[enrolled("Orrfugl-1", "Norsk-A")], appointments=court)
    (one,) = participants("Norsk-A", content, week, _)
    assert any("court" in text for text in one.clashes)
    row = by_name(programme_rows(content, week, _))["Norsk-A"]
    assert look_at(row, content, week, _) == ("1\N{NO-BREAK SPACE}clash",)
    assert participants("Norsk-A", content, None, _)[0].clashes == ()


def test_the_waiting_list_says_who_can_begin_when_and_what_stops_the_others():
    wishes = [wish("Orrfugl-1", programme="Norsk-A"), wish("Lerke-2", programme="Norsk-A")]
    no = [
        {"person": "Lerke-2", "answer": "declined", "on": -1},
        {"person": "Orrfugl-1", "answer": "given", "on": -1},
    ]
    content, week = world(activity_wishes=wishes, activity_consents=no)
    first, second = waiting("Norsk-A", content, week, _)
    assert (first.person, first.may_begin, first.first, first.why) == ("Orrfugl-1", True, day(0), ())
    assert first.since == "Mon 23 Nov"
    assert (second.person, second.may_begin, second.first) == ("Lerke-2", False, None)
    assert "said no" in second.why[0]


def test_reasons_are_told_to_nobody_who_may_not_know_the_household():
    wishes = [wish("Lerke-2", programme="Norsk-A")]
    content, week = world(
        activity_wishes=wishes, activity_consents=[{"person": "Lerke-2", "answer": "declined", "on": -1}]
    )
    hidden = {**content, "households": {}}
    assert not knows(hidden, "Lerke-2")
    (one,) = waiting("Norsk-A", hidden, week, _)
    assert one.why == ("Cannot be offered now.",)
    assert waiting("Norsk-A", content, None, _)[0].why == ()


def test_a_full_programme_is_told_by_figures_also_where_others_are_not_known():
    wishes = [wish("Lerke-2", programme="Norsk-A")]
    content, week = world(
        enrolments=[enrolled("Orrfugl-1", "Norsk-A")], activity_wishes=wishes,
        programmes={"Norsk-A": {"seats": 1}}, activity_consents=[{"person": "Lerke-2", "answer": "given", "on": -1}],
    )  # fmt: skip
    hidden = {**content, "households": {k: v for k, v in content["households"].items() if k != "Orrfugl-1"}}
    (one,) = waiting("Norsk-A", hidden, week, _)
    assert not one.may_begin
    assert one.why == ("The programme has 0 seats left, and 1 needed.",)
    assert "full" in look_at(by_name(programme_rows(content, week, _))["Norsk-A"], content, week, _)


def test_the_first_of_several_can_begin_where_there_are_too_few_yet():
    content, week = world(
        activity_wishes=[wish("Lerke-2", programme="Norsk-A")],
        programmes={"Norsk-A": {"minimum": 4, "since": 7}},
        activity_consents=[{"person": "Lerke-2", "answer": "given", "on": -1}],
    )
    (one,) = waiting("Norsk-A", content, week, _)
    assert one.may_begin
    assert one.first == day(7)
    assert len(one.why) == 1


def test_a_course_that_began_takes_nobody_in_where_it_does_so_on_its_first_day_only():
    content, week = world(
        activity_wishes=[wish("Lerke-2", programme="Norsk-A")],
        programmes={"Norsk-A": {"intake": "dated"}},
        activity_consents=[{"person": "Lerke-2", "answer": "given", "on": -1}],
    )
    (one,) = waiting("Norsk-A", content, week, _)
    assert (one.may_begin, one.why) == (False, ("It takes people in on its first day only.",))


def test_somebody_begins_and_ends_and_what_never_began_goes():
    facts = facts_of(start())
    after = done(facts, begin("Lerke-2", "Norsk-A", day(0))).after
    key, row = next((k, r) for k, r in after.rows("enrolments").items() if r["person"] == "Lerke-2")
    assert (row["programme"], row["start"], row["kind"]) == ("Norsk-A", day(0).isoformat(), "current")
    ended = done(after, end(after.content, key, day(3))).after
    assert rows(ended, "enrolments", person="Lerke-2") == [
        {**row, "until": day(3).isoformat(), "kind": "past"}
    ]
    assert rows(done(after, end(after.content, key, day(0))).after, "enrolments", person="Lerke-2") == []


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_helpers_are_told_with_when_they_are_there(lang):
    content: Content = {
        "week": {"week": {"as_of": "2026-11-23"}},
        "contacts": {"Eik": {"languages": ["eng"], "hours": 30, "until": "2026-12-04"}, "Ask": {"languages": []}},
        "absences": {
            "1": {"contact": "Eik", "since": "2026-11-20", "until": "2026-11-30"},
            "2": {"contact": "Eik", "since": "2026-10-20", "until": "2026-10-30"},
        },
        "assignments": {"1": {"contact": "Eik", "household": "Rev", "kind": "current"},
                        "2": {"contact": "Eik", "household": "Elg", "kind": "new"}},
        "interpreters": {"Tolk": {"languages": ["tir"], "qualification": None, "remote": True, "on_site": True}},
        "bookable_hours": {"1": {"interpreter": "Tolk", "on": "2026-11-24", "start": "10:00:00", "end": "12:00:00"},
                           "2": {"interpreter": "Tolk", "on": "2026-11-22", "start": "10:00:00", "end": "12:00:00"}},
    }  # fmt: skip
    ask, eik = contact_rows(content, texts(lang))
    assert (ask.contact, ask.follows, ask.hours, ask.away) == ("Ask", (), "", ())
    assert eik.follows == ("Rev",)
    assert len(eik.away) == 2
    (tolk,) = interpreter_rows(content, texts(lang))
    assert len(tolk.hours) == 1
    assert tolk.hours[0].endswith("10:00–12:00")
    assert "2026" not in str(eik)
