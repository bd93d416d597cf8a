"""People in a browser: a row opened with the keyboard, each view without barriers, and a bed tonight in four clicks."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Screens, overhang, settled, violations

pytestmark = pytest.mark.e2e

WHO = "Household or person"
VIEWS = (
    "Needs", "Relations and areas", "Consents, wishes and dates", "Stays and decisions", "Where it could live",
    "What happened", "History",
)  # fmt: skip


def find(screen: Page, alias: str) -> None:
    box = screen.get_by_role("combobox", name=WHO)
    box.fill(alias)
    screen.get_by_role("option").first.wait_for()
    box.press("Enter")
    screen.get_by_role("radio", name=VIEWS[0]).wait_for()
    settled(screen)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_no_view_of_a_household_has_barriers_or_scrolls_sideways(
    screens: Screens, scheme: str, width: int
) -> None:
    screen = screens.open("people", lang="en", scheme=scheme, width=width)
    find(screen, "Ekorn-5")
    for view in VIEWS:
        screen.get_by_role("radio", name=view, exact=True).click()
        settled(screen)
        assert violations(screen) == [], view
        assert overhang(screen) <= 0, view
    assert "Ekorn" not in screen.url
    assert "Ekorn" not in screen.title()


def test_a_row_is_opened_with_the_keyboard_alone(screens: Screens) -> None:
    screen = screens.open("people", lang="en")
    screen.get_by_test_id("data-grid-canvas").first.focus()
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Shift+Space")
    screen.get_by_role("radio", name=VIEWS[0]).wait_for()
    expect(screen.get_by_role("combobox", name=WHO)).not_to_have_value("")


def test_a_row_is_opened_by_a_click(screens: Screens) -> None:
    screen = screens.open("people", lang="en")
    frame = screen.get_by_test_id("stDataFrame").first.bounding_box()
    assert frame is not None
    screen.mouse.click(frame["x"] + 17, frame["y"] + 60)  # the box of the first row
    expect(screen.get_by_role("combobox", name=WHO)).to_have_value("Bever-44")


def test_one_household_tonight_takes_four_clicks_from_the_start_page(screens: Screens) -> None:
    screen = screens.open(lang="en")
    screen.get_by_role("button", name="Emergency tonight").click()
    alias = screen.get_by_text("Alias:").inner_text().removeprefix("Alias: ")
    assert violations(screen) == []
    screen.get_by_role("radio", name="woman, of age", exact=True).click()
    screen.get_by_role("radio", name="yes, said so").click()
    screen.get_by_role("button", name="Write down and make a plan").click()
    screen.wait_for_url("**/plan*")
    screen.get_by_role("button", name="Look at plan").click()
    screen.get_by_role("combobox", name="Household").wait_for()
    settled(screen)
    screen.get_by_role("radio", name="By household").click()
    settled(screen)
    assert alias not in screen.url
