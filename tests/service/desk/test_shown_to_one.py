"""What one person is shown of a desk: its standing, history, requests, previews and exports, and nothing of others."""

import pytest

from placement.domain.actor import Role, User
from placement.errors import Refused
from placement.service.desk import requests
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.exporting import export
from placement.service.desk.history import history
from placement.service.desk.importing import show
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.log import check_log, read_log
from placement.service.desk.named import field_name, table_name, value_text
from placement.service.desk.open import body_of
from placement.service.desk.preview_rows import Sort, preview_rows
from placement.service.desk.status import status
from placement.service.desk.waiting import knowable, say_no, say_yes, waiting
from placement.tables.partial import read_part
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, TOP, UNN, new_desk
from tests.worlds import vary, week_of_activities

BIASED = "bo"
"""A coordinator with a conflict of interest about Rype-3."""
WEEK = vary(
    week_of_activities(),
    {
        "impartiality": [{"helper": "Ask-1", "household": "Rype-3", "conflict": "yes"}],
        "persons": {"Rype-3": {"secrecy": "fortrolig"}, "Oter-41": {"secrecy": "fortrolig"}},
    },
)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK, contact="Eik-2")
    biased = User(login=BIASED, role=Role.COORDINATOR, clearance=TOP, case_groups="all", contact="Ask-1")
    carry_out(made, ADMIN, AddRow(table="users", fields=body_of(biased)))
    yield made
    made.close()


def less(person):
    return SetFields(table="persons", key=person, fields={"secrecy": "none"})


def test_everybody_sees_what_they_did_and_those_who_plan_or_audit_what_all_did(desk):
    by = {who: {one.by for one in history(desk, who)} for who in (KARI, UNN, ADMIN, EVA)}
    assert by == {KARI: {ADMIN, KARI}, UNN: {ADMIN, KARI}, ADMIN: {ADMIN}, EVA: set()}


def test_a_history_names_tables_and_no_row(desk):
    carry_out(desk, KARI, SetFields(table="households", key="Rype-3", fields={"lot": 9}))
    latest = history(desk, UNN)[0]
    assert (latest.command, latest.tables) == ("set_fields", {"households": 1})
    assert "Rype-3" not in repr(latest)


def test_a_request_is_shown_to_who_asked_and_to_who_might_say_yes(desk):
    number = requests.ask(desk, KARI, less("Rype-3"), why="assessed")
    mine, others = waiting(desk, KARI), waiting(desk, OLA)
    assert [(one.number, one.mine) for one in mine.requests] == [(number, True)]
    assert [(one.number, one.mine) for one in others.requests] == [(number, False)]
    assert [one.kind for one in others.requests[0].lowerings] == ["secrecy"]


@pytest.mark.parametrize("who", [BIASED, UNN, MONA])
def test_of_a_request_that_is_not_theirs_to_grant_people_are_told_the_number_of_alone(desk, who):
    number = requests.ask(desk, KARI, less("Rype-3"), why="assessed")
    assert waiting(desk, who) == ((), 1)
    with pytest.raises(Refused):
        say_yes(desk, who, number)
    with pytest.raises(Refused):
        say_no(desk, who, number)


def test_a_request_of_any_kind_is_answered_in_one_way(desk):
    number = requests.ask(desk, KARI, less("Rype-3"), why="assessed")
    assert say_yes(desk, OLA, number) == desk.now().change
    number = requests.ask(desk, KARI, less("Oter-41"), why="assessed")
    say_no(desk, KARI, number)
    assert waiting(desk, OLA) == ((), 0)
    with pytest.raises(CannotDo):
        say_no(desk, OLA, number)


def test_a_protection_is_named_only_to_who_may_know_of_everybody_in_it(desk):
    with desk.acting(KARI) as act:
        both = tuple(
            one for p in ("Rype-3", "Oter-41") for one in act.lowerings(tuple(less(p).edits(act.now)))
        )
    assert [one.person for one in knowable(desk, KARI, both)] == ["Rype-3", "Oter-41"]
    assert [one.person for one in knowable(desk, BIASED, both)] == ["Oter-41"]
    assert knowable(desk, MONA, both) == ()


def test_a_preview_says_nothing_of_a_row_that_somebody_may_not_see(desk, tmp_path):
    (tmp_path / "new").mkdir()
    rows = "household,person,languages\nRype-3,Rype-3,fra\nLerke-2,Lerke-2,fra\n"
    (tmp_path / "new" / "persons.csv").write_text(rows, encoding="utf-8")
    told = {}
    for who in (KARI, BIASED):
        found = preview_rows(desk, who, show(desk, who, tmp_path / "new", demo=True), "en")
        told[who] = {row.choice: (row.old, row.new) for row in found if row.sort is Sort.CHANGED}
    assert told[KARI] == {
        "persons:Rype-3:languages": ("English", "French"),
        "persons:Lerke-2:languages": ("English", "French"),
    }
    assert told[BIASED] == {"persons:Lerke-2:languages": ("English", "French")}


def test_an_export_leaves_out_whom_one_may_not_see(desk, tmp_path):
    for who in (KARI, BIASED):
        export(desk, who, tmp_path / who, "en", why="meeting")
    people = {
        who: {row.body["alias"] for row in read_part(tmp_path / who).tables["persons"].rows}
        for who in (KARI, BIASED)
    }
    assert people[KARI] - people[BIASED] == {"Rype-3"}


def test_an_export_without_a_purpose_is_refused(desk, tmp_path):
    with pytest.raises(CannotDo):
        export(desk, KARI, tmp_path / "out", "en", why="")
    assert not (tmp_path / "out").exists()


def test_whoever_does_not_plan_sees_how_the_desk_stands_without_anybody_in_it(desk):
    found = status(desk, MONA)
    assert (found.running, found.drafts, found.demo) == (None, (), True)
    assert found.head.startswith("9: ")


def test_a_plan_that_is_not_there_and_one_that_may_not_be_seen_are_told_apart_from_nothing(desk):
    with pytest.raises(CannotDo):
        kept_plan(desk, KARI, 7)
    with pytest.raises(Refused):
        kept_plan(desk, MONA, 7)


def test_whoever_reads_or_checks_the_log_stands_in_it(desk):
    assert check_log(desk, UNN).fault is None
    read_log(desk, UNN, most=1)
    assert [line.action for line in read_log(desk, UNN, most=2)] == ["check_log", "read_log"]
    assert {line.by for line in read_log(desk, UNN, by=ADMIN)} == {ADMIN}
    assert read_log(desk, UNN, first=2, most=1)[0].seq == 2
    for forbidden in (check_log, read_log):
        with pytest.raises(Refused):
            forbidden(desk, KARI)


def test_tables_fields_and_values_are_called_as_in_the_workbook():
    assert table_name("persons", "nb") == "personer"
    assert table_name("users", "en") == "users"
    assert field_name("persons", "threat", "en") == "threat / threat valid until"
    held = {"threat": {"danger": "high", "valid_until": "2026-12-14"}}
    assert value_text("persons", held, "threat", "en") == "high threat / 2026-12-14"
    assert value_text("persons", {"partner": None}, "partner", "en") == ""
