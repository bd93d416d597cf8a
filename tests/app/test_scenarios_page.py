"""The page of scenarios: cards put in and taken out, kept at once; what would come of it this week; by role."""

from datetime import date

import pytest

from placement.domain.fact import Edit
from placement.domain.scenario import Arrivals, Close, Scenario
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.scenarios import TABLE, KeepScenario, scenario_of
from tests.app.conftest import html

UNIT = "Tunet"
MAY = Scenario(name="Stengt i mai", cards=(Close(unit=UNIT, since=date(2027, 5, 1), until=date(2027, 6, 1)),))


def keep(desk, scenario=MAY, alias="S-1"):
    carry_out(desk, "mona", KeepScenario(alias=alias, scenario=scenario, by="mona"))


def kept(desk):
    return [scenario_of(row) for row in desk.now().rows(TABLE).values()]


def said(screen):
    return "\n".join(one.value for one in (*screen.markdown, *screen.caption))


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("login", ["kari", "mona"])
def test_a_first_change_makes_a_scenario_with_a_name_of_its_own(open_page, desk, login, lang):
    screen = open_page("scenarios", login=login, lang=lang)
    assert not screen.exception
    screen.selectbox(key="card:0:close:unit").set_value(UNIT).run()
    screen.button(key="add_card").click().run()
    assert not screen.exception
    assert not screen.error
    (one,) = kept(desk)
    assert one.cards[0].unit == UNIT
    assert one.name.startswith(f"{UNIT} er stengt" if lang == "nb" else f"{UNIT} is closed")
    assert one.name in screen.selectbox(key="scenario").options


@pytest.mark.parametrize("kind", ["beds", "another", "arrivals", "group", "staff", "stays", "seats", "interpreting",
                                  "rule_off", "figure", "budget"])  # fmt: skip
def test_every_kind_of_change_can_be_filled_in(open_page, desk, kind):
    screen = open_page("scenarios", login="mona", lang="en")
    screen.selectbox(key="card_kind").set_value(kind).run()
    assert not screen.exception
    names = {w.key.split(":")[-1]: w for w in screen.selectbox if (w.key or "").startswith("card:")}
    for name in ("unit", "like", "programme", "code", "figure"):
        if name in names:
            names[name].select_index(0).run()
    for box in screen.selectbox:
        if box.key == "card:0:interpreting:language":
            box.set_value("tir").run()
    if kind == "figure":
        screen.number_input(key="card:0:figure:value").set_value(1).run()
    if kind == "staff":
        screen.selectbox(key="card:0:staff:staffing").set_value("full").run()
    if kind == "beds":
        zone = next(
            key for key, row in desk.now().rows("zones").items() if row["unit"] == names["unit"].value
        )
        screen.selectbox(key="card:0:beds:floor").set_value(zone).run()
    screen.button(key="add_card").click().run()
    assert not screen.exception
    assert [one.value for one in screen.error] == []
    assert kept(desk)[0].cards[0].card == kind


def test_what_cannot_be_played_is_told_and_nothing_is_kept(open_page, desk):
    screen = open_page("scenarios", login="mona", lang="en")
    screen.button(key="add_card").click().run()
    assert "“Unit” is missing" in screen.error[0].value
    screen.selectbox(key="card:0:close:unit").set_value(UNIT).run()
    screen.date_input(key="card:0:close:until").set_value(date(2020, 1, 1)).run()
    screen.button(key="add_card").click().run()
    assert "the closure is over before it begins" in screen.error[0].value
    assert kept(desk) == []


def test_a_change_is_taken_out_and_the_scenario_renamed_copied_and_deleted(open_page, desk):
    keep(desk)
    screen = open_page("scenarios", login="mona", lang="en", scenario="S-1")
    assert f"{UNIT} is closed" in said(screen).replace("\\", "").replace("\u2060", "")
    screen.text_input(key="scenario_name:S-1:Stengt i mai").set_value("Mai").run()
    assert [one.name for one in kept(desk)] == ["Mai"]
    screen.button(key="scenario_copy").click().run()
    assert sorted(one.name for one in kept(desk)) == ["Mai", "Mai (2)"]
    screen.button(key="drop_card:0").click().run()
    assert sorted(len(one.cards) for one in kept(desk)) == [0, 1]
    screen.button(key="scenario_delete").click().run()
    assert [one.name for one in kept(desk)] == ["Mai"]
    screen.button(key="undo").click().run()
    assert len(kept(desk)) == 2


def test_what_another_version_wrote_can_only_be_deleted(open_page, desk):
    keep(desk)
    with desk.acting("kari") as act:
        row = act.now.body(TABLE, "S-1")
        act.write([Edit(TABLE, "S-1", row, {**row, "body": "{}x"})], "test")
    screen = open_page("scenarios", login="mona", lang="en")
    assert "Another version of the program" in screen.warning[0].value
    screen.button(key="scenario_delete").click().run()
    assert kept(desk) == []


def test_who_will_come_shows_in_the_weeks_to_come_alone(open_page, desk):
    keep(desk, MAY.but(cards=(Arrivals(percent=200),)))
    screen = open_page("scenarios", login="mona", lang="en")
    assert "in the weeks to come alone" in said(screen)
    assert "scenario_this_week" not in {one.key for one in screen.button}


@pytest.mark.parametrize("login", ["kari", "mona"])
def test_this_week_tells_a_manager_how_many_and_a_coordinator_who(open_page, desk, login):
    on = desk.now().instance.as_of
    keep(desk, MAY.but(cards=(Close(unit=UNIT, since=on),)))
    screen = open_page("scenarios", login=login, lang="en")
    screen.button(key="scenario_this_week").click().run(timeout=60)
    assert not screen.exception
    assert "would live elsewhere" in said(screen)
    households = [h.alias for h in desk.now().instance.households]
    assert any(one in html(screen) for one in households) is (login == "kari")
