"""Who changed which fields of somebody's rows, and when: as far as one may see them, and never what they held."""

import pytest

from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow, RemoveRow, SetFields
from placement.service.desk.log import read_log
from placement.service.desk.row_history import row_history
from placement.service.desk.undo import undo
from tests.service.desk.desks import ARE, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.worlds import town

WHO = "Oter-4"


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", town())
    yield made
    made.close()


def told(desk, login=KARI, household=WHO):
    return row_history(desk, login, household, "en")


def test_fields_are_named_and_what_they_hold_is_not(desk):
    carry_out(
        desk, OLA, SetFields(table="persons", key="Oter-41", fields={"support": 3, "needs_quiet": True})
    )
    first = told(desk)[0]
    assert (first.by, first.command, set(first.fields)) == (
        OLA,
        "set_fields",
        {"support level", "needs quiet"},
    )


def test_a_row_that_came_and_went_is_told_also_once_it_is_gone(desk):
    row = {"person": "Oter-41", "language": "eng", "level": 2}
    key = carry_out(desk, OLA, AddRow(table="language_levels", fields=row)).edits[0].key
    carry_out(desk, KARI, RemoveRow(table="language_levels", key=key))
    first, second = told(desk)[:2]
    assert (first.by, first.table, first.is_gone) == (KARI, "language levels", True)
    assert (second.by, second.table, second.is_gone) == (OLA, "language levels", False)


def test_what_was_taken_back_and_is_there_again_has_all_its_turns(desk):
    row = {"person": "Oter-41", "language": "eng", "level": 2}
    key = carry_out(desk, OLA, AddRow(table="language_levels", fields=row)).edits[0].key
    carry_out(desk, OLA, RemoveRow(table="language_levels", key=key))
    undo(desk, OLA)
    assert [one.is_gone for one in told(desk)[:3]] == [False, True, False]


def test_the_same_letters_in_another_alias_are_somebody_else(desk):
    assert not any(one.rows > 4 for one in told(desk, household="Oter-4") if one.table == "persons")
    carry_out(desk, OLA, SetFields(table="persons", key="Rype-3", fields={"support": 3}))
    assert told(desk)[0].by == KARI  # only the week that was loaded


@pytest.mark.parametrize("login", [EVA, MONA, ARE, UNN])
def test_whoever_may_not_see_the_fields_is_told_of_no_change_of_them(desk, login):
    carry_out(desk, OLA, SetFields(table="persons", key="Oter-41", fields={"support": 3}))
    assert not any(one.fields for one in told(desk, login))


def test_whose_history_was_read_is_in_the_log(desk):
    told(desk)
    line = read_log(desk, UNN, most=1)[0]
    assert (line.by, line.action) == (KARI, "read_history")
    assert "Oter-4" in str(line.about)
