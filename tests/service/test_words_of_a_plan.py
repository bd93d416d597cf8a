"""Why this priority, what stands in the way, what is lost when: sentences for a meeting."""

from datetime import date

import pytest

from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.tier import SAYS
from placement.rules import GOALS, RULES
from placement.service.findings import said
from placement.service.planning import check_plan, derived, make_plan
from placement.service.priority import because
from placement.service.views import plan_view
from placement.solver import solve
from placement.words.language import LANGUAGES
from placement.words.render import render
from placement.words.texts import texts
from tests.worlds import day, town, vary

HOME = {"household": "Lerke-2", "place": "F2b", "start": -30, "kind": "current"}


def in_this_process(instance, *_, seconds, **__):
    return solve(instance, RULES, GOALS, seconds=seconds)


def view(changes, lang="nb"):
    return plan_view(make_plan(vary(town(), changes), seconds=10, planner=in_this_process), lang)


def why(changes, lang="nb", alias="Orrfugl-1"):
    week = derived(vary(town(), changes))
    return because(week, week.household[alias], texts(lang))


@pytest.mark.parametrize(
    ("facts", "nb"),
    [
        ({}, "P3 fordi: venter siden fr. 13. nov.; plass trengs innen fr. 8. jan."),
        (
            {"situation": "hotel", "situation_since": -7},
            "P1 fordi: på hotell siden ma. 16. nov.; fristen var to. 19. nov.",
        ),
        (
            {"situation": "unsafe", "situation_since": -3},
            "P1 fordi: på et utrygt sted siden fr. 20. nov.; plass trengs i natt.",
        ),
        (
            {"situation": "nowhere", "earliest": 2},
            "P0 fordi: ingen trygg plass i natt; plass trengs i natt; kan flytte inn tidligst on. 25. nov.",
        ),
    ],
)
def test_a_priority_says_its_facts_and_by_when(facts, nb):
    assert why({"households": {"Orrfugl-1": facts}}) == nb


def test_a_rule_is_named_by_its_title_and_never_by_its_code():
    held = {"stays": [HOME], "persons": {"Lerke-2": {"access_needs": ["wheelchair"]}}}
    for lang in LANGUAGES:
        said = why(held, lang, "Lerke-2")
        assert said.startswith("P2")
        assert "H11" not in said
        assert "«" in said or "“" in said


def test_a_coordinators_reason_is_read_as_words():
    row = {"household": "Orrfugl-1", "tier": "P2", "since": -1, "by": "Samordner-1"}
    rows = [row | {"reason": "host_cannot_longer"}]
    assert "bestemt av samordner: verten kan ikke mer;" in why({"tier_changes": rows})
    assert "decided by the coordinator: the host cannot any longer;" in why({"tier_changes": rows}, "en")


def test_who_needs_nothing_has_no_priority_to_explain():
    assert why({"stays": [HOME]}, alias="Lerke-2") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_of_a_priority_can_be_said(lang):
    facts: dict[str, str | date] = {"since": day(-1), "on": day(3), "rule": "X", "reason": "Y"}
    assert all(render(sentence, facts, lang) for sentence in SAYS.values())


def test_a_lease_that_ends_says_when_and_what_the_plan_proposes():
    ends = {"stays": [HOME], "units": {"Granly": {"available_until": 5}}}
    (alarm,) = view(ends).alarms
    assert alarm.text.startswith("Leieavtalen for Granly går til lø. 28. nov.; fra da av er rommet borte.")
    assert "Planen foreslår Solbakken" in alarm.text
    assert "spør om samtykke" in alarm.text


def test_a_closed_house_without_any_other_place_asks_for_one_now():
    closed = [{"unit": unit, "since": -2, "until": 300, "kind": "repair"} for unit in ("Granly", "Solbakken")]
    (alarm,) = view({"stays": [HOME], "closures": closed}).alarms
    assert alarm.text == "Granly er stengt fra lø. 21. nov. (reparasjon). Finn en annen plass nå."


def test_a_finding_that_lies_ahead_says_from_when():
    two = [HOME, {"household": "Rype-3", "place": "F2b", "start": 9, "kind": "hold"}]
    alarms = view({"stays": two}).alarms
    assert any("(fra on. 2. des.)" in said.text for said in alarms)


def test_a_date_before_the_day_from_when_keeps_its_stop():
    home = {"household": "Lerke-2", "place": "F1a", "start": -20, "until": 10, "kind": "current"}
    week = derived(vary(town(), {"units": {"Granly": {"turnaround_days": 2}}, "stays": [home]}))
    stay = Stay(household="Orrfugl-1", place="F1a", start=day(11), until=day(56), kind=StayKind.NEW)
    plan = Plan(stays=(stay,))
    found = [f for f in check_plan(week, plan).breaches if f.says == "turnaround"]
    assert [one.text for one in said(week, plan, found, "nb")] == [
        "Rommet gjøres i stand til lø. 5. des. (fra to. 3. des.)."
    ]


def test_the_day_from_when_joins_a_bracket_in_the_end():
    area = {"person": "Orrfugl-1", "area": "nord", "since": 3}
    week = derived(vary(town(), {"avoid_areas": [area]}))
    plan = Plan(
        stays=(Stay(household="Orrfugl-1", place="F1a", start=day(0), until=day(56), kind=StayKind.NEW),)
    )
    found = [f for f in check_plan(week, plan).breaches if f.says == "inside"]
    assert [one.text for one in said(week, plan, found, "en")] == [
        "The home lies in an area that the person must avoid (until further notice; from Thu 26 Nov)."
    ]


def test_who_can_live_nowhere_is_told_so_with_the_way_out_and_nothing_else():
    unclear = {"drop_consents": "all", "persons": {"Rype-3": {"age_status": "unclear", "threat": None}}}
    (row,) = [row for row in view(unclear).unplaced if row.household == "Rype-3"]
    assert row.never_in_time == "Ingen av plassene er mulige, uansett hvem andre som bor der."
    assert row.sentences == (
        "Alderen er ikke avklart. Da regnes personen som barn: ta kontakt med barnevernet.",
    )
    assert row.code.startswith("R12")


def test_a_week_without_units_says_that_there_are_none():
    week = town().but(units=())
    shown = plan_view(make_plan(week, seconds=5, planner=in_this_process), "nb")
    assert {row.sentences for row in shown.unplaced} == {(shown.status,)}
    assert shown.status.startswith("Det er ingen boliger i denne ukens tabeller. Skriv boligene inn")
    assert not shown.is_proved


def test_a_week_where_nobody_needs_a_place_does_not_say_that_everybody_got_one():
    housed = [HOME | {"household": h.alias, "place": p} for h, p in zip(
        town().households, ("F2b", "S1", "S2", "F1a", "F2a"), strict=False)]  # fmt: skip
    shown = view({"stays": housed})
    assert not shown.unplaced
    assert shown.all_served.startswith("Ingen trenger plass denne uken.")


def test_each_code_of_a_reason_is_followed_by_its_words():
    taken = {"stays": [HOME, HOME | {"household": "Rype-3", "place": "S2"}]}
    small = {f: {"confirmed": False} for f in ("F1a", "F2a", "S1")}
    (row,) = [row for row in view(taken | {"rooms": small}).unplaced if row.household == "Orrfugl-1"]
    assert row.reason.count("(R") == len(row.code.split(", "))
    assert row.reason.startswith("ingen ledig plass (R1)")


def test_who_comes_too_late_by_their_own_date_is_told_so():
    late = {"households": {"Orrfugl-1": {"situation": "nowhere", "earliest": 3}}}
    (row,) = [row for row in view(late).unplaced if row.household == "Orrfugl-1"]
    assert (
        row.never_in_time == "Ingen plan kan være i tide, for to. 26. nov. er første dag de kan flytte inn."
    )


def test_who_may_be_in_time_in_another_plan_carries_no_such_flag():
    small = {f: {"confirmed": False} for f in ("F1a", "F2a", "S1")}
    taken = {"stays": [HOME, HOME | {"household": "Rype-3", "place": "S2"}], "rooms": small}
    assert [row.never_in_time for row in view(taken).unplaced if row.household == "Orrfugl-1"] == [""]


def test_who_has_the_bed_is_named_with_the_place():
    small = {f: {"confirmed": False} for f in ("F1a", "F2a", "S1")}
    taken = {"stays": [HOME, HOME | {"household": "Rype-3", "place": "S2"}], "rooms": small}
    (row,) = [row for row in view(taken).unplaced if row.household == "Orrfugl-1"]
    assert "Opptatt av andre: Granly F2b (Lerke-2) og Solbakken S2 (Rype-3)." in row.sentences


def test_every_start_says_why_it_is_urgent():
    shown = view({"households": {"Rype-3": {"situation": "nowhere"}}})
    assert all(move.because.startswith("P") for move in shown.starts)
    assert shown.starts


def test_members_of_one_household_are_named_together():
    asked = {"areas_asked": False}
    home = {"household": "Oter-4", "place": "S1", "start": -30, "kind": "current"}
    tasks = view({"persons": {"Oter-41": asked, "Oter-42": asked}, "stays": [home]}).tasks
    assert [one.about for one in tasks if one.code == "H04"] == ["Oter-41 og Oter-42 (Oter-4)"]
