"""The form for whoever comes tonight: where there is room is told before anything is saved, for one and for a group."""

import pytest

from placement.app.parts import proved
from placement.service.desk import jobs
from tests.app.test_beforehand import text
from tests.app.test_people_page import press

ROOM = {"nb": "Hvor er det plass?", "en": "Where is there room?"}
GIVE = {"nb": "Hva måtte vike?", "en": "What would have to give?"}
WITHOUT = {"nb": "Uten plass:", "en": "Without a place:"}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_where_there_is_room_is_told_before_somebody_is_written_down(open_page, desk, lang):
    screen = open_page("this_week", lang=lang)
    screen.session_state["emergency:who"] = "woman"
    screen.session_state["emergency:housing"] = "given"
    press(screen, ROOM[lang])
    (alias,) = screen.session_state["emergency:aliases"]
    assert text(screen).count(f"{alias}: Solbakken, S3") == 1
    assert GIVE[lang] not in [one.label for one in screen.button]
    assert alias not in desk.now().rows("households")
    press(screen, {"nb": "Skriv ned og lag plan", "en": "Write down and make a plan"}[lang])
    assert alias in desk.now().rows("households")


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_group_of_one_case_is_told_who_waits_and_what_would_have_to_give(
    open_page, desk, lang, monkeypatch, warm
):
    monkeypatch.setattr(proved, "planner", lambda: warm)
    screen = open_page("this_week", lang=lang)
    screen.session_state["emergency:who"] = "man"
    screen.session_state["emergency:housing"] = "given"
    screen.number_input(key="emergency:count").set_value(4)
    press(screen, ROOM[lang])
    names = screen.session_state["emergency:aliases"]
    assert len(names) == 4
    assert WITHOUT[lang] in text(screen)
    next(one for one in screen.button if one.label == GIVE[lang]).click().run(timeout=90)
    assert not screen.exception
    assert "Rype-27" in text(screen)
    press(screen, {"nb": "Skriv ned og lag plan", "en": "Write down and make a plan"}[lang])
    assert set(names) <= desk.now().rows("households").keys()
    assert len(jobs.latest(desk)) == 1


def test_in_a_meeting_nobody_asks_where_there_is_room(open_page):
    screen = open_page("this_week", lang="en", meeting="1")
    assert ROOM["en"] not in [one.label for one in screen.button]


@pytest.mark.parametrize("press_", [ROOM["en"], "Write down and make a plan"])
def test_a_group_with_children_is_asked_whose_they_are_and_nothing_is_written(open_page, desk, press_):
    screen = open_page("this_week", lang="en")
    screen.session_state["emergency:who"] = "woman"
    screen.session_state["emergency:housing"] = "given"
    screen.number_input(key="emergency:count").set_value(3)
    next(one for one in screen.number_input if one.key.startswith("emergency:children:")).set_value(1)
    before = desk.now().change
    press(screen, press_)
    assert "nobody has said to whom" in " ".join(one.value for one in screen.error)
    assert desk.now().change == before
