"""Every page, in both themes and languages: nothing keeps anybody out, nothing scrolls sideways, nothing leaves."""

import pytest

from placement.app.pages import ALL
from tests.e2e.conftest import Screens, inner_overhang, overhang, violations

pytestmark = pytest.mark.e2e

ONE_LINE = 70
"""Pixels: what is at the top of a page does not wrap on a common screen."""
NARROW_TOP = 200
"""Pixels: what is at the top of a page takes no more of a small screen."""
PAGES = [one.url for one in ALL]


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_barriers(screens: Screens, page: str, scheme: str, lang: str) -> None:
    screen = screens.open(page, scheme=scheme, lang=lang)
    assert screen.evaluate("document.documentElement.lang") == lang
    assert screen.title() == f"{screen.locator('h1').inner_text()} – placement"
    top = screen.locator(".st-key-top").bounding_box()
    assert top is not None
    assert top["height"] < ONE_LINE
    assert violations(screen) == []


@pytest.mark.parametrize("page", PAGES)
def test_on_a_narrow_screen_nothing_scrolls_sideways(screens: Screens, page: str) -> None:
    screen = screens.open(page, width=320, height=700)
    top = screen.locator(".st-key-top").bounding_box()
    assert top is not None
    assert top["height"] < NARROW_TOP
    assert overhang(screen) <= 0
    assert inner_overhang(screen) == []
    assert violations(screen) == []


LINES = """p => ["ktivitets", "lasser"].map(part => {
  const text = p.firstChild, at = text.data.indexOf(part), range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + part.length);
  return range.getClientRects().length;
})"""
"""On how many lines each half of the word stands; its first letter has a second, empty box where the line breaks."""


def test_on_a_narrow_screen_a_long_word_breaks_only_where_it_is_put_together(screens: Screens) -> None:
    screen = screens.open(width=320, height=700)
    word = screen.locator(".st-key-figures p", has_text="Aktivitets")
    assert word.evaluate(LINES) == [1, 1]


def test_f9_shows_something_that_anybody_may_see_also_from_a_dialog(screens: Screens) -> None:
    screen = screens.open("people")
    screen.keyboard.press("Control+k")
    screen.get_by_role("dialog").wait_for()
    screen.keyboard.press("F9")
    screen.wait_for_url("**/pause")
    assert screen.title() == "Kalender"
    assert screen.get_by_text("Gaupe").count() == 0


def test_the_way_back_of_the_browser_leads_out_again_until_somebody_asks_anew(screens: Screens) -> None:
    screen = screens.open("housing")
    screen.get_by_role("link", name="Personer").first.click()
    screen.get_by_role("heading", name="Personer").wait_for()
    screen.keyboard.press("F9")
    screen.wait_for_url("**/pause")
    screen.go_back()
    screen.wait_for_url("**/pause")
    screen.get_by_role("link", name="Tilbake").click()
    screen.get_by_role("button", name="Angre").first.wait_for()
