"""A workbook of ready texts: figures that somebody wants to go on with. Nothing in it is a formula."""

from collections.abc import Iterable, Sequence
from pathlib import Path

MOST_TITLE = 31
"""Characters of a sheet's name."""
WIDTH = 36


def write_sheets(path: Path, sheets: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> None:
    """Write sheets, each with a name and rows; the first row of several columns is a header."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:MOST_TITLE])
        for at, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                cell = sheet.cell(at, column, text)
                cell.data_type = "s"  # also where it begins as a formula does
                cell.quotePrefix = True
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=at == 1 and len(row) > 1)
                sheet.column_dimensions[cell.column_letter].width = WIDTH
    book.save(path)
