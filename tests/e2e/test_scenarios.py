"""What if a unit closes in May, and what should we open: a manager's question, from the start page to paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from placement.words.language import Lang
from placement.words.texts import texts
from tests.e2e.conftest import (
    SECOND,
    WCAG_AA,
    Screens,
    drawn,
    inner_overhang,
    overhang,
    served,
    settled,
    violations,
)

pytestmark = pytest.mark.e2e

UNIT, MOST_ACTIONS = "Bekkestua", 10
WORDS = {
    "nb": ("Bolig", "Fra", "Til (tomt: inntil videre)"),
    "en": ("Unit", "From", "Until (empty: until further notice)"),
}


@pytest.fixture
def own(chromium: Browser, tmp_path: Path) -> Iterator[Screens]:
    """Screens of a desk that only this story changes."""
    with served(tmp_path / "desk") as server:
        found = Screens(chromium, server)
        yield found
        found.close()


class Manager:
    """Somebody who counts what they do."""

    def __init__(self, screens: Screens, lang: Lang) -> None:
        self.lang, self._, self.actions = lang, texts(lang), 0
        self.screen: Page = screens.open("", lang=lang, login="mona")

    def button(self, name: str) -> Locator:
        return self.screen.get_by_role("button", name=self._(name), exact=True).first

    def press(self, name: str) -> None:
        self.actions += 1
        self.button(name).click()
        settled(self.screen)

    def choose(self, label: str, value: str) -> None:
        self.actions += 1
        box = self.screen.get_by_role("combobox", name=label, exact=True).first
        box.click()
        box.press_sequentially(value)
        self.screen.get_by_role("option", name=value, exact=True).first.wait_for()
        self.screen.keyboard.press("Enter")
        settled(self.screen)

    def type_day(self, label: str, day: str) -> None:
        """With the keyboard, part by part as the field has them."""
        self.actions += 1
        field = self.screen.get_by_test_id("stDateInput").filter(has_text=label)
        field.get_by_role("spinbutton").first.click()
        self.screen.keyboard.type(day)
        self.screen.keyboard.press("Tab")
        settled(self.screen)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_if_a_unit_closes_in_may(own: Screens, chromium: Browser, lang: Lang, tmp_path: Path) -> None:
    mona, (unit, since, until) = Manager(own, lang), WORDS[lang]
    mona.press("Ask what if")
    drawn(mona.screen, lang)
    mona.choose(unit, UNIT)
    mona.type_day(since, "01052027")
    mona.type_day(until, "01062027")
    mona.press("Add the change")
    said = {"nb": "er stengt fra lø. 1. mai 2027 til", "en": "is closed from Sat 1 May 2027 until"}[lang]
    name = mona.screen.get_by_role("combobox", name="Scenario", exact=True)
    expect(name).to_have_value(re.compile(said))
    assert violations(mona.screen) == []
    mona.press("Simulate the weeks to come")
    mona.button("Print the comparison (logged)").wait_for(timeout=240 * SECOND)
    settled(mona.screen)
    assert violations(mona.screen) == []
    mona.press("Find what helps most")
    mona.button("Stop looking").wait_for()
    assert violations(mona.screen) == []
    mona.press("Stop, and keep what is known")
    expect(mona.button("Go on")).to_be_visible(timeout=60 * SECOND)
    settled(mona.screen)
    assert violations(mona.screen) == []
    with mona.screen.expect_download() as given:
        mona.press("Print the comparison (logged)")
    assert mona.actions <= MOST_ACTIONS
    made = tmp_path / given.value.suggested_filename
    given.value.save_as(made)
    paper = chromium.new_page()
    paper.goto(made.as_uri())
    assert paper.locator("html").get_attribute("lang") == lang
    assert UNIT in paper.locator("main").inner_text()
    found = Axe().run(paper, options={"runOnly": list(WCAG_AA)}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    paper.close()
    mona.screen.reload()
    drawn(mona.screen, lang)
    mona.button("Go on").wait_for()
    mona.screen.set_viewport_size({"width": 320, "height": 700})
    settled(mona.screen)
    assert overhang(mona.screen) <= 0
    assert inner_overhang(mona.screen) == []
