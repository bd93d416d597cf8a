"""Why this activity or not yet, for who follows a household up: its own reasons in full, and of others one sentence."""

import json

import pytest

from placement.domain.area import AvoidArea
from placement.domain.consent import ConsentAnswer
from placement.domain.programme import ActivityConsent, ActivityWish, Enrolment, EnrolmentKind, ProgrammeKind
from placement.service.desk.own_why import answered
from placement.words.finding import NEUTRAL
from tests.worlds import day, vary, week_of_activities

HOUSEHOLD, MOTHER, OTHER = "Oter-4", "Oter-41", "Lerke-2"


def week(*wishes, **rows):
    return week_of_activities().but(
        activity_wishes=tuple(ActivityWish(person=MOTHER, **wish) for wish in wishes), **rows
    )


def said(instance, lang="en"):
    """Programme -> what is said of it."""
    return {one.programme: one for one in answered(instance, HOUSEHOLD, lang).activities}


def goes(programme, person=MOTHER):
    return Enrolment(person=person, programme=programme, start=day(-9), kind=EnrolmentKind.CURRENT)


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "Går der, slik personen ønsket."), ("en", "They go to it, as they wished.")]
)
def test_what_they_go_to_is_told_with_the_wish(lang, told):
    one = said(week({"programme": "Trening"}, enrolments=(goes("Trening"),)), lang)["Trening"]
    assert (one.says, one.is_open, one.wish) == ((told,), False, "Trening")


def test_what_nothing_of_their_own_bars_is_possible_with_the_one_sentence_for_all_else():
    found = said(week({"kind": ProgrammeKind.NORWEGIAN}))
    assert {name: one.says for name, one in found.items()} == {
        "Norsk-A": (NEUTRAL.en,),
        "Norsk-B": (NEUTRAL.en,),
    }
    assert all(one.is_open and one.wish == "a Norwegian course" for one in found.values())


def test_their_own_no_is_told_and_what_nobody_wished_for_is_not():
    no = ActivityConsent(person=MOTHER, programme="Kveld", answer=ConsentAnswer.DECLINED, on=day(-1))
    found = said(week({"programme": "Kveld"}, activity_consents=(no,)))
    assert list(found) == ["Kveld"]
    assert not found["Kveld"].is_open
    assert "said no to the activity" in found["Kveld"].says[0]


def test_a_wish_that_is_met_already_asks_for_no_other_of_its_kind():
    found = said(week({"kind": ProgrammeKind.NORWEGIAN}, enrolments=(goes("Norsk-A"),)))
    assert list(found) == ["Norsk-A"]


def test_seats_and_who_else_goes_there_are_one_sentence():
    wish = {"programme": "Trening"}
    plain = week(wish)
    full = vary(plain, {"programmes": {"Trening": {"seats": 1}}})
    full = full.but(enrolments=(goes("Trening", OTHER),))
    assert said(full)["Trening"].says == said(plain)["Trening"].says == (NEUTRAL.en,)


def test_where_a_programme_is_is_told_by_no_reason():
    wish = {"programme": "Trening"}
    avoid = AvoidArea(person=MOTHER, area="nord", since=day(-9))
    assert said(week(wish, avoid_areas=(avoid,)))["Trening"].says == (NEUTRAL.en,)
    both = {"programme": "Praksis"}, {"programme": "Nettkurs"}
    far = week(*both, enrolments=(goes("Praksis"),))
    near = vary(far, {"programmes": {"Praksis": {"district": "nord"}}})
    assert said(far) == said(near)


def test_the_data_say_the_same_with_the_codes_of_the_rules():
    no = ActivityConsent(person=MOTHER, programme="Kveld", answer=ConsentAnswer.DECLINED, on=day(-1))
    found = answered(week({"programme": "Kveld"}, activity_consents=(no,)), HOUSEHOLD, "en")
    (data,) = json.loads(json.dumps(found.activity_data))
    (line,) = found.activities
    assert (data["says"], data["rules"], data["is_open"]) == (list(line.says), ["A05"], False)
