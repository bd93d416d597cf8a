"""Who really lives where, as a human saw it."""

from placement.domain.household import Situation
from placement.domain.stay import Destination
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.stays import EndStay, ExtendStay, HoldExpires, KeepHold, MovedIn, NoShow
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town, vary, week_of_activities

WHO = "Lerke-2"


def facts(*stays, world=None, **changes):
    return facts_of(vary(world or town(), {"stays": [{"household": WHO} | stay for stay in stays]} | changes))


def hold(start=0, **more):
    return {"place": "F2b", "start": start, "until": 60, "kind": "hold", "expires": 6} | more


def home(place="S2", start=-30, **more):
    return {"place": place, "start": start, "kind": "current"} | more


def test_who_moved_in_lives_there_from_their_real_first_night():
    after = done(facts(hold(-3)), MovedIn(household=WHO, on=day(-1))).after
    stay = row(after, "stays")
    assert (stay["kind"], stay["start"], stay["expires"]) == ("current", day(-1).isoformat(), None)


def test_a_move_ends_the_old_stay_with_what_belonged_to_it():
    waived = {"household": WHO, "rule": "H13", "unit": "Solbakken", "since": -30}
    before = facts(home(), hold(), waivers=[waived], releases=[{"household": WHO, "unit": "Solbakken"}])
    after = done(before, MovedIn(household=WHO, on=AS_OF)).after
    assert row(after, "stays", kind="past")["until"] == AS_OF.isoformat()
    assert row(after, "stays", kind="current")["place"] == "F2b"
    assert row(after, "waivers")["until"] == AS_OF.isoformat()
    assert rows(after, "releases") == []


def test_whoever_moved_in_has_answered_the_offer_of_that_unit_and_no_other():
    offers = [{"household": WHO, "unit": unit, "on": -3} for unit in ("Granly", "Solbakken")]
    after = done(facts(hold(), offers=offers), MovedIn(household=WHO, on=AS_OF)).after
    assert row(after, "offers", unit="Granly")["answer"] == "accepted"
    assert row(after, "offers", unit="Solbakken")["answer"] == "open"


def test_a_move_within_the_unit_keeps_what_was_waived_there():
    waived = {"household": WHO, "rule": "H13", "unit": "Granly", "since": -30}
    before = facts(home("F2a"), hold(), waivers=[waived])
    after = done(before, MovedIn(household=WHO, on=AS_OF)).after
    assert row(after, "waivers")["until"] == FOREVER.isoformat()


def test_nobody_moves_in_tomorrow_or_after_the_end_or_where_nothing_is_held():
    assert refused(facts(hold()), MovedIn(household=WHO, on=day(1))) == "in_future"
    assert refused(facts(hold(-9, until=-2)), MovedIn(household=WHO, on=day(-1))) == "stay_over"
    assert refused(facts(home()), MovedIn(household=WHO, on=AS_OF)) == "no_hold"
    assert refused(facts(home(start=-1), hold(-3)), MovedIn(household=WHO, on=day(-2))) == "before_start"


def test_of_two_held_beds_one_is_named():
    two = facts(hold(), hold(place="S2"))
    assert refused(two, MovedIn(household=WHO, on=AS_OF)) == "which_stay"
    after = done(two, MovedIn(household=WHO, on=AS_OF, unit="Solbakken")).after
    assert row(after, "stays", kind="current")["place"] == "S2"


def test_who_was_in_two_homes_on_one_day_knows_both():
    after = done(facts(home(start=0), hold()), MovedIn(household=WHO, on=AS_OF)).after
    assert row(after, "stays")["place"] == "F2b"
    assert row(after, "knows_address")["unit"] == "Solbakken"


def test_a_no_show_frees_the_bed_and_leaves_the_offer_open():
    offer = {"household": WHO, "unit": "Granly", "on": -3, "answer": "accepted"}
    after = done(facts(hold(-2), offers=[offer]), NoShow(household=WHO, on=day(-1))).after
    assert rows(after, "stays") == []
    assert row(after, "offers")["answer"] == "open"
    assert row(after, "households", alias=WHO)["situation"] == "safe"


def test_a_no_show_can_be_waited_for():
    after = done(facts(hold(-2)), NoShow(household=WHO, on=AS_OF, keep_until=day(2))).after
    assert row(after, "stays")["expires"] == day(2).isoformat()
    assert refused(facts(hold(-2)), NoShow(household=WHO, on=AS_OF, keep_until=AS_OF)) == "date_passed"
    assert refused(facts(hold(1)), NoShow(household=WHO, on=AS_OF)) == "not_begun"


def test_who_did_not_move_lives_on_where_they_live():
    after = done(facts(home(until=-1), hold(-1)), NoShow(household=WHO, on=AS_OF)).after
    assert row(after, "stays")["until"] is None


def test_a_hold_that_has_run_out_is_given_back_by_a_human_and_not_before():
    after = done(facts(hold(-9, expires=-1)), HoldExpires(household=WHO)).after
    assert rows(after, "stays") == []
    assert refused(facts(hold()), HoldExpires(household=WHO)) == "still_held"
    assert refused(facts(hold(expires=None)), HoldExpires(household=WHO)) == "held_without_end"


def test_a_hold_is_kept_for_longer_never_for_shorter():
    after = done(facts(hold()), KeepHold(household=WHO, until=day(9))).after
    assert row(after, "stays")["expires"] == day(9).isoformat()
    assert refused(facts(hold()), KeepHold(household=WHO, until=day(5))) == "not_later"
    assert refused(facts(hold(expires=-2)), KeepHold(household=WHO, until=day(-1))) == "date_passed"
    assert refused(facts(hold(expires=None)), KeepHold(household=WHO, until=day(1))) == "held_without_end"


def test_a_stay_that_is_over_leaves_somebody_of_whom_nobody_knows_where_they_sleep():
    after = done(facts(home()), EndStay(household=WHO, until=day(-2))).after
    assert row(after, "stays")["kind"] == "past"
    sleeps = row(after, "households", alias=WHO)
    assert (sleeps["situation"], sleeps["situation_since"]) == ("unknown", day(-2).isoformat())
    assert Week(after.instance, RULES).tier(WHO) == "P1"


def test_where_they_sleep_can_be_said_with_the_end():
    after = done(facts(home()), EndStay(household=WHO, until=AS_OF, situation=Situation.NOWHERE)).after
    assert Week(after.instance, RULES).tier(WHO) == "P0"


def test_an_end_to_come_ends_nothing_yet():
    after = done(facts(home()), EndStay(household=WHO, until=day(5))).after
    stay = row(after, "stays")
    assert (stay["kind"], stay["until"]) == ("current", day(5).isoformat())
    assert refused(facts(home()), EndStay(household=WHO, until=day(-30))) == "before_start"
    assert refused(facts(), EndStay(household=WHO, until=AS_OF)) == "no_stay"


def test_a_stay_and_its_limit_are_extended():
    extend = ExtendStay(household=WHO, until=day(20), limit_until=day(90))
    after = done(facts(home(until=10)), extend).after
    stay = row(after, "stays")
    assert (stay["until"], stay["extended_until"]) == (day(20).isoformat(), day(90).isoformat())
    assert refused(facts(home(until=30)), extend) == "not_later"
    assert refused(facts(home()), extend) == "no_end"
    assert (
        refused(facts(home(extended_until=120)), ExtendStay(household=WHO, limit_until=day(90)))
        == "not_later"
    )


def test_who_left_holds_nothing_and_is_no_longer_planned_for():
    world = week_of_activities()
    before = facts(
        home(), hold(1), world=world,
        offers=[{"household": WHO, "unit": "Granly", "on": -1}], pins=[{"household": WHO, "unit": "Granly"}],
        enrolments=[{"person": WHO, "programme": "Norsk-A", "start": -9, "kind": "current"}],
    )  # fmt: skip
    after = done(before, RecordExit(household=WHO, on=day(-1), destination=Destination.OWN_FLAT)).after
    assert [stay["kind"] for stay in rows(after, "stays")] == ["past"]
    assert row(after, "exits")["destination"] == "own_flat"
    assert rows(after, "offers") == rows(after, "pins") == []
    assert row(after, "enrolments")["kind"] == "past"
    assert WHO not in Week(after.instance, RULES).household
    assert refused(after, RecordExit(household=WHO, on=AS_OF)) == "has_left"


def test_who_is_to_leave_holds_what_they_hold_until_then():
    after = done(facts(home(until=90), hold(9)), RecordExit(household=WHO, on=day(5))).after
    (stay,) = rows(after, "stays")
    assert (stay["kind"], stay["until"]) == ("current", day(5).isoformat())


def test_an_exit_that_was_foreseen_is_replaced_by_what_happened():
    first = done(facts(home()), RecordExit(household=WHO, on=day(5))).after
    after = done(first, RecordExit(household=WHO, on=AS_OF, destination=Destination.LEFT_UNKNOWN)).after
    assert row(after, "exits") == {"household": WHO, "on": AS_OF.isoformat(), "destination": "left_unknown"}


def test_who_came_and_left_in_a_day_knows_the_address():
    after = done(facts(home(start=0)), RecordExit(household=WHO, on=AS_OF)).after
    assert rows(after, "stays") == []
    assert row(after, "knows_address") == {"person": WHO, "unit": "Solbakken"}


def test_an_exit_belongs_to_this_time_in_care():
    assert refused(facts(), RecordExit(household=WHO, on=day(-10))) == "before_referral"
    assert refused(facts(), RecordExit(household="Ulv-9", on=AS_OF)) == "no_household"


def test_of_a_household_that_is_to_be_split_nothing_is_recorded_before_the_split():
    no = {"stay_together": "no", "asked_alone": True}
    grown = {"Oter-42": {"age_status": "adult", "age_band": "25-39"} | no}
    before = facts(home() | {"household": "Oter-4"}, persons=grown)
    for alias in ("Oter-4", "Oter-42"):
        assert refused(before, EndStay(household=alias, until=AS_OF)) == "split_first"
