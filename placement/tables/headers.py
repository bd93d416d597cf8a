"""Text of tables to rows of values: which table, which column, which value."""

import difflib
from collections.abc import Iterable

from placement.errors import Problem
from placement.tables.cells import Wrong, value_of
from placement.tables.column import Column, Table, folded
from placement.tables.problems import letters, problem
from placement.tables.raw import REFUSED, Raw, RawTable
from placement.tables.schema import TABLES
from placement.tables.sheets import Row, Sheet, Sheets

NEAR = 0.6
PLACED = frozenset({"sheet", "row", "column", "at"})
"""Facts of a problem that say where it is."""
BY_NAME = {folded(name): t for t in TABLES for name in (t.name, t.nb, t.en)}


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Those names that look like a folded one, most alike first."""
    return difflib.get_close_matches(folded(name), list(known), n=most, cutoff=NEAR)


class Headers(Sheets):
    """The tables of a file, each column known by its header."""

    def __init__(self, raw: Raw) -> None:
        """Read headers and cells."""
        super().__init__()
        self.known: dict[tuple[str, int], str] = {}
        """Sheet and place of a column that is read, counted from 1 -> its header."""
        for table in raw.tables:
            self._take(table)
        self.problems[:0] = self._of_cells(raw.problems)

    def _of_cells(self, problems: Iterable[Problem]) -> list[Problem]:
        """Complaints about cells that could not be read, by the headers of their columns."""
        return [self._by_header(one) for one in problems]

    def _by_header(self, one: Problem) -> Problem:
        at = str(one.facts["sheet"]), int(one.facts.get("at", 0))
        if at not in self.known:
            return one
        facts = {name: fact for name, fact in one.facts.items() if name not in PLACED}
        code = one.code.removeprefix("tables.")
        return problem(code, at[0], int(one.facts["row"]), self.known[at], **facts)

    def _take(self, raw: RawTable) -> None:
        known = BY_NAME.get(folded(raw.name.removesuffix(".csv").removesuffix(".CSV")))
        if known is None:
            self._unknown("table", raw.name, "", raw.name, BY_NAME)
        elif known.name in self.sheets:
            self.say("table_twice", raw.name)
        else:
            self.sheets[known.name] = self._sheet(known, raw)

    def _unknown(self, what: str, sheet: str, column: str, name: str, known: Iterable[str]) -> None:
        if near := nearest(name.removesuffix(".csv"), known):
            self.say(f"unknown_{what}_near", sheet, 0, column, nearest=near[0])
        else:
            self.say(f"unknown_{what}", sheet, 0, column)

    def _sheet(self, table: Table, raw: RawTable) -> Sheet:
        sheet = Sheet(table, raw.name)
        if not any(raw.header) and not raw.rows:
            return sheet
        columns = [self._known(table, name) for name in raw.header]
        if not any(columns):
            # Perhaps there is no header at all, and the first row is a person: nothing of it is repeated.
            self.say("no_header", raw.name)
            return sheet
        for at, name in enumerate(raw.header):
            columns[at] = self._column(sheet, raw, at, name, columns[at])
        for column in self._missing(sheet):
            self.say("missing_column", raw.name, missing=column.nb)
        sheet.rows = [self._row(sheet, columns, number, cells) for number, cells in raw.rows]
        return sheet

    def _known(self, table: Table, header: str) -> Column | None:
        return table.by_header.get(folded(header))

    def _missing(self, sheet: Sheet) -> list[Column]:
        """Columns without which the table cannot be used."""
        return [c for c in sheet.table.columns if c.required and c.field not in sheet.headers]

    def _column(
        self, sheet: Sheet, raw: RawTable, at: int, name: str, column: Column | None
    ) -> Column | None:
        """The column at this position, if it is to be read."""
        if column is None and name:
            headers = [n for c in sheet.table.columns for n in (c.nb, c.en)]
            # Not by its text: where a line break was lost, a header goes on with somebody's row.
            self._unknown("column", raw.name, letters(at + 1), name, headers)
        elif column is None:
            if any(any(row[at : at + 1]) for _, row in raw.rows):
                self.say("empty_header", raw.name, number=at + 1)
        elif column.field in sheet.headers:
            self.say("column_twice", raw.name, 0, name)
            return None
        else:
            sheet.headers[column.field] = self.known[raw.name, at + 1] = name
        return column

    def _row(self, sheet: Sheet, columns: list[Column | None], number: int, cells: tuple[str, ...]) -> Row:
        row = Row(number)
        if any(cells[len(columns) :]):
            self.say("beyond", sheet.name, number)
        for column, cell in zip(columns, cells, strict=False):
            if column is None or not cell:
                continue
            if cell == REFUSED:
                row.bad.add(column.field)
                continue
            try:
                row.values[column.field] = value_of(column, cell)
            except Wrong as wrong:
                row.bad.add(column.field)
                self.say(wrong.code, sheet.name, number, sheet.header(column.field), **wrong.facts)
        for name in sheet.headers:
            if sheet.table.by_field[name].required and name not in row.values and name not in row.bad:
                row.bad.add(name)
                self.say("required", sheet.name, number, sheet.header(name))
        row.bad |= {column.field for column in self._missing(sheet)}
        return row
