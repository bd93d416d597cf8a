"""Workbooks: one sheet a table, with lists of choices and a sheet that explains them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from placement.tables.cells import LIST, LIVE, date_text, text_of
from placement.tables.column import Column, Kind, Table
from placement.tables.rows import Row
from placement.tables.schema import TABLES
from placement.words.language import Lang

GUIDE = {"nb": "LES MEG", "en": "README"}
CHOICES = "_"
"""Hidden sheet with the words of the drop-down lists."""
EMPTY_ROWS = 500
"""Rows below the filled ones that still offer lists."""
FIRST_EXCEL_DATE = date(1900, 3, 1)
WIDTHS = range(12, 41)
DATES = {"nb": "DD.MM.YYYY", "en": "YYYY-MM-DD"}
INTRO = {
    "nb": (
        "En rad per ting, én tabell per ark. Bare dekknavn: aldri navn, fødselsnummer eller adresse.",
        "En tom celle betyr ukjent eller ikke spurt; forklaringen sier hva det fører til.",
        "Datoer skrives dd.mm.åååå, klokkeslett 09:30. Flere verdier skilles med semikolon.",
        "Kolonner merket * må fylles ut. Rekkefølgen er fri; valgfrie kolonner kan fjernes.",
    ),
    "en": (
        "One row a thing, one table a sheet. Aliases only: never a name, identity number or address.",
        "An empty cell means unknown or not asked; the explanation says what follows.",
        "Dates are dd.mm.yyyy or ISO, times of day 09:30. Separate several values by semicolons.",
        "Columns marked * must be filled in. The order is free; optional columns may go.",
    ),
}
HEADS = {
    "nb": ("ark", "kolonne", "*", "forklaring", "tillatte verdier"),
    "en": ("sheet", "column", "*", "explanation", "allowed values"),
}


def workbook(
    rows: dict[str, list[Row]],
    texts: dict[str, list[list[str]]],
    lang: Lang,
    tables: Sequence[Table] = TABLES,
) -> Any:
    """The openpyxl workbook of these rows, whose cells' texts are given."""
    import openpyxl

    book = openpyxl.Workbook()
    _guide(book.active, lang, tables)
    lists = _lists(book, lang, tables)
    for table in tables:
        _sheet(book.create_sheet(table.title(lang)), table, rows[table.name], texts[table.name], lang, lists)
    book.move_sheet(CHOICES, len(tables))
    return book


def _guide(sheet: Any, lang: Lang, tables: Sequence[Table]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = GUIDE[lang]
    for line in INTRO[lang]:
        sheet.append([line])
    sheet.append([])
    sheet.append(HEADS[lang])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(sheet.max_row + 1, 1)
    for table in tables:
        sheet.append([table.title(lang), "", "", getattr(table.about, lang)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for column in table.columns:
            allowed = LIST.join(choices(column, lang))
            about = getattr(column.about, lang)
            sheet.append(
                [table.title(lang), column.header(lang), "*" if column.required else "", about, allowed]
            )
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


def _lists(book: Any, lang: Lang, tables: Sequence[Table]) -> dict[tuple[str, ...], str]:
    """Write each list of choices once; list -> its range.

    A list in the cell's own rule would end at 255 characters.
    """
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    found: dict[tuple[str, ...], str] = {}
    for table in tables:
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
        form = {Kind.DATE: DATES[lang], Kind.NUMBER: "0"}.get(column.kind, "@")
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
