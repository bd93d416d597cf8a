"""An earlier week as the base of a scenario: simulated as it was then, beside nothing of this week."""

import time
from datetime import date, timedelta

import pytest

from placement.domain.fact import Wrong
from placement.domain.scenario import Close, Scenario
from placement.errors import Refused
from placement.service.desk import bases as bases_module
from placement.service.desk.bases import bases, week_of
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.comparison import comparison_html
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.future_view import future_view
from placement.service.desk.futures import as_it_is, ask_for_futures, known
from placement.service.desk.scenarios import kept_scenarios
from placement.service.desk.sight import sight
from placement.service.failures import say_error
from placement.service.future_summary import sample_of
from placement.service.remembered import forget_all
from placement.service.simulating import future_of, world
from tests.service.desk.leaving import housed, leaves, there
from tests.service.desk.published import publish

UNIT, ALIAS, THEN, NOW = "Tunet", "S-1", date(2026, 11, 23), date(2026, 11, 30)


@pytest.fixture
def scenario(desk):
    """Published on the first Monday; the desk reads the next one."""
    publish(desk)
    carry_out(desk, "kari", OpenWeek(as_of=NOW, anyway=True))
    shut = Scenario(
        name="Stengt", weeks=1, replications=1, cards=(Close(unit=UNIT, since=THEN + timedelta(days=1)),)
    )
    carry_out(desk, "mona", KeepScenario(alias=ALIAS, scenario=shut, by="mona"))
    return shut


def simulated(desk, scenario, base):
    numbers = ask_for_futures(desk, "mona", (ALIAS,), base)
    until = time.monotonic() + 90
    for one in (as_it_is(scenario), scenario):
        while not (found := known(desk, one, base)) or not found.is_whole:
            assert time.monotonic() < until, "nobody did the work"
            time.sleep(0.2)
    return numbers


def test_an_earlier_week_is_simulated_as_it_was_and_beside_it_stands_nothing_of_this_week(desk, scenario):
    (base,) = bases(desk)
    assert base.as_of == THEN
    then = week_of(desk, base)
    assert then.as_of == THEN
    assert week_of(desk, None).as_of == NOW
    assert len(simulated(desk, scenario, base)) == 2
    assert ask_for_futures(desk, "kari", (ALIAS,), base) == []
    found = there(known(desk, scenario, base))
    assert not found.is_stale
    directly = sample_of(future_of(world(then, scenario), scenario, 0))
    assert there(found.found)["figures"] == directly["figures"]
    assert there(found.found)["days"] == [THEN.isoformat()]
    assert known(desk, scenario) is None  # nobody asked about this week
    chosen = [one for one in kept_scenarios(sight(desk, "mona").content) if one.alias == ALIAS]
    assert future_view(desk, "mona", chosen, "en") is None
    page = comparison_html(desk, "mona", chosen, "en", base).decode()
    assert "from Mon 23 Nov 2026, as it was then." in page
    for login in ("eva", "unn", "nils"):
        with pytest.raises(Refused):
            ask_for_futures(desk, login, (ALIAS,), base)
        with pytest.raises(Refused):
            future_view(desk, login, chosen, "en", base=base)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_whoever_may_ask_what_if_chooses_it_on_the_page(open_page, desk, scenario, lang):
    screen = open_page("scenarios", login="mona", lang=lang, scenario=ALIAS)
    assert not screen.exception
    assert {"scenario_this_week", "ask_next"} <= {one.key for one in screen.button}
    screen.selectbox(key="base").set_value(THEN.isoformat()).run()
    assert not screen.exception
    told = "\n".join(one.value for one in screen.caption)
    assert ("slik den var da" if lang == "nb" else "as it was then") in told
    assert not {"scenario_this_week", "ask_next"} & {one.key for one in screen.button}
    screen.button(key="ask_futures").click().run()
    assert not screen.exception
    assert not screen.error
    (base,) = bases(desk)
    simulated(desk, scenario, base)
    screen = open_page("scenarios", login="kari", lang=lang, scenario=ALIAS, base=THEN.isoformat())
    assert not screen.exception
    assert "ask_futures" not in {one.key for one in screen.button}
    assert "scenario_who" not in {one.key for one in screen.toggle}


@pytest.mark.usefixtures("scenario")
def test_a_week_of_which_data_are_deleted_is_no_base_any_more(open_page, desk, monkeypatch):
    def gone(_change):
        raise Wrong("stays", "S-1", "household", "is not there")

    forget_all()
    monkeypatch.setattr(desk, "at", gone)
    assert not bases_module.is_there(desk, bases(desk)[0])
    screen = open_page("scenarios", login="mona", lang="en", scenario=ALIAS, base=THEN.isoformat())
    assert not screen.exception
    assert "can be no base any more" in screen.warning[0].value


@pytest.mark.usefixtures("scenario")
def test_a_week_in_which_somebody_deleted_was_is_no_base_any_more(open_page, desk):
    assert bases_module.is_there(desk, bases(desk)[0])
    gone = housed(desk.now().instance)[0]
    leaves(desk, gone, NOW)
    grant_erasure(desk, "ola", erase(desk, "kari", gone, why="own_wish"))
    (base,) = bases(desk)
    assert not bases_module.is_there(desk, base)
    with pytest.raises(CannotDo) as told:
        ask_for_futures(desk, "mona", (ALIAS,), base)
    assert "are deleted" in say_error(told.value, "en")[0]
    screen = open_page("scenarios", login="mona", lang="en", scenario=ALIAS, base=THEN.isoformat())
    assert not screen.exception
    assert "can be no base any more" in screen.warning[0].value


def test_where_no_earlier_week_is_kept_there_is_no_choice(open_page):
    screen = open_page("scenarios", login="mona", lang="en")
    assert "base" not in {one.key for one in screen.selectbox}
