"""Attempts to get a dangerous plan past the program, each with what holds it back. All people are fictional."""

import json
import os
from datetime import date

import pytest
from pydantic import ValidationError

from placement.domain.plan import MOST_STAYS, Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.errors import InputError
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.plan_file import load_plan
from placement.solver.run import solve
from tests.worlds import day, town, vary


def stay(household, place, start=0, until=56, kind="new"):
    return Stay(household=household, place=place, start=day(start), until=day(until), kind=StayKind(kind))


def row(household, place, start=-20, until=None, kind="current", **more):
    return {"household": household, "place": place, "start": start, "until": until, "kind": kind} | more


def said(week, *stays):
    """(kind, code, sentence, first household) of everything that the judge says."""
    findings = judge(week, Plan(stays=stays), ()).findings
    return [(f.kind.value, f.code, f.says, f.about[0]) for f in findings]


def week(**changes):
    return Week(vary(town(), changes), RULES)


def plan(week):
    """Household -> unit that the solver gives it; the judge has nothing against the plan."""
    found = solve(week.instance, RULES, GOALS).plan
    assert found is not None
    assert not judge(week, found, GOALS).breaches
    return {s.household: week.unit_of(s).alias for s in found.stays}


def refused(what, **changes):
    with pytest.raises(ValidationError, match=what):
        vary(town(), changes)


# -- rows that would protect nobody
@pytest.mark.parametrize("table", ["relations", "avoid_areas", "vetoes", "closures", "waivers"])
def test_a_row_with_its_dates_exchanged_is_refused(table):
    rows = {
        "relations": {"a": "Rype-3", "b": "Lerke-2", "kind": "recruiter"},
        "avoid_areas": {"person": "Lerke-2", "area": "nord"},
        "vetoes": {"person": "Lerke-2", "unit": "Granly"},
        "closures": {"unit": "Granly"},
        "waivers": {"household": "Lerke-2", "unit": "Granly", "rule": "H13"},
    }
    refused("a row ends after it begins", **{table: [rows[table] | {"since": 9, "until": 8}]})


def test_a_link_with_oneself_is_refused():
    refused("between two people", relations=[{"a": "Lerke-2", "b": "Lerke-2", "kind": "recruiter"}])


@pytest.mark.parametrize(("status", "band"), [
    ("adult", "13-17"), ("adult", "0-1"), ("minor_accompanied", "18-24"), ("minor_unaccompanied", "60+"),
])  # fmt: skip
def test_an_age_that_contradicts_itself_is_refused(status, band):
    refused("contradict", persons={"Lerke-2": {"age_status": status, "age_band": band}})


@pytest.mark.parametrize("band", ["13-17", "18-24", None])
def test_an_age_that_is_not_clear_may_be_any(band):
    assert vary(town(), {"persons": {"Lerke-2": {"age_status": "unclear", "age_band": band}}}).households


def test_the_second_person_is_not_the_first_in_other_letters():
    mine = {
        "rule": "H12",
        "households": ["Lerke-2"],
        "unit": "Granly",
        "since": 0,
        "until": 9,
        "reason": "other",
    }
    refused("second person", overrides=[mine | {"by": "Lin", "approved_by": "lin "}])


# -- beds that would be given away unseen
def test_a_held_stay_of_somebody_who_is_placed_with_their_household_is_refused():
    refused("no household of their own", stays=[row("Oter-41", "F2a")])
    alone = {"age_status": "adult", "age_band": "18-24", "stay_together": "no"}
    changes = {"persons": {"Oter-42": alone}, "drop_relations": "all", "stays": [row("Oter-42", "F2b")]}
    assert week(**changes).is_housed("Oter-42")


def test_a_past_stay_that_goes_on_is_refused():
    refused("a past stay ends", stays=[row("Lerke-2", "F2b", until=40, kind="past")])
    assert vary(town(), {"stays": [row("Lerke-2", "F2b", until=0, kind="past")]}).stays


def test_a_household_with_the_alias_of_somebody_in_another_is_refused():
    world = town().model_dump()
    world["households"][0]["alias"] = "Lerke-2"
    world["households"][1]["alias"] = "Rugde-5"
    with pytest.raises(ValidationError, match="alias of somebody in another household"):
        type(town()).model_validate(world)


def test_who_comes_back_after_an_exit_is_here_and_has_their_bed():
    back = week(stays=[row("Lerke-2", "F2a")], exits=[{"household": "Lerke-2", "on": -300}])
    assert back.is_housed("Lerke-2")
    assert ("breach", "H08", "over_full", "Lerke-2") in said(back, stay("Orrfugl-1", "F2a"))


def test_a_stay_of_an_earlier_time_in_care_has_ended_with_it():
    old = row("Lerke-2", "F2a", start=-400)
    back = week(stays=[old], exits=[{"household": "Lerke-2", "on": -300}])
    assert not back.is_housed("Lerke-2")
    assert back.tier("Lerke-2") == "P3"


def test_a_stay_that_begins_after_the_household_left_is_refused():
    refused(
        "after the household left",
        stays=[row("Lerke-2", "F2a", start=-3)],
        exits=[{"household": "Lerke-2", "on": -5}],
    )


# -- addresses
OUTSIDE = {
    "outsiders": [{"alias": "Skjære-1"}],
    "relations": [{"a": "Skjære-1", "b": "Lerke-2", "kind": "perpetrator"}],
    "knows_address": [{"person": "Skjære-1", "unit": "Granly"}],
}


def test_who_knows_a_unit_knows_what_lies_behind_the_same_entrance():
    site = {"Granly": {"site": "Tunet"}, "Solbakken": {"site": "Tunet"}}
    assert ("breach", "H03", "known", "Lerke-2") in said(week(**OUTSIDE, units=site), stay("Lerke-2", "S2"))
    assert said(week(**OUTSIDE), stay("Lerke-2", "S2")) == []
    assert "Lerke-2" not in plan(week(**OUTSIDE, units=site))


def test_a_burnt_address_closes_every_room_behind_the_entrance():
    burnt = [{"unit": "Granly", "room": "F1a", "beds": 1, "since": -1, "kind": "burnt"}]
    assert ("breach", "H08", "no_beds", "Lerke-2") in said(week(closures=burnt), stay("Lerke-2", "F2b"))
    assert said(week(closures=burnt), stay("Lerke-2", "S2")) == []
    site = {"Granly": {"site": "Tunet"}, "Solbakken": {"site": "Tunet"}}
    here = week(closures=burnt, units=site, stays=[row("Lerke-2", "S2")])
    assert here.tier("Lerke-2") == "P0"
    assert plan(here) == {}


def test_a_stay_under_ones_own_alias_is_remembered_when_the_household_is_one_again():
    link = [{"a": "Oter-41", "b": "Lerke-2", "kind": "recruiter"}]
    found = week(relations=link, stays=[row("Oter-41", "S2", start=-90, until=-60, kind="past")])
    assert ("breach", "H03", "known", "Lerke-2") in said(found, stay("Lerke-2", "S2"))


# -- consent
def test_a_yes_to_an_earlier_move_is_no_yes_to_this_one():
    moved = [{"person": "Lerke-2", "unit": "Solbakken", "answer": "given", "on": -90}]
    here = week(stays=[row("Lerke-2", "F2b")], move_consents=moved)
    assert ("breach", "H20", "not_agreed", "Lerke-2") in said(here, stay("Lerke-2", "S2"))
    asked = week(stays=[row("Lerke-2", "F2b")], move_consents=[moved[0] | {"on": -20}])
    assert said(asked, stay("Lerke-2", "S2", until=56))[:1] != [("breach", "H20", "not_agreed", "Lerke-2")]


def test_a_withdrawal_of_everything_takes_back_a_yes_of_the_same_day():
    rows = [{"person": "Lerke-2", "to": "safe_house", "answer": "given", "on": -1},
            {"person": "Lerke-2", "answer": "withdrawn", "on": -1}]  # fmt: skip
    assert ("breach", "H01", "withdrawn", "Lerke-2") in said(week(consents=rows), stay("Lerke-2", "S2"))


def test_nobody_is_made_a_partner_by_the_others_word():
    double = {"F2b": {"single": 0, "double": 1}}
    adult = {"age_status": "adult", "age_band": "25-39", "partner": "Oter-41"}
    said_so = week(rooms=double, persons={"Oter-42": adult})
    assert ("breach", "H08", "too_few_beds", "Oter-4") in said(said_so, stay("Oter-4", "F2b"))


def test_a_bed_is_shared_by_two_of_age_only():
    double = {"F2b": {"single": 0, "double": 1}}
    both = {"Oter-41": {"partner": "Oter-42"}, "Oter-42": {"age_status": "unclear", "partner": "Oter-41"}}
    found = said(week(rooms=double, persons=both), stay("Oter-4", "F2b"))
    assert ("breach", "H08", "too_few_beds", "Oter-4") in found


# -- what is held
LINK = [{"a": "Rype-3", "b": "Lerke-2", "kind": "recruiter", "protected": "Lerke-2"}]


@pytest.mark.parametrize("start", [0, 9])
def test_an_accepted_offer_beside_a_recruiter_meets_no_need(start):
    stays = [row("Lerke-2", "F2b", start=start, kind="hold"), row("Rype-3", "F2a")]
    found = week(stays=stays, relations=LINK)
    assert found.tier("Lerke-2") == "P0"
    assert ("alarm", "H03", "known", "Lerke-2") in said(found)
    assert plan(found)["Lerke-2"] == "Solbakken"


def test_an_accepted_offer_that_ran_out_keeps_its_bed_and_meets_no_need():
    nowhere = {"Lerke-2": {"situation": "nowhere"}}
    found = week(stays=[row("Lerke-2", "F2b", start=-9, kind="hold", expires=0)], households=nowhere)
    assert found.tier("Lerke-2") == "P0"
    assert plan(found)["Lerke-2"]
    assert ("breach", "H08", "over_full", "Lerke-2") in said(found, stay("Orrfugl-1", "F2b"))
    stands = week(stays=[row("Lerke-2", "F2b", start=0, kind="hold", expires=1)], households=nowhere)
    assert stands.tier("Lerke-2") is None


def test_who_is_written_down_in_two_places_is_as_badly_off_as_in_the_worse_one():
    acute = {"Lerke-2": {"threat": {"danger": "high", "valid_until": 365}}}
    stays = [row("Lerke-2", "F2b", start=-9), row("Lerke-2", "S2", start=-8)]
    found = week(stays=stays, persons=acute, avoid_areas=[{"person": "Lerke-2", "area": "sør"}])
    assert found.tier("Lerke-2") == "P0"


@pytest.mark.parametrize(("rule", "changes"), [
    ("H03", {"relations": LINK, "stays": [row("Lerke-2", "F2b"), row("Rype-3", "F2a")]}),
    ("H05", {"persons": {"Lerke-2": {"secrecy": "fortrolig"}}, "units": {"Granly": {"clearance": "none"}}}),
    ("H06", {"persons": {"Lerke-2": {"threat": {"danger": "acute", "valid_until": 365}}}}),
])  # fmt: skip
def test_no_waiver_quiets_an_acute_alarm(rule, changes):
    waiver = [{"household": "Lerke-2", "rule": rule, "unit": "Granly", "since": -5}]
    found = week(**({"stays": [row("Lerke-2", "F2b")]} | changes), waivers=waiver)
    assert found.tier("Lerke-2") == "P0"
    assert {kind for kind, code, _, who in said(found) if code == rule and who == "Lerke-2"} == {"alarm"}


def test_a_childrens_room_is_shut_by_any_closure():
    small = {"S2": {"single": 0, "child": 1}}
    closed = [{"unit": "Solbakken", "room": "S2", "beds": 1, "since": -1}]
    found = said(week(rooms=small, closures=closed), stay("Oter-4", "S1+S2"))
    assert ("breach", "H08", "no_beds", "Oter-4") in found


# -- what no override reaches
@pytest.mark.parametrize("rule", ["H01", "H02", "H03", "H05", "H08", "H16", "H20"])
def test_an_override_of_what_cannot_be_overridden_changes_nothing(rule):
    changes = {
        "relations": LINK, "stays": [row("Orrfugl-1", "S1")], "drop_consents": [0],
        "persons": {"Lerke-2": {"case_group": "K", "secrecy": "fortrolig"}, "Oter-41": {"case_group": "K"},
                    "Rype-3": {"age_status": "unclear"}},
        "units": {"Granly": {"clearance": "none"}},
    }  # fmt: skip
    names = ["Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4"]
    over = [{"rule": rule, "households": names, "unit": u, "since": -9, "until": 99, "reason": "other", "by": "a",
             "approved_by": "b"} for u in ("Granly", "Solbakken")]  # fmt: skip
    stays = [
        stay("Orrfugl-1", "F1a/bed"),
        stay("Lerke-2", "F2a/bed"),
        stay("Rype-3", "F2a/bed"),
        stay("Oter-4", "F2a"),
    ]
    plain, overridden = (
        [f for f in said(week(**changes, **more), *stays) if f[1] == rule]
        for more in ({}, {"overrides": over})
    )
    assert plain == overridden
    assert any(kind == "breach" for kind, *_ in plain)


def test_what_somebody_else_reads_of_a_room_made_ready_tells_of_nobody():
    rule = next(r for r in RULES if r.code == "H24")
    assert "turnaround" in rule.neutral


@pytest.mark.parametrize("days", [7, 182])
def test_the_longest_and_the_shortest_horizon(days):
    assert set(plan(week(policy={"horizon_days": days}))) == {"Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4"}


def test_days_at_both_ends_of_the_calendar_are_days():
    assert week(closures=[{"unit": "Granly", "since": date.max.isoformat()}]).tier("Lerke-2") == "P3"


# -- files
def plan_file(folder, **stay):
    given = {
        "household": "Oter-4",
        "place": "F1a",
        "start": "2026-11-23",
        "until": "2027-01-18",
        "kind": "new",
    }
    file = folder / "plan.json"
    whole = Plan(instance_hash="0" * 64).model_dump(mode="json")
    file.write_text(json.dumps(whole | {"stays": [given | stay]}), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["\x1b[2Jx", "x\x07", "\u202ex", "a\u200bb", "a\nb"])
@pytest.mark.parametrize("field", ["household", "place"])
def test_no_name_gives_orders_to_a_terminal(tmp_path, field, name):
    assert load_plan(plan_file(tmp_path)).stays
    with pytest.raises(InputError) as caught:
        load_plan(plan_file(tmp_path, **{field: name}))
    assert name not in str(caught.value)


def test_a_field_that_no_plan_has_is_not_repeated(tmp_path):
    with pytest.raises(InputError) as caught:
        load_plan(plan_file(tmp_path, **{"Kari Hansen": 1}))
    assert "Kari" not in str(caught.value)
    assert "stays.0" in str(caught.value)


@pytest.mark.parametrize("file", ["/dev/zero", "/dev", "pipe"])
def test_what_never_ends_is_no_plan_file(tmp_path, file):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError):
        load_plan(tmp_path / file)


def test_a_plan_has_an_end():
    with pytest.raises(ValidationError):
        Plan.model_validate({"stays": [stay("Oter-4", "F1a")] * (MOST_STAYS + 1)})
