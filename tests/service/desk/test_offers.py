"""Answers to offers and moves: a no is a normal outcome, a yes ends the clock of a held bed."""

from datetime import timedelta
from typing import Any

import pytest

from placement.domain.consent import ConsentAnswer, DeclineReason, OfferAnswer
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.offers import HOLDS, AnswerOffer, ConsentToMove, WithdrawDecline
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town, vary

SOON = day(3)
YES, NO = OfferAnswer.ACCEPTED, OfferAnswer.DECLINED
GIVEN, WITHDRAWN = ConsentAnswer.GIVEN, ConsentAnswer.WITHDRAWN


def offered(**stay):
    """Lerke-2 is offered Granly, and a bed is held there for six days."""
    hold = {"household": "Lerke-2", "place": "F2b", "start": 2, "until": 60, "kind": "hold", "expires": 6}
    offer = {"household": "Lerke-2", "unit": "Granly", "on": 0}
    return facts_of(vary(town(), {"stays": [hold | stay], "offers": [offer]}))


def answer(what=YES, **more):
    return AnswerOffer(household="Lerke-2", unit="Granly", on=AS_OF, answer=what, **more)


def housed(*more, **changes):
    """Oter-4, a mother and her child, live in Solbakken; a move to Granly is proposed to them."""
    home = {"household": "Oter-4", "place": "S1", "start": -30, "until": 90, "kind": "current"}
    offer = {"household": "Oter-4", "unit": "Granly", "on": 0}
    return facts_of(vary(town(), {"stays": [home, *more], "offers": [offer]} | changes))


def move(place="F2a", start=SOON, **more):
    return Stay(household="Oter-4", place=place, start=start, until=day(50), kind=StayKind.PROPOSAL, **more)


def consent(said=GIVEN, proposal=None, **more):
    fields: dict[str, Any] = {
        "household": "Oter-4",
        "unit": "Granly",
        "answers": {"Oter-41": said},
        "on": AS_OF,
    }
    return ConsentToMove(**(fields | {"proposal": proposal} | more))


def test_a_yes_ends_the_time_for_which_the_bed_is_held():
    after = done(offered(), answer()).after
    assert row(after, "offers")["answer"] == "accepted"
    assert row(after, "stays")["expires"] is None


def test_a_no_frees_the_bed_and_is_remembered_with_its_reason():
    after = done(offered(), answer(NO, reason=DeclineReason.PLACE)).after
    assert rows(after, "stays") == []
    offer = row(after, "offers")
    assert (offer["answer"], offer["reason"]) == ("declined", "place")
    assert offer["holds_until"] == FOREVER.isoformat()


@pytest.mark.parametrize("reason", [*DeclineReason, None])
def test_each_reason_says_how_long_a_no_holds(reason):
    after = done(offered(), answer(NO, reason=reason)).after
    days = HOLDS[reason]
    until = FOREVER if days is None else AS_OF + timedelta(days=days)
    assert row(after, "offers")["holds_until"] == until.isoformat()


def test_somebody_may_say_until_when_their_no_holds():
    after = done(offered(), answer(NO, holds_until=day(3))).after
    assert row(after, "offers")["holds_until"] == day(3).isoformat()
    assert refused(offered(), answer(NO, holds_until=AS_OF)) == "date_passed"


def test_the_declined_unit_is_not_offered_again_and_others_are():
    after = done(offered(), answer(NO, reason=DeclineReason.AREA)).after
    week = Week(after.instance, RULES)
    declined = week.attributes.of(week.household["Lerke-2"], "declined")
    assert [span.name for span in declined] == ["Granly"]


def test_a_yes_has_no_reason_and_an_open_offer_is_no_answer():
    assert refused(offered(), answer(YES, reason=DeclineReason.PLACE)) == "reason_without_no"
    assert refused(offered(), answer(OfferAnswer.OPEN)) == "no_answer_given"


def test_what_was_never_offered_is_not_answered():
    assert refused(facts_of(town()), answer()) == "no_offer"


def test_no_yes_makes_a_bed_where_none_is_held():
    assert refused(facts_of(vary(town(), {"offers": [{"household": "Lerke-2", "unit": "Granly", "on": 0}]})),
                   answer()) == "no_hold"  # fmt: skip
    assert refused(housed(), answer().but(household="Oter-4")) == "move_needs_consent"


def test_a_bed_that_the_unit_holds_no_longer_is_not_agreed_without_asking_it():
    assert refused(offered(expires=0), answer()) == "hold_over"


def test_somebody_may_change_their_mind_about_a_yes():
    facts = done(offered(), answer()).after
    after = done(facts, answer(NO, reason=DeclineReason.NO_REASON_GIVEN)).after
    assert rows(after, "stays") == []


def test_where_somebody_lives_already_nothing_is_declined():
    assert refused(offered(kind="current", start=-3, expires=None), answer(NO)) == "lives_there"


def test_a_no_after_the_first_night_leaves_what_the_person_knows():
    after = done(offered(start=-1), answer(NO)).after
    assert row(after, "knows_address") == {"person": "Lerke-2", "unit": "Granly"}


def test_a_withdrawn_no_lets_the_place_be_offered_again_and_stays_in_the_history():
    facts = done(offered(), answer(NO, reason=DeclineReason.RULES)).after
    withdraw = WithdrawDecline(household="Lerke-2", unit="Granly", on=AS_OF)
    after = done(facts, withdraw).after
    assert row(after, "offers")["answer"] == "declined"
    assert row(after, "offers")["holds_until"] == AS_OF.isoformat()
    assert refused(after, withdraw) == "no_decline"


def test_with_every_adults_yes_the_proposed_place_is_held_and_the_old_one_ends_that_day():
    after = done(housed(), consent(proposal=move())).after
    assert row(after, "move_consents")["answer"] == "given"
    assert row(after, "stays", kind="current")["until"] == day(3).isoformat()
    held = row(after, "stays", kind="hold")
    assert (held["place"], held["start"], held["expires"]) == ("F2a", day(3).isoformat(), None)
    assert row(after, "offers")["answer"] == "accepted"


def test_one_adults_yes_is_not_the_others():
    grown = {"persons": {"Oter-42": {"age_status": "adult", "age_band": "25-39"}}, "drop_relations": "all"}
    first = done(housed(**grown), consent(proposal=move())).after
    assert rows(first, "stays", kind="hold") == []
    second = done(first, consent(proposal=move(), answers={"Oter-42": GIVEN})).after
    assert len(rows(second, "stays", kind="hold")) == 1


def test_without_a_proposal_only_the_words_are_written_down():
    after = done(housed(), consent()).after
    assert len(after.rows("stays")) == 1
    assert row(after, "move_consents") == {
        "person": "Oter-41", "unit": "Granly", "answer": "given", "on": AS_OF.isoformat()
    }  # fmt: skip


def test_who_takes_the_yes_back_lives_on_where_they_live():
    agreed = done(housed(), consent(proposal=move())).after
    after = done(agreed, consent(WITHDRAWN)).after
    (stay,) = rows(after, "stays")
    assert (stay["kind"], stay["until"]) == ("current", None)
    assert row(after, "offers")["answer"] == "open"


def test_a_child_is_asked_through_its_guardian():
    assert refused(housed(), consent(answers={"Oter-42": GIVEN})) == "no_adult_of_it"


def test_a_move_is_agreed_to_by_who_lives_somewhere_and_about_the_proposal_that_was_made():
    lone = {"household": "Lerke-2", "answers": {"Lerke-2": GIVEN}}
    assert refused(housed(), consent(**lone)) == "not_housed"
    assert refused(housed(), consent(proposal=move(place="S2"))) == "other_proposal"
    assert refused(housed(), consent(proposal=move(start=day(-1)))) == "move_passed"
    leaving = housed(exits=[{"household": "Oter-4", "on": 3}])
    assert refused(leaving, consent(proposal=move())) == "leaves_before"
    assert refused(housed(), consent(on=day(1))) == "in_future"
    assert refused(housed(), consent(on=day(-31))) == "before_start"


def test_a_stay_that_ends_before_the_move_keeps_its_end():
    facts = facts_of(vary(town(), {"stays": [
        {"household": "Oter-4", "place": "S1", "start": -30, "until": 2, "kind": "current"}]}))  # fmt: skip
    after = done(facts, consent(proposal=move())).after
    assert row(after, "stays", kind="current")["until"] == day(2).isoformat()
