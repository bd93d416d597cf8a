"""From a short form to a household, and in an emergency to a plan that gives it a bed tonight."""

from datetime import timedelta

import pytest

from placement.domain.consent import ConsentAnswer
from placement.domain.household import Situation
from placement.domain.person import AgeBand, AgeStatus, Danger, Gender, Secrecy
from placement.errors import InputError, Refused
from placement.review.options import survey
from placement.service.desk import jobs
from placement.service.desk.carry_out import carry_out
from placement.service.desk.referring import MINORS, WHO, Told, Who, refer_tonight, referral_of
from placement.service.planning import derived
from tests.service.desk.desks import EVA, KARI, UNN, new_desk
from tests.worlds import day, town

TOLD = Told(alias="Hegre-8", referral=day(0), who=Who.WOMAN)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", town())
    yield made
    made.close()


def test_one_answer_says_gender_and_age(desk):
    said = {who: referral_of(desk, Told("Hegre-8", day(0), who=who)) for who in Who}
    assert (said[Who.WOMAN].gender, said[Who.WOMAN].age_status) == (Gender.WOMAN, AgeStatus.ADULT)
    assert (said[Who.OTHER].gender, said[Who.OTHER].age_status) == (Gender.PREFER_NOT, AgeStatus.ADULT)
    assert said[Who.UNCLEAR].age_status is AgeStatus.UNCLEAR
    assert referral_of(desk, Told("Hegre-8", day(0))).age_status is AgeStatus.UNCLEAR
    assert set(WHO) == set(Who)


def test_children_get_aliases_of_their_own(desk):
    told = Told("Hegre-8", day(0), who=Who.WOMAN, children={AgeBand.BABY: 1, AgeBand.CHILD: 2})
    carry_out(desk, KARI, referral_of(desk, told))
    persons = {k: row for k, row in desk.now().rows("persons").items() if row["household"] == "Hegre-8"}
    bands = [row["age_band"] for row in persons.values()]
    assert (bands.count("0-1"), bands.count("6-12"), bands.count(None)) == (1, 2, 1)
    assert MINORS == (AgeBand.BABY, AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN)


def test_a_threat_that_is_told_in_haste_counts_for_two_days(desk):
    refer_tonight(desk, KARI, Told("Hegre-8", day(0), who=Who.WOMAN, danger=Danger.MEDIUM))
    body = desk.now().rows("persons")["Hegre-8"]
    assert body["threat"] == {"danger": "medium", "valid_until": (day(0) + timedelta(days=2)).isoformat()}
    assert desk.now().rows("households")["Hegre-8"]["situation"] == Situation.NOWHERE


def test_in_an_emergency_a_plan_is_asked_for_that_can_give_a_bed_tonight(desk):
    told = Told(
        "Hegre-8", day(0), who=Who.WOMAN, housing=ConsentAnswer.GIVEN, danger=Danger.LOW, secrecy=Secrecy.NONE
    )
    number = refer_tonight(desk, KARI, told, seconds=5)
    job = jobs.look(desk, number)
    assert job is not None
    assert job.is_open
    week = derived(desk.now().instance)
    assert str(week.tier("Hegre-8")) == "P0"
    assert survey(week, week.household["Hegre-8"]).in_time


@pytest.mark.parametrize(
    "told", [Told("a/b", day(0)), Told("Hegre-8", day(0), languages=frozenset({"norsk"}))]
)
def test_what_cannot_be_is_told_and_nothing_is_written(desk, told):
    before = desk.now().change
    with pytest.raises(InputError):
        refer_tonight(desk, KARI, told)
    assert desk.now().change == before
    assert jobs.latest(desk) == []


@pytest.mark.parametrize("login", [EVA, UNN])
def test_whoever_places_nobody_refers_nobody(desk, login):
    with pytest.raises(Refused):
        refer_tonight(desk, login, TOLD)
    assert jobs.latest(desk) == []
