"""What would come of a change is told where it is entered, before it is saved; then one press saves it."""

from datetime import date

import pytest

from placement.app.parts import proved
from tests.app.test_housing import shown
from tests.app.test_people_page import chosen

ASK = {"nb": "Hva ville skje?", "en": "What would come of it?"}
SAVED_NOTHING = {"nb": "Ingenting lagres.", "en": "Nothing is saved."}
NO_LONGER = {"nb": "Finn en annen plass", "en": "Find another place"}


@pytest.fixture(autouse=True)
def one_process(monkeypatch, warm):
    monkeypatch.setattr(proved, "planner", lambda: warm)


def text(screen):
    told = "\n".join(one.value for one in (*screen.markdown, *screen.caption))
    return told.replace("\\", "").replace("\u2060", "")


def asks(screen, lang="nb"):
    return [one for one in screen.button if one.label == ASK[lang]]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_closure_is_asked_about_then_saved_by_one_press(open_page, desk, lang):
    screen = shown(open_page("housing", lang=lang), "Granly", "closures")
    screen.date_input(key="new:closures:Granly:since").set_value(date(2026, 12, 1))
    asks(screen, lang)[0].click().run(timeout=60)
    assert not screen.exception
    told = text(screen)
    assert SAVED_NOTHING[lang] in told
    assert "Erle-11" in told
    assert NO_LONGER[lang] in told
    rows = len(desk.now().rows("closures"))
    screen.button(key="save_it:closures:Granly").click().run()
    assert len(desk.now().rows("closures")) == rows + 1
    assert "save_it:closures:Granly" not in {one.key for one in screen.button}


def test_an_area_to_avoid_is_asked_about_where_it_is_written_down_and_left(open_page, desk):
    screen = chosen(open_page, "Rype-12", "safe", lang="en")
    screen.selectbox(key="add_to:safe:Rype-12").set_value("avoid_areas").run()
    screen.text_input(key="new:avoid_areas:safe:Rype-12:area").set_value("Sentrum")
    before = desk.now().rows("avoid_areas")
    asks(screen, "en")[0].click().run(timeout=60)
    assert not screen.exception
    assert SAVED_NOTHING["en"] in text(screen)
    screen.button(key="leave_it:new:avoid_areas:safe:Rype-12").click().run()
    assert SAVED_NOTHING["en"] not in text(screen)
    assert desk.now().rows("avoid_areas") == before


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_burnt_address_can_be_asked_about_below_the_press_that_cannot_wait(open_page, desk, lang):
    screen = shown(open_page("housing", lang=lang), "Solbakken", "burnt")
    change = desk.now().change
    asks(screen, lang)[0].click().run(timeout=60)
    assert not screen.exception
    assert SAVED_NOTHING[lang] in text(screen)
    assert desk.now().change == change


def test_who_does_not_plan_and_who_is_in_a_meeting_is_not_offered_it(open_page):
    screen = chosen(open_page, "Gaupe-9", "safe", login="eva")
    screen.selectbox(key="add_to:safe:Gaupe-9").set_value("avoid_areas").run()
    assert not asks(screen)
    screen = shown(open_page("housing"), "Granly", "burnt")
    assert asks(screen)
    screen.toggle(key="meeting").set_value(True).run()
    assert not asks(screen)


def test_a_form_that_lacks_something_is_told_so(open_page):
    screen = shown(open_page("housing", lang="en"), "Granly", "closures")
    asks(screen, "en")[0].click().run(timeout=60)
    assert not screen.exception
    assert screen.warning
