"""The page of people: everybody in one list, a household opened, changed, referred."""

import pytest

from placement.app.parts.search import GOTO
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.referral import ReferHousehold
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.people_list import CHIPS, Chip, people_list
from placement.service.desk.row_history import row_history, rows_about
from placement.service.desk.sight import sight
from placement.words.texts import texts
from tests.app.conftest import html


def chosen(open_page, household, view="people", **how):
    screen = open_page("people", **how)
    screen.session_state[GOTO] = ("households", household)
    screen.session_state["household_view"] = view
    screen.run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_everybody_is_in_the_list_with_what_is_to_be_looked_at(open_page, lang):
    screen = open_page("people", lang=lang)
    assert not screen.exception
    assert not screen.error
    for told in ("Ekorn-5", "Skogstua K1 + K2", {"nb": "ikke kjent", "en": "not known"}[lang]):
        assert told in html(screen)


def test_chips_make_the_list_shorter(open_page):
    screen = open_page("people", lang="en")
    screen.session_state["chips"] = [Chip.WAITING, Chip.CHILDREN]
    screen.run()
    shown = html(screen)
    assert "Ekorn-5" not in shown
    assert "Dompap-5" not in shown or "Dompap-5 " in shown


def test_a_caseworker_sees_their_own_alone(open_page):
    shown = html(open_page("people", login="eva"))
    assert all(one in shown for one in ("Gaupe-9", "Mår-15", "Ekorn-5"))
    assert "Snøugle-2" not in shown


def test_sensitive_fields_are_asked_for_with_a_reason_first(open_page):
    screen = chosen(open_page, "Gaupe-9", lang="en")
    assert not [one for one in screen.selectbox if one.key == "persons:Gaupe-9:secrecy"]
    screen.selectbox(key="why:persons:Gaupe-9").set_value("planning").run()
    screen.button(key="show:persons:Gaupe-9").click().run()
    assert [one for one in screen.selectbox if one.key == "persons:Gaupe-9:secrecy"]


def test_a_field_saves_itself(open_page, desk):
    screen = chosen(open_page, "Gaupe-9", lang="en")
    screen.selectbox(key="persons:Gaupe-9:sharing").set_value("yes").run()
    assert desk.now().rows("persons")["Gaupe-9"]["sharing"] == "yes"
    assert "Saved" in html(screen)


@pytest.mark.parametrize("view", ["people", "more", "household", "matches", "acts", "history"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_each_view_of_a_household_opens(open_page, view, lang):
    screen = chosen(open_page, "Ekorn-5", view, lang=lang)
    assert not screen.error


def test_a_referral_is_written_down_and_opened(open_page, desk):
    screen = open_page("people", lang="en")
    screen.text_input(key="refer:alias").set_value("Ny-77")
    screen.selectbox(key="refer:situation").set_value("unsafe")
    next(one for one in screen.button if one.label == "Write down").click().run()
    assert not screen.exception
    assert desk.now().rows("households")["Ny-77"]["situation"] == "unsafe"
    assert screen.selectbox(key="household_shown").value == "Ny-77"


def test_an_alias_that_cannot_be_one_is_told_and_nothing_is_written(open_page, desk):
    before = desk.now().change
    screen = open_page("people", lang="en")
    screen.text_input(key="refer:alias").set_value("a/b")
    next(one for one in screen.button if one.label == "Write down").click().run()
    assert len(screen.error) == 1
    assert desk.now().change == before


def test_the_history_names_fields_never_what_they_held(desk):
    carry_out(desk, "ola", SetFields(table="persons", key="Mår-15", fields={"wishes_own_room": True}))
    content = sight(desk, "kari").content
    turns = row_history(desk, "kari", rows_about(content, "Mår-15"), "en")
    assert {one.command for one in turns} >= {"load_week"}
    changed = next(one for one in turns if one.fields)
    assert changed.fields == ("wishes own room",)


def test_a_list_counts_as_known_what_somebody_said(desk):
    carry_out(desk, "ola", ReferHousehold(alias="Ny-78", referral=desk.now().instance.as_of, lot=9999))
    lines = {one.household: one for one in people_list(sight(desk, "kari").content, texts("en"))}
    assert lines["Dompap-5"].known == 100
    assert lines["Ny-78"].known < 50
    assert set(CHIPS) == set(Chip)
