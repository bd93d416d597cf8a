"""What is written: whole or not at all, without live formulas, and helpful to the hand that fills it in."""

import csv
from datetime import time
from pathlib import Path

import openpyxl
import pytest

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours, Interpreter
from placement.errors import InputError
from placement.tables.cells import LIVE, neutral, restored
from placement.tables.read import read_week
from placement.tables.schema import TABLES
from placement.tables.write import write_folder, write_template, write_workbook
from tests.worlds import AS_OF, day, household, person, town

PAYLOADS = [
    *("=1-1", "@SUM(A1)", "-2", "=cmd", "'=x", "''", "'", "'a", "-", "@", "=", "'-1"),
    *(f"{sign}{text}" for sign in "=@-'" for text in ("x", "'x", "=x", "-x", "@x", "(x)", '"x"', "0")),
]


def town_of(*aliases: str) -> Instance:
    """One household whose people bear these aliases."""
    people = tuple(person(alias, case_group=alias) for alias in dict.fromkeys(aliases))
    return Instance(as_of=AS_OF, households=(household("Rype-1", *people, wishes=("=1+1", "+47", *aliases)),))


@pytest.mark.parametrize("text", [*PAYLOADS, "\tx", "+47 1", "", "plain", "a=b"])
def test_what_is_neutralised_is_restored(text):
    assert restored(neutral(text)) == text
    assert neutral(text)[:1] not in LIVE or not text


def test_no_formula_lives_in_a_workbook(tmp_path: Path):
    write_workbook(town_of(*PAYLOADS), tmp_path / "week.xlsx")
    cells = [
        c
        for sheet in openpyxl.load_workbook(tmp_path / "week.xlsx")
        for row in sheet.iter_rows()
        for c in row
    ]
    assert not [c.value for c in cells if c.data_type == "f"]
    assert read_week(tmp_path / "week.xlsx") == town_of(*PAYLOADS)


def test_no_formula_lives_in_a_folder(tmp_path: Path):
    write_folder(town_of(*PAYLOADS), tmp_path / "week")
    for file in (tmp_path / "week").iterdir():
        rows = csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
        assert not [cell for row in rows for cell in row if cell.startswith(tuple(LIVE))]
    assert read_week(tmp_path / "week") == town_of(*PAYLOADS)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError) as error:
        write_folder(town(), tmp_path)
    assert error.value.problems[0].code == "tables.exists"
    assert [f.name for f in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path):
    (tmp_path / "week").mkdir()
    write_folder(town(), tmp_path / "week")
    assert read_week(tmp_path / "week") == town()


def test_a_workbook_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch):
    (tmp_path / "week.xlsx").write_bytes(b"old")

    def fails(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(InputError):
        write_workbook(town(), tmp_path / "week.xlsx")
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("week.xlsx", b"old")]


def test_a_missing_folder_is_said_plainly(tmp_path: Path):
    for write, name in ((write_folder, "week"), (write_workbook, "week.xlsx")):
        with pytest.raises(InputError) as error:
            write(town(), tmp_path / "nowhere" / name)
        assert error.value.problems[0].code == "tables.cannot_write"


@pytest.mark.parametrize("alias", ["Rype ", "Rype\u3000"])
def test_what_would_not_be_read_the_same_is_not_written(tmp_path: Path, alias: str):
    with pytest.raises(InputError) as error:
        write_folder(town_of(alias), tmp_path / "week")
    assert error.value.problems[0].code == "tables.unwritable"
    assert alias not in str(error.value)
    assert not list(tmp_path.iterdir())


def test_a_time_with_seconds_is_not_written(tmp_path: Path):
    late = BookableHours(interpreter="Tolk-1", on=AS_OF, start=time(9, 30), end=time(10, 30, 15))
    tolk = Interpreter(alias="Tolk-1", languages=frozenset({"ron"}))
    with pytest.raises(InputError) as error:
        write_folder(Instance(as_of=AS_OF, interpreters=(tolk,), bookable_hours=(late,)), tmp_path / "week")
    assert [one.code for one in error.value.problems] == ["tables.unwritable_time"]


def test_dates_without_end_are_empty_cells(tmp_path: Path):
    write_folder(town(), tmp_path / "week")
    text = (tmp_path / "week" / "samtykker.csv").read_text("utf-8-sig")
    assert "9999" not in text
    assert "18.11.2026" in text


def test_a_workbook_helps_the_hand_that_fills_it_in(tmp_path: Path):
    write_template(tmp_path / "mal.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mal.xlsx")
    assert book.sheetnames == ["LES MEG", *(t.nb for t in TABLES), "_"]
    people = book["personer"]
    assert people.freeze_panes == "B2"
    assert people["A1"].comment.text == "Husstanden personen hører til."
    assert len(people.data_validations.dataValidation) > 10
    assert all(width.width >= 12 for width in people.column_dimensions.values())
    guide = [row for row in book["LES MEG"].iter_rows(values_only=True) if row[1] == "gradering"]
    assert guide[0][4].startswith("ingen gradering; skjult plassering; fortrolig adresse")


def test_a_household_without_known_dates_stays_so(tmp_path: Path):
    unknown = Household(alias="Rype-1", members=(person("Rype-1", threat=None),), referral=day(0), lot=1)
    week = Instance(as_of=AS_OF, households=(unknown,))
    write_workbook(week, tmp_path / "week.xlsx", "en")
    assert read_week(tmp_path / "week.xlsx").households[0].members[0].threat is None
