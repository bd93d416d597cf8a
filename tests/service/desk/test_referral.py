"""Somebody new: a household of one, of whom nothing is guessed."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from placement.domain.household import Situation
from placement.domain.person import AgeBand, AgeStatus, Danger, Secrecy, Threat
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.referral import ReferHousehold, draw_lot
from tests.service.desk.facts import done, facts_of, refused, row
from tests.worlds import day, town

NEW = ReferHousehold(alias="Ny-1", referral=day(0), lot=77, situation=Situation.NOWHERE)


def test_a_household_of_one_waits_from_its_referral():
    after = done(facts_of(town()), NEW).after
    house, person = row(after, "households", alias="Ny-1"), row(after, "persons", alias="Ny-1")
    assert (house["referral"], house["situation"], house["situation_since"]) == (
        day(0).isoformat(), "nowhere", day(0).isoformat(),
    )  # fmt: skip
    assert person["household"] == "Ny-1"
    week = Week(after.instance, RULES)
    assert str(week.tier("Ny-1")) == "P0"


def test_what_nobody_said_is_not_known():
    person = row(done(facts_of(town()), NEW).after, "persons", alias="Ny-1")
    assert person["secrecy"] is person["threat"] is person["support"] is None
    assert (person["gender"], person["age_status"]) == ("prefer_not", "unclear")


def test_what_was_said_is_written_down():
    threat = Threat(danger=Danger.HIGH, valid_until=day(0) + timedelta(days=28))
    told = NEW.but(secrecy=Secrecy.STRENGT_FORTROLIG, threat=threat, languages=frozenset({"tir"}))
    person = row(done(facts_of(town()), told).after, "persons", alias="Ny-1")
    assert (person["secrecy"], person["languages"]) == ("strengt_fortrolig", ["tir"])
    assert person["threat"]["danger"] == "high"


def test_an_alias_is_never_taken_twice():
    assert refused(facts_of(town()), NEW.but(alias="Oter-4")) == "alias_taken"
    assert refused(facts_of(town()), NEW.but(alias="Oter-41")) == "alias_taken"


def test_a_referral_has_happened():
    assert refused(facts_of(town()), NEW.but(referral=day(1))) == "in_future"


def test_an_age_that_contradicts_itself_is_refused():
    wrong = NEW.but(age_status=AgeStatus.ADULT, age_band=AgeBand.BABY)
    with pytest.raises(ValidationError):
        list(wrong.edits(facts_of(town())))


def test_a_lot_is_nobody_elses_and_is_drawn():
    facts = facts_of(town())
    taken = {one.lot for one in facts.instance.households}
    drawn = {draw_lot(facts) for _ in range(50)}
    assert not drawn & taken
    assert len(drawn) > 25
