"""Every part of a unit and of a programme in a browser: no barriers, nothing sideways, by keyboard alone."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Screens, overhang, settled, violations

pytestmark = pytest.mark.e2e

UNIT_PARTS = ("Hvem kan bo her?", "Om boligen", "Stengt og klar", "Avslørt adresse")
PROGRAMME_PARTS = ("Venteliste", "Om aktiviteten")


def chosen(screen: Page, label: str, name: str) -> None:
    """Choose one of several by typing it."""
    box = screen.get_by_role("combobox", name=label).first
    box.focus()
    box.press_sequentially(name)
    screen.get_by_role("option", name=name).first.wait_for()
    box.press("Enter")
    settled(screen)


def turned(screen: Page, part: str) -> None:
    """Turn to a part with the keyboard."""
    one = screen.get_by_role("radio", name=part, exact=True)
    one.focus()
    one.press("Enter")
    settled(screen)


def sound(screen: Page) -> None:
    assert violations(screen) == []
    assert overhang(screen) <= 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_every_part_of_a_unit_has_no_barriers(screens: Screens, scheme: str, width: int) -> None:
    screen = screens.open("housing", scheme=scheme, width=width)
    chosen(screen, "Bolig", "Bekkestua")
    screen.get_by_text("B1", exact=True).first.wait_for()
    sound(screen)
    for part in UNIT_PARTS:
        turned(screen, part)
        sound(screen)
    assert "Bekkestua" not in screen.url


@pytest.mark.parametrize("view", ["ahead", "areas"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_weeks_ahead_and_the_areas_have_no_barriers(screens: Screens, view: str, scheme: str) -> None:
    sound(screens.open("housing", housing=view, scheme=scheme))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_every_part_of_a_programme_has_no_barriers(screens: Screens, scheme: str, width: int) -> None:
    screen = screens.open("activities", scheme=scheme, width=width)
    chosen(screen, "Aktivitet", "Norsk-1")
    screen.get_by_text("Bjørn-61", exact=True).first.wait_for()
    sound(screen)
    for part in PROGRAMME_PARTS:
        turned(screen, part)
        sound(screen)
    sound(screens.open("activities", activities="helpers", scheme=scheme, width=width))
