"""The first page, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placement.app.parts import planner
from placement.errors import Impossible, InputError, OutOfTime, Problem

ROUTER = Path(__file__).parents[2] / "placement" / "app" / "router.py"
BUTTON = {"nb": "Lag ukens plan", "en": "Make this week's plan"}
EMPTY = {"nb": "Ingen plan ennå", "en": "No plan yet"}
HEADINGS = {
    "nb": ("Uten plass i tide", "Hvem bor hvor", "Hvem som kommer først"),
    "en": ("Without a place in time", "Who lives where", "Who comes first"),
}


def opened(lang):
    page = AppTest.from_file(str(ROUTER), default_timeout=60)
    page.query_params["lang"] = lang
    return page.run()


def headings(page):
    return [heading.value for heading in page.subheader]


def html(page):
    return "".join(part.proto.body for part in page.get("html"))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_before_the_first_plan_the_page_says_what_to_do(lang):
    page = opened(lang)
    assert not page.exception
    assert headings(page) == [EMPTY[lang]]
    assert page.button(key="make_plan").label == BUTTON[lang]
    assert f'document.documentElement.lang = "{lang}"' in html(page)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_one_press_gives_the_plan_with_its_reasons(lang):
    page = opened(lang)
    page.button(key="make_plan").click().run()
    assert not page.exception
    assert not page.error
    for heading in HEADINGS[lang]:
        assert any(one.startswith(heading) for one in headings(page)), heading
    assert EMPTY[lang] not in headings(page)
    assert "~" not in html(page)


def test_the_language_can_be_changed_and_the_plan_stays():
    page = opened("nb")
    page.button(key="make_plan").click().run()
    page.radio(key="lang").set_value("en").run()
    assert not page.exception
    assert page.query_params["lang"] in ("en", ["en"])
    assert any(one.startswith("Who lives where") for one in headings(page))


def test_who_asks_for_no_language_gets_norwegian():
    assert opened("").button(key="make_plan").label == BUTTON["nb"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OutOfTime("late"), "Tiden tok slutt"),
        (Impossible("no", code="pins_clash", facts={"households": "Lerke-2, Rype-3"}), "Lerke-2 og Rype-3"),
        (InputError(Problem("rom.csv, rad 2", "what", "todo")), "rom.csv, rad 2"),
    ],
)
def test_what_goes_wrong_is_told_in_one_clear_message(monkeypatch, error, says):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(planner, "make_plan", refuse)
    page = opened("nb")
    page.button(key="make_plan").click().run()
    assert not page.exception
    (message,) = page.error
    assert says in message.value
