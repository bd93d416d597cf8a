"""An instance to a folder of CSV files or a workbook, and empty templates. Nothing half written is ever seen."""

import csv
import io
import os
import shutil
import tempfile
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

from placement.domain.housing import BED
from placement.domain.instance import Instance
from placement.errors import InputError
from placement.tables.cells import LIST, LIVE, date_text, text_of
from placement.tables.column import Column, Kind, Table
from placement.tables.problems import problem
from placement.tables.raw import INVISIBLE, MOST_CHARACTERS
from placement.tables.schema import TABLES
from placement.words.language import Lang

SEPARATOR = {"nb": ";", "en": ","}
"""What the spreadsheet of each country expects."""
Row = dict[str, Any]


def write_folder(instance: Instance, path: Path, lang: Lang = "nb") -> None:
    """Write one CSV file a table into a new or empty folder.

    Raises:
        InputError: The folder is not empty, cannot be written, or a text would not be read back the same.
    """
    _write_folder({t.name: rows_of(t, instance) for t in TABLES}, path, lang)


def write_workbook(instance: Instance, path: Path, lang: Lang = "nb") -> None:
    """Write an .xlsx with one sheet a table, lists of choices, and a sheet that explains them.

    Raises:
        InputError: The file cannot be written, or a text would not be read back the same.
    """
    _write_workbook({t.name: rows_of(t, instance) for t in TABLES}, path, lang)


def write_template(path: Path, lang: Lang = "nb") -> None:
    """Write the same without rows: a workbook where the path ends in .xlsx, else a folder."""
    rows: dict[str, list[Row]] = {t.name: [] for t in TABLES}
    (_write_workbook if path.suffix.lower() == ".xlsx" else _write_folder)(rows, path, lang)


# -- instance to rows


def rows_of(table: Table, instance: Instance) -> list[Row]:
    """The table's rows: field -> value."""
    match table.name:
        case "week":
            return [_row(table, instance)]
        case "settings":
            settings = instance.policy.settings
            return [{"rule": r, "setting": n, "value": v} for r in settings for n, v in settings[r].items()]
        case "zones" | "rooms":
            return [_row(table, one) | {"unit": u.alias} for u in instance.units for one in getattr(u, table.name)]
        case "persons":
            return [_row(table, p) | {"household": h.alias} for h in instance.households for p in h.members]
        case _:
            return [_row(table, one) for one in getattr(instance, table.name)]


def _row(table: Table, one: Any) -> Row:
    row = {c.field: _deep(one, c.field) for c in table.columns}
    if "shares" in table.by_field and one.place:
        row |= {"rooms": tuple(one.place.removesuffix(BED).split("+")), "shares": one.place.endswith(BED)}
    return row


def _deep(one: Any, path: str) -> Any:
    for name in path.split("."):
        one = getattr(one, name, None)
    return one


def _text(column: Column, row: Row, lang: Lang, table: Table) -> str:
    value = row.get(column.field)
    texts = [value] if column.kind is Kind.TEXT else value if column.kind is Kind.TEXTS else []
    if any(not _survives(one) for one in texts or () if one is not None):
        raise InputError(problem("unwritable", table.title(lang), column=column.header(lang)))
    return text_of(column, value, lang)


def _survives(text: str) -> bool:
    """Whether the text is read as it was written."""
    return (
        text == unicodedata.normalize("NFC", text).strip()
        and text != ""
        and LIST.strip() not in text
        and len(text) < MOST_CHARACTERS
        and not any(unicodedata.category(c) in INVISIBLE for c in text)
    )


# -- CSV


def _write_folder(rows: dict[str, list[Row]], path: Path, lang: Lang) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(problem("exists", path.name))
    files = {t.file(lang): _csv(t, rows[t.name], lang) for t in TABLES}
    try:
        made = Path(tempfile.mkdtemp(prefix=".week-", dir=path.parent))
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    try:
        for name, content in files.items():
            _put(made / name, content)
        # An empty folder of that name gives way, in one step.
        made.replace(path)
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _csv(table: Table, rows: list[Row], lang: Lang) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR[lang], lineterminator="\r\n")
    writer.writerow([c.header(lang) for c in table.columns])
    writer.writerows([_text(c, row, lang, table) for c in table.columns] for row in rows)
    # With the mark by which spreadsheets know UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _put(file: Path, content: bytes) -> None:
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


# -- workbook

GUIDE = {"nb": "LES MEG", "en": "README"}
CHOICES = "_"
"""Hidden sheet with the words of the drop-down lists."""
EMPTY_ROWS = 500
"""Rows below the filled ones that still offer lists."""
FIRST_EXCEL_DATE = date(1900, 3, 1)
WIDTHS = range(12, 41)
INTRO = {
    "nb": (
        "En rad per ting, én tabell per ark. Bare dekknavn: aldri navn, fødselsnummer, telefon eller adresse.",
        "En tom celle betyr ukjent eller ikke spurt; forklaringen sier hva det fører til. Datoer skrives dd.mm.åååå. Flere verdier skilles med semikolon.",
        "Kolonner merket * må fylles ut. Rekkefølgen på ark og kolonner er fri; valgfrie kolonner kan fjernes.",
    ),
    "en": (
        "One row a thing, one table a sheet. Aliases only: never a name, identity number, telephone or address.",
        "An empty cell means unknown or not asked; the explanation says what follows. Dates are dd.mm.yyyy or ISO. Separate several values by semicolons.",
        "Columns marked * must be filled in. Sheets and columns may stand in any order; optional columns may go.",
    ),
}
HEADS = {"nb": ("ark", "kolonne", "*", "forklaring", "tillatte verdier"), "en": ("sheet", "column", "*", "explanation", "allowed values")}


def _write_workbook(rows: dict[str, list[Row]], path: Path, lang: Lang) -> None:
    texts = {t.name: [[_text(c, row, lang, t) for c in t.columns] for row in rows[t.name]] for t in TABLES}
    book = _book(rows, texts, lang)
    made = None
    try:
        handle, name = tempfile.mkstemp(prefix=".week-", suffix=".xlsx", dir=path.parent)
        os.close(handle)
        made = Path(name)
        book.save(made)
        with made.open("rb") as out:
            os.fsync(out.fileno())
        made.replace(path)
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    finally:
        if made:
            made.unlink(missing_ok=True)


def _book(rows: dict[str, list[Row]], texts: dict[str, list[list[str]]], lang: Lang) -> Any:
    import openpyxl

    book = openpyxl.Workbook()
    _guide(book.active, lang)
    lists = _lists(book, lang)
    for table in TABLES:
        _sheet(book.create_sheet(table.title(lang)), table, rows[table.name], texts[table.name], lang, lists)
    book.move_sheet(CHOICES, len(TABLES))
    return book


def _guide(sheet: Any, lang: Lang) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = GUIDE[lang]
    for line in INTRO[lang]:
        sheet.append([line])
    sheet.append([])
    sheet.append(HEADS[lang])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(sheet.max_row + 1, 1)
    for table in TABLES:
        sheet.append([table.title(lang), "", "", getattr(table.about, lang)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for column in table.columns:
            allowed = LIST.join(choices(column, lang))
            about = getattr(column.about, lang)
            sheet.append([table.title(lang), column.header(lang), "*" if column.required else "", about, allowed])
            for at in (4, 5):
                sheet.cell(sheet.max_row, at).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDE", (24, 30, 4, 60, 70), strict=True):
        sheet.column_dimensions[letter].width = width


def choices(column: Column, lang: Lang) -> list[str]:
    """The words that a cell may hold; none where it is free."""
    if column.kind is Kind.YES_NO:
        return [text_of(column, answer, lang) for answer in (True, False)]
    if column.words is None:
        return []
    words = [text_of(column, one if column.kind is Kind.WORD else {one}, lang) for one in column.words]
    return words + ([getattr(column.none_word, lang)] if column.none_word else [])


def _lists(book: Any, lang: Lang) -> dict[tuple[str, ...], str]:
    """Write each list of choices once; list -> its range. (A list in the cell's own rule ends at 255 characters.)"""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    found: dict[tuple[str, ...], str] = {}
    for table in TABLES:
        for column in table.columns:
            words = tuple(choices(column, lang))
            if words and column.kind is not Kind.WORDS and words not in found:
                at = len(found) + 1
                for row, word in enumerate(words, start=1):
                    sheet.cell(row, at, word)
                letter = get_column_letter(at)
                found[words] = f"'{CHOICES}'!${letter}$1:${letter}${len(words)}"
    return found


def _sheet(sheet: Any, table: Table, rows: list[Row], texts: list[list[str]], lang: Lang,
           lists: dict[tuple[str, ...], str]) -> None:  # fmt: skip
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.append([c.header(lang) for c in table.columns])
    for row, line in zip(rows, texts, strict=True):
        sheet.append([_value(c, row.get(c.field), text) for c, text in zip(table.columns, line, strict=True)])
    sheet.freeze_panes = "B2"
    last = len(rows) + 1 + EMPTY_ROWS
    for at, column in enumerate(table.columns, start=1):
        letter, head = get_column_letter(at), sheet.cell(1, at)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFF2CC" if column.required else "E7ECF2")
        head.comment = Comment(getattr(column.about, lang), "placement")
        longest = max([len(head.value), *(len(line[at - 1]) for line in texts)])
        sheet.column_dimensions[letter].width = min(max(longest + 2, WIDTHS[0]), WIDTHS[-1])
        # Text, so that the spreadsheet leaves 6-12 and 0012 alone.
        form = {Kind.DATE: "DD.MM.YYYY" if lang == "nb" else "YYYY-MM-DD", Kind.NUMBER: "0"}.get(column.kind, "@")
        sheet.column_dimensions[letter].number_format = form
        for row_at in range(2, len(rows) + 2):
            sheet.cell(row_at, at).number_format = form
        words = tuple(choices(column, lang))
        if words in lists and column.kind is not Kind.WORDS:
            rule = DataValidation("list", formula1=lists[words], allow_blank=True, showErrorMessage=True)
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _value(column: Column, value: Any, text: str) -> Any:
    """What is put into a workbook's cell: real dates and numbers, everything else text that is no formula."""
    if not text:
        return None
    if column.kind is Kind.NUMBER:
        return value
    if column.kind is Kind.DATE:
        return value if value >= FIRST_EXCEL_DATE else date_text(value, "en")
    if text[0] in LIVE:
        raise AssertionError("a text was not neutralised")
    return text
