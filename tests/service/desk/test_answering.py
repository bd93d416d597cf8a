"""What is to be written down of offers, holds and stays."""

from datetime import date

import pytest

from placement.domain.consent import OfferAnswer
from placement.service.demo import make_demo
from placement.service.desk.answering import answers, proposal
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.commands.offers import AnswerOffer
from placement.service.desk.commands.stays import MovedIn
from placement.service.desk.sight import sight
from tests.service.desk.published import publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    publish(made)
    yield made
    made.close()


def found(desk, login="kari"):
    return answers(sight(desk, login).content)


def test_open_offers_are_those_of_whom_somebody_may_know(desk):
    every, seen = ({one.household for one in found(desk, login).offers} for login in ("kari", "ola"))
    assert len(every) == 8
    assert seen < every


def test_an_answer_closes_the_offer_and_a_no_stays_in_sight_while_it_holds(desk):
    first, second, *_ = found(desk).offers
    for one, answer in ((first, OfferAnswer.ACCEPTED), (second, OfferAnswer.DECLINED)):
        carry_out(desk, "kari", AnswerOffer(household=one.household, unit=one.unit, on=one.on, answer=answer))
    now = found(desk)
    assert not {first.household, second.household} & {one.household for one in now.offers}
    assert second.household in {one.household for one in now.declined}
    holds = {one.household: one for one in now.holds}
    assert holds[first.household].expires is None
    assert second.household not in holds


def test_each_household_stands_on_the_page_once(desk):
    now = found(desk)
    every = [one.household for one in (*now.offers, *now.holds)]
    assert len(every) == len(set(every))
    assert all(one.bed is not None and one.bed.expires for one in now.offers)


def test_who_moved_in_is_no_hold_any_more(desk):
    first = found(desk).offers[0]
    carry_out(
        desk,
        "kari",
        AnswerOffer(household=first.household, unit=first.unit, on=first.on, answer=OfferAnswer.ACCEPTED),
    )
    hold = next(one for one in found(desk).holds if one.household == first.household)
    carry_out(desk, "kari", MovedIn(household=hold.household, unit=hold.unit, on=date(2026, 11, 23)))
    assert hold.household not in {one.household for one in found(desk).holds}


def test_a_home_whose_end_has_passed_waits_for_a_word(desk):
    assert not found(desk).ended
    carry_out(desk, "kari", OpenWeek(as_of=date(2026, 12, 17), anyway=True))
    assert [one.household for one in found(desk).ended] == ["Bjørn-6", "Mink-16"]


def test_an_offer_to_somebody_housed_takes_each_adult(desk):
    carry_out(desk, "kari", OpenWeek(as_of=date(2026, 12, 1), anyway=True))
    move = proposal(desk, "Elg-17", "Fjordgløtt")
    assert move is not None
    assert move.start == date(2026, 12, 7)
    assert proposal(desk, "Elg-17", "Tunet") is None
