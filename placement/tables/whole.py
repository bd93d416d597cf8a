"""Rows that are kept and rows of a file together: whether they are a week."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.domain.fact import Content
from placement.errors import Problem
from placement.tables.bodies import cells_of
from placement.tables.problems import problem
from placement.tables.read import in_order
from placement.tables.schema import TABLES
from placement.tables.sheets import BY_TABLE, Row, Sheet, Sheets
from placement.tables.values import Values

RowId = tuple[str, str]
"""Table and key."""
Headers = Mapping[str, Mapping[str, str]]
"""Table -> column -> its header in a file."""


class Origin(NamedTuple):
    """Where in a file a row stands."""

    sheet: str
    row: int


def misfits(content: Content, origins: Mapping[RowId, Origin], headers: Headers) -> tuple[Problem, ...]:
    """Everything that keeps these rows from being a week, each with its place.

    The place of a row that no file has (that is not in `origins`) is its table and its key.
    """
    whole = Whole(content)
    whole.check_names()
    Values(whole).instance()
    keys = {name: list(rows) for name, rows in content.items()}
    whole.problems = [_placed(one, keys, origins, headers) for one in whole.problems]
    return tuple(in_order(whole, list(dict.fromkeys(one.sheet for one in origins.values()))))


class Whole(Sheets):
    """Rows that are kept, as sheets: named as the tables are, the rows counted from 1."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        for table in TABLES:
            if rows := content.get(table.name):
                self.sheets[table.name] = sheet = Sheet(table, table.name)
                sheet.rows = [Row(n, cells_of(table.name, body)) for n, body in enumerate(rows.values(), 1)]
                self._need(sheet)

    def _need(self, sheet: Sheet) -> None:
        needed = [column for column in sheet.table.columns if column.required]
        for row in sheet.rows:
            for column in needed:
                if column.field not in row.values:
                    row.bad.add(column.field)
                    self.say("new_row_lacks", sheet.name, row.number, missing=column.nb)


def _placed(
    one: Problem, keys: Mapping[str, list[str]], origins: Mapping[RowId, Origin], headers: Headers
) -> Problem:
    """The problem of a row that was counted, at the place where somebody finds it."""
    facts = dict(one.facts)
    name, number, column = str(facts.pop("sheet")), int(facts.pop("row")), str(facts.pop("column"))
    if name not in BY_TABLE:
        return one
    table, code = BY_TABLE[name], one.code.removeprefix("tables.")
    key = keys[name][number - 1] if number else ""
    if origin := origins.get((name, key)):
        field = next((one.field for one in table.columns if one.nb == column), "")
        return problem(code, origin.sheet, origin.row, headers.get(name, {}).get(field, column), **facts)
    return problem(code, f"{table.nb}, {key}" if key else table.nb, 0, column, **facts)
