"""Plan, make: asked for by one press; the row is the truth, whichever screen looks at it."""

import time

import pytest

from placement.service.desk import jobs
from placement.service.desk.jobs import ask_for_plan, latest
from placement.service.desk.variants import family
from tests.app.conftest import html

MAKE = {"nb": "Lag en plan", "en": "Make a plan"}
READY = {"nb": "er klar", "en": "is ready"}
PATIENCE = 60.0


def until_ended(desk):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not any(one.is_open for one in latest(desk)):
            return
        time.sleep(0.05)
    raise AssertionError("the work does not end")


@pytest.fixture
def no_work(desk, monkeypatch):
    """Nothing is taken from the queue."""
    monkeypatch.setattr("placement.store.jobs.is_waiting", lambda *_: False)
    yield
    for one in latest(desk):
        if one.is_open:
            jobs.stop(desk, "kari", one.id)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_one_press_makes_a_plan_that_can_be_looked_at(open_page, desk, lang):
    screen = open_page("plan", lang=lang)
    assert screen.button(key="make_plan").label == MAKE[lang]
    screen.button(key="make_plan").click().run()
    assert not screen.exception
    until_ended(desk)
    screen.run()
    assert not screen.exception
    assert any(READY[lang] in one.value for one in screen.markdown)
    number = next(one for one in latest(desk) if one.kind == jobs.PLAN).plan
    assert f">{number}<" in html(screen)
    screen.button(key="look_at_plan").click().run()
    assert not screen.exception
    assert screen.selectbox(key="plan_chosen").value == number


@pytest.mark.usefixtures("no_work")
def test_whoever_comes_back_finds_the_work_and_can_stop_it(open_page, desk):
    ask_for_plan(desk, "ola", seconds=60)
    number = ask_for_plan(desk, "kari", seconds=60)
    screen = open_page("plan", lang="en")
    assert "Waits: 1 job before it." in html(screen)
    assert "by ola" in html(screen)
    screen.button(key=f"stop:{number}").click().run()
    found = jobs.look(desk, number)
    assert found is not None
    assert found.state == "stopped"
    assert not screen.exception


@pytest.mark.usefixtures("no_work")
def test_work_that_came_to_nothing_says_what_to_do(open_page, desk):
    number = ask_for_plan(desk, "kari", seconds=60)
    jobs.stop(desk, "kari", number)
    screen = open_page("plan", lang="en")
    assert [one.value for one in screen.error] == [
        "No plan was made. Stopped before there was a plan. Plan again."
    ]


def test_the_time_that_it_may_take_is_the_one_that_was_chosen(open_page, desk):
    screen = open_page("plan")
    screen.segmented_control(key="plan_seconds").set_value(10).run()
    screen.button(key="make_plan").click().run()
    assert latest(desk)[0].params["seconds"] == 10.0
    until_ended(desk)


def test_another_plan_is_looked_for_after_the_first_one_is_there(open_page, desk):
    screen = open_page("plan", lang="en")
    screen.segmented_control(key="plan_others").set_value(1).run()
    screen.button(key="make_plan").click().run()
    until_ended(desk)
    screen.run()
    assert not screen.exception
    assert not screen.error
    assert any("is ready" in one.value for one in screen.markdown)
    plan = next(one.plan for one in latest(desk) if one.kind == jobs.PLAN)
    assert plan is not None
    found = family(desk, plan, "en")
    assert len(found.numbers) > 1 or found.statement
    screen.button(key="look_at_plan").click().run()
    assert not screen.exception
    told = "\n".join(one.value for one in screen.markdown)
    if found.statement:
        assert found.statement in told
    else:
        screen.button(key=f"variant:{found.numbers[1]}").click().run()
        assert not screen.exception
        assert "Who is housed elsewhere" in html(screen)
