"""Rows of values, table by table: names used twice, names that lead nowhere, and every complaint about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from placement.errors import Problem
from placement.tables.column import Column, Table
from placement.tables.problems import problem
from placement.tables.schema import TABLES
from placement.tables.schema_helpers import CONTACTS
from placement.tables.schema_people import PERSONS

MOST_KEPT = 10_000
"""Complaints that are kept; a file of nothing but mistakes has millions, and nobody reads them."""
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

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        """Begin without tables, with the complaints that there are already."""
        self.problems: list[Problem] = list(problems)
        self.untold = 0
        """Complaints beyond those that are kept."""
        self.sheets: dict[str, Sheet] = {}

    def say(self, code: str, sheet: str, row: int = 0, column: str = "", **facts: str | int) -> None:
        """Add a problem."""
        if len(self.problems) < MOST_KEPT:
            self.problems.append(problem(code, sheet, row, column, **facts))
        else:
            self.untold += 1

    def check_names(self) -> None:
        """Complain about names used twice, and names of what is not there, row by row."""
        names = {name: self._aliases(name) for name in NAMED}
        names["helpers"] = names["contacts"] | names["interpreters"]
        names["anybody"] = names["persons"] | names["outsiders"] | names["helpers"]
        # A household that was split off bears its adult's alias; but a person's own household has a row.
        own, names["households"] = names["households"], names["households"] | names["persons"]
        for sheet in self.sheets.values():
            for column in sheet.table.columns:
                # Without any areas, an area is a word like any other, but to avoid a word protects nobody.
                known = column.refers != "areas" or names["areas"] or column.field == "area"
                if column.refers in names and known:
                    there = (
                        own
                        if sheet.table is PERSONS and column.field == "household"
                        else names[column.refers]
                    )
                    for row in sheet.rows:
                        self._refer(sheet, column, row, there)

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
