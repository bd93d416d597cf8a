"""What every page shares: who may see it, the state of the desk, undo, and what goes wrong."""

from pathlib import Path

import pytest

from placement.app.pages import ALL
from placement.app.parts import lock
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.store import audit
from tests.app.conftest import APP, html

SEEN_BY = {
    "kari": {
        "this_week",
        "people",
        "housing",
        "activities",
        "rules",
        "plan",
        "scenarios",
        "files",
        "audit",
        "settings",
    },
    "eva": {"this_week", "people", "housing", "activities", "rules", "settings"},
    "mona": {"this_week", "housing", "activities", "rules", "scenarios", "settings"},
    "nils": {"this_week", "housing", "settings"},
    "unn": {"this_week", "audit", "settings"},
    "admin": {"this_week", "settings"},
}


def test_no_page_lies_where_the_library_would_run_it_alone():
    assert not (APP / "router" / "pages").exists()


def test_every_file_of_a_page_is_in_the_list():
    files = {one.stem for one in (APP / "pages").glob("*.py")} - {"__init__"}
    assert files == {one.file for one in ALL}


@pytest.mark.parametrize("login", SEEN_BY)
@pytest.mark.parametrize("page", [one.file for one in ALL])
def test_a_page_refuses_whom_it_is_not_for_also_by_its_address(open_page, login, page):
    screen = open_page(page, login=login)
    assert not screen.exception
    assert bool(screen.error) is (page not in SEEN_BY[login]), [one.value for one in screen.error]


def test_of_somebody_unknown_nothing_is_shown(open_page):
    screen = open_page("people", login="nobody")
    assert len(screen.error) == 1
    assert not screen.dataframe


def test_looking_is_in_the_log_once_until_something_changes(open_page, desk):
    def lines():
        with desk.store.reading() as connection:
            return audit.head(connection).seq

    screen = open_page("settings")
    before = lines()
    screen.run()
    assert lines() == before
    carry_out(desk, "ola", SetFields(table="persons", key="Gaupe-9", fields={"wishes_own_room": True}))
    screen.run()
    assert lines() == before + 2


def test_language_and_role_stay_over_a_change_of_page(open_page):
    screen = open_page("people", lang="en", login="ola")
    assert screen.title[0].value == "People"
    screen.switch_page(str(APP / "pages" / "settings.py"))
    screen.query_params.clear()
    screen.run()
    assert screen.title[0].value == "Settings"
    assert screen.query_params["as"] in ("ola", ["ola"])


def test_undo_takes_back_ones_own_latest_change_from_any_page(open_page, desk):
    carry_out(desk, "kari", SetFields(table="persons", key="Gaupe-9", fields={"wishes_peer": True}))
    screen = open_page("settings", lang="en")
    screen.button(key="undo").click().run()
    assert desk.now().rows("persons")["Gaupe-9"]["wishes_peer"] is not True
    assert "Saved" in html(screen)
    screen.button(key="redo").click().run()
    assert desk.now().rows("persons")["Gaupe-9"]["wishes_peer"] is True


def test_a_refusal_is_told_in_one_message_with_the_way_out(open_page, desk):
    for login, support in (("kari", 3), ("ola", 2)):
        carry_out(desk, login, SetFields(table="persons", key="Gaupe-9", fields={"support": support}))
    screen = open_page("settings", login="kari")
    screen.button(key="undo").click().run()
    assert len(screen.error) == 1
    screen.run()
    assert not screen.error


def test_a_screen_that_nobody_uses_hides_everything_and_comes_back(open_page, monkeypatch):
    screen = open_page("people")
    monkeypatch.setattr(lock, "LOCK_SECONDS", -1.0)
    screen.run()
    assert [one.key for one in screen.button] == ["unlock"]
    assert not screen.selectbox
    monkeypatch.setattr(lock, "LOCK_SECONDS", 600.0)
    screen.button(key="unlock").click().run()
    assert screen.selectbox


def test_the_script_is_the_one_that_the_app_runs():
    assert "placement/app/router/main.py" in (Path(__file__).parents[2] / "app.py").read_text()


def test_a_row_that_somebody_else_changed_since_the_screen_was_drawn_is_shown_in_both_values(open_page, desk):
    screen = open_page("people", lang="en")
    screen.session_state["goto"] = ("households", "Mår-15")
    screen.run()
    carry_out(desk, "ola", SetFields(table="persons", key="Mår-15", fields={"sharing": "yes"}))
    screen.selectbox(key="persons:Mår-15:wishes_peer").set_value(True).run()
    assert "Look at both" in screen.warning[0].value
    assert desk.now().rows("persons")["Mår-15"]["wishes_peer"] is False
    screen.button(key="keep_mine").click().run()
    row = desk.now().rows("persons")["Mår-15"]
    assert (row["sharing"], row["wishes_peer"]) == ("yes", True)


def test_undo_and_redo_are_open_only_where_there_is_something_to_press_them_for(open_page, desk):
    def closed(screen):
        return [screen.button(key=key).disabled for key in ("undo", "redo")]

    screen = open_page("settings")
    assert closed(screen) == [True, True]
    carry_out(desk, "ola", SetFields(table="persons", key="Gaupe-9", fields={"wishes_own_room": True}))
    assert closed(screen.run()) == [True, True]  # it is not one's own
    carry_out(desk, "kari", SetFields(table="persons", key="Gaupe-9", fields={"wishes_peer": True}))
    assert closed(screen.run()) == [False, True]
    assert closed(screen.button(key="undo").click().run()) == [True, False]
    assert closed(screen.button(key="redo").click().run()) == [False, True]


@pytest.mark.parametrize(
    ("page", "lang", "told"),
    [
        (
            "people",
            "nb",
            "Rollen din åpner ikke siden «Personer». Disse kan åpne den: samordner og saksbehandler.",
        ),
        (
            "people",
            "en",
            "Your role does not open the page “People”. Those who may open it: coordinator and caseworker.",
        ),
        ("files", "nb", "Rollen din åpner ikke siden «Filer». Disse kan åpne den: samordner."),
    ],
)
def test_a_page_that_is_not_for_somebody_says_which_it_is_and_for_whom(open_page, page, lang, told):
    assert [one.value for one in open_page(page, login="unn", lang=lang).error] == [told]
