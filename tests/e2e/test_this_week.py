"""Monday in a browser: press the button, read the plan, change the language; nothing leaves the machine."""

import os
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "app.png"
WCAG_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
SECOND = 1000


@pytest.fixture
def open_page(chromium, address):
    """Open the app in a fresh browser; every request is written down."""
    contexts = []

    def open_it(scheme="light", width=1280, height=900, query=""):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="nb-NO"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60 * SECOND)
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(urlparse(request.url).hostname or ""))
        page.goto(address + "/" + query)
        page.get_by_test_id("stBaseButton-primary").wait_for()
        return page, hosts

    yield open_it
    for context in contexts:
        context.close()


def make_plan(page, heading="Hvem bor hvor"):
    page.get_by_test_id("stBaseButton-primary").click()
    page.get_by_role("heading", name=heading).wait_for()
    page.get_by_text("Bevist best").or_(page.get_by_text("Proven best")).first.wait_for()


def violations(page):
    # A theme or a table may still be fading in.
    page.wait_for_timeout(500)
    found = Axe().run(page, options=WCAG_AA).response["violations"]
    return [(v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"]) for v in found]


def overhang(page):
    """Pixels that stick out sideways."""
    return page.evaluate(
        "Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(e => e.scrollWidth - e.clientWidth))"
    )


def test_a_monday_from_the_button_to_english_and_nothing_leaves_the_machine(open_page):
    page, hosts = open_page()
    assert page.evaluate("document.documentElement.lang") == "nb"
    assert page.title() == "Denne uken"
    make_plan(page)
    assert page.get_by_role("row").filter(has_text="Ekorn-5").first.is_visible()
    page.get_by_role("radio", name="English").check(force=True)
    page.get_by_role("heading", name="Who lives where").wait_for()
    assert page.url.endswith("?lang=en")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert hosts <= {"127.0.0.1", ""}  # no host: pictures that are part of the page


def test_the_page_has_no_barriers_in_light_and_dark(open_page):
    for scheme in ("light", "dark"):
        page, _ = open_page(scheme)
        assert violations(page) == []
        make_plan(page)
        assert violations(page) == []


def test_on_a_narrow_screen_nothing_scrolls_sideways(open_page):
    page, _ = open_page(width=320, height=700)
    assert overhang(page) <= 0
    make_plan(page)
    assert overhang(page) <= 0
    assert violations(page) == []


def test_on_paper_tables_stay_tables_and_the_page_has_no_controls(open_page):
    page, _ = open_page()
    make_plan(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})  # A4 between the margins of the style sheet
    row = page.get_by_role("row").filter(has_text="Snøugle-2").first
    assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
    assert page.get_by_text("Bare der noe mangler").is_hidden()
    assert overhang(page) <= 0


def test_the_keyboard_alone_makes_the_plan(open_page):
    page, _ = open_page()
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == "Lag ukens plan":
            break
    page.keyboard.press("Enter")
    plan = page.get_by_role("heading", name="Hvem bor hvor")
    plan.wait_for()
    assert plan.is_visible()


def test_the_keyboard_alone_leaves_only_whose_week_lacks_something(open_page):
    page, _ = open_page()
    make_plan(page)
    rows = page.get_by_role("table", name="Uken for hver husstand").get_by_role("row")
    everybody = rows.count()
    assert rows.filter(has_text="Snøugle-2").filter(has_text="Solbakken, S1").count() == 1
    page.get_by_role("switch", name="Bare der noe mangler").focus()
    page.keyboard.press("Space")
    page.wait_for_function(
        "n => [...document.querySelectorAll('table')].some(t =>"
        " t.caption.textContent.startsWith('Uken for') && t.rows.length < n)",
        arg=everybody,
    )
    assert rows.filter(has_text="Mangler:").count() > 0
    assert violations(page) == []


def test_an_address_with_a_language_opens_in_it(open_page):
    page, _ = open_page(query="?lang=en")
    assert page.get_by_role("button", name="Make this week's plan").is_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.skipif("PLACEMENT_PICTURE" not in os.environ, reason="asked for by PLACEMENT_PICTURE=1")
def test_the_picture_of_the_readme_is_taken(open_page):
    page, _ = open_page(height=1450)
    make_plan(page)
    page.mouse.move(1270, 1440)
    page.wait_for_timeout(SECOND)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURE)
