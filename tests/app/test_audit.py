"""Audit: what was changed, the log, and where plans come from; each sees what their role may."""

import pytest

from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.reading import reveal
from placement.store import requests
from tests.app.conftest import html
from tests.service.desk.published import keep_plan, publish

NEEDS = SetFields(table="persons", key="Gaupe-9", fields={"needs_own_room": True})


def until(household, day):
    return SetFields(table="households", key=household, fields={"expected_until": day})


def view(screen, name):
    screen.segmented_control(key="audit").set_value(name).run()
    assert not screen.exception
    assert not screen.error
    return screen


@pytest.mark.parametrize(("lang", "told"), [("nb", "endrede felt"), ("en", "changed fields")])
@pytest.mark.parametrize("login", ["kari", "unn"])
def test_who_plans_and_who_audits_see_the_changes_of_all(open_page, desk, lang, told, login):
    carry_out(desk, "ola", NEEDS, why="new_information")
    screen = view(open_page("audit", lang=lang, login=login), "changes")
    assert told in html(screen)
    assert ">ola<" in html(screen)
    assert "Gaupe-9" not in html(screen)
    assert {"nb": "ny opplysning", "en": "new information"}[lang] in html(screen)


@pytest.mark.parametrize("login", ["eva", "mona", "nils", "admin"])
def test_nobody_else_has_the_page(open_page, login):
    screen = open_page("audit", login=login)
    assert screen.error
    assert "audit" not in {one.key for one in screen.segmented_control}


def test_changes_are_found_by_who_what_and_when(open_page, desk):
    carry_out(desk, "ola", NEEDS)
    screen = view(open_page("audit"), "changes")
    screen.selectbox(key="changes:who").select("ola").run()
    assert ">kari<" not in html(screen)
    screen.selectbox(key="changes:what").select("load_week").run()
    assert "Ingenting ble funnet." in [one.value for one in screen.markdown]
    screen.selectbox(key="changes:who").select(None).run()
    assert "første uke" in html(screen)
    assert "endrede felt" not in html(screen)


def test_one_of_ones_own_changes_is_taken_back_by_its_number(open_page, desk):
    before = desk.now().body("households", "Gaupe-9")
    done = carry_out(desk, "kari", until("Gaupe-9", "2027-06-01"))
    later = carry_out(desk, "kari", until("Falk-18", "2027-06-01"))
    others = carry_out(desk, "ola", until("Ugle-40", "2027-06-01"))
    screen = view(open_page("audit"), "changes")
    offered = screen.selectbox(key="undo_named").options
    numbers = [int(one.split(" · ")[0]) for one in offered]
    assert numbers[:2] == [later.change, done.change]
    assert others.change not in numbers
    screen.selectbox(key="undo_named").select(done.change).run()
    screen.button(key="undo_this").click().run()
    assert not screen.exception
    assert not screen.error
    assert desk.now().body("households", "Gaupe-9") == before
    assert desk.now().body("households", "Falk-18")["expected_until"] == "2027-06-01"
    assert "angret i" in html(screen)


def test_what_would_lower_a_protection_waits_for_a_reason(open_page, desk):
    done = carry_out(desk, "kari", NEEDS)
    screen = view(open_page("audit"), "changes")
    screen.selectbox(key="undo_named").select(done.change).run()
    screen.button(key="undo_this").click().run()
    assert not screen.error
    screen.selectbox(key="why_second").select("mistake").run()
    screen.button(key="ask_second").click().run()
    assert not screen.exception
    assert not screen.error
    with desk.store.reading() as connection:
        assert [one.by for one in requests.every(connection, state="open")] == ["kari"]
    assert desk.now().body("persons", "Gaupe-9")["needs_own_room"] is True


@pytest.mark.parametrize(("lang", "unbroken"), [("nb", "Ubrutt ✓"), ("en", "Unbroken ✓")])
def test_an_auditor_checks_the_log_and_finds_what_was_revealed(open_page, desk, lang, unbroken):
    reveal(desk, "kari", "persons", "Gaupe-9", "threat", why="danger")
    screen = open_page("audit", lang=lang, login="unn")
    screen.button(key="check_log").click().run()
    assert screen.success[0].value.startswith(unbroken)
    screen.pills(key="log:kind").set_value("revealed").run()
    assert html(screen).count("Gaupe-9") == 1
    screen.text_input(key="log:about").set_value("Falk-18").run()
    assert "Gaupe-9" not in html(screen)
    screen.text_input(key="log:about").set_value("Gaupe-9").run()
    assert "Gaupe-9" in html(screen)
    assert not screen.exception


def test_a_broken_log_says_what_to_do(open_page, desk):
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_stays")
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE audit SET by = 'ola' WHERE seq = 3")
    screen = open_page("audit", login="unn")
    screen.button(key="check_log").click().run()
    assert "Linje 3 er ikke slik den ble skrevet." in screen.error[0].value


def test_a_meeting_sees_no_line_of_the_log(open_page):
    screen = open_page("audit", login="unn")
    screen.toggle(key="meeting").set_value(True).run()
    assert "log:kind" not in {one.key for one in screen.pills}


def test_older_lines_are_one_press_away(open_page):
    screen = open_page("audit", login="unn")
    newest = html(screen)
    if "log:to_older" in {one.key for one in screen.button}:
        screen.button(key="log:to_older").click().run()
        assert html(screen) != newest
        screen.button(key="log:to_newest").click().run()
        assert html(screen) == newest


@pytest.mark.parametrize("login", ["kari", "unn"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_plan_says_where_it_comes_from(open_page, desk, login, lang):
    publish(desk)
    keep_plan(desk, "ola")
    screen = view(open_page("audit", lang=lang, login=login), "plans")
    text = html(screen)
    assert "CP-SAT" in text
    assert "ola" in text
    assert {"nb": "0 brudd", "en": "0 breaches"}[lang] in text
