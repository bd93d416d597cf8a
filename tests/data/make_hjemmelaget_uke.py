"""Makes hjemmelaget_uke.xlsx: a workbook as somebody writes it by hand.

Sheets and columns in an order of their own, Norwegian and English mixed, capital letters, a sheet of notes,
optional tables and columns missing, real dates and typed dates, an empty row in between.
"""

from datetime import date
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
SHEETS: dict[str, list[list[object]]] = {
    "Opphold": [
        ["Slag", "Rom", "HUSSTAND", "fra"],
        ["bor der", "A1; A2", "Gås-2", date(2026, 10, 5)],
    ],
    "Personer": [
        ["Kjønn", "person", "household", "Voksen eller barn", "Aldersgruppe", "språk"],
        ["kvinne", "Gås-21", "Gås-2", "voksen", "25–39 år", "ron; eng"],
        ["Kvinne", "Gås-22", "Gås-2", "barn med følge", "2-5", None],
        [None, None, None, None, None, None],
        ["MANN", "0012", "NA", "adult", "40–59 years", "nob"],
    ],
    "LES MEG": [["Her kan det stå hva som helst."]],
    "Uke": [["Planleggingsdato"], ["23.11.2026"]],
    "Rooms": [
        ["room", "unit", "zone", "enkeltsenger", "Barnesenger", "bekreftet", "kan låses", "henger sammen"],
        ["A1", "Ask", "Ask-1", 1, 1, "ja", "ja", "a"],
        ["A2", "Ask", "Ask-1", 1, None, True, "yes", "a"],
    ],
    "Husstander": [
        ["loddnummer", "husstand", "henvist", "sover nå"],
        [2, "Gås-2", "1.10.2026", None],
        ["1", "NA", date(2026, 11, 3), "hos venner"],
    ],
    "Enheter": [["område", "type", "enhet"], ["Nord", "trygt botilbud", "Ask"]],
    "Soner": [["sone", "enhet", "for hvem"], ["Ask-1", "Ask", None]],
}


def made() -> openpyxl.Workbook:
    """The workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


if __name__ == "__main__":
    made().save(HERE / "hjemmelaget_uke.xlsx")
