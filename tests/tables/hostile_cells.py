"""Tables whose cells hold anything: words of the choices, names that the desk has, and what nobody would write."""

import csv
import random
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from placement.domain.fact import Content
from placement.tables.column import Column, Kind, Table
from placement.tables.schema import TABLES
from placement.tables.workbook import choices
from placement.words.language import LANGUAGES, Lang
from tests.tables.hostile_books import CANARY

Names = Mapping[str, list[str]]
"""Table -> aliases that the desk has."""
ODD = (
    "NA", "null", "None", "nan", "inf", "1e400", "-0", "0x1", "1_000", "True", "0012", "½", "٣", "99999999999999999999",
    "=1+1", "@x", "+47", "-", "--", "'", "''", "';", ";", ";;", "a;b", "a; ;b", "a+b", "a/bed", "/bed", "+", "F1a+F1a",
    "03.04.2026", "31.02.2026", "2026-04-03", "1.1.1", "01.01.0001", "31.12.9999", "00:00", "24:00", "9.5", "06.00",
    " ", "\u00a0", "\u200b", "\u202e", "\x00", "\x1b[2J", "\r\n", "é", "e\u0301", "ﬁ", "İ", "ß", "🏠", "漢", "\ud7ff",
    "ukjent", "unknown", "ingen", "none", "ja", "nei", "x" * 41, "x" * 999, "x" * 1001, "010190 12345", "H12", "H99",
)  # fmt: skip


def tables(content: Content, dice: random.Random) -> tuple[Lang, dict[Table, list[list[str]]]]:
    """One to four tables in one language: some columns of each, and some rows."""
    lang = dice.choice(LANGUAGES)
    names = {table: list(rows) for table, rows in content.items() if rows}
    found = {}
    for table in dice.sample(TABLES, dice.randint(1, 4)):
        columns = [one for one in table.columns if one.required or dice.random() < 0.6]
        dice.shuffle(columns)
        wild = dice.random() < WILD[0]
        rows = [[one.header(lang) for one in columns]]
        rows += [
            [cell(one, lang, names, dice, wild=wild) for one in columns] for _ in range(dice.randint(0, 6))
        ]
        found[table] = rows
    return lang, found


WILD = (0.3, 0.3, 0.01)
"""Share of wild tables; of odd cells in a wild table, and in any other."""


def cell(column: Column, lang: Lang, names: Names, dice: random.Random, *, wild: bool) -> str:
    """Something for a cell; in a wild table, anything."""
    if dice.random() < WILD[1 if wild else 2]:
        return dice.choice([*ODD, f"{CANARY}-{dice.randrange(9)}", f"{CANARY} sa noe"])
    if not column.required and dice.random() < EMPTY:
        return ""
    return dice.choice(choices(column, lang) or usual(column, names, dice))


EMPTY = 0.3


def usual(column: Column, names: Names, dice: random.Random) -> list[str]:
    """What may stand in a cell that has no list of choices."""
    if column.field in GIVEN:
        return GIVEN[column.field]
    match column.kind:
        case Kind.NUMBER:
            return ["0", "1", "2", "3", "30"]
        case Kind.DATE:
            return [f"{dice.randint(1, 28):02}.{dice.randint(1, 12):02}.2026"]
        case Kind.TIME:
            return [f"{dice.randint(0, 23):02}:{dice.choice(['00', '30'])}"]
    known = names.get({"anybody": "persons", "helpers": "contacts"}.get(column.refers, column.refers), [])
    some = [*known, *known, *(f"{CANARY}-{n}" for n in range(3))]
    return ["; ".join(dice.sample(some, 2))] if column.kind is Kind.TEXTS else some


LANGUAGES_KNOWN = ["nob", "eng; ron", "ron"]
GIVEN = {
    "rule": ["H12", "H16"],
    "language": ["nob", "eng"],
    "languages": LANGUAGES_KNOWN,
    "staff_languages": LANGUAGES_KNOWN,
    "by": ["Samordner-1"],
    "approved_by": ["Leder-1"],
}


def as_folder(found: dict[Table, list[list[str]]], lang: Lang, folder: Path, dice: random.Random) -> Path:
    """The tables as CSV files."""
    for table, rows in found.items():
        with (folder / table.file(lang)).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=dice.choice(";,\t")).writerows(rows)
    return folder


def as_workbook(found: dict[Table, list[list[str]]], lang: Lang, folder: Path) -> Path:
    """The tables as a workbook; what no workbook can hold is left out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, rows in found.items():
        sheet = book.create_sheet(table.title(lang))
        for row in rows:
            sheet.append(["".join(sign for sign in text if sign.isprintable()) for text in row])
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"
