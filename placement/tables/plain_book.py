"""A workbook of ready texts and numbers: figures that somebody wants to go on with. Nothing in it is a formula."""

from collections.abc import Iterable, Sequence
from pathlib import Path

MOST_TITLE = 31
"""Characters of a sheet's name."""
WIDTH, OF_TEXT, OF_NUMBERS = 36, 100, 16
"""Of a column among several, of the only one, and of one of numbers."""
Cell = str | float | None
Sheet = tuple[str, Sequence[Sequence[Cell]]]
"""Its name and its rows."""


def write_sheets(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write sheets, each with a name and rows; the first row of several columns is a header, which stays in sight."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:MOST_TITLE])
        columns = max(map(len, rows), default=0)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # also where it begins as a formula does
                    cell.quotePrefix = True
                elif isinstance(value, float):
                    cell.number_format = "#,##0.##" if value % 1 else "#,##0"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=at == 1 and columns > 1)
        for column in range(1, columns + 1):
            below = [row[column - 1] for row in rows[1:] if len(row) >= column]
            is_text = any(isinstance(value, str) for value in below)
            wide = OF_TEXT if columns == 1 else WIDTH if is_text else OF_NUMBERS
            sheet.column_dimensions[get_column_letter(column)].width = wide
        if columns > 1:
            sheet.freeze_panes = "A2"
            sheet.auto_filter.ref = sheet.dimensions
    book.save(path)
