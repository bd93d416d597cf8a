"""The plan in a browser: made within a second or two, looked at from all sides, changed with the keyboard alone."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Screens, inner_overhang, overhang, settled, violations

pytestmark = pytest.mark.e2e

VIEWS = {"nb": ("Se på dette", "Uke for uke", "Etter husstand", "Etter enhet", "Endringer"),
         "en": ("What to look at", "Week by week", "By household", "By unit", "Changes")}  # fmt: skip
MAKE = {"nb": "Lag en plan", "en": "Make a plan"}
LOOK = {"nb": "Se på plan", "en": "Look at plan"}
ACTS = {"m": "move", "s": "swap", "l": "lock", "y": "why"}
HOUSEHOLD = {"nb": "Husstand", "en": "Household"}


def reviewed(screens: Screens, *, lang: str = "en", **more: object) -> Page:
    screen = screens.open("plan", lang=lang, **more)  # type: ignore[arg-type]
    look = screen.get_by_role("button", name=LOOK[lang])
    if not look.count():
        screen.get_by_role("button", name=MAKE[lang]).click()
        look.wait_for()
    look.click()
    screen.get_by_role("combobox", name=HOUSEHOLD[lang]).wait_for()
    settled(screen)
    return screen


def choose(screen: Page, name: str, value: str) -> None:
    box = screen.get_by_role("combobox", name=name)
    box.focus()
    screen.keyboard.press("ArrowDown")
    box.press_sequentially(value)
    screen.get_by_role("option").first.wait_for()
    screen.keyboard.press("Enter")
    settled(screen)


def test_a_plan_is_there_soon_and_found_again_after_the_page_is_loaded_anew(screens: Screens) -> None:
    screen = screens.open("plan", lang="en")
    screen.get_by_role("button", name="Make a plan").click()
    screen.get_by_role("button", name="Look at plan").wait_for()
    screen.reload()
    screen.get_by_role("button", name="Look at plan").wait_for()


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_a_plan_has_barriers(screens: Screens, lang: str, scheme: str) -> None:
    screen = reviewed(screens, lang=lang, scheme=scheme)
    choose(screen, HOUSEHOLD[lang], "Dompap-5")
    for view in VIEWS[lang]:
        screen.get_by_role("radio", name=view).click()
        settled(screen)
        assert violations(screen) == [], view


def test_on_a_narrow_screen_no_view_scrolls_sideways(screens: Screens) -> None:
    screen = reviewed(screens, width=320, height=700)
    choose(screen, "Household", "Dompap-5")
    for view in VIEWS["en"]:
        screen.get_by_role("radio", name=view).click()
        settled(screen)
        assert overhang(screen) <= 0, view
        assert inner_overhang(screen) == [], view
        assert violations(screen) == [], view


@pytest.mark.parametrize(
    ("width", "height", "beside"), [(1280, 700, True), (1000, 700, True), (900, 700, False)]
)
def test_the_panel_of_a_household_follows_a_long_list_or_is_below_it(
    screens: Screens, width: int, height: int, beside: bool
) -> None:
    screen = reviewed(screens, width=width, height=height)
    choose(screen, "Household", "Dompap-5")
    panel, main = screen.locator(".st-key-by_hand"), screen.get_by_test_id("stMain")
    main.evaluate("e => e.scrollTo(0, 2000)")
    box = panel.bounding_box()
    assert box is not None
    if not beside:
        assert box["width"] > width / 2
        assert box["y"] > height
        return
    assert 0 < box["y"] < box["y"] + box["height"] <= height
    # What is higher than the screen is reached by keys: the focus is in it.
    screen.locator(".st-key-act-why button").focus()
    screen.keyboard.press("PageDown")
    screen.wait_for_function("() => document.querySelector('.st-key-by_hand').scrollTop > 0")


def test_on_paper_tables_stay_tables_and_there_are_no_controls(screens: Screens) -> None:
    screen = reviewed(screens)
    screen.emulate_media(media="print")
    screen.set_viewport_size({"width": 703, "height": 1000})  # A4 between the margins of the style sheet
    row = screen.get_by_role("row").filter(has_text="Bever-44").first
    row.wait_for()
    assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
    for control in ("button", "combobox", "radio", "switch", "link"):
        assert [one.inner_text() for one in screen.get_by_role(control).all() if one.is_visible()] == []
    assert overhang(screen) <= 0


def test_a_click_on_a_bar_chooses_whom_it_is_about(screens: Screens) -> None:
    screen = reviewed(screens)
    screen.get_by_role("radio", name="Week by week").click()
    settled(screen)
    bar = screen.locator(".mark-rect path[aria-label*='Dompap-5']").first
    bar.click()
    settled(screen)
    assert screen.get_by_role("combobox", name="Household").input_value() == "Dompap-5"
    assert "Dompap" not in screen.url


def test_a_letter_leads_the_keyboard_into_what_it_opens(screens: Screens) -> None:
    screen = reviewed(screens)
    choose(screen, "Household", "Dompap-5")
    screen.keyboard.press("Tab")
    for letter, part in (("l", ".st-key-hand_answer"), ("y", ".st-key-hand_answer"), ("m", ".st-key-hand_form input"),
                         ("s", ".st-key-hand_form input")):  # fmt: skip
        for _ in range(5):
            screen.keyboard.press(letter)
            settled(screen)
            if "Primary" in str(
                screen.locator(f".st-key-act-{ACTS[letter]} button").get_attribute("data-testid")
            ):
                break
        screen.wait_for_function("part => document.activeElement.matches(part)", arg=part)
        screen.evaluate("document.activeElement.blur()")


def test_somebody_is_moved_with_the_keyboard_alone(screens: Screens) -> None:
    screen = reviewed(screens)
    choose(screen, "Household", "Tjeld-31")
    screen.keyboard.press("Tab")
    where = screen.get_by_role("combobox", name="To which place?")
    for _ in range(5):  # a key that is pressed while the page is still drawn is lost, as for anybody
        screen.keyboard.press("m")
        settled(screen)
        if where.count():
            break
    screen.wait_for_function("one => one === document.activeElement", arg=where.element_handle())
    where.press_sequentially("Havblikk")
    screen.get_by_role("option").first.wait_for()
    screen.keyboard.press("Enter")
    settled(screen)
    screen.get_by_text("Breaks 1 rule.").wait_for()
    save = screen.get_by_role("button", name="Save as a new draft")
    for _ in range(40):
        screen.keyboard.press("Tab")
        if save.evaluate("one => one === document.activeElement"):
            break
    assert violations(screen) == []
    screen.keyboard.press("Enter")
    screen.get_by_text("1 breach: the plan cannot be accepted.").wait_for()


def test_what_to_ask_first_is_told_as_it_is_found_goes_on_elsewhere_and_is_stopped(screens: Screens) -> None:
    screen = reviewed(screens)
    screen.get_by_role("button", name="What to ask first?").click()
    found = screen.get_by_text("have the threat assessed").first
    found.wait_for(timeout=90_000)
    stop = "Stop, and keep what was found"
    screen.get_by_role("button", name=stop).wait_for()
    screen.get_by_role("link", name="People").click()  # meanwhile other pages answer
    screen.get_by_role("heading", name="People", level=1).wait_for()
    back = reviewed(screens, login="ola")
    back.get_by_text("have the threat assessed").first.wait_for()
    back.get_by_role("button", name=stop).click()
    back.get_by_text("It was stopped:").wait_for()
    settled(back)
    assert back.get_by_role("button", name="Ask again").is_visible()
    assert back.get_by_text("have the threat assessed").first.is_visible()
    assert not back.get_by_role("button", name=stop).count()
    assert violations(back) == []
