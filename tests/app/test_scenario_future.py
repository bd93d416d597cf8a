"""The weeks to come on the page: asked for, stopped, compared, taken out; who is told of whom."""

import io
import json
import re
import time
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import update

from placement.domain.scenario import Another, Arrivals, Close, Scenario
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.comparison import comparison_html, comparison_workbook
from placement.service.desk.future_view import future_view
from placement.service.desk.futures import as_it_is, ask_for_futures, known
from placement.service.desk.jobs import NEXT
from placement.service.desk.next_view import ask_next
from placement.service.desk.scenarios import kept_scenarios
from placement.service.desk.sight import sight
from placement.service.desk.who_gets import who_gets
from placement.service.future_summary import SHOWN
from placement.service.scenario_words import card_line
from placement.store import audit, jobs
from placement.store.schema import job
from tests.app.conftest import html
from tests.service.desk.leaving import there

UNIT, SHUT, MORE = "Tunet", "S-1", "S-2"


@pytest.fixture
def scenarios(desk):
    on = desk.now().instance.as_of
    shut = Scenario(
        name="=Stengt", weeks=2, replications=2, cards=(Close(unit=UNIT, since=on + timedelta(days=1)),)
    )
    more = shut.but(name="Flere", cards=(Another(like=UNIT, alias="Ny bolig"), Arrivals(percent=150)))
    for alias, one in ((SHUT, shut), (MORE, more)):
        carry_out(desk, "mona", KeepScenario(alias=alias, scenario=one, by="mona"))
    return shut, more


def simulated(desk, scenarios):
    ask_for_futures(desk, "mona", (SHUT, MORE))
    until = time.monotonic() + 90
    for one in (as_it_is(scenarios[0]), *scenarios):
        while not (found := known(desk, one)) or not found.is_whole:
            assert time.monotonic() < until, "nobody did the work"
            time.sleep(0.2)


def both(desk, login="mona"):
    every = {one.alias: one for one in kept_scenarios(sight(desk, login).content)}
    return [every[SHUT], every[MORE]]


def said(screen):
    text = "\n".join(one.value for one in (*screen.markdown, *screen.caption))
    return text.replace("\\", "").replace("\u2060", "") + html(screen)


def households(desk):
    now = desk.now().instance
    return [h.alias for h in now.households] + [p.alias for h in now.households for p in h.members]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_manager_asks_and_reads_sums_and_bands_and_nobodys_name(open_page, desk, scenarios, lang):
    screen = open_page("scenarios", login="mona", lang=lang, scenario=SHUT)
    screen.button(key="ask_futures").click().run()
    assert not screen.exception
    assert not screen.error
    simulated(desk, scenarios)
    screen = open_page("scenarios", login="mona", lang=lang, scenario=SHUT)
    assert not screen.exception
    screen.multiselect(key="scenario_others").set_value([MORE]).run()
    assert not screen.exception
    told = said(screen)
    for one in (
        UNIT,
        "=Stengt",
        "Flere",
        "personnetter uten passende plass" if lang == "nb" else "without a fitting place",
    ):
        assert one.lower() in told.lower()
    screen.toggle(key="heat_as_table").set_value(True).run()
    assert not screen.exception
    assert re.search(r"\d+ %", html(screen))
    assert "ask_futures" not in {one.key for one in screen.button}
    assert "scenario_who" not in {one.key for one in screen.toggle}
    assert not [one for one in households(desk) if f">{one}<" in told]


def test_a_coordinator_is_told_who_gets_a_place_and_the_log_knows(open_page, desk, scenarios):
    simulated(desk, scenarios)
    screen = open_page("scenarios", login="kari", lang="en", scenario=SHUT)
    screen.toggle(key="scenario_who").set_value(True).run()
    assert not screen.exception
    assert any(f">{one}<" in html(screen) for one in households(desk))
    with desk.store.reading() as connection:
        assert audit.times(connection, "read_scenario") == 1
    screen.run()
    with desk.store.reading() as connection:
        assert audit.times(connection, "read_scenario") == 1
    with pytest.raises(Refused):
        who_gets(desk, "mona", both(desk), "en")


def test_every_measure_is_told_with_its_band_and_what_is_no_chance_alone(desk, scenarios):
    simulated(desk, scenarios)
    view = future_view(desk, "mona", both(desk), "nb")
    assert view is not None
    assert view.names == ("Slik det er", "=Stengt", "Flere")
    assert view.is_whole
    assert len(SHOWN) - 1 <= len(view.rows) <= len(SHOWN)  # nobody set a budget
    for row in view.rows:
        assert len(row.cells) == 3
        assert all(cell.band for cell in row.cells)
        assert row.cells[0].change == ""
    weeks = next(one for one in view.heat[1] if one.unit == UNIT).weeks
    assert weeks[1] is None


def test_reasons_of_few_households_are_for_those_who_plan_and_not_for_a_meeting(open_page, desk, scenarios):
    simulated(desk, scenarios)
    screen = open_page("scenarios", login="mona", lang="en", scenario=SHUT, meeting="1")
    assert not screen.exception
    assert "heat_as_table" not in {one.key for one in screen.toggle}
    own, meeting, manager = (
        future_view(desk, login, both(desk, login), "en", for_others=others)
        for login, others in (("kari", False), ("kari", True), ("mona", False))
    )
    assert own is not None
    assert meeting is not None
    assert manager is not None
    for theirs, inside in zip(meeting.shortages, manager.shortages, strict=True):
        assert set(theirs.lines) == {line for line in inside.lines if "person-nights" in line}
    assert "Full most weeks" in str(manager.shortages)
    assert manager.heat
    assert not meeting.heat
    told = [sum("person-nights" in line for line in one.shortages[0].lines) for one in (own, meeting)]
    assert told[0] > told[1]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_leaves_the_desk_names_nobody_and_is_no_formula_and_the_log_knows(desk, scenarios, lang):
    with pytest.raises(CannotDo):
        comparison_html(desk, "mona", both(desk), lang)
    simulated(desk, scenarios)
    page = comparison_html(desk, "kari", both(desk, "kari"), lang).decode()
    assert f'<html lang="{lang}">' in page
    book = openpyxl.load_workbook(io.BytesIO(comparison_workbook(desk, "mona", both(desk), lang)))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.data_type for sheet in book for cell in sheet["A"] if cell.value} == {"s"}
    texts = [str(cell.value) for cell in cells]
    for one in households(desk):
        assert not re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", page)
        assert not any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text) for text in texts)
    with desk.store.reading() as connection:
        assert audit.times(connection, "export_scenarios") == 2
    for login in ("eva", "unn", "nils"):
        with pytest.raises(Refused):
            comparison_html(desk, login, both(desk), lang)


def test_paper_says_how_many_of_the_futures_are_there_and_a_name_that_says_its_change_once(desk, scenarios):
    simulated(desk, scenarios)
    kept = [one._replace(name=card_line(one.scenario.cards[0], "en")[:50].strip()) for one in both(desk)[:1]]
    page = comparison_html(desk, "mona", kept, "en").decode()
    assert page.count(f"<li>{card_line(kept[0].scenario.cards[0], 'en')}.</li>") == 1
    assert "futures of 2 weeks each" in page
    assert "<li>Households that need a place now: " in page
    asked = there(known(desk, scenarios[0])).job
    more = {**asked.params, "scenario": {**asked.params["scenario"], "replications": 9}}
    with desk.store.writing() as tx:
        tx.connection.execute(update(job).where(job.c.id == asked.id).values(params=json.dumps(more)))
    assert "2 of 9 futures asked for, of 2 weeks each" in comparison_html(desk, "mona", kept, "en").decode()


def test_a_measure_of_few_households_is_told_inside_alone(desk, scenarios):
    simulated(desk, scenarios)
    found = there(known(desk, scenarios[0])).job
    progress = json.loads(json.dumps(found.progress))
    progress["found"]["households"]["unmet_all"] = [4, 3]
    with desk.store.writing() as tx:
        tx.connection.execute(update(job).where(job.c.id == found.id).values(progress=json.dumps(progress)))
    inside, outside = (
        there(future_view(desk, "mona", both(desk), "en", for_others=others)) for others in (False, True)
    )
    rows = [{row.name: row for row in view.rows} for view in (inside, outside)]
    assert all(cell.band != "not to be told" for cell in rows[0]["unmet_all"].cells)
    assert [cell.band for cell in rows[1]["unmet_all"].cells] == ["not to be told"] * 3
    assert not any("fitting place" in line for part in outside.summary for line in part.lines)


def test_a_week_that_changed_says_that_the_answer_is_of_the_week_as_it_was(open_page, desk, scenarios):
    simulated(desk, scenarios)
    assert b"has changed since" not in comparison_html(desk, "mona", both(desk), "en")
    carry_out(desk, "kari", SetFields(table="units", key=UNIT, fields={"cost_per_night": 4711}))
    assert b"has changed since" in comparison_html(desk, "mona", both(desk), "en")
    screen = open_page("scenarios", login="mona", lang="en", scenario=SHUT)
    assert not screen.exception
    assert "has changed since" in screen.warning[0].value
    assert screen.button(key="ask_futures").label == "Simulate the weeks to come"


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_to_open_next_is_ranked_on_the_page_and_on_paper(open_page, desk, scenarios, lang):
    simulated(desk, scenarios)
    number = ask_next(desk, "mona", SHUT) or 0
    card = Another(like=UNIT, alias="Ny bolig").model_dump(mode="json")
    row = {"rank": 1, "need": "place", "kroner": 400_000, "source": "week", "cards": [card],
           "spared": [120.4, 80.2, 160.6], "for_money": [30.1, 20.05, 40.15]}  # fmt: skip
    unsure = {**row, "rank": None, "spared": [0.4, -0.2, 1.0], "for_money": [0.1, -0.05, 0.25]}
    few = {**row, "rank": None, "spared": None, "for_money": None}
    left_out = [{"cards": [card], "why": "no_use"}]
    found = {"futures": 8, "unmet": {"place": 1}, "rows": [row, unsure, few], "screened": left_out}
    with desk.store.writing() as tx:
        jobs.ask_stop(tx.connection, number, at=tx.at)
    deadline = time.monotonic() + 60
    while look(desk, NEXT).is_open:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    with desk.store.writing() as tx:
        tx.connection.execute(
            update(job).where(job.c.id == number).values(state="done", progress=json.dumps({"found": found}))
        )
    screen = open_page("scenarios", login="mona", lang=lang, scenario=SHUT)
    assert not screen.exception
    told = said(screen)
    assert "120 (80 … 161)" in told
    assert (
        "ingen forskjell vist (−0,2 … 1,0)" if lang == "nb" else "no difference shown (−0.2 … 1.0)"
    ) in told
    assert ("for få framtider" if lang == "nb" else "too few futures") in told
    assert ("uten plassering" if lang == "nb" else "no rank") in told
    assert ("En bolig til som Tunet" if lang == "nb" else "One more unit like Tunet") in told
    assert "ask_next" not in {one.key for one in screen.button}
    page = comparison_html(desk, "mona", both(desk), lang).decode()
    assert ("1. En bolig til som Tunet" if lang == "nb" else "1. One more unit like Tunet") in page


@pytest.mark.usefixtures("scenarios")
def test_whoever_asks_what_to_open_sees_it_at_work_and_can_stop_it(open_page, desk):
    screen = open_page("scenarios", login="mona", lang="en", scenario=SHUT)
    screen.button(key="ask_next").click().run()
    assert not screen.exception
    assert "Looking for what helps most" in said(screen)
    screen.button(key="stop_next").click().run()
    deadline = time.monotonic() + 60
    while look(desk, NEXT).is_open:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    screen.run()
    assert not screen.exception
    assert screen.button(key="ask_next").label == "Find what helps most"


def look(desk, kind):
    with desk.store.reading() as connection:
        return jobs.of_kind(connection, kind)[0]


@pytest.mark.usefixtures("scenarios")
def test_how_it_is_sampled_is_kept_and_what_cannot_be_is_told(open_page, desk):
    screen = open_page("scenarios", login="mona", lang="en", scenario=SHUT)
    screen.number_input(key=f"sampling:{SHUT}:weeks").set_value(4).run()
    assert both(desk)[0].scenario.weeks == 4
    screen.number_input(key=f"sampling:{SHUT}:weeks").set_value(0).run()
    assert "Weeks ahead" in screen.error[0].value
    assert both(desk)[0].scenario.weeks == 4
