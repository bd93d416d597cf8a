"""Scenarios that are kept: by whom, changed, taken back, told apart by name, and gone with whom they name."""

from datetime import date

import pytest

from placement.domain.fact import Edit
from placement.domain.scenario import Arrivals, Close, Scenario
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import RemoveRow
from placement.service.desk.commands.scenarios import MOST, TABLE, KeepScenario, scenario_of
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.scenarios import MOST_NAME, covering, free_name, named_after
from placement.service.desk.sight import sight
from placement.service.desk.undo import redo, undo
from placement.simulation.generate import generate
from placement.store import facts
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.service.desk.leaving import housed, leaves

WEEK = generate("S", 5)
UNIT = WEEK.units[0].alias
MAY = Scenario(name="Stengt i mai", cards=(Close(unit=UNIT, since=date(2027, 5, 1), until=date(2027, 6, 1)),))


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def keep(desk, scenario=MAY, alias="S-1", login=MONA):
    return carry_out(desk, login, KeepScenario(alias=alias, scenario=scenario, by=login))


def kept(desk, login=MONA):
    return {key: scenario_of(row) for key, row in sight(desk, login).rows(TABLE).items()}


def test_a_manager_keeps_a_scenario_that_is_the_same_when_it_is_read_again(desk):
    keep(desk)
    assert kept(desk) == kept(desk, KARI) == {"S-1": MAY}
    assert kept(desk)["S-1"].content_hash == MAY.content_hash
    for login in (EVA, ARE, UNN, ADMIN):
        assert kept(desk, login) == {}


@pytest.mark.parametrize("login", [EVA, ARE, UNN, ADMIN])
def test_who_may_not_ask_what_if_keeps_changes_and_deletes_none(desk, login):
    keep(desk)
    for command in (
        KeepScenario(alias="S-2", scenario=MAY.but(name="Juni"), by=login),
        KeepScenario(alias="S-1", scenario=MAY.but(name="Juni"), by=login),
        RemoveRow(table=TABLE, key="S-1"),
    ):
        with pytest.raises(Refused):
            carry_out(desk, login, command)
    assert kept(desk) == {"S-1": MAY}


def test_it_is_renamed_changed_copied_deleted_and_each_is_taken_back(desk):
    keep(desk)
    more = MAY.but(name="Mai, flere", cards=(*MAY.cards, Arrivals(percent=150)))
    keep(desk, more, login=KARI)
    keep(desk, more.but(name="Kopi"), alias="S-2")
    carry_out(desk, KARI, RemoveRow(table=TABLE, key="S-1"))
    assert list(kept(desk)) == ["S-2"]
    undo(desk, KARI)
    assert kept(desk)["S-1"] == more
    undo(desk, KARI)
    assert kept(desk)["S-1"] == MAY
    redo(desk, KARI)
    assert kept(desk)["S-1"] == more


def test_nobody_signs_with_anothers_name(desk):
    with pytest.raises(CannotDo) as refused:
        carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=MAY, by=KARI))
    assert refused.value.code == "other_name"


@pytest.mark.parametrize(("name", "code"), [
    ("Ring 55 12 34 56", "scenario_number"), (" stengt I MAI".strip(), "scenario_name_taken"),
])  # fmt: skip
def test_a_name_that_could_be_somebodys_number_or_is_anothers_is_refused(desk, name, code):
    keep(desk)
    with pytest.raises(CannotDo) as refused:
        keep(desk, MAY.but(name=name), alias="S-2")
    assert refused.value.code == code


def test_there_is_an_end_to_how_many_are_kept(desk):
    with desk.acting(KARI) as act:
        edits = [KeepScenario(alias=f"S-{n}", scenario=MAY.but(name=f"Nr {n}"), by=KARI) for n in range(MOST)]
        act.write([edit for one in edits for edit in one.edits(act.now)], "test")
    with pytest.raises(CannotDo) as refused:
        keep(desk, alias="S-x")
    assert refused.value.code == "too_many_scenarios"


def test_a_scenario_lasts_until_what_its_cards_name_is_over_and_no_longer_than_two_years():
    on = date(2026, 11, 23)
    short = MAY.but(weeks=12)
    assert covering(short, on).weeks == 28 + 4
    assert covering(short.but(weeks=60), on).weeks == 60
    assert covering(short.but(cards=()), on).weeks == 12
    assert covering(short.but(cards=(Close(unit=UNIT),)), on).weeks == 12
    far = Close(unit=UNIT, since=date(2036, 5, 1))
    assert covering(short.but(cards=(far,)), on).weeks == 104


def test_the_week_stays_as_it_is_and_the_log_says_who_kept_what_without_what_it_holds(desk):
    before = desk.now().instance.content_hash
    keep(desk)
    assert desk.now().instance.content_hash == before
    with desk.store.reading() as connection:
        last = facts.last_change(connection)
        (edit,) = facts.edits_of(connection, last)
    assert (edit.table, edit.key) == (TABLE, "S-1")


def test_what_another_program_wrote_is_not_read_and_can_be_deleted(desk):
    keep(desk)
    with desk.acting(KARI) as act:
        row = act.now.body(TABLE, "S-1")
        act.write([Edit(TABLE, "S-1", row, {**row, "body": '{"cards": [{"card": "moon"}]}'})], "test")
    assert kept(desk) == {"S-1": None}
    carry_out(desk, MONA, RemoveRow(table=TABLE, key="S-1"))
    assert kept(desk) == {}


def test_a_scenario_whose_name_names_somebody_goes_with_them(desk):
    gone = housed(WEEK)[0]
    keep(desk, MAY.but(name=f"Uten {gone.lower()}-familien"))
    keep(desk, MAY.but(name="Uten noen"), alias="S-2")
    leaves(desk, gone, desk.now().instance.as_of)
    grant_erasure(desk, OLA, erase(desk, KARI, gone, why="own_wish"))
    assert list(kept(desk)) == ["S-2"]
    with desk.store.reading() as connection:
        names = [v.body["name"] for v in facts.every(connection) if v.table == TABLE]
    assert names == ["Uten noen"]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_name_that_is_made_cuts_no_year_in_two(lang):
    close = Close(unit="Bekkestua", since=date(2027, 1, 1), until=date(2027, 2, 1))
    whole = named_after(close, (), lang)
    assert whole.endswith("2027")
    long = named_after(close.but(unit="Bekkestua ved den store parken", room="H1"), (), lang)
    assert long.endswith(" …")
    assert len(long) <= MOST_NAME
    assert long.removesuffix(" …").split()[-1] in {"til", "until", "1.", "1", "ma.", "Mon", "feb.", "Feb"}
    again = free_name(long, (long,))
    assert again.endswith("… (2)")
    assert len(again) <= MOST_NAME
    assert Scenario(name=again).name == again
