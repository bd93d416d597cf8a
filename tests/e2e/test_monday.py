"""The whole Monday, in both languages: a file comes in, a plan is made, looked at and changed by keyboard; two people
set a rule aside; it is published; offers get a no and a yes; the list is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from placement.words.language import Lang
from placement.words.texts import texts
from tests.e2e.conftest import Screens, drawn, served, settled

pytestmark = pytest.mark.e2e

WHOM, WHERE, RULE = "Elg-17", "Askeladd", "H13"
"""Where one rule that two people may set aside speaks against it."""
NEWCOMER = "Snøugle-2"
"""Whom the fictional news tell of."""


@pytest.fixture
def monday(chromium: Browser, tmp_path: Path) -> Iterator[Screens]:
    """Screens of a desk that only this Monday changes."""
    with served(tmp_path / "desk") as server:
        found = Screens(chromium, server)
        yield found
        found.close()


class Person:
    """Somebody at a screen, who reads one language."""

    def __init__(self, screens: Screens, lang: Lang, login: str) -> None:
        self.lang, self._ = lang, texts(lang)
        self.screen: Page = screens.open("", lang=lang, login=login)

    def go(self, page: str) -> None:
        """Open a page from the top."""
        self.screen.get_by_role("link", name=self._(page), exact=True).first.click()
        drawn(self.screen, self.lang)

    def view(self, name: str) -> None:
        """Choose a view of the page."""
        self.screen.get_by_role("radio", name=self._(name), exact=True).click(force=True)
        settled(self.screen)

    def button(self, name: str) -> Locator:
        """A button by its text; what is named in the text may be anything."""
        return self.screen.get_by_role("button", name=self._any(name)).first

    def press(self, name: str) -> None:
        """Press a button."""
        self.button(name).click()
        settled(self.screen)

    def reads(self, text: str) -> None:
        """Wait until a text of the catalogue is on the screen; what is named in it may be anything."""
        self.screen.get_by_text(self._any(text)).first.wait_for()

    def choose(self, label: str, value: str = "") -> None:
        """Choose from a list with the keyboard; the first where no value is given."""
        box = self.screen.get_by_role("combobox", name=self._(label), exact=True).first
        box.scroll_into_view_if_needed()
        box.click()
        box.press_sequentially(value)
        self.screen.get_by_role("option").first.filter(has_text=value).wait_for()
        self.screen.keyboard.press("Enter")
        settled(self.screen)

    def move(self) -> None:
        """Somebody is moved by hand, with the keyboard: what it comes to is said before it is saved."""
        box = self.screen.get_by_role("combobox", name=self._("Household"), exact=True)
        if box.input_value() != WHOM:
            self.choose("Household", WHOM)
        box.focus()
        self.screen.keyboard.press("Tab")
        self.screen.keyboard.press("m")
        settled(self.screen)
        self.choose("To which place?", WHERE)

    def tick_all(self) -> int:
        """Tick all that must be looked at one by one, with the keyboard; how many there were."""
        boxes = self.screen.get_by_test_id("stMain").get_by_test_id("stCheckbox").get_by_role("checkbox")
        for n in range(boxes.count()):
            if boxes.nth(n).is_enabled() and not boxes.nth(n).is_checked():
                boxes.nth(n).focus()
                self.screen.keyboard.press("Space")
                settled(self.screen)
        return boxes.count()

    def says_yes(self) -> None:
        """The second person's yes to what waits."""
        self.go("Settings")
        self.go("This week")
        self.press("Say yes")
        self.button("Say yes").wait_for(state="hidden")

    def _any(self, text: str) -> re.Pattern[str]:
        return re.compile(".*".join(map(re.escape, re.split(r"\{[^}]*\}", self._(text)))))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_whole_monday(monday: Screens, lang: Lang, tmp_path: Path) -> None:
    kari, ola = Person(monday, lang, "kari"), Person(monday, lang, "ola")
    take_in_the_news(kari)
    ola.says_yes()
    set_a_rule_aside(kari)
    ola.says_yes()
    change_the_plan(kari)
    publish(kari)
    answer_offers(kari)
    printed = print_the_list(kari, tmp_path)
    assert NEWCOMER in printed
    assert WHOM in printed
    assert monday.hosts <= {"127.0.0.1", ""}


def take_in_the_news(kari: Person) -> None:
    kari.go("Files")
    kari.press("See the fictional news")
    kari.choose("Reason for the second person")
    kari.press("Take the file in")
    kari.reads("The file is taken in, as one step. Undo takes it back.")


def set_a_rule_aside(kari: Person) -> None:
    kari.go("Plan")
    kari.press("Make a plan")
    kari.press("Look at plan {number}")
    kari.move()
    kari.screen.locator("summary").filter(has_text=RULE).first.click()
    settled(kari.screen)
    kari.choose("Reason")
    kari.choose("The second person", "ola")
    kari.press("Ask a second person")
    kari.reads("A second person must say yes. It waits under This week.")


def change_the_plan(kari: Person) -> None:
    kari.screen.reload()
    drawn(kari.screen, kari.lang)
    kari.press("Keep it for today's facts")
    kari.move()
    kari.press("Save as a new draft")
    kari.screen.get_by_role("row").filter(has_text=WHOM).filter(has_text=WHERE).first.wait_for()


def publish(kari: Person) -> None:
    kari.view("Publish")
    kari.reads("Rules set aside by two people")
    assert not kari.button("Publish plan {number}").is_enabled(), "published before anybody looked"
    assert kari.tick_all()
    kari.press("Publish plan {number}")
    kari.reads("Published plan {number} ({time}, {who})")


def answer_offers(kari: Person) -> None:
    """A no is a normal answer, with a reason or without; so is a yes."""
    kari.view("Answers and moving in")
    offers = kari.screen.locator("[class*='st-key-offer_yes']")
    before = offers.count()
    kari.press("No")
    kari.press("Record the no")
    kari.screen.get_by_role("button", name=kari._("Yes"), exact=True).first.click()
    settled(kari.screen)
    assert offers.count() == before - 2


def print_the_list(kari: Person, folder: Path) -> str:
    """The list on paper: what is in the file, and that a printer gets pages of it."""
    kari.go("Files")
    kari.view("Monday list")
    with kari.screen.expect_download() as getting:
        kari.press("A new numbered copy (logged)")
    file = folder / "monday.html"
    getting.value.save_as(file)
    paper = kari.screen.context.new_page()
    paper.goto(file.as_uri())
    assert paper.pdf(format="A4").startswith(b"%PDF")
    return paper.inner_text("body")
