"""A part of a week: some tables, some columns. What a file says, and nothing about what it leaves out.

A header that is not the template's is asked about. Whoever knows which field it is says so in a *mapping*: table ->
folded header -> column, or a dash where the column is to be left out.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from placement.domain.fact import IDENTITY, WEEK, Body, has_alias
from placement.domain.policy import Policy
from placement.errors import InputError, Problem
from placement.isolate import Child
from placement.tables.bodies import PLACE, body_of, columns_of, place_of
from placement.tables.column import Column, Table, folded
from placement.tables.headers import BY_NAME, Headers, nearest
from placement.tables.problems import letters, problem
from placement.tables.raw import Raw, RawTable, read_raw
from placement.tables.read import in_child, in_order
from placement.tables.sheets import Row, Sheet
from placement.tables.values import STANDIN, Values

Mapped = Mapping[str, Mapping[str, str]]
"""Table -> folded header -> the column's field, or LEFT_OUT."""
LEFT_OUT = "-"
"""In the place of a field: the column is left out, whatever it holds."""
NOTHING_MAPPED: Mapped = {}
INSIDE: Mapping[str, dict[str, Any]] = {
    "units": {"zones": (), "rooms": ()},
    "households": {"members": STANDIN},
}
"""What a value must have around it, where a row is looked at alone."""
OPTION = "--column"


class PartRow(NamedTuple):
    """A row as the file has it: what its filled cells say, and the fields whose cells are empty."""

    number: int
    body: Body
    empty: frozenset[str]


class PartTable(NamedTuple):
    """A table of which the file has at least one row. `headers`: column -> header as written."""

    table: str
    sheet: str
    encoding: str
    headers: Mapping[str, str]
    fields: frozenset[str]
    rows: tuple[PartRow, ...]


class Part(NamedTuple):
    """What a file says, table by table as it stands there. A table without rows says nothing, so it is not here."""

    tables: Mapping[str, PartTable]


class UnknownColumn(NamedTuple):
    """A header that is no field's, in this column of the sheet. `nearest`: fields whose headers look like it.

    The header is for the screen alone: where the first row is none, it is somebody's.
    """

    table: str
    sheet: str
    column: str
    header: str
    nearest: tuple[str, ...]


class UnknownColumns(InputError):
    """Some headers are no field's. Each is a problem; `columns` are they as a screen asks about them."""

    columns: tuple[UnknownColumn, ...] = ()


def read_part(path: Path, *, child: Child | None = None, mapping: Mapped = NOTHING_MAPPED) -> Part:
    """Read what a workbook or a folder of CSV files says, be it some tables or some columns only.

    Types, choices and the form of aliases are checked. Whether a row is a new one, what it names, and how its fields
    fit together is seen against what is known already. The limits are those of `read_week`.

    Raises:
        UnknownColumns: Headers are not known, perhaps beside other problems.
        InputError: With every problem found, each with its place, none repeating what a cell holds.
    """
    return in_child(part_of_file, path, mapping, child=child)


def part_of_file(path: str, mapping: Mapped) -> Part:
    """Read a part in this process; what the child is asked to do. Raises InputError."""
    return part_of(read_raw(path), mapping)


def part_of(raw: Raw, mapping: Mapped = NOTHING_MAPPED) -> Part:
    """What these tables say. Raises InputError with every problem."""
    sheets = PartHeaders(raw, mapping)
    Alone(sheets).check()
    if sheets.problems:
        error = (UnknownColumns if sheets.unknown else InputError)(
            *in_order(sheets, [t.name for t in raw.tables])
        )
        if isinstance(error, UnknownColumns):
            error.columns = tuple(sheets.unknown)
        raise error
    encodings = {table.name: table.encoding for table in raw.tables}
    found = (_table(sheet, encodings[sheet.name]) for sheet in sheets.sheets.values() if sheet.rows)
    return Part({table.table: table for table in found})


def _table(sheet: Sheet, encoding: str) -> PartTable:
    name = sheet.table.name
    fields = frozenset(
        field for field, columns in columns_of(name).items() if all(c.field in sheet.headers for c in columns)
    )
    rows = []
    for row in sheet.rows:
        body = body_of(name, row.values)
        rows.append(PartRow(row.number, body, fields - body.keys()))
    return PartTable(name, sheet.name, encoding, dict(sheet.headers), fields, tuple(rows))


class PartHeaders(Headers):
    """Some of the tables, some of their columns."""

    def __init__(self, raw: Raw, mapping: Mapped) -> None:
        self.mapping, self.unknown = mapping, list[UnknownColumn]()
        self.left_out: set[tuple[str, int]] = set()
        super().__init__(raw)
        week = self.sheets.get(WEEK)
        if week and len(week.rows) > 1:
            self.say("one_row", week.name)

    def _said(self, table: Table, header: str) -> str | None:
        return self.mapping.get(table.name, {}).get(folded(header))

    def _known(self, table: Table, header: str) -> Column | None:
        said = self._said(table, header)
        return super()._known(table, header) if said is None else table.by_field.get(said)

    def _column(
        self, sheet: Sheet, raw: RawTable, at: int, name: str, column: Column | None
    ) -> Column | None:
        if name and self._said(sheet.table, name) == LEFT_OUT:
            self.left_out.add((raw.name, at + 1))
            return None
        if column is None and name:
            near = dict.fromkeys(
                sheet.table.by_header[one].field for one in nearest(name, sheet.table.by_header, 3)
            )
            self.unknown.append(UnknownColumn(sheet.table.name, raw.name, letters(at + 1), name, tuple(near)))
        return super()._column(sheet, raw, at, name, column)

    def _of_cells(self, problems: Iterable[Problem]) -> list[Problem]:
        # What is wrong with the cells of a column that is left out is no matter.
        return super()._of_cells(
            p for p in problems if (p.facts["sheet"], p.facts.get("at")) not in self.left_out
        )

    def _missing(self, sheet: Sheet) -> list[Column]:
        """Columns by which rows are known again, and those that say nothing without each other."""
        table = sheet.table.name
        known_by = ("alias",) if has_alias(table) else IDENTITY[table]
        needed = [columns[0] for name in known_by if (columns := columns_of(table)[name])[0].required]
        for columns in columns_of(table).values():
            if any(column.field in sheet.headers for column in columns):
                needed += columns
        return [column for column in dict.fromkeys(needed) if column.field not in sheet.headers]


class Alone(Values):
    """Looks at each row by itself, as far as it goes."""

    def __init__(self, sheets: PartHeaders) -> None:
        super().__init__(sheets)

    def check(self) -> None:
        """Complain about every field that its table cannot hold."""
        for sheet in self.sheets.values():
            for row in sheet.rows:
                if sheet.table.name == WEEK:
                    self._of_policy(sheet, row)
                elif sheet.table.model:
                    self._made(sheet.table.model, sheet, row, self._own(sheet.table, row))

    def _of_policy(self, sheet: Sheet, row: Row) -> None:
        given = {k.removeprefix("policy."): v for k, v in row.values.items() if k.startswith("policy.")}
        self._made(Policy, sheet, row, given, "policy.")

    def _own(self, table: Table, row: Row) -> dict[str, Any]:
        fields = table.model.model_fields if table.model else {}
        own = {k: v for k, v in row.values.items() if k.partition(".")[0] in fields}
        if rooms := row.values.get("rooms") if PLACE in fields else None:
            own[PLACE] = place_of(rooms, shared=bool(row.values.get("shares")))
        return own | INSIDE.get(table.name, {})

    def _translate(self, sheet: Sheet, row: Row, error: Any, prefix: str) -> None:
        # What is missing, and what contradicts another field, is seen beside what is known already.
        if error["loc"] and error["type"] != "missing":
            super()._translate(sheet, row, error, prefix)


# -- which field a header is, as a command line says it


def mapping_of(texts: Iterable[str]) -> Mapped:
    """`persons:Name=alias` -> the mapping. A field may be named by its header, too; `persons:Note=-` leaves out.

    Raises:
        InputError: A text is not of this form, or names no table or field.
    """
    found: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for number, text in enumerate(texts, start=1):
        sheet, _, rest = text.partition(":")
        header, _, field = rest.rpartition("=")
        table = BY_NAME.get(folded(sheet.removesuffix(".csv")))
        meant = _meant(table, field.strip()) if table and header.strip() else ""
        if table and meant:
            found.setdefault(table.name, {})[folded(header)] = meant
        else:
            problems.append(problem("mapping", f"{OPTION} {number}"))
    if problems:
        raise InputError(*problems)
    return found


def _meant(table: Table, field: str) -> str:
    column = table.by_header.get(folded(field))
    return LEFT_OUT if field == LEFT_OUT else column.field if column else ""
