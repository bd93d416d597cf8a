"""A fact that was wrong: it is mended, and the plans that were made on it are found."""

from placement.service.desk.commands.corrections import CORRECTED, CorrectFact, Held, Made, plans_that_relied
from placement.service.protection_kinds import Kind
from tests.service.desk.facts import done, facts_of, refused, row
from tests.worlds import AS_OF, day, town

SINCE = day(-10)
WRONG, RIGHT = {"support": 0, "needs_quiet": False}, {"support": 3, "needs_quiet": False}
VERSIONS = (Held(WRONG, 3, 8), Held(RIGHT, 8, None))
PLANS = (Made(1, 2, day(-21)), Made(2, 3, day(-14)), Made(3, 7, day(-7)), Made(4, 8, AS_OF))


def correct(fields, since=SINCE, key="Lerke-2"):
    return CorrectFact(table="persons", key=key, fields=fields, since=since)


def test_a_correction_is_an_edit_with_its_own_reason():
    after = done(facts_of(town()), correct({"support": 3})).after
    assert row(after, "persons", alias="Lerke-2")["support"] == 3
    assert correct({}).why == CORRECTED


def test_a_correction_that_protects_less_is_seen_as_such():
    quiet = done(facts_of(town()), correct({"needs_own_room": True})).after
    done(quiet, correct({"needs_own_room": False}), lowers=[Kind.OWN_ROOM])


def test_what_is_wrong_from_tomorrow_on_is_no_correction():
    assert refused(facts_of(town()), correct({"support": 3}, since=day(1))) == "in_future"
    assert refused(facts_of(town()), correct({"support": 3}, key="Ulv-9")) == "row_gone"
    assert refused(facts_of(town()), correct({"wish": 3})) == "no_such_field"


def test_the_plans_that_were_made_on_the_wrong_fact_are_found():
    assert plans_that_relied(VERSIONS, {"support": 3}, PLANS, day(-30)) == (2, 3)


def test_a_plan_of_a_day_before_it_became_true_did_not_rely_on_it():
    assert plans_that_relied(VERSIONS, {"support": 3}, PLANS, day(-10)) == (3,)


def test_what_was_right_in_the_corrected_fields_was_not_relied_on_wrongly():
    assert plans_that_relied(VERSIONS, {"needs_quiet": False}, PLANS, day(-30)) == ()
