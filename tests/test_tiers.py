"""Who comes first and when a place is needed: every fact of the tiers, and both sides of every date.

See docs/model.md §15 and §18-§22.
"""

from itertools import permutations
from typing import Any

import pytest

from placement.domain.decision import Tier, TierChange
from placement.domain.tier import SAYS
from placement.domain.week import MAX_WAIT, UNPLACED, Week, Window
from placement.rules import RULES
from tests.worlds import day, town, vary

HOME: dict[str, Any] = {"household": "Orrfugl-1", "place": "F1a", "start": -20, "kind": "current"}
HOLD: dict[str, Any] = {"household": "Orrfugl-1", "place": "S2", "start": 7, "kind": "hold"}


def week(horizon: int = 56, **changes: Any) -> Week:
    """The town with changes; `person`, `me`, `unit` and `room` are those of Orrfugl-1 in Granly."""
    short = {"person": ("persons", "Orrfugl-1"), "me": ("households", "Orrfugl-1"),
             "unit": ("units", "Granly"), "room": ("rooms", "F1a")}  # fmt: skip
    but: dict[str, Any] = {"policy": {"horizon_days": horizon}}
    for key, value in changes.items():
        if key in short:
            table, alias = short[key]
            but.setdefault(table, {}).setdefault(alias, {}).update(value)
        elif isinstance(value, dict):
            but.setdefault(key, {}).update(value)
        else:
            but[key] = value
    return Week(vary(town(), but), RULES)


def tier(found: Week, alias: str = "Orrfugl-1") -> str | None:
    return found.tier(alias) and str(found.tier(alias))


def why(found: Week, alias: str = "Orrfugl-1") -> list[str]:
    return [fact.says for fact in found.priorities[alias].why]


def since(found: Week, alias: str = "Orrfugl-1") -> int:
    return (found.priorities[alias].since - found.as_of).days


def needed(found: Week, alias: str = "Orrfugl-1") -> int | None:
    date = found.needed_by(found.household[alias])
    return None if date is None else (date - found.as_of).days


def window(found: Week, alias: str = "Orrfugl-1") -> tuple[int, int] | None:
    span = found.window(found.household[alias])
    return None if span is None else ((span.start - found.as_of).days, (span.until - found.as_of).days)


# -- those who wait
@pytest.mark.parametrize(
    ("situation", "expected", "says"),
    [
        ("nowhere", "P0", "nowhere"),
        ("unsafe", "P1", "unsafe"),
        ("hotel", "P1", "hotel"),
        ("destitute_soon", "P1", "destitute_soon"),
        ("unknown", "P1", "situation_unknown"),
        ("friends", "P3", "waits"),
        ("safe", "P3", "waits"),
    ],
)
def test_where_somebody_sleeps_gives_the_tier(situation, expected, says):
    found = week(me={"situation": situation})
    assert (tier(found), why(found)) == (expected, [says])


def test_the_situation_counts_from_its_own_date():
    found = week(me={"situation": "hotel", "situation_since": -6})
    assert (since(found), needed(found)) == (-6, -3)
    assert since(week(me={"situation": "hotel"})) == 0
    assert since(week(me={"situation": "hotel", "situation_since": 3})) == 0


def test_whoever_waits_and_fits_no_other_fact_counts_from_the_referral():
    found = week(me={"referral": -30})
    assert (tier(found), why(found), since(found), needed(found)) == ("P3", ["waits"], -30, 26)


@pytest.mark.parametrize(
    ("danger", "expected"), [("low", "P3"), ("medium", "P3"), ("high", "P3"), ("acute", "P0")]
)
def test_an_acute_threat_against_who_waits(danger, expected):
    assert tier(week(person={"threat": {"danger": danger, "valid_until": 365}})) == expected


def test_an_acute_threat_against_one_member_is_the_households():
    found = week(persons={"Oter-42": {"threat": {"danger": "acute", "valid_until": 365}}})
    assert tier(found, "Oter-4") == "P0"
    assert tier(week(person={"threat": None})) == "P3"


def test_a_child_at_risk_is_acute_waiting_or_housed():
    assert why(week(me={"child_at_risk": True})) == ["child_at_risk"]
    found = week(me={"child_at_risk": True}, stays=[HOME])
    assert (tier(found), why(found)) == ("P0", ["child_at_risk"])


@pytest.mark.parametrize(("until", "expected"), [(-1, "P2"), (0, "P2"), (21, "P2"), (22, "P3")])
def test_a_permit_that_expires_within_21_days(until, expected):
    found = week(person={"permit_until": until})
    assert tier(found) == expected
    assert tier(week(person={"permit_until": until}, stays=[HOME])) == (None if expected == "P3" else "P2")
    if expected == "P2":
        assert (why(found), since(found), needed(found)) == (["permit"], until - 21, until)


def test_the_earliest_permit_of_a_household_counts():
    found = week(persons={"Oter-41": {"permit_until": 90}, "Oter-42": {"permit_until": 20}})
    assert (tier(found, "Oter-4"), needed(found, "Oter-4")) == ("P2", 20)


def test_an_unsuitable_place():
    assert why(week(me={"unsuitable": True})) == ["unsuitable"]
    assert tier(week(me={"unsuitable": True}, stays=[HOME])) == "P2"


def test_the_gravest_fact_gives_the_tier_and_only_its_facts_are_told():
    found = week(me={"situation": "hotel", "unsuitable": True}, person={"permit_until": 3})
    assert (tier(found), why(found)) == ("P1", ["hotel"])
    both = week(me={"situation": "nowhere", "situation_since": -2, "child_at_risk": True})
    assert (tier(both), why(both), since(both)) == ("P0", ["nowhere", "child_at_risk"], -2)


# -- the housed
def test_housed_without_need_is_no_tier():
    found = week(stays=[HOME])
    assert (tier(found), needed(found), window(found)) == (None, None, None)
    assert not found.wants_option(found.household["Orrfugl-1"])


def test_a_situation_written_before_moving_in_counts_no_more():
    assert tier(week(me={"situation": "nowhere"}, stays=[HOME])) is None


def test_an_improvement_wish_is_no_tier_but_looks_for_a_place():
    found = week(me={"improvement_wish": True}, stays=[HOME])
    assert tier(found) is None
    assert found.priorities["Orrfugl-1"].says == "improvement"
    assert found.wants_option(found.household["Orrfugl-1"])


def test_an_acute_threat_in_a_unit_that_can_bear_it_is_no_tier():
    threat = {"danger": "acute", "valid_until": 365}
    assert tier(week(person={"threat": threat}, unit={"security": 3}, stays=[HOME])) is None
    found = week(person={"threat": threat}, unit={"security": 2}, stays=[HOME])
    assert (tier(found), why(found)) == ("P0", ["held_acute"])


@pytest.mark.parametrize(
    ("kind", "expected"), [("burnt", "P0"), ("repair", None), ("order", None), ("other", None)]
)
def test_a_burnt_address_is_acute_also_where_only_another_room_is_closed(kind, expected):
    found = week(stays=[HOME], closures=[{"unit": "Granly", "room": "F2b", "since": -3, "kind": kind}])
    assert tier(found) == expected
    if expected:
        assert (why(found), since(found)) == (["burnt"], -3)


@pytest.mark.parametrize(("start", "until", "expected"), [(0, 1, "P0"), (1, 9, "P1"), (-9, 0, None)])
def test_an_address_is_burnt_from_its_date_to_its_end(start, until, expected):
    rows = [{"unit": "Granly", "room": "F2b", "since": start, "until": until, "kind": "burnt"}]
    assert tier(week(stays=[HOME], closures=rows)) == expected


# -- a held stay that breaks a rule
ACUTE: dict[str, dict[str, Any]] = {
    "H03": {"relations": [{"a": "Rype-3", "b": "Orrfugl-1", "kind": "perpetrator", "protected": "Orrfugl-1"}],
            "stays": [HOME, {"household": "Rype-3", "place": "F2a", "start": -9, "kind": "current"}]},
    "H04": {"person": {"threat": {"danger": "high", "valid_until": 365}},
            "avoid_areas": [{"person": "Orrfugl-1", "area": "nord"}]},
    "H05": {"person": {"secrecy": "fortrolig"}, "unit": {"clearance": "hidden"}},
    "H06": {"person": {"threat": {"danger": "high", "valid_until": 365}}, "unit": {"security": 1}},
}  # fmt: skip


@pytest.mark.parametrize("code", ACUTE)
def test_a_held_stay_that_breaks_a_safety_rule_is_acute(code):
    found = week(**({"stays": [HOME]} | ACUTE[code]))
    assert tier(found) == "P0"
    assert {fact.says: dict(fact.facts)["rule"] for fact in found.priorities["Orrfugl-1"].why} == {
        "held_acute": code
    }


def test_of_a_harmful_link_only_the_protected_side_is_acute():
    found = week(**ACUTE["H03"])
    assert (tier(found), tier(found, "Rype-3")) == ("P0", None)
    both = week(**(ACUTE["H03"] | {"relations": [{"a": "Rype-3", "b": "Orrfugl-1", "kind": "perpetrator"}]}))
    assert (tier(both), tier(both, "Rype-3")) == ("P0", "P0")


def test_an_avoided_area_below_a_high_threat_is_no_haste():
    found = week(avoid_areas=[{"person": "Orrfugl-1", "area": "nord", "since": -4}], stays=[HOME])
    assert (tier(found), why(found), since(found)) == ("P2", ["held_hard"], -4)
    unknown = week(
        avoid_areas=[{"person": "Orrfugl-1", "area": "nord"}], person={"threat": None}, stays=[HOME]
    )
    assert tier(unknown) == "P0"


@pytest.mark.parametrize(
    ("start", "until", "expected"), [(0, 9, "P2"), (1, 9, None), (-9, 0, None), (-9, 1, "P2")]
)
def test_a_held_stay_is_looked_at_tonight(start, until, expected):
    rows = [{"person": "Orrfugl-1", "area": "nord", "since": start, "until": until}]
    assert tier(week(avoid_areas=rows, stays=[HOME])) == expected


def test_a_breach_older_than_the_stay_counts_from_its_start():
    found = week(avoid_areas=[{"person": "Orrfugl-1", "area": "nord", "since": -400}], stays=[HOME])
    assert since(found) == -20


def test_another_hard_rule_broken_by_a_held_stay():
    assert why(week(person={"access_needs": ["wheelchair"]}, stays=[HOME])) == ["held_hard"]
    found = week(persons={"Rype-3": {}}, stays=[HOME | {"household": "Rype-3"}])
    assert (tier(found, "Rype-3"), why(found, "Rype-3")) == ("P2", ["held_hard"])


TASKS: dict[str, dict[str, Any]] = {
    "intake track": {"unit": {"tracks": ["asylum"]}},
    "house rules": {"person": {"habits": ["pet"]}},
    "notice": {"unit": {"notice_hours": 100}},
    "declined": {"offers": [{"household": "Orrfugl-1", "unit": "Granly", "on": -30, "answer": "declined"}]},
    "mix": {"unit": {"max_high_need": 0}, "person": {"support": 3}},
    "same case": {"persons": {"Orrfugl-1": {"case_group": "K-1"}, "Lerke-2": {"case_group": "K-1"}},
                  "stays": [HOME, {"household": "Lerke-2", "place": "F2b", "start": -9, "kind": "current"}]},
}  # fmt: skip


@pytest.mark.parametrize("rule", TASKS)
def test_what_is_a_task_only_gives_no_tier(rule):
    assert tier(week(**({"stays": [HOME]} | TASKS[rule]))) is None


def test_what_binds_only_the_start_gives_no_tier_to_who_lives_there():
    assert tier(week(stays=[HOME], unit={"fire_ok_until": -1})) is None
    assert tier(week(stays=[HOME], vetoes=[{"person": "Orrfugl-1", "unit": "Granly", "since": -1}])) is None
    assert tier(week(stays=[HOME], person={"threat": {"danger": "low", "valid_until": -1}})) is None


def override(code: str, start: int, until: int) -> dict[str, Any]:
    return {"rule": code, "households": ["Orrfugl-1"], "unit": "Granly", "since": start, "until": until,
            "reason": "own_wish", "by": "A", "approved_by": "B"}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "until", "expected"), [(0, 1, None), (-9, 0, "P0"), (1, 9, "P0"), (-9, 9, None)]
)
def test_what_is_overridden_tonight_gives_no_tier(start, until, expected):
    assert tier(week(**ACUTE["H06"], stays=[HOME], overrides=[override("H06", start, until)])) == expected


def test_an_absolute_rule_is_never_overridden():
    assert tier(week(**ACUTE["H05"], stays=[HOME], overrides=[override("H05", -9, 9)])) == "P0"
    assert tier(week(**ACUTE["H04"], stays=[HOME], overrides=[override("H04", -9, 9)])) == "P0"


def waiver(code: str) -> dict[str, Any]:
    return {"household": "Orrfugl-1", "rule": code, "unit": "Granly", "since": -20}


def test_a_waiver_of_a_missing_assessment_lifts_no_lack_of_security():
    assert tier(week(**ACUTE["H06"], stays=[HOME], waivers=[waiver("H06")])) == "P0"


def test_a_waiver_lifts_what_was_waived_when_the_stay_began():
    home = {"household": "Oter-4", "place": "S1", "start": -40, "kind": "current"}
    far: dict[str, Any] = {"units": {"Solbakken": {"schools": []}}, "stays": [home]}
    mine = waiver("H10") | {"household": "Oter-4", "unit": "Solbakken", "since": -40}
    assert tier(week(**far), "Oter-4") == "P2"
    assert tier(week(**far, waivers=[mine]), "Oter-4") is None
    unfit: dict[str, Any] = {"units": {"Solbakken": {"schools": [], "children_ok": False}}, "stays": [home]}
    assert tier(week(**unfit, waivers=[mine]), "Oter-4") == "P2"


def test_rules_that_read_tiers_are_asked_before_there_are_any():
    pair = {"a": "Orrfugl-1", "b": "Lerke-2", "kind": "keep_together", "yes_a": "yes", "yes_b": "yes"}
    stays = [HOME, {"household": "Lerke-2", "place": "S2", "start": -9, "kind": "current"}]
    assert tier(week(relations=[pair], stays=stays)) in ("P2", None)


# -- a bed that disappears
@pytest.mark.parametrize(("gone", "expected"), [(-3, "P1"), (0, "P1"), (14, "P1"), (15, None)])
def test_a_bed_that_disappears_within_14_days(gone, expected):
    if gone > 0:
        rows = [{"unit": "Granly", "room": "F1a", "since": gone}]
        found = week(stays=[HOME], closures=rows)
        assert tier(found) == expected
        if expected:
            assert (why(found), since(found), needed(found)) == (["bed_gone"], gone - 14, gone - 11)
        assert tier(week(stays=[HOME], unit={"available_until": gone})) == expected
    assert tier(week(stays=[HOME | {"until": gone}])) == expected


def test_a_closure_in_another_room_or_one_that_has_ended_takes_no_bed():
    assert tier(week(stays=[HOME], closures=[{"unit": "Granly", "room": "F2b", "since": 3}])) is None
    assert (
        tier(week(stays=[HOME], closures=[{"unit": "Granly", "room": "F1a", "since": -9, "until": 0}]))
        is None
    )


def test_some_beds_closed_are_a_bed_gone_only_where_the_rest_does_not_hold_them():
    one = [{"unit": "Solbakken", "room": "S1", "beds": 1, "since": 3}]
    two = [{"unit": "Solbakken", "room": "S1", "beds": 2, "since": 3}]
    family = {"household": "Oter-4", "place": "S1", "start": -9, "kind": "current"}
    assert tier(week(stays=[family], closures=one), "Oter-4") is None
    assert tier(week(stays=[family], closures=two), "Oter-4") == "P1"
    share = [
        HOME | {"place": "F1a/bed"},
        {"household": "Lerke-2", "place": "F1a/bed", "start": -9, "kind": "current"},
    ]
    bed = [{"unit": "Granly", "room": "F1a", "beds": 1, "since": 3}]
    assert tier(week(stays=share[:1], closures=bed)) is None
    both = week(stays=share, closures=bed)
    assert (tier(both), tier(both, "Lerke-2")) == ("P1", "P1")


@pytest.mark.parametrize(("end", "expected"), [(9, None), (10, None), (11, "P1")])
def test_a_bed_that_lasts_as_long_as_the_need_is_no_need(end, expected):
    assert tier(week(stays=[HOME | {"until": 10}], me={"expected_until": end})) == expected


def test_an_end_that_both_have_passed_is_no_need_either():
    assert tier(week(stays=[HOME | {"until": -2}], me={"expected_until": -2})) is None


def test_a_short_horizon_hides_no_bed_that_disappears():
    assert tier(week(7, stays=[HOME | {"until": 10}])) == "P1"


# -- stay limit and move-on
@pytest.mark.parametrize(("limit", "expected"), [(40, "P2"), (41, "P2"), (42, None)])
def test_a_stay_limit_within_21_days(limit, expected):
    found = week(stays=[HOME], unit={"max_stay_nights": limit})
    assert tier(found) == expected
    if expected:
        assert (why(found), since(found), needed(found)) == (["stay_limit"], limit - 41, limit - 20)


def test_a_limit_that_is_extended_or_outlasts_the_need():
    limit = {"max_stay_nights": 25}
    assert tier(week(stays=[HOME], unit=limit)) == "P2"
    assert tier(week(stays=[HOME | {"extended_until": 21}], unit=limit)) == "P2"
    assert tier(week(stays=[HOME | {"extended_until": 22}], unit=limit)) is None
    assert tier(week(stays=[HOME], unit=limit, me={"expected_until": 5})) is None
    assert tier(week(stays=[HOME], unit=limit, me={"expected_until": 6})) == "P2"


@pytest.mark.parametrize(("on", "expected"), [(-9, "P3"), (0, "P3"), (56, "P3"), (57, None)])
def test_a_planned_move_on_needs_its_place_on_its_date(on, expected):
    found = week(stays=[HOME], me={"move_on_from": on})
    assert (tier(found), needed(found)) == (expected, on if expected else None)
    if expected:
        assert why(found) == ["move_on"]


# -- accepted offers and exits
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"situation": "nowhere"}, "P0"),
        ({"situation": "hotel"}, "P1"),
        ({"unsuitable": True}, None),
        ({}, None),
    ],
)
def test_who_has_an_accepted_offer_needs_a_place_only_in_haste_and_until_then(facts, expected):
    found = week(stays=[HOLD], me=facts)
    assert tier(found) == expected
    if expected:
        assert found.need_end(found.household["Orrfugl-1"]) == day(7)


def test_a_hold_that_should_have_begun_meets_the_need():
    assert tier(week(stays=[HOLD | {"start": 0}], me={"situation": "nowhere"})) is None


def test_a_move_that_was_agreed_to_is_no_bed_that_disappears():
    assert tier(week(stays=[HOME | {"until": 7}, HOLD])) is None
    assert tier(week(stays=[HOME | {"until": 6}, HOLD])) == "P1"


@pytest.mark.parametrize(("on", "here"), [(0, False), (1, True)])
def test_who_has_left_is_not_here(on, here):
    assert ("Orrfugl-1" in week(exits=[{"household": "Orrfugl-1", "on": on}]).household) is here


def test_who_will_leave_needs_no_place_after_that():
    leaves = [{"household": "Orrfugl-1", "on": 5}]
    assert tier(week(stays=[HOME], exits=leaves)) is None
    waits = week(me={"situation": "nowhere"}, exits=leaves)
    assert window(waits) == (0, 5)


# -- rows of tiers
def row(tier: str | None, start: int, reason: str | None = None) -> dict[str, Any]:
    return {"household": "Orrfugl-1", "tier": tier, "since": start, "reason": reason, "by": "A"}


def test_a_coordinators_row_goes_before_facts():
    up = week(tier_changes=[row("P1", -2, "new_threat")])
    assert (tier(up), why(up), since(up), needed(up)) == ("P1", ["decided"], -2, 1)
    down = week(me={"situation": "hotel"}, tier_changes=[row("P3", -2, "facts_wrong")])
    assert (tier(down), needed(down)) == ("P3", 46)
    none = week(me={"situation": "hotel"}, tier_changes=[row(None, -2, "need_met_elsewhere")])
    assert (tier(none), none.priorities["Orrfugl-1"].says) == (None, "decided")
    housed = week(stays=[HOME], tier_changes=[row("P2", 0, "host_cannot_longer")])
    assert (tier(housed), needed(housed)) == ("P2", 21)


def test_an_acute_fact_that_is_newer_than_the_decision_goes_before_it():
    lower = [row("P2", -5, "facts_wrong")]
    newer = week(me={"situation": "nowhere", "situation_since": -4}, tier_changes=lower)
    assert (tier(newer), why(newer), since(newer)) == ("P0", ["nowhere"], -4)
    known = week(me={"situation": "nowhere", "situation_since": -5}, tier_changes=lower)
    assert (tier(known), why(known)) == ("P2", ["decided"])
    no_need = week(
        me={"child_at_risk": True}, stays=[HOME], tier_changes=[row(None, -1, "need_met_elsewhere")]
    )
    assert (tier(no_need), why(no_need)) == ("P0", ["child_at_risk"])


def test_an_acute_fact_without_a_date_is_decided_about_on_the_day():
    danger = {"threat": {"danger": "acute", "valid_until": 365}}
    assert tier(week(person=danger, tier_changes=[row("P1", -1, "facts_wrong")])) == "P0"
    assert tier(week(person=danger, tier_changes=[row("P1", 0, "facts_wrong")])) == "P1"


def test_an_acute_fact_that_is_newer_has_no_date_from_before_the_decision():
    rows = [row("P0", -9), row("P3", -5, "facts_wrong"), row("P0", -2)]
    found = week(me={"situation": "nowhere", "situation_since": -1}, tier_changes=rows)
    assert (tier(found), since(found)) == ("P0", -2)
    found = week(me={"situation": "nowhere", "situation_since": -1}, tier_changes=rows[:2])
    assert since(found) == -1


def test_newer_facts_that_are_not_acute_wait_for_the_next_decision():
    found = week(
        me={"situation": "unsafe", "situation_since": -1}, tier_changes=[row("P3", -5, "facts_wrong")]
    )
    assert (tier(found), why(found)) == ("P3", ["decided"])


def test_a_row_counts_from_its_date_and_the_latest_one_counts():
    assert tier(week(tier_changes=[row("P0", 1, "other")])) == "P3"
    assert tier(week(tier_changes=[row("P0", 0, "other")])) == "P0"
    assert tier(week(tier_changes=[row("P0", -5, "other"), row("P2", -2, "health")])) == "P2"


def test_of_two_rows_of_one_day_the_more_urgent_counts_in_any_order():
    rows = [row("P2", -2, "new_threat"), row("P1", -2, "health"), row(None, -2, "other")]
    assert {tier(week(tier_changes=list(order))) for order in permutations(rows)} == {"P1"}


def test_a_stored_date_is_never_rolled():
    found = week(me={"situation": "unsafe"}, tier_changes=[row("P1", -9)])
    assert (since(found), needed(found)) == (-9, -6)
    two = week(me={"situation": "unsafe"}, tier_changes=[row("P1", -9), row("P1", -2)])
    assert since(two) == -9


def test_a_stored_date_of_another_tier_or_of_later_is_not_this_ones():
    assert since(week(me={"situation": "unsafe"}, tier_changes=[row("P2", -9)])) == 0
    assert since(week(me={"situation": "unsafe"}, tier_changes=[row("P1", 3)])) == 0


def test_a_stored_row_alone_gives_no_tier():
    assert tier(week(tier_changes=[row("P0", -9)])) == "P3"
    assert tier(week(stays=[HOME], tier_changes=[row("P1", -9)])) is None


def test_a_date_from_before_the_need_had_ended_counts_no_more():
    rows = [row("P1", -90), row(None, -60), row("P1", -3)]
    assert since(week(me={"situation": "unsafe"}, tier_changes=rows)) == -3
    assert since(week(me={"situation": "unsafe"}, tier_changes=rows[:2])) == 0


def test_a_decision_that_is_said_again_rolls_nothing():
    again = week(tier_changes=[row("P1", -9, "new_threat"), row("P1", -1, "new_threat")])
    assert (since(again), needed(again)) == (-9, -6)
    after_facts = week(
        me={"situation": "hotel", "situation_since": -6}, tier_changes=[row("P1", -1, "host_cannot_longer")]
    )
    assert since(after_facts) == -6
    after_stored = week(
        me={"situation": "hotel"}, tier_changes=[row("P1", -6), row("P1", -1, "host_cannot_longer")]
    )
    assert since(after_stored) == -6


def test_a_row_about_a_household_that_was_split_is_about_each_part():
    found = week(
        persons={"Oter-42": {"age_status": "adult", "age_band": "18-24", "stay_together": "no"}},
        tier_changes=[row("P1", -2, "new_threat") | {"household": "Oter-4"}],
    )
    assert (tier(found, "Oter-4"), tier(found, "Oter-42")) == ("P1", "P1")


# -- when a place is needed
@pytest.mark.parametrize(
    ("given", "start", "deadline", "span"),
    [
        ("P0", 0, 0, (0, 28)),
        ("P0", -9, -9, (0, 28)),
        ("P1", 0, 3, (3, 31)),
        ("P1", -3, 0, (0, 28)),
        ("P1", -4, -1, (0, 28)),
        ("P2", 0, 21, (21, 49)),
        ("P2", -10, 11, (11, 39)),
        ("P3", -20, 36, (36, 56)),
        ("P3", -1, 55, (55, 56)),
        ("P3", 0, 56, (55, 56)),
    ],
)
def test_needed_by_and_the_28_nights_that_count(given, start, deadline, span):
    found = week(tier_changes=[row(given, start, "other")], me={"referral": 0})
    assert (needed(found), window(found)) == (deadline, span)


def test_the_window_is_cut_at_the_end_of_need_and_the_horizon():
    acute = {"situation": "nowhere"}
    assert window(week(me=acute | {"expected_until": 10})) == (0, 10)
    assert window(week(me=acute | {"expected_until": 28})) == (0, 28)
    assert window(week(me=acute | {"expected_until": 29})) == (0, 28)
    assert window(week(7, me=acute)) == (0, 7)
    assert window(week(me={"situation": "hotel", "expected_until": 2})) == (1, 2)
    assert window(week(stays=[HOLD], me=acute)) == (0, 7)


def test_a_written_end_of_need_that_has_passed_ends_nothing():
    assert window(week(me={"situation": "nowhere", "expected_until": 0})) == (0, 28)
    assert window(week(me={"situation": "nowhere", "expected_until": 1})) == (0, 1)


def test_an_earliest_date_moves_the_first_start_and_not_the_window():
    found = week(me={"situation": "nowhere", "earliest": 5})
    assert found.first_possible(found.household["Orrfugl-1"]) == day(5)
    assert window(found) == (0, 28)
    assert week(me={"earliest": -5}).first_possible(found.household["Lerke-2"]) == day(0)


@pytest.mark.parametrize(
    ("start", "until", "nights"),
    [(3, 31, 0), (0, 56, 0), (4, 31, 1), (3, 30, 1), (30, 56, 27), (31, 56, 28), (0, 3, 28), (40, 56, 28)],
)
def test_nights_without_a_place_are_those_of_the_window_that_a_stay_leaves_open(start, until, nights):
    span = Window(day(3), day(31))
    assert span.nights == 28
    assert span.missing(day(start), day(until)) == nights
    assert nights < UNPLACED


@pytest.mark.parametrize(
    ("referral", "days"), [(5, 0), (0, 0), (-1, 1), (-730, 730), (-731, 730), (-2000, 730)]
)
def test_waiting_days_are_counted_to_two_years(referral, days):
    found = week(me={"referral": referral})
    assert found.waiting_days(found.household["Orrfugl-1"]) == days
    assert MAX_WAIT == 730


def test_the_shortest_stay_that_ends_before_the_need_does():
    found = week(me={"situation": "nowhere"})
    assert found.least_nights(found.household["Orrfugl-1"]) == 1
    assert found.least_nights(found.household["Lerke-2"]) == 28


def test_within_a_tier_the_lowest_lot_is_first_and_ties_go_by_alias():
    found = week(households={"Lerke-2": {"lot": 3}, "Oter-4": {"lot": 0}})
    assert [h.alias for h in found.in_tier(Tier.P3)] == ["Oter-4", "Orrfugl-1", "Lerke-2", "Rype-3"]


def test_every_reason_for_a_tier_is_a_sentence_in_both_languages():
    world = week(me={"situation": "hotel", "unsuitable": True})
    for priority in world.priorities.values():
        for fact in priority.why:
            named = {name: "x" for name, _ in fact.facts}
            assert SAYS[fact.says].nb.format(**named)
            assert SAYS[fact.says].en.format(**named)
    assert TierChange.model_fields["reason"].default is None
