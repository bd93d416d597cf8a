"""The comment on a plan: written where the plan is reviewed, read where it is published, hidden in a meeting."""

import pytest

from placement.app.parts.plain import JOINER
from placement.service.desk.commands.comments import TABLE
from placement.service.desk.state_line import state_line
from tests.app.conftest import html
from tests.service.desk.published import keep_plan, publish

SAID = "Ugle-40 <b>først</b>"


@pytest.fixture
def step(open_page):
    def opened(name, lang="nb", **more):
        screen = open_page("plan", lang=lang, **more)
        screen.segmented_control(key="step").set_value(name).run()
        assert not screen.exception
        return screen

    return opened


def shown(screen):
    drawn = [
        *(one.value for one in screen.markdown),
        *(one.value or "" for one in screen.text_input),
        html(screen),
    ]
    return "\n".join(drawn).replace("\\", "").replace(JOINER, "")


def test_it_saves_itself_and_is_taken_back(step, desk):
    number = keep_plan(desk)
    screen = step("review")
    field = screen.text_input(key=f"comment:{number}")
    assert (field.label, field.max_chars) == ("Kommentar til planen", 200)
    field.set_value(SAID).run()
    assert desk.now().body(TABLE, str(number)) == {"plan": str(number), "text": SAID, "by": "kari"}
    assert state_line(desk).draft == number
    screen.button(key="undo").click().run()
    assert screen.text_input(key=f"comment:{number}").value == ""
    assert desk.now().rows(TABLE) == {}


def test_a_number_of_somebody_is_refused_and_not_kept(step, desk):
    number = keep_plan(desk)
    screen = step("review", "en")
    screen.text_input(key=f"comment:{number}").set_value("Ring 55 12 34 56").run()
    assert "telephone number" in screen.error[0].value
    assert screen.text_input(key=f"comment:{number}").value == ""
    assert desk.now().rows(TABLE) == {}


@pytest.mark.parametrize("is_published", [False, True])
def test_it_is_read_where_the_plan_is_published_and_not_in_a_meeting(step, desk, is_published):
    number = publish(desk).plan if is_published else keep_plan(desk)
    screen = step("review")
    screen.text_input(key=f"comment:{number}").set_value(SAID).run()
    screen.segmented_control(key="step").set_value("publish").run()
    assert SAID in shown(screen)
    assert "<b>" not in "".join(one.value for one in screen.markdown).replace("\\<b\\>", "")
    screen.toggle(key="meeting").set_value(True).run()
    assert "først" not in shown(screen)
    screen.segmented_control(key="step").set_value("review").run()
    assert "først" not in shown(screen)
    assert not [one for one in screen.text_input if str(one.key).startswith("comment:")]
