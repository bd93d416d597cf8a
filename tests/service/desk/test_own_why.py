"""Why a household has a place or none, for who follows it up: its own reasons in full, and of others one sentence."""

import json

import pytest

from placement.domain.consent import Offer, OfferAnswer, Veto
from placement.domain.contact import Contact, ContactAssignment
from placement.domain.housing import Closure, ClosureKind
from placement.domain.person import Secrecy
from placement.domain.relation import KnowsAddress, Relation, RelationKind
from placement.domain.stay import Stay, StayKind
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.commands.showing import ShowPlaces
from placement.service.desk.log import read_log
from placement.service.desk.own_why import answered, own_why
from placement.service.desk.printout import printout
from placement.service.desk.printout_words import as_text
from placement.service.desk.still_possible import still_possible
from placement.words.finding import NEUTRAL
from tests.service.desk.desks import ARE, EVA, KARI, MONA, UNN, new_desk
from tests.worlds import day, town

WHO, OTHER = "Oter-4", "Lerke-2"


def week(**rows):
    """The town, in which Eva follows the mother with a child up, and somebody else one of the others."""
    contacts = tuple(Contact(alias=one, hours=37, capacity=20) for one in ("Kontakt-1", "Kontakt-2"))
    mine = (
        ContactAssignment(household=WHO, contact="Kontakt-1", since=day(-9)),
        ContactAssignment(household=OTHER, contact="Kontakt-2", since=day(-9)),
    )
    return town().but(contacts=contacts, assignments=mine, **rows)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", week(), contact="Kontakt-1")
    yield made
    made.close()


def said(instance, household=WHO, lang="en"):
    """Place -> what is said of it."""
    (view,) = answered(instance, household, lang).views
    return {place: line.says for line in view.places for place in line.places}


def lines(desk):
    return [one for one in read_log(desk, UNN) if one.action == "ask_why"]


# --- who is answered -----------------------------------------------------------------------------


def test_it_is_counted_and_the_log_names_the_household_and_nothing_else(desk):
    assert [own_why(desk, EVA, WHO, "en").asked for _ in range(2)] == [1, 2]
    assert [(one.by, one.about) for one in lines(desk)] == [(EVA, {"households": {WHO: ()}})] * 2


@pytest.mark.parametrize("login", [EVA, MONA, ARE, UNN])
def test_of_others_one_is_refused_as_of_those_who_are_not_there(desk, login):
    told = []
    for whom in (OTHER, "Nobody-1", "Oter-41"):
        with pytest.raises(Refused) as refused:
            own_why(desk, login, whom, "en")
        told.append((str(refused.value), refused.value.code, refused.value.facts, refused.value.todo))
    assert told[0] == told[1] == told[2]
    assert lines(desk) == []


def test_below_the_grade_of_their_own_nobody_is_answered(desk):
    carry_out(desk, "admin", SetFields(table="users", key=EVA, fields={"clearance": Secrecy.NONE.value}))
    carry_out(desk, KARI, SetFields(table="persons", key="Oter-41", fields={"secrecy": "strengt_fortrolig"}))
    with pytest.raises(Refused):
        own_why(desk, EVA, WHO, "en")


# --- what a coordinator lets them know -----------------------------------------------------------


def test_places_are_shown_once_a_coordinator_says_so_as_they_were_then(desk):
    found = still_possible(desk, KARI, WHO, "en")
    assert found.places
    assert not found.is_shown
    assert own_why(desk, EVA, WHO, "en").shown == ()
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=found.places))
    assert still_possible(desk, KARI, WHO, "en").is_shown
    told = own_why(desk, EVA, WHO, "en")
    assert told.shown == found.names
    held = {"household": OTHER, "place": found.places[0], "start": day(-1).isoformat(), "kind": "current"}
    carry_out(desk, KARI, AddRow(table="stays", fields=held))
    assert found.places[0] not in still_possible(desk, KARI, WHO, "en").places
    assert own_why(desk, EVA, WHO, "en") == told._replace(asked=told.asked + 1)


def test_they_are_shown_for_a_week_or_until_they_are_taken_back(desk):
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=("S1",)))
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=("F1a",)))
    assert own_why(desk, EVA, WHO, "en").shown == ("Granly, F1a",)
    carry_out(desk, KARI, OpenWeek(as_of=day(7), anyway=True))
    assert own_why(desk, EVA, WHO, "en").shown == ()
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=("F1a",)))
    assert own_why(desk, EVA, WHO, "en").shown
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=()))
    assert own_why(desk, EVA, WHO, "en").shown == ()
    with pytest.raises(CannotDo):
        carry_out(desk, KARI, ShowPlaces(household=WHO, places=("Nowhere",)))


def test_only_who_plans_shows_them_and_asks_which_there_are(desk):
    for login in (EVA, MONA, ARE, UNN):
        with pytest.raises(Refused):
            carry_out(desk, login, ShowPlaces(household=WHO, places=("S1",)))
        with pytest.raises(Refused):
            still_possible(desk, login, WHO, "en")
    with pytest.raises(Refused):
        still_possible(desk, KARI, "Nobody-1", "en")


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_printout_says_what_the_contact_was_shown(desk, lang):
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=("S1", "F1a")))
    text = as_text(printout(desk, KARI, "Oter-41", why="asked_by_person"), lang)
    assert "S1, F1a" in text


def test_who_leaves_is_shown_nothing_more(desk):
    carry_out(desk, KARI, ShowPlaces(household=WHO, places=("S1",)))
    carry_out(desk, KARI, RecordExit(household=WHO, on=day(0), destination=None))
    assert not desk.now().rows("shown_places")


# --- what they are told --------------------------------------------------------------------------


def test_reasons_of_their_own_are_told_in_full():
    found = said(week(vetoes=(Veto(person="Oter-41", unit="Solbakken", since=day(-1)),)))
    assert found["S1"] == ("The person does not want to live here.",)
    assert "There are too few beds for the household." in found["F2b"]
    assert said(week())["S1"] == (NEUTRAL.en,)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_whatever_rests_on_others_is_one_and_the_same_sentence(lang):
    plain = said(week(), lang=lang)
    held = Stay(household=OTHER, place="S1", start=day(-9), until=day(40), kind=StayKind.CURRENT)
    link = Relation(a="Lerke-2", b="Oter-41", kind=RelationKind.CONTROLLER)
    worlds = (
        week(stays=(held,)),
        week(relations=(*town().relations, link)),
        week(
            relations=(*town().relations, link), knows_address=(KnowsAddress(person=OTHER, unit="Solbakken"),)
        ),
        week(stays=(held,), relations=(*town().relations, link)),
    )
    for one in worlds:
        assert said(one, lang=lang) == plain
    assert set(plain["S1"]) == {getattr(NEUTRAL, lang)}


def test_where_a_place_lies_and_why_it_is_closed_is_told_by_nothing():
    closed = {kind: Closure(unit="Granly", room="F1a", since=day(0), kind=kind) for kind in ClosureKind}
    found = {json.dumps(said(week(closures=(one,)))) for one in closed.values()}
    assert len(found) == 1
    assert "No beds are in service then." in said(week(closures=(closed[ClosureKind.BURNT],)))["F1a"]


def test_what_they_have_is_told_and_an_offer_that_waits():
    home = Stay(household=WHO, place="S1", start=day(-9), kind=StayKind.CURRENT)
    (view,) = answered(week(stays=(home,)), WHO, "en").views
    assert view.told == ("Oter-4 lives in Solbakken, S1.",)
    assert said(week(stays=(home,)))["S1"] == ("The household has it already.",)
    offer = Offer(household=WHO, unit="Solbakken", on=day(0), answer=OfferAnswer.OPEN)
    assert said(week(offers=(offer,)))["S1"] == ("Offered: the answer is awaited.",)


def test_who_has_no_place_reads_what_bars_them_or_the_one_sentence():
    (view,) = answered(week(), WHO, "en").views
    assert view.told == ("Oter-4 has no place yet.",)
    assert NEUTRAL.en in view.why
    vetoes = tuple(Veto(person="Oter-41", unit=unit, since=day(-1)) for unit in ("Solbakken", "Granly"))
    (view,) = answered(week(vetoes=vetoes), WHO, "en").views
    assert NEUTRAL.en not in view.why
    assert any("does not want to live here" in one for one in view.why)


def test_the_data_are_what_json_holds_and_say_the_same():
    found = answered(week(), WHO, "en")
    (data,) = json.loads(json.dumps(found.data))
    assert [one["says"] for one in data["places"]] == [list(one.says) for one in found.views[0].places]
    assert all(
        not codes for one in data["places"] if NEUTRAL.en in one["says"] for codes in one["rules"].values()
    )
