"""How many beds, and what if eight men come on Thursday: the two other questions of the page of scenarios."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from placement.words.language import Lang
from placement.words.texts import texts
from tests.e2e.conftest import (
    SECOND,
    WCAG_AA,
    Screens,
    inner_overhang,
    overhang,
    served,
    settled,
    violations,
)

pytestmark = pytest.mark.e2e

UNIT = {"nb": ("Bolig", "Hvor mange til (minus: færre), med komma mellom"),
        "en": ("Unit", "How many more (minus: fewer), with commas between")}  # fmt: skip


@pytest.fixture
def own(chromium: Browser, tmp_path: Path) -> Iterator[Screens]:
    """Screens of a desk that only this story changes."""
    with served(tmp_path / "desk") as server:
        found = Screens(chromium, server)
        yield found
        found.close()


def fill(screen: Page, role: str, label: str, value: str) -> None:
    """With the keyboard alone."""
    box = screen.get_by_role(role, name=label, exact=True).first  # type: ignore[arg-type]
    box.focus()
    screen.keyboard.press("Control+A")
    screen.keyboard.type(value)
    screen.keyboard.press("Enter")
    settled(screen)


def press(screen: Page, name: str) -> None:
    """With the keyboard alone."""
    button = screen.get_by_role("button", name=name, exact=True).first
    button.wait_for(timeout=60 * SECOND)
    button.focus()
    screen.keyboard.press("Enter")
    settled(screen)


def on_paper(chromium: Browser, screen: Page, name: str, lang: Lang, folder: Path) -> str:
    """What is printed, which shuts nobody out either."""
    with screen.expect_download() as given:
        press(screen, name)
    made = folder / given.value.suggested_filename
    given.value.save_as(made)
    paper = chromium.new_page()
    paper.goto(made.as_uri())
    assert paper.locator("html").get_attribute("lang") == lang
    found = Axe().run(paper, options={"runOnly": list(WCAG_AA)}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    text = paper.locator("body").inner_text()
    paper.close()
    return text


def fits(screen: Page) -> None:
    """Also on a narrow screen."""
    screen.set_viewport_size({"width": 320, "height": 700})
    settled(screen)
    assert overhang(screen) <= 0
    assert inner_overhang(screen) == []
    screen.set_viewport_size({"width": 1280, "height": 900})
    settled(screen)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_how_many_beds_are_swept_while_somebody_goes_on(
    own: Screens, chromium: Browser, lang: Lang, tmp_path: Path
) -> None:
    _, screen = texts(lang), own.open("scenarios", lang=lang, login="mona", scenario_view="sweep")
    assert violations(screen) == []
    unit, values = UNIT[lang]
    fill(screen, "combobox", unit, "Lyngheim")
    fill(screen, "textbox", values, "0, 2, 4")
    fill(screen, "spinbutton", _("Weeks ahead (1 to 520)"), "8")
    fill(screen, "spinbutton", _("Sampled futures"), "6")
    fits(screen)
    press(screen, _("Begin the sweep"))
    stop = screen.get_by_role("button", name=_("Stop, and keep what is known"), exact=True)
    stop.wait_for()
    assert violations(screen) == []
    other = own.open("housing", lang=lang, login="kari")  # nobody waits for it
    expect(other.get_by_role("heading", level=1)).to_be_visible(timeout=10 * SECOND)
    paper = screen.get_by_role("button", name=_("Print the sweep (logged)"), exact=True)
    paper.wait_for(timeout=240 * SECOND)
    press(screen, _("Stop, and keep what is known"))
    again = screen.get_by_role("button", name=_("Go on"), exact=True)
    expect(again).to_be_visible(timeout=60 * SECOND)
    settled(screen)
    assert violations(screen) == []
    fits(screen)
    said = on_paper(chromium, screen, _("Print the sweep (logged)"), lang, tmp_path)
    assert "Lyngheim" in said
    assert "+4" in said
    screen.reload()
    expect(again).to_be_visible(timeout=60 * SECOND)


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("login", ["mona", "kari"])
def test_eight_men_of_one_case_come(
    own: Screens, chromium: Browser, login: str, lang: Lang, tmp_path: Path
) -> None:
    _, screen = texts(lang), own.open("scenarios", lang=lang, login=login, scenario_view="drill")
    assert violations(screen) == []
    press(screen, _("Do the drill"))
    screen.get_by_role("button", name=_("Print the drill (logged)"), exact=True).wait_for(timeout=60 * SECOND)
    settled(screen)
    assert violations(screen) == []
    fits(screen)
    said = on_paper(chromium, screen, _("Print the drill (logged)"), lang, tmp_path)
    assert _("To prepare") in said
    assert (_("Answer {number}", number=1) in said) is (login == "kari")
