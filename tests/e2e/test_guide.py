"""The pictures of the guide: what they show still opens, and each lies where the docs refer to it.

`PLACEMENT_PICTURE=1` draws them anew.
"""

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.e2e.conftest import Screens, settled
from tests.e2e.test_plan import choose, reviewed

pytestmark = pytest.mark.e2e

DOCS = Path(__file__).parents[2] / "docs"
IMAGES = DOCS / "images"
MOST_BYTES = 200_000


def this_week(screens: Screens) -> Page:
    screen = screens.open()
    screen.get_by_text("Trenger deg").first.wait_for()
    return screen


def people(screens: Screens) -> Page:
    screen = screens.open("people")
    choose(screen, "Husstand eller person", "Ekorn-5")
    screen.get_by_role("radio", name="Behov").wait_for()
    return screen


def housing(screens: Screens) -> Page:
    screen = screens.open("housing")
    screen.get_by_text("Bekkestua").first.wait_for()
    return screen


def rules(screens: Screens) -> Page:
    """The wishes, one of them open: there the five words are."""
    screen = screens.open("rules")
    wishes = screen.get_by_role("heading", name=re.compile(r"^Ønske \("))
    wishes.locator("xpath=following::summary").first.click()
    settled(screen)
    wishes.evaluate("one => one.scrollIntoView()")
    return screen


def make(screens: Screens) -> Page:
    """The plan is ready, and the other one that the meeting can choose is found, or told not to be there."""
    reviewed(screens, lang="nb")
    screen = screens.open("plan", step="make")
    screen.get_by_role("button", name="Stopp, og behold").wait_for(state="hidden")
    return screen


def week_by_week(screens: Screens, lang: str = "nb") -> Page:
    screen = reviewed(screens, lang=lang)
    screen.get_by_role("radio", name={"nb": "Uke for uke", "en": "Week by week"}[lang]).click()
    settled(screen)
    choose(screen, {"nb": "Husstand", "en": "Household"}[lang], "Dompap-5")
    screen.locator(".mark-rect path").first.wait_for()
    return screen


def publish(screens: Screens) -> Page:
    screen = screens.open("plan", step="publish")
    screen.get_by_role("heading", name=re.compile("^Nye plasser")).wait_for()
    return screen


PICTURES: dict[str, Callable[[Screens], Page]] = {
    "guide-this-week": this_week,
    "guide-people": people,
    "guide-housing": housing,
    "guide-rules": rules,
    "guide-plan-make": make,
    "guide-plan-review": week_by_week,
    "guide-plan-publish": publish,
    "app": lambda screens: week_by_week(screens, "en"),
}
"""In the order of a Monday: what comes later needs the plan that was made before."""


def save(screen: Page, name: str) -> None:
    """Keep a picture of the screen in few colours: it is looked at small."""
    screen.mouse.move(0, 0)
    screen.wait_for_timeout(1000)  # a chart or a button may still be fading in
    with Image.open(BytesIO(screen.screenshot())) as taken:
        taken.convert("RGB").quantize(128).save(IMAGES / f"{name}.png", optimize=True)


def test_every_page_that_the_guide_shows_opens(screens: Screens) -> None:
    for name, opened in PICTURES.items():
        screen = opened(screens)
        if os.environ.get("PLACEMENT_PICTURE"):
            save(screen, name)
        screen.context.close()


def test_every_picture_is_there_and_referred_to() -> None:
    guide, readme = DOCS / "guide.md", DOCS.parent / "README.md"
    shown = re.findall(r"!\[[^\]]+\]\(images/([\w-]+)\.png\)", guide.read_text(encoding="utf-8"))
    assert "](docs/images/app.png)" in readme.read_text(encoding="utf-8")
    there = sorted(one.stem for one in IMAGES.iterdir() if not one.stem.startswith("bench-"))
    assert sorted([*shown, "app"]) == sorted(PICTURES) == there
    assert all(one.stat().st_size < MOST_BYTES for one in IMAGES.iterdir())
