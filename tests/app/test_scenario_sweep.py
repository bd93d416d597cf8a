"""Sweeps and drills on the page: filled in, told what it takes, begun, stopped, read; by role, in both languages."""

import time

import pytest

from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.jobs import SWEEP
from placement.service.desk.sweeps import sweeps_made
from placement.store import audit, jobs
from tests.app.conftest import html

UNIT = "Lyngheim"


def said(screen):
    text = "\n".join(one.value for one in (*screen.markdown, *screen.caption))
    return text.replace("\\", "").replace("\u2060", "") + html(screen)


def keys(screen):
    return {one.key for one in screen.button}


def ended(desk):
    until = time.monotonic() + 120
    while sweeps_made(desk)[0].job.is_open:
        assert time.monotonic() < until, "nobody did the work"
        time.sleep(0.2)


def fill(screen, *, weeks=1, futures=2):
    screen.selectbox(key="lever:1:beds:unit").set_value(UNIT).run()
    screen.text_input(key="lever:1:beds:values").set_value("0, 2").run()
    screen.selectbox(key="lever:2").set_value("arrivals").run()
    screen.text_input(key="lever:2:arrivals:values").set_value("100; 150").run()
    screen.number_input(key="sweep_weeks").set_value(weeks).run()
    return screen.number_input(key="sweep_futures").set_value(futures).run()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_manager_turns_two_things_and_reads_every_step(open_page, desk, lang):
    screen = open_page("scenarios", login="mona", lang=lang, scenario_view="sweep")
    assert not screen.exception
    assert "ask_sweep" not in keys(screen)
    fill(screen)
    assert not screen.exception
    assert ("4 trinn × 2 framtider × " if lang == "nb" else "4 steps × 2 futures × ") in said(screen)
    screen.button(key="ask_sweep").click().run()
    assert not screen.exception
    assert not screen.error
    assert "stop_sweep" in keys(screen) or not sweeps_made(desk)[0].job.is_open
    ended(desk)
    screen.run()
    assert not screen.exception
    assert not {"again_sweep", "stop_sweep"} & keys(screen)
    assert html(screen).count('role="row"') == 5
    screen.toggle(key="sweep_as_table").set_value(True).run()
    assert not screen.exception
    assert html(screen).count("150 %</th>") == 1
    for name in screen.selectbox(key="sweep_measure").options[:3]:
        screen.selectbox(key="sweep_measure").set_value(name).run()
        assert not screen.exception


@pytest.mark.parametrize("kind", ["close", "another", "group", "stays", "staff", "seats", "interpreting", "rule_off",
                                  "figure", "budget"])  # fmt: skip
def test_every_lever_can_be_filled_in(open_page, kind):
    screen = open_page("scenarios", login="mona", lang="en", scenario_view="sweep")
    screen.selectbox(key="lever:1").set_value(kind).run()
    assert not screen.exception
    for box in screen.selectbox:
        if (box.key or "").startswith(f"lever:1:{kind}:") and box.value is None and "room" not in box.key:
            box.select_index(0).run()
    for box in screen.multiselect:
        box.set_value(box.options[:2] if kind != "close" else ["none", box.options[1]]).run()
    if kind == "figure":
        screen.text_input(key="lever:1:figure:values").set_value("1, 2").run()
    assert not screen.exception
    assert "ask_sweep" in keys(screen), said(screen)


def test_what_cannot_be_is_told_where_the_button_would_be_and_nothing_begins(open_page, desk):
    screen = open_page("scenarios", login="mona", lang="en", scenario_view="sweep")
    assert "“Unit” is missing" in said(screen)
    fill(screen, weeks=52, futures=500)
    assert "too many for one sweep" in said(screen)
    fill(screen, weeks=0)
    assert "cannot be simulated" in said(screen)
    fill(screen)
    screen.text_input(key="lever:1:beds:values").set_value("0, many").run()
    assert "no whole numbers" in said(screen)
    screen.text_input(key="lever:1:beds:values").set_value("0, -90").run()
    assert "has only" in said(screen)
    assert "ask_sweep" not in keys(screen)
    with desk.store.reading() as connection:
        assert jobs.of_kind(connection, SWEEP) == []


def test_whoever_looks_can_stop_a_sweep_and_take_it_up_again(open_page, desk):
    screen = fill(
        open_page("scenarios", login="mona", lang="en", scenario_view="sweep"), weeks=26, futures=20
    )
    screen.button(key="ask_sweep").click().run()
    screen = open_page("scenarios", login="kari", lang="en", scenario_view="sweep")
    screen.button(key="stop_sweep").click().run()
    ended(desk)
    screen.run()
    assert not screen.exception
    assert screen.button(key="again_sweep").label == "Go on"


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("login", ["kari", "mona"])
def test_a_drill_tells_a_coordinator_the_places_and_a_manager_sums(open_page, desk, login, lang):
    screen = open_page("scenarios", login=login, lang=lang, scenario_view="drill")
    assert not screen.exception
    screen.button(key="drill_do").click().run()
    assert not screen.exception
    assert not screen.error
    told = said(screen)
    assert ("En øvelse" if lang == "nb" else "A drill") in told
    assert ("av 8" if lang == "nb" else "of 8") in told
    assert ("Svar 1" if lang == "nb" else "Answer 1") in told if login == "kari" else "X0" not in told
    assert "drill_print" in {one.key for one in screen.get("download_button")}
    with desk.store.reading() as connection:
        assert audit.times(connection, "preview_scenario") == 1
    screen.run()
    with desk.store.reading() as connection:
        assert audit.times(connection, "preview_scenario") == 1


def test_a_drill_in_a_meeting_tells_sums_alone_and_nobody_is_no_group(open_page):
    screen = open_page("scenarios", login="kari", lang="en", scenario_view="drill", meeting="1")
    screen.button(key="drill_do").click().run()
    assert "X0" not in said(screen)
    screen.number_input(key="drill_men").set_value(0).run()
    screen.button(key="drill_do").click().run()
    assert "Nobody comes" in screen.error[0].value


def test_whoever_does_not_plan_any_more_keeps_no_places_of_a_drill(open_page, desk):
    screen = open_page("scenarios", login="kari", lang="en", scenario_view="drill")
    screen.button(key="drill_do").click().run()
    assert "Answer 1" in said(screen)
    carry_out(desk, "admin", SetFields(table="users", key="kari", fields={"role": "manager"}))
    screen.run()
    assert not screen.exception
    assert "Answer 1" not in said(screen)
    assert "do it again" in said(screen)
