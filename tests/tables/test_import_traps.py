"""Each trap once more where a part of a week is taken in: the same file, the same refusal, and none gets further."""

import stat
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from placement.errors import InputError
from placement.tables import raw as files
from placement.tables.partial import read_part
from tests.tables.opendocument import number, small_ods
from tests.tables.small import part, refused_part, saved, small_book
from tests.tables.test_traps import edited, far_cell

Trap = Callable[[Path], Path]


def inside(name: str, content: bytes = b"x", **more: Any) -> Trap:
    """A workbook with one part more."""

    def build(folder: Path) -> Path:
        path = saved(small_book(), folder)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in more.items():
                setattr(info, attribute, value)
            book.writestr(info, content)
        return path

    return build


def replaced(old: bytes, new: bytes, within: str = "") -> Trap:
    """A workbook in whose parts a text was replaced."""

    def build(folder: Path) -> Path:
        path = saved(small_book(), folder)
        return edited(path, lambda name, content: content.replace(old, new) if within in name else content)

    return build


def cell(value: object, at: str = "C2", sheet: str = "husstander") -> Trap:
    """A workbook with something in a cell."""

    def build(folder: Path) -> Path:
        book = small_book()
        book[sheet][at] = value
        return saved(book, folder)

    return build


def named(name: str, content: bytes) -> Trap:
    """A file that is no workbook."""

    def build(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return build


def changed(change: Callable[[openpyxl.Workbook], object]) -> Trap:
    """A workbook that somebody worked on."""

    def build(folder: Path) -> Path:
        book = small_book()
        change(book)
        return saved(book, folder)

    return build


def locked(folder: Path) -> Path:
    """A workbook whose parts are encrypted, as a zip program does it."""
    path = saved(small_book(), folder)
    content = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.find(sign)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(sign, place + 4)
    path.write_bytes(content)
    return path


def open_document(folder: Path) -> Path:
    """A formula where a library gives only what it last came to."""
    return small_ods(folder, number("2", formula="=1+1"))


LOT = "husstander, row 2, column loddnummer"
ADULT = "personer, row 2, column voksen eller barn"
LINK = {"external_attr": (stat.S_IFLNK | 0o777) << 16}
WORKBOOK = b"spreadsheetml.sheet.main+xml"
MACRO_WORKBOOK = b"vnd.ms-excel.sheet.macroEnabled.main+xml"
AWAY = (
    b'<Relationship Id="rId99" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)
MANY_ROWS = b"<row/>" * (files.MOST_ROWS + 1) + b"</sheetData>"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TRAPS: dict[str, tuple[Trap, str, str]] = {
    "a macro file": (named("uke.xlsm", b"PK"), "kind_of_file", "uke.xlsm"),
    "an old workbook": (named("uke.xls", OLE), "kind_of_file", "uke.xls"),
    "macros in an .xlsx": (inside("xl/vbaProject.bin"), "macros", "uke.xlsx"),
    "a macro workbook that is named .xlsx": (replaced(WORKBOOK, MACRO_WORKBOOK), "macros", "uke.xlsx"),
    "an embedded object": (inside("xl/embeddings/oleObject1.bin"), "macros", "uke.xlsx"),
    "a link to another workbook": (inside("xl/externalLinks/externalLink1.xml", b"<a/>"), "external", "uke.xlsx"),
    "a relation that leads out of the file": (replaced(b"</Relationships>", AWAY), "external", "uke.xlsx"),
    "a data connection": (inside("xl/connections.xml", b"<a/>"), "external", "uke.xlsx"),
    "entities": (replaced(b"<worksheet", BOMB), "dtd", "uke.xlsx"),
    "a link in the archive": (inside("xl/link", b"/etc/passwd", **LINK), "link_in_file", "uke.xlsx"),
    "a zip bomb": (inside("xl/media/x.bin", bytes((files.MOST_MEGABYTES + 1) << 20)), "too_large", "uke.xlsx"),
    "a password": (named("uke.xlsx", OLE), "not_a_zip", "uke.xlsx"),
    "encrypted parts": (locked, "not_a_zip", "uke.xlsx"),
    "half a file": (named("uke.xlsx", b"PK\x03\x04" + bytes(40)), "not_a_zip", "uke.xlsx"),
    "one far cell": (far_cell, "too_many_rows", "husstander"),
    "one far column": (cell(1, "XFD2"), "too_many_columns", "husstander, row 2"),
    "more than 50,000 rows": (replaced(b"</sheetData>", MANY_ROWS, "sheet3"), "too_many_rows", "personer"),
    "merged cells": (changed(lambda b: b["personer"].merge_cells("A2:A3")), "merged", "personer, row 2"),
    "a formula": (cell("=1+1"), "formula", LOT),
    "a formula in an open document": (open_document, "formula", "husstander, row 2"),
    "an error in a cell": (cell("#REF!"), "error_cell", LOT),
    "true in place of a number": (cell(True), "not_a_number", LOT),
    "a number without end": (replaced(b"<v>1<", b"<v>1e400<", "sheet2"), "not_a_number", LOT),
    "half a number": (cell(1.5), "not_a_number", LOT),
    "a date that was a band": (cell(datetime(2026, 12, 6), "C2", "personer"), "looks_like_a_date", ADULT),  # noqa: DTZ001
    "a header twice": (cell("husstand", "C1"), "column_twice", "husstander, column husstand"),
    "cells beyond the header": (cell("x", "F2"), "beyond", "husstander, row 2"),
    "nothing": (lambda folder: folder, "no_tables", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_with_its_place_and_a_remedy(tmp_path, child, name):
    build, code, where = TRAPS[name]
    with pytest.raises(InputError) as error:
        read_part(build(tmp_path), child=child)
    (told,) = [one for one in error.value.problems if one.code == f"tables.{code}"][:1]
    assert told.where == (where or tmp_path.name)
    assert told.todo


@pytest.mark.parametrize("value", ["<v>nan</v>", "<v>NaN</v>", "<v>inf</v>", "<v>1_000</v>", "<v>0x1</v>"])
def test_what_a_workbook_only_calls_a_number_is_refused(tmp_path, child, value):
    with pytest.raises(InputError) as error:
        read_part(replaced(b"<v>1</v>", value.encode(), "sheet2")(tmp_path), child=child)
    assert {one.code for one in error.value.problems} <= {"tables.unreadable", "tables.not_a_number"}


def test_a_size_that_a_sheet_claims_wrongly_loses_no_row(tmp_path, child):
    path = replaced(b'ref="A1:C2"', b'ref="A1:A1"')(tmp_path)
    (row,) = read_part(path, child=child).tables["households"].rows
    assert row.body["lot"] == 1


def test_na_is_a_value_and_zeros_in_front_stay(tmp_path):
    first, second = part(tmp_path, personer="person;sak\nNA;007\n0012;null\n").tables["persons"].rows
    assert (first.body, second.body) == (
        {"alias": "NA", "case_group": "007"},
        {"alias": "0012", "case_group": "null"},
    )


def test_the_third_of_april_is_not_the_fourth_of_march(tmp_path):
    (row,) = part(tmp_path, husstander="husstand;henvist\nA;03.04.2026\n").tables["households"].rows
    assert row.body["referral"] == "2026-04-03"


@pytest.mark.parametrize("text", ["1e400", "nan", "inf", "True", "1_000", "٣", "1 000"])
def test_what_only_a_computer_takes_for_a_number_is_refused(tmp_path, text):
    where = "husstander.csv, row 2, column loddnummer"
    assert refused_part(tmp_path, husstander=f"husstand;loddnummer\nA;{text}\n") == [("not_a_number", where)]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_every_separator_of_a_spreadsheet_is_read(tmp_path, sign):
    (row,) = part(tmp_path, personer=f"person{sign}sak\nA{sign}S-1\n").tables["persons"].rows
    assert row.body == {"alias": "A", "case_group": "S-1"}


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b[31m", "\u200b", "\u202e", "\ufeff", "\ue000"])
def test_characters_that_nobody_sees_are_refused(tmp_path, sign):
    # Far down, for a zero byte at the beginning says that the file is in UTF-16.
    text = "person;sak\n" + "B;x\n" * 100 + f"A;S{sign}1\n"
    assert ("control", "personer.csv, row 102, column sak") in refused_part(tmp_path, personer=text)


def test_a_formula_in_a_csv_file_is_refused(tmp_path):
    text = 'person;sak\nA;"=HYPERLINK(""x"")"\n'
    assert refused_part(tmp_path, personer=text) == [("formula", "personer.csv, row 2, column sak")]


def test_the_name_of_a_file_says_nothing_to_the_terminal_that_shows_it(tmp_path):
    (tmp_path / "per\x1b[2Jsoner\u202e.csv").write_text("person\nA\n")
    assert [where for _, where in refused_part(tmp_path)] == ["per [2Jsoner .csv"]
