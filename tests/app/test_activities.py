"""The page of activities: for each role what it may see, and every change as a command."""

from datetime import date

import pytest

from tests.app.conftest import html

WORDS = {"nb": ("Plasser", "bare kvinner", "1\xa0av\xa03"), "en": ("Seats", "women only", "1\xa0of\xa03")}


def control(screen, key):
    return next(one for one in screen.get("button_group") if one.key == key)


def shown(screen, programme, part="people"):
    screen.selectbox(key="programme_shown").set_value(programme).run()
    if screen.get("button_group") and any(one.key == "programme_part" for one in screen.get("button_group")):
        control(screen, "programme_part").set_value(part).run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_week_is_a_grid_of_programmes_and_days(open_page, lang):
    screen = open_page("activities", lang=lang)
    text = html(screen)
    assert not screen.exception
    for word in (*WORDS[lang], "Norsk-1", "09:00–11:30"):
        assert word in text
    assert "~" not in text


@pytest.mark.parametrize("login", ["eva", "mona"])
def test_who_does_not_plan_is_told_no_seats_of_others_and_offered_no_change(open_page, login):
    screen = open_page("activities", login=login)
    assert not screen.exception
    text = html(screen)
    assert "\xa0av\xa0" not in text
    assert "venter" not in text
    shown(screen, "Norsk-1", "facts")
    assert not screen.text_input
    assert not [one for one in screen.button if one.key in ("end", "begin")]


def test_a_manager_sees_nobody_by_name(open_page, desk):
    screen = shown(open_page("activities", login="mona"), "Norsk-1")
    text = html(screen)
    assert not [alias for alias in desk.now().rows("persons") if alias in text]
    assert not [one for one in screen.get("button_group") if one.key in ("activities", "programme_part")]


def test_a_caseworker_sees_their_own_persons_without_others(open_page):
    screen = shown(open_page("activities", login="eva"), "Svømming-1")
    assert "Gaupe-9" in html(screen)
    assert "Elg-17" not in html(shown(screen, "Norsk-1"))
    shown(screen, "Yoga-1", "waiting")
    assert "Kan begynne" not in html(screen)


def test_clashes_with_court_are_marked_and_hidden_in_a_meeting(open_page):
    screen = open_page("activities")
    assert "1\xa0kollisjon" in html(screen)
    assert "retten 10:00–12:00" in html(shown(screen, "Norsk-1"))
    screen.toggle(key="meeting").set_value(True).run()
    assert not screen.exception
    assert "retten" not in html(screen)
    assert "kollisjon" not in html(screen)


def test_somebody_begins_and_ends_and_it_is_undone(open_page, desk):
    def current():
        found = desk.now().rows("enrolments").values()
        return {row["person"] for row in found if (row["programme"], row["kind"]) == ("Norsk-1", "current")}

    screen = shown(open_page("activities"), "Norsk-1", "waiting")
    screen.selectbox(key="begin_who").set_value("Svale-19").run()
    screen.button(key="begin").click().run()
    assert not screen.error
    assert "Svale-19" in current()
    shown(screen, "Norsk-1", "people")
    key = next(k for k, row in desk.now().rows("enrolments").items() if row["person"] == "Elg-17")
    screen.selectbox(key="end_who").set_value(key).run()
    screen.date_input(key="end_on").set_value(date(2026, 11, 30)).run()
    screen.button(key="end").click().run()
    assert "Elg-17" not in current()
    assert desk.now().rows("enrolments")[key]["until"] == "2026-11-30"
    screen.button(key="undo").click().run()
    assert "Elg-17" in current()


def test_who_is_stopped_by_a_rule_is_not_among_those_who_can_begin(open_page):
    screen = shown(open_page("activities"), "Norsk-2", "waiting")
    assert "Lerke-8" in html(screen)
    assert "Lerke-8" not in screen.selectbox(key="begin_who").options
    assert "Rev-36" in screen.selectbox(key="begin_who").options


def test_facts_and_sessions_of_a_programme_save_themselves(open_page, desk):
    screen = shown(open_page("activities"), "Yoga-1", "facts")
    screen.number_input(key="programmes:Yoga-1:seats").set_value(9).run()
    assert desk.now().rows("programmes")["Yoga-1"]["seats"] == 9
    key = next(k for k, row in desk.now().rows("sessions").items() if row["programme"] == "Yoga-1")
    screen.selectbox(key="one:sessions:Yoga-1").set_value(key).run()
    screen.selectbox(key=f"sessions:{key}:weekday").set_value("friday").run()
    assert desk.now().rows("sessions")[key]["weekday"] == "friday"


def test_helpers_are_told_and_changed(open_page, desk):
    screen = open_page("activities", activities="helpers")
    assert not screen.exception
    for word in ("Kontakt-4", "borte fra ma. 16. nov.", "Tolk-1", "ti. 24. nov. 10:00–12:00"):
        assert word in html(screen)
    screen.selectbox(key="one:contacts:").set_value("Kontakt-2").run()
    screen.number_input(key="contacts:Kontakt-2:hours").set_value(20).run()
    assert desk.now().rows("contacts")["Kontakt-2"]["hours"] == 20
    for table in ("absences", "interpreters", "bookable_hours", "impartiality"):
        control(screen, "helpers_table").set_value(table).run()
        assert not screen.exception


def test_a_caseworker_reads_helpers_and_changes_none(open_page):
    screen = open_page("activities", login="eva", activities="helpers")
    assert "Kontakt-4" in html(screen)
    assert not screen.number_input
    assert not [one for one in screen.get("button_group") if one.key == "helpers_table"]


def test_where_others_are_sent_here_for_a_programme_or_contact_it_is_open(open_page):
    screen = open_page("activities")
    screen.session_state["goto"] = ("programmes", "Yoga-1")
    screen.run()
    assert screen.selectbox(key="programme_shown").value == "Yoga-1"
    screen.session_state["goto"] = ("contacts", "Kontakt-3")
    screen.run()
    assert screen.selectbox(key="one:contacts:").value == "Kontakt-3"
