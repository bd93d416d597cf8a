"""Plan, publish and answers: what is grave is ticked one by one, one press, and what people answer afterwards."""

import pytest

from placement.app import serving
from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.kept_by_hand import renew
from placement.service.desk.state_line import state_line
from placement.store import plans
from tests.app.conftest import html
from tests.service.desk.published import answer, keep_plan, publish


@pytest.fixture
def served(tmp_path, desk):  # noqa: ARG001 - it is served before and after
    """A desk of this test alone, on which no work is done."""
    before = serving.serving()
    now = serving.Serving(make_demo(tmp_path / "own"), before.runner, None)
    serving._now = now
    yield now.desk
    serving._now = before
    now.desk.close()


def opened(open_page, step, **more):
    screen = open_page("plan", **more)
    screen.segmented_control(key="step").set_value(step).run()
    assert not screen.exception
    return screen


def ticks(screen):
    return [one for one in screen.checkbox if one.key.startswith("tick:")]


def heads(screen):
    return [one.value for one in screen.subheader]


@pytest.mark.parametrize(("lang", "head"), [("nb", "Flyttinger (2)"), ("en", "Moves (2)")])
def test_nothing_is_published_before_all_that_is_grave_was_ticked(open_page, served, lang, head):
    number = keep_plan(served)
    screen = opened(open_page, "publish", lang=lang)
    assert head in heads(screen)
    assert "~" not in html(screen)
    assert screen.button(key="publish").disabled
    for key in [one.key for one in ticks(screen)]:
        screen.checkbox(key=key).check().run()
    assert not screen.button(key="publish").disabled
    screen.button(key="publish").click().run()
    assert not screen.exception
    assert not screen.error
    assert state_line(served).plan == number
    assert ">Ugle-40<" in html(screen)
    screen.button(key="to_answers").click().run()
    assert screen.segmented_control(key="step").value == "answers"


def test_a_plan_for_other_facts_says_so_and_can_only_be_made_anew(open_page, served):
    keep_plan(served)
    carry_out(served, "kari", SetFields(table="persons", key="Gaupe-9", fields={"needs_own_room": True}))
    screen = opened(open_page, "publish")
    assert "Opplysninger er endret siden plan 1" in screen.warning[0].value
    assert "publish" not in {one.key for one in screen.button}
    screen.button(key="make_anew").click().run()
    assert screen.segmented_control(key="step").value == "make"


def test_a_draft_is_put_before_the_meeting(open_page, served):
    number = keep_plan(served)
    screen = opened(open_page, "publish")
    screen.button(key="propose").click().run()
    assert not screen.error
    with served.store.reading() as connection:
        row = plans.get(connection, number)
    assert row is not None
    assert row.state == "proposed"
    assert "propose" not in {one.key for one in screen.button}


def test_in_a_meeting_the_reasons_are_hidden(open_page, served):
    keep_plan(served)
    screen = opened(open_page, "publish")
    screen.toggle(key="meeting").set_value(True).run()
    text = html(screen) + " ".join(one.label for one in ticks(screen))
    assert "Ugle-40" in text
    assert not [word for word in ("P0", "utrygt", "hotell", "Leieavtalen") if word in text]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_yes_and_a_no_are_one_press_each(open_page, served, lang):
    publish(served)
    screen = opened(open_page, "answers", lang=lang)
    assert heads(screen)[0].endswith("(8)")
    screen.button(key="offer_yes:0").click().run()
    assert heads(screen)[0].endswith("(7)")
    screen.selectbox(key="reason:0").set_value("area").run()
    screen.button(key="record_no:0").click().run()
    assert not screen.error
    assert heads(screen)[0].endswith("(6)")
    answered = [row for row in served.now().rows("offers").values() if row["on"] == "2026-11-23"]
    assert sorted(row["answer"] for row in answered) == ["accepted", "declined", *["open"] * 6]
    assert [row["reason"] for row in answered if row["answer"] == "declined"] == ["area"]


def test_moved_in_did_not_come_and_hold_longer(open_page, served):
    publish(served)
    screen = opened(open_page, "answers")
    assert heads(screen)[1].endswith("(1)")  # each that is offered stands with its offer alone
    for _ in range(2):
        screen.button(key="offer_yes:0").click().run()
    assert heads(screen)[1].endswith("(3)")
    screen.button(key="hold0:record").click().run()
    assert heads(screen)[1].endswith("(2)")
    screen.button(key="hold0:no_show:do").click().run()
    assert heads(screen)[1].endswith("(1)")
    # Whoever did not come is offered the place again, and no bed is held for that offer.
    keys = {one.key for one in screen.button}
    held = next(n for n in range(9) if f"offered{n}:keep_on:record" in keys)
    screen.button(key=f"offered{held}:keep_on:record").click().run()
    assert not screen.error
    assert "2026-12-07" in {row["expires"] for row in served.now().rows("stays").values()}


def test_an_exit_is_recorded_with_where_to(open_page, served):
    screen = opened(open_page, "answers")
    screen.selectbox(key="exit:who").set_value("Falk-18").run()
    screen.selectbox(key="exit:where").set_value("own_flat").run()
    screen.session_state["exit"] = True  # its box is open, as in a browser
    screen.button(key="exit:do").click().run()
    assert not screen.error
    assert screen.session_state["exit"] is False
    assert [row["destination"] for row in served.now().rows("exits").values()] == ["own_flat"]


def test_a_plan_that_names_who_has_left_shows_its_breaches_and_no_error(open_page, served):
    number = keep_plan(served)
    gone = answer().plan.starts[0].household
    carry_out(served, "kari", RecordExit(household=gone, on=served.now().instance.as_of))
    renew(served, "kari", number)
    screen = opened(open_page, "publish")
    assert not screen.exception
    assert any("brudd" in one.value for one in screen.error)
