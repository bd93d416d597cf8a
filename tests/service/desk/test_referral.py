"""Somebody new: a household of one, of whom nothing is guessed."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from placement.domain.consent import ConsentAnswer
from placement.domain.household import Situation
from placement.domain.names import SPECIES
from placement.domain.option import fitting
from placement.domain.person import AgeBand, AgeStatus, Danger, Gender, Secrecy, Threat
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.aliases import draw_alias
from placement.service.desk.commands.referral import Child, ReferHousehold, draw_lot
from placement.store import ledger
from tests.service.desk.desks import new_desk
from tests.service.desk.facts import done, facts_of, refused, row, rows
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


def test_what_they_said_of_a_place_is_their_consent():
    assert rows(done(facts_of(town()), NEW).after, "consents", person="Ny-1") == []
    after = done(facts_of(town()), NEW.but(housing=ConsentAnswer.GIVEN)).after
    said = row(after, "consents", person="Ny-1")
    assert (said["answer"], said["to"], said["on"]) == ("given", None, day(0).isoformat())


def test_who_is_of_age_and_said_yes_has_places_tonight():
    told = NEW.but(age_status=AgeStatus.ADULT, gender=Gender.WOMAN, housing=ConsentAnswer.GIVEN,
                   secrecy=Secrecy.NONE, threat=Threat(danger=Danger.LOW, valid_until=day(2)))  # fmt: skip
    week = Week(done(facts_of(town()), told).after.instance, RULES)
    assert fitting(week, week.household["Ny-1"]).places


def test_children_come_with_who_they_came_with():
    threat = Threat(danger=Danger.HIGH, valid_until=day(2))
    kids = (Child(alias="Ny-2", age_band=AgeBand.BABY), Child(alias="Ny-3", age_band=AgeBand.TEEN))
    told = NEW.but(age_status=AgeStatus.ADULT, secrecy=Secrecy.HIDDEN, threat=threat, children=kids)
    after = done(facts_of(town()), told.but(guardian_confirmed=True)).after
    week = Week(after.instance, RULES)
    home = week.household["Ny-1"]
    assert (home.beds_needed.adults, home.beds_needed.babies, home.beds_needed.children) == (1, 1, 1)
    for alias in ("Ny-2", "Ny-3"):
        child = week.person[alias]
        assert (child.age_status, child.secrecy, child.threat) == (
            AgeStatus.MINOR_ACCOMPANIED, Secrecy.HIDDEN, threat,
        )  # fmt: skip
        assert week.attributes.of(child, "guardian_confirmed")
    unsure = row(done(facts_of(town()), told).after, "relations", b="Ny-2")
    assert (unsure["a"], unsure["kind"], unsure["confirmed"]) == ("Ny-1", "guardian", False)


def test_a_child_is_under_age_and_has_an_alias_of_its_own():
    with pytest.raises(ValidationError):
        Child(alias="Ny-2", age_band=AgeBand.GROWN)
    for alias in ("Ny-1", "Oter-41"):
        assert (
            refused(facts_of(town()), NEW.but(children=(Child(alias=alias, age_band=AgeBand.BABY),)))
            == "alias_taken"
        )


def test_an_alias_is_drawn_and_nobody_has_or_had_it(tmp_path):
    desk = new_desk(tmp_path / "desk", town())
    drawn = {draw_alias(desk) for _ in range(40)}
    assert len(drawn) > 30
    assert all(one.partition("-")[0] in SPECIES for one in drawn)
    gone = drawn.pop()
    with desk.store.writing() as tx:
        ledger.add(tx.connection, [gone], ledger.ERASED, at=tx.at, change=1)
    only = [gone, "Lo-7"]
    assert draw_alias(desk, lambda _most: only.pop(0)) == "Lo-7"
    desk.close()


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
