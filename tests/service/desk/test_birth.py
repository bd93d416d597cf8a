"""A baby is protected as its mother is, and nobody guesses the rest."""

from placement.domain.person import Gender
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.birth import Birth
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import day, town, vary

BABY = "Oter-43"
BORN = Birth(household="Oter-4", mother="Oter-41", alias=BABY)


def facts(**changes):
    return facts_of(vary(town(), changes))


def test_a_baby_has_the_grade_and_the_threat_of_its_mother():
    threat = {"danger": "high", "valid_until": 30}
    after = done(facts(persons={"Oter-41": {"secrecy": "strengt_fortrolig", "threat": threat}}), BORN).after
    found = row(after, "persons", alias=BABY)
    assert (found["household"], found["age_band"], found["age_status"]) == (
        "Oter-4",
        "0-1",
        "minor_accompanied",
    )
    assert (found["secrecy"], found["threat"]) == (
        "strengt_fortrolig",
        {"danger": "high", "valid_until": day(30).isoformat()},
    )
    assert (found["gender"], found["support"], found["track"]) == ("prefer_not", None, "not_clarified")


def test_what_is_not_known_of_the_mother_is_not_known_of_the_child():
    after = done(facts(persons={"Oter-41": {"secrecy": None, "threat": None}}), BORN).after
    found = row(after, "persons", alias=BABY)
    assert found["secrecy"] is found["threat"] is None


def test_its_mother_is_its_guardian_once_a_human_confirmed_it():
    unsure = row(done(facts(), BORN).after, "relations", b=BABY)
    assert (unsure["a"], unsure["kind"], unsure["confirmed"]) == ("Oter-41", "guardian", False)
    after = done(facts(), BORN.but(guardian_confirmed=True, gender=Gender.WOMAN)).after
    week = Week(after.instance, RULES)
    assert week.attributes.of(week.person[BABY], "guardian_confirmed")
    assert week.household["Oter-4"].beds_needed.babies == 1


def test_it_is_kept_from_whom_and_what_she_is_kept_from():
    before = facts(
        avoid_areas=[
            {"person": "Oter-41", "area": "nord"},
            {"person": "Oter-41", "area": "sør", "until": -1},
        ],
        outsiders=[{"alias": "Ulv-9"}],
        relations=[
            {"a": "Ulv-9", "b": "Oter-41", "kind": "controller", "protected": "Oter-41"},
            {"a": "Rype-3", "b": "Oter-41", "kind": "recruiter", "until": -1},
            {"a": "Oter-41", "b": "Lerke-2", "kind": "recruiter", "protected": "Lerke-2"},
            {"a": "Lerke-2", "b": "Oter-41", "kind": "conflict"},
        ],
    )
    after = done(before, BORN).after
    assert [area["area"] for area in rows(after, "avoid_areas", person=BABY)] == ["nord"]
    links = [r for r in rows(after, "relations", b=BABY) if r["kind"] != "guardian"]
    assert [(r["a"], r["kind"], r["protected"]) for r in links] == [("Ulv-9", "controller", BABY)]
    assert rows(after, "relations", a=BABY) == []


def test_an_alias_is_given_once_and_a_mother_is_of_the_household():
    assert refused(facts(), BORN.but(alias="Rype-3")) == "alias_taken"
    assert refused(facts(), BORN.but(mother="Rype-3")) == "not_member"
