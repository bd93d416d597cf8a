"""What a coordinator decides: pins, released rooms, priorities, figures, and the day on which all is read."""

from datetime import date

import pytest

from placement.domain.decision import Tier, TierReason
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.decisions import (
    AddPin,
    ChangeTier,
    OpenWeek,
    ReleaseRoom,
    RemovePin,
    SetPolicy,
    to_record,
)
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town, vary

WHO = "Lerke-2"


def facts(**changes):
    return facts_of(vary(town(), changes))


def stay(place="F2b", start=-9, kind="current", **more):
    return {"household": WHO, "place": place, "start": start, "kind": kind} | more


def test_a_household_is_locked_to_a_place_or_out_of_a_unit():
    locked = done(facts(), AddPin(household=WHO, place="F2b", start=day(2))).after
    assert (row(locked, "pins")["place"], row(locked, "pins")["start"]) == ("F2b", day(2).isoformat())
    out = done(locked, AddPin(household=WHO, unit="Solbakken", must=False)).after
    assert len(rows(out, "pins")) == 2
    (key,) = locked.rows("pins")
    assert rows(done(locked, RemovePin(key=key)).after, "pins") == []
    assert refused(facts(), RemovePin(key=key)) == "row_gone"


def test_the_same_lock_twice_is_one():
    locked = done(facts(), AddPin(household=WHO, unit="Granly")).after
    assert tuple(AddPin(household=WHO, unit="Granly").edits(locked)) == ()


def test_a_lock_that_breaks_a_rule_by_itself_is_refused_and_one_that_keeps_out_is_not():
    veto = [{"person": WHO, "unit": "Granly", "since": -3}]
    assert refused(facts(vetoes=veto), AddPin(household=WHO, unit="Granly")) == "pin_breaks_rule"
    done(facts(vetoes=veto), AddPin(household=WHO, unit="Granly", must=False))


def test_a_lock_to_where_somebody_lives_is_kept_by_staying():
    done(facts(stays=[stay()]), AddPin(household=WHO, unit="Granly"))


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ({}, "pin_names_one"),
        ({"place": "F2b", "unit": "Granly"}, "pin_names_one"),
        ({"place": "Z9"}, "no_place"),
        ({"unit": "Borg"}, "row_gone"),
        ({"household": "Ulv-9", "unit": "Granly"}, "no_household"),
    ],
)
def test_a_lock_names_one_thing_that_is_there(pin, code):
    assert refused(facts(), AddPin(**({"household": WHO} | pin))) == code


def test_a_kept_room_is_released_for_one_household():
    kept = facts(rooms={"F2b": {"emergency": True}})
    after = done(kept, ReleaseRoom(household=WHO, unit="Granly", room="F2b")).after
    week = Week(after.instance, RULES)
    assert week.attributes.of(week.household[WHO], "releases") == {("Granly", "F2b")}
    assert refused(kept, ReleaseRoom(household=WHO, unit="Granly", room="F2a")) == "not_kept"
    assert refused(kept, ReleaseRoom(household=WHO, unit="Solbakken")) == "not_kept"
    assert tuple(ReleaseRoom(household=WHO, unit="Granly", room="F2b").edits(after)) == ()


def tier(to, since=AS_OF, reason=TierReason.HEALTH):
    return ChangeTier(household=WHO, tier=to, since=since, reason=reason, by="kari")


def test_a_coordinators_word_goes_before_facts():
    after = done(facts(), tier(Tier.P0)).after
    assert Week(after.instance, RULES).tier(WHO) is Tier.P0


def test_the_last_word_of_a_day_counts_also_where_it_is_the_less_urgent():
    first = done(facts(), tier(Tier.P0)).after
    after = done(first, tier(None, reason=TierReason.FACTS_WRONG)).after
    assert row(after, "tier_changes")["reason"] == "facts_wrong"
    assert Week(after.instance, RULES).tier(WHO) is None


def test_the_date_since_which_facts_gave_a_tier_is_not_rolled():
    stored = facts(tier_changes=[{"household": WHO, "tier": "P3", "since": 0}])
    after = done(stored, tier(Tier.P1)).after
    assert len(rows(after, "tier_changes")) == 2
    assert refused(facts(), tier(Tier.P1, since=day(1))) == "in_future"


def test_a_figure_is_set_within_its_bounds_with_a_new_version_of_the_policy():
    figure = SetPolicy(rule="stay_limit", setting="warning", value=30)
    after = done(facts(), figure).after
    assert after.instance.policy.settings == {"stay_limit": {"warning": 30}}
    assert after.instance.policy.version == 2
    again = done(after, figure.but(value=14)).after
    assert row(again, "settings")["value"] == 14
    default = done(again, figure.but(value=None)).after
    assert (rows(default, "settings"), default.instance.policy.version) == ([], 4)
    assert tuple(figure.but(value=None).edits(default)) == tuple(figure.edits(after)) == ()


def test_a_figure_that_no_rule_has_or_allows_is_refused():
    assert refused(facts(), SetPolicy(rule="stay_limit", setting="wish", value=3)) == "setting_unknown"
    assert (
        refused(facts(), SetPolicy(rule="stay_limit", setting="warning", value=-1)) == "setting_out_of_range"
    )


def test_the_day_on_which_all_is_read_moves_on_and_no_stay_changes():
    before = facts(stays=[stay(), stay("S2", 7, "hold", expires=9)])
    after = done(before, OpenWeek(as_of=day(7))).after
    assert after.instance.as_of == day(7)
    assert after.rows("stays") == before.rows("stays")
    assert refused(before, OpenWeek(as_of=AS_OF)) == "not_later"


def test_what_happened_meanwhile_is_recorded_first():
    before = facts(stays=[stay(until=3), stay("S2", 2, "hold", expires=6, until=7), stay("F2a", 9, "hold")])
    assert [(one.what, one.on) for one in to_record(before, day(7))] == [
        ("hold_not_begun", day(2)), ("stay_ended", day(3)), ("hold_expired", day(6)), ("hold_ended", day(7)),
    ]  # fmt: skip
    assert refused(before, OpenWeek(as_of=day(7))) == "record_first"
    after = done(before, OpenWeek(as_of=day(7), anyway=True)).after
    assert after.rows("stays") == before.rows("stays")


def test_of_somebody_who_left_nothing_is_to_be_recorded():
    before = facts(stays=[stay(until=-1)], exits=[{"household": WHO, "on": -1}])
    assert to_record(before, day(7)) == ()


def test_the_day_can_be_any_day_of_a_week_53():
    after = done(facts(), OpenWeek(as_of=date(2026, 12, 28))).after
    assert after.instance.as_of.isocalendar().week == 53
