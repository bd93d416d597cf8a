"""What is asked before anything is saved, in a browser: where there is room tonight, what a burnt address comes to."""

import pytest

from tests.e2e.conftest import Screens, overhang, settled, violations
from tests.e2e.test_housing_and_activities import chosen, turned

pytestmark = pytest.mark.e2e

LONG = 90_000
"""Milliseconds for some plans on a busy machine."""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_group_is_told_who_has_room_tonight_before_it_is_written_down(
    screens: Screens, scheme: str, width: int
) -> None:
    screen = screens.open(lang="en", scheme=scheme, width=width)
    screen.get_by_role("button", name="Emergency tonight").click()
    screen.get_by_role("radio", name="man, of age", exact=True).click()
    screen.get_by_role("spinbutton", name="How many of the same case").fill("4")
    screen.get_by_role("radio", name="yes, said so").click()
    screen.get_by_role("button", name="Where is there room?").click()
    screen.get_by_text("Without a place").first.wait_for()
    settled(screen)
    assert violations(screen) == []
    assert overhang(screen) <= 0
    screen.get_by_role("button", name="What would have to give?").click()
    screen.get_by_text("The smallest changes that would give a place").wait_for(timeout=LONG)
    settled(screen)
    assert violations(screen) == []
    assert screen.get_by_role("button", name="Write down and make a plan").is_visible()


def test_what_a_burnt_address_comes_to_is_told_and_nothing_is_closed(screens: Screens) -> None:
    screen = screens.open("housing")
    chosen(screen, "Bolig", "Granly")
    turned(screen, "Avslørt adresse")
    screen.get_by_role("button", name="Hva ville skje?").click()
    screen.get_by_text("Ingenting lagres").wait_for(timeout=LONG)
    settled(screen)
    assert violations(screen) == []
    assert screen.get_by_role("button", name="Adressen er kjent: steng nå").is_visible()
