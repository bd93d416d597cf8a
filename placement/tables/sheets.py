"""Text of tables to rows of values: which table, which column, which value, and names that lead nowhere."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from placement.errors import Problem
from placement.tables.cells import Wrong, value_of
from placement.tables.column import Column, Table, folded
from placement.tables.problems import problem
from placement.tables.raw import REFUSED, Raw, RawTable
from placement.tables.schema import TABLES
from placement.tables.schema_helpers import CONTACTS
from placement.tables.schema_people import PERSONS

NEAR = 0.6
BY_NAME = {folded(name): t for t in TABLES for name in (t.name, t.nb, t.en)}
BY_TABLE = {t.name: t for t in TABLES}
NAMED = (
    "areas", "units", "zones", "rooms", "households", "persons", "outsiders", "programmes", "contacts", "interpreters",
)  # fmt: skip
"""Tables whose rows have an alias."""
MAINLY = {"anybody": PERSONS, "helpers": CONTACTS}
"""Names of several tables -> the one that a complaint points to."""


@dataclass
class Row:
    """A row as read: values by field (those that could not be read are in `bad`)."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass
class Sheet:
    """A table that is there, with the headers as they were written."""

    table: Table
    name: str
    headers: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The column's header as written; Norwegian where the column is absent."""
        return self.headers.get(name) or (self.table.by_field[name].nb if name in self.table.by_field else "")


class Sheets:
    """The tables that are there, row by row. Every complaint, here and later, ends in `problems`."""

    def __init__(self, raw: Raw) -> None:
        """Read headers and cells, then look for names of what is not there."""
        self.problems: list[Problem] = list(raw.problems)
        self.sheets: dict[str, Sheet] = {}
        self._take(raw.tables)
        self._references()

    def _take(self, tables: Iterable[RawTable]) -> None:
        for raw in tables:
            known = BY_NAME.get(folded(raw.name.removesuffix(".csv").removesuffix(".CSV")))
            if known is None:
                self._unknown("table", raw.name, "", raw.name, BY_NAME)
            elif known.name in self.sheets:
                self.say("table_twice", raw.name)
            else:
                self.sheets[known.name] = self._sheet(known, raw)

    def say(self, code: str, sheet: str, row: int = 0, column: str = "", **facts: str | int) -> None:
        """Add a problem."""
        self.problems.append(problem(code, sheet, row, column, **facts))

    def _unknown(self, what: str, sheet: str, column: str, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(folded(name.removesuffix(".csv")), list(known), n=1, cutoff=NEAR)
        if near:
            self.say(f"unknown_{what}_near", sheet, 0, column, nearest=near[0])
        else:
            self.say(f"unknown_{what}", sheet, 0, column)

    def _sheet(self, table: Table, raw: RawTable) -> Sheet:
        sheet = Sheet(table, raw.name)
        if not any(raw.header) and not raw.rows:
            return sheet
        columns = [table.by_header.get(folded(name)) for name in raw.header]
        if not any(columns):
            # Perhaps there is no header at all, and the first row is a person: nothing of it is repeated.
            self.say("no_header", raw.name)
            return sheet
        for at, name in enumerate(raw.header):
            columns[at] = self._column(sheet, raw, at, name, columns[at])
        for column in table.columns:
            if column.required and column.field not in sheet.headers:
                self.say("missing_column", raw.name, missing=column.nb)
        sheet.rows = [self._row(sheet, columns, number, cells) for number, cells in raw.rows]
        return sheet

    def _column(
        self, sheet: Sheet, raw: RawTable, at: int, name: str, column: Column | None
    ) -> Column | None:
        """The column at this position, if it is to be read."""
        if column is None and name:
            headers = [n for c in sheet.table.columns for n in (c.nb, c.en)]
            self._unknown("column", raw.name, name, name, headers)
        elif column is None:
            if any(any(row[at : at + 1]) for _, row in raw.rows):
                self.say("empty_header", raw.name, number=at + 1)
        elif column.field in sheet.headers:
            self.say("column_twice", raw.name, 0, name)
            return None
        else:
            sheet.headers[column.field] = name
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
        row.bad |= {c.field for c in sheet.table.columns if c.required and c.field not in sheet.headers}
        return row

    # -- names
    def _references(self) -> None:
        """Names used twice, and names of what is not there, row by row."""
        names = {name: self._aliases(name) for name in NAMED}
        names["helpers"] = names["contacts"] | names["interpreters"]
        names["anybody"] = names["persons"] | names["outsiders"] | names["helpers"]
        # A household that was split off bears its adult's alias.
        names["households"] |= names["persons"]
        for sheet in self.sheets.values():
            for column in sheet.table.columns:
                # Without any areas, an area is a word like any other, but to avoid a word protects nobody.
                known = column.refers != "areas" or names["areas"] or column.field == "area"
                if column.refers in names and known:
                    for row in sheet.rows:
                        self._refer(sheet, column, row, names[column.refers])

    def _aliases(self, name: str) -> set[str]:
        sheet = self.sheets.get(name)
        first: dict[str, int] = {}
        for row in sheet.rows if sheet else ():
            alias = row.values.get("alias")
            if alias in first and sheet:
                self.say("alias_twice", sheet.name, row.number, sheet.header("alias"), first=first[alias])
                row.bad.add("alias")
            elif alias is not None:
                first[alias] = row.number
        return set(first)

    def _refer(self, sheet: Sheet, column: Column, row: Row, known: set[str]) -> None:
        value = row.values.get(column.field)
        named = value if isinstance(value, tuple | frozenset) else () if value is None else (value,)
        if any(one not in known for one in named):
            there = BY_TABLE.get(column.refers) or MAINLY[column.refers]
            where = (sheet.name, row.number, sheet.header(column.field))
            self.say("unknown_reference", *where, table_nb=there.nb, table_en=there.en)
            row.bad.add(column.field)
