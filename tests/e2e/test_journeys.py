"""What happens on a bad Monday: two people at once, a page loaded anew, a server and a solver that die."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from placement.app.pages import ALL
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.jobs import latest
from placement.service.desk.open import open_desk
from placement.store.jobs import RUNNING
from tests.e2e.conftest import SECOND, Screens, Server, drawn, served, settled

pytestmark = pytest.mark.e2e

SHARE = {"nb": "Kan dele rom", "en": "May share a room"}
YES = {"nb": "ja", "en": "yes"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, to be killed."""
    with served(tmp_path / "desk") as one:
        yield one


@pytest.fixture
def own_screens(chromium: Browser, own: Server) -> Iterator[Screens]:
    found = Screens(chromium, own)
    yield found
    found.close()


def goto(screen: Page, alias: str) -> None:
    """To a person or household, as one goes there on a Monday: Ctrl+K and a few letters."""
    screen.keyboard.press("Control+k")
    field = screen.get_by_role("dialog").get_by_role("combobox")
    field.fill(alias)
    screen.get_by_role("option", name=re.compile(f"^{alias} ")).first.wait_for()
    screen.keyboard.press("Enter")
    screen.get_by_role("dialog").wait_for(state="hidden")
    settled(screen)


def choose(screen: Page, label: str, value: str) -> None:
    field = screen.get_by_role("combobox", name=label, exact=True)
    field.fill(value)
    screen.get_by_role("option", name=value, exact=True).first.wait_for()
    screen.keyboard.press("Enter")
    settled(screen)


def shown(screen: Page, label: str) -> str:
    return screen.get_by_role("combobox", name=label, exact=True).input_value()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_was_changed_is_there_after_f5_and_after_the_server_was_killed_and_is_then_undone(
    own: Server, own_screens: Screens, lang: str
) -> None:
    screen = own_screens.open("people", lang=lang)
    goto(screen, "Mår-15")
    before = shown(screen, SHARE[lang])
    assert before != YES[lang]
    choose(screen, SHARE[lang], YES[lang])
    screen.get_by_text({"nb": "Lagret", "en": "Saved"}[lang]).first.wait_for()
    screen.reload()
    drawn(screen, lang)
    goto(screen, "Mår-15")
    assert shown(screen, SHARE[lang]) == YES[lang]
    own.kill()
    own.start()
    screen.goto(f"{own.url}/people?lang={lang}")
    drawn(screen, lang)
    goto(screen, "Mår-15")
    assert shown(screen, SHARE[lang]) == YES[lang]
    screen.get_by_role("button", name={"nb": "Angre", "en": "Undo"}[lang]).click()
    expect(screen.get_by_role("combobox", name=SHARE[lang], exact=True)).to_have_value(before)


def test_two_people_who_change_one_field_are_shown_both_values_and_one_decides(screens: Screens) -> None:
    kari, ola = screens.open("people", lang="en"), screens.open("people", lang="en", login="ola")
    for one in (kari, ola):
        goto(one, "Mår-15")
    choose(kari, "Wishes own room", "yes")
    kari.get_by_text("Saved").first.wait_for()
    choose(ola, "Wishes language peer", "yes")  # another field of the row that kari changed
    ola.get_by_text("by kari. Look at both.").wait_for()
    ola.get_by_role("button", name="Keep mine").click()
    settled(ola)
    assert shown(ola, "Wishes own room") == "yes"
    assert shown(ola, "Wishes language peer") == "yes"


STOP, NO_PLAN = "Stop, and keep the best so far", "No plan was made"


def at_work(server: Server, screen: Page) -> list[int]:
    """Somebody asks for a plan, and whatever looks for it stands still in the middle: its processes."""
    solvers = children(server)
    assert solvers
    for one in solvers:
        os.kill(one, signal.SIGSTOP)
    screen.get_by_role("button", name="Make a plan").first.click()
    screen.get_by_role("button", name=STOP).wait_for()
    until = time.monotonic() + 30
    while not is_begun(server):  # work that still waits is done by whoever comes next, and nothing is lost
        assert time.monotonic() < until, "nobody began"
        time.sleep(0.1)
    return solvers


def is_begun(server: Server) -> bool:
    """Whether somebody is at work for the desk."""
    desk = open_desk(server.folder, None)
    try:
        return any(one.state == RUNNING for one in latest(desk))
    finally:
        desk.close()


def children(server: Server) -> list[int]:
    """Processes that the server started."""
    found = subprocess.run(
        ["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in found.stdout.split()]


def a_plan_is_made(screen: Page) -> None:
    screen.get_by_role("button", name="Make a plan").first.click()
    screen.get_by_role("button", name=re.compile("Look at plan")).wait_for(timeout=60 * SECOND)


def test_a_solver_that_is_killed_in_the_middle_is_told_and_nothing_else_is_lost(
    own: Server, own_screens: Screens
) -> None:
    screen = own_screens.open("people", lang="en")
    goto(screen, "Mår-15")
    choose(screen, SHARE["en"], YES["en"])
    screen.get_by_text("Saved").first.wait_for()
    screen.get_by_role("link", name="Plan", exact=True).first.click()
    drawn(screen, "en")
    for one in at_work(own, screen):
        os.kill(one, signal.SIGKILL)
    screen.get_by_text(NO_PLAN).first.wait_for()
    assert own.process.poll() is None
    a_plan_is_made(screen)
    goto(screen, "Mår-15")
    assert shown(screen, SHARE["en"]) == YES["en"]


def test_a_server_that_is_killed_while_it_plans_tells_so_and_makes_the_next_plan(
    own: Server, own_screens: Screens
) -> None:
    screen = own_screens.open("plan", lang="en")
    solvers = at_work(own, screen)
    own.kill()
    for one in solvers:
        os.kill(one, signal.SIGKILL)
    own.start()
    screen.goto(f"{own.url}/plan?lang=en")
    drawn(screen, "en")
    screen.get_by_text(NO_PLAN).first.wait_for(timeout=60 * SECOND)
    a_plan_is_made(screen)


def test_in_a_meeting_nothing_sensitive_is_on_the_screen_in_the_title_or_in_the_address(
    server: Server, screens: Screens
) -> None:
    desk = open_desk(server.folder, None)
    canary = "Kanari-omraade"
    carry_out(desk, "kari", AddRow(table="areas", fields={"alias": canary}))
    carry_out(desk, "kari", AddRow(table="avoid_areas", fields={
        "person": "Mår-15", "area": canary, "since": "2026-11-01", "until": "2027-11-01",
    }))  # fmt: skip
    carry_out(desk, "kari", SetFields(table="persons", key="Mår-15", fields={"case_group": "Kanari-sak"}))
    desk.close()
    screen = screens.open("people")
    screen.get_by_text("Møte", exact=True).click()
    settled(screen)
    for page in ALL:
        screen.get_by_role("link", name=title_of(page.title), exact=True).first.click()
        settled(screen)
        for hidden in (
            *([canary] if page.file != "housing" else []),
            "Kanari-sak",
            "høy trussel",
            "akutt trussel",
        ):
            assert hidden not in screen.content(), (page.file, hidden)
        assert "Mår" not in screen.title()
        assert "M%C3%A5r" not in screen.url
    screen.get_by_role("link", name="Personer", exact=True).first.click()
    settled(screen)
    screen.reload()
    drawn(screen)
    assert screen.get_by_role("switch", name="Møte").is_checked(), "a meeting ended by itself"
    assert "foresatt" not in screen.content(), "what is hidden was counted as missing"


def title_of(text: str) -> str:
    from placement.words.texts import texts

    return texts("nb")(text)
