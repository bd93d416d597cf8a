"""High contrast: asked for by the machine or in Settings, and with the machine's own colours."""

import pytest
from playwright.sync_api import Page

from placement.app.pages import ALL
from tests.e2e.conftest import Screens, overhang, settled, violations
from tests.e2e.test_plan import reviewed

pytestmark = pytest.mark.e2e

SEVEN_TO_ONE = ("color-contrast-enhanced",)
TRACK = (
    "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.borderStyle].some(x => x === 'solid') }"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [one.url for one in ALL])
def test_where_the_machine_asks_for_it_all_text_has_seven_to_one(
    screens: Screens, page: str, scheme: str
) -> None:
    screen = screens.open(page, scheme=scheme, contrast="more")
    assert violations(screen, SEVEN_TO_ONE) == []
    assert violations(screen) == []


@pytest.mark.parametrize(
    ("lang", "view", "label"), [("nb", "For deg", "Mer kontrast"), ("en", "For you", "More contrast")]
)
def test_who_chose_it_keeps_it_on_every_page(screens: Screens, lang: str, view: str, label: str) -> None:
    screen = screens.open("settings", lang=lang)
    screen.get_by_role("radio", name=view).click()
    settled(screen)
    assert _edge(screen) != "rgb(0, 0, 0)"
    screen.get_by_text(label).click()
    settled(screen)
    assert "contrast=more" in screen.url
    assert _edge(screen) == "rgb(0, 0, 0)"
    screen.get_by_role("navigation").get_by_role("link").first.click()
    screen.get_by_role("heading", level=1, name="This week" if lang == "en" else "Denne uken").wait_for()
    settled(screen)
    assert "contrast=more" in screen.url
    assert violations(screen, SEVEN_TO_ONE) == []


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")])
def test_help_signs_what_cannot_be_pressed_and_the_week_are_drawn_in_full(
    screens: Screens, scheme: str, ink: str
) -> None:
    screen = reviewed(screens, lang="nb", scheme=scheme, contrast="more")
    screen.get_by_role("radio", name="Uke for uke").click()
    screen.locator(".mark-rect path").first.wait_for()
    settled(screen)
    sign = screen.get_by_test_id("stTooltipHoverTarget").locator("svg circle").first
    assert sign.evaluate("e => getComputedStyle(e).stroke") == ink
    assert screen.locator(".st-key-redo button p").evaluate("e => getComputedStyle(e).color") == ink
    assert screen.locator(".mark-rect path").first.evaluate("e => getComputedStyle(e).stroke") == ink
    assert screen.locator(".role-axis-label text").first.evaluate("e => getComputedStyle(e).fill") == ink


def _edge(screen: Page) -> str:
    button = screen.get_by_test_id("stBaseButton-segmented_control").or_(
        screen.get_by_role("radio", name="English")
    )
    return str(button.first.evaluate("e => getComputedStyle(e).borderTopColor"))


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_machine_a_switch_a_choice_and_a_message_have_edges(
    screens: Screens, scheme: str, lang: str
) -> None:
    screen = screens.open("settings", lang=lang, scheme=scheme, forced=True, width=320, height=700)
    switch = screen.get_by_test_id("stCheckbox").first.locator("label > span + div")
    assert switch.evaluate(TRACK)
    assert screen.locator("button[data-selected=true]").first.evaluate(
        "e => getComputedStyle(e).outlineStyle === 'solid'"
    )
    assert overhang(screen) <= 0
    assert violations(screen) == []
