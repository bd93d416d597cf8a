"""A workbook or a folder of CSV files to an instance, or every problem at once."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from placement.domain.household import Household
from placement.domain.housing import HousingUnit, place_alias, place_from_alias
from placement.domain.instance import Instance, dangling
from placement.domain.person import Person
from placement.domain.policy import Policy
from placement.domain.value import Value
from placement.errors import Defect, InputError, Problem
from placement.isolate import Child, Done, Failed
from placement.tables import schema
from placement.tables.cells import Wrong, value_of
from placement.tables.column import Column, Table, folded
from placement.tables.problems import FROM_DOMAIN, problem
from placement.tables.raw import REFUSED, Raw, RawTable, read_raw
from placement.words.sentence import Sentence

T = TypeVar("T", bound=Value)

SECONDS, MEMORY_MB, CPU_SECONDS = 30, 1024, 10
"""Limits of the child that opens the file."""
MOST_PROBLEMS = 500
NEAR = 0.6
STANDIN = (Person(alias="?"),)
BY_NAME = {folded(name): t for t in schema.TABLES for name in (t.name, t.nb, t.en)}


def read_week(path: Path, *, child: Child | None = None) -> Instance:
    """Read a week from an .xlsx or .ods workbook, or a folder of CSV files.

    The file is opened in a child process, in `child` where one is warm. Headers may be Norwegian or English, in
    any order; an empty cell means unknown.

    Raises:
        InputError: With every problem found, each with sheet, row and column, none repeating what a cell holds.
    """
    if not path.exists():
        raise InputError(problem("no_file", path.name or str(path)))
    return assembled(_opened(path.resolve(), child))


def _opened(path: Path, child: Child | None) -> Raw:
    if child is None:
        with Child() as fresh:
            return _opened(path, fresh)
    limits: dict[str, Any] = {"seconds": SECONDS, "memory_mb": MEMORY_MB, "cpu_seconds": CPU_SECONDS}
    outcome = child.run(read_raw, str(path), lets_through=(InputError,), **limits)
    match outcome:
        case Done(raw):
            return raw
        case Failed(error=InputError() as error):
            raise error
        case Failed(kind="time" | "memory" | "crash"):
            raise InputError(problem("too_costly", path.name))
        case _:
            raise Defect("The file could not be opened.", where=path.name)


def assembled(raw: Raw) -> Instance:
    """The instance in these tables. Raises InputError with every problem."""
    reading = _Reading(list(raw.problems))
    reading.take(raw.tables)
    instance = reading.instance()
    if reading.problems:
        order = {table.name: at for at, table in enumerate(raw.tables)}
        ordered = sorted(reading.problems, key=lambda p: (order.get(str(p.facts["sheet"]), -1), p.facts["row"]))
        raise InputError(*_at_most(ordered))
    return instance


def _at_most(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], problem("more", "", count=len(problems) - MOST_PROBLEMS)]


@dataclass
class _Row:
    """A row as read: values by field (those that could not be read are in `bad`)."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass
class _Sheet:
    """A table that is there, with the headers as they were written."""

    table: Table
    name: str
    headers: dict[str, str] = field(default_factory=dict)
    rows: list[_Row] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The column's header as written; Norwegian where the column is absent."""
        return self.headers.get(name) or (self.table.by_field[name].nb if name in self.table.by_field else "")


class _Reading:
    """Collects sheets, then makes values of them; every complaint ends in `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.sheets: dict[str, _Sheet] = {}
        self.source: dict[str, list[_Row]] = {}
        """Table -> rows behind the values that were made, in the same order."""

    # -- sheets, headers, cells
    def take(self, tables: Iterable[RawTable]) -> None:
        for raw in tables:
            known = BY_NAME.get(folded(raw.name.removesuffix(".csv").removesuffix(".CSV")))
            if known is None:
                self._unknown("table", raw.name, "", raw.name, BY_NAME)
            elif known.name in self.sheets:
                self._say("table_twice", raw.name)
            else:
                self.sheets[known.name] = self._sheet(known, raw)
        self._references()

    def _say(self, code: str, sheet: str, row: int = 0, column: str = "", **facts: str | int) -> None:
        self.problems.append(problem(code, sheet, row, column, **facts))

    def _unknown(self, what: str, sheet: str, column: str, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(folded(name.removesuffix(".csv")), list(known), n=1, cutoff=NEAR)
        if near:
            self._say(f"unknown_{what}_near", sheet, 0, column, nearest=near[0])
        else:
            self._say(f"unknown_{what}", sheet, 0, column)

    def _sheet(self, table: Table, raw: RawTable) -> _Sheet:
        sheet = _Sheet(table, raw.name)
        if not any(raw.header) and not raw.rows:
            return sheet
        columns = [table.by_header.get(folded(name)) for name in raw.header]
        if not any(columns):
            # Perhaps there is no header at all, and the first row is a person: nothing of it is repeated.
            self._say("no_header", raw.name)
            return sheet
        for at, (name, column) in enumerate(zip(raw.header, columns, strict=True)):
            if column is None and name:
                self._unknown("column", raw.name, name, name, [n for c in table.columns for n in (c.nb, c.en)])
            elif column is None and any(row[at : at + 1] != ("",) and row[at : at + 1] for _, row in raw.rows):
                self._say("empty_header", raw.name, number=at + 1)
            elif column is not None and column.field in sheet.headers:
                self._say("column_twice", raw.name, 0, name)
                columns[at] = None
            elif column is not None:
                sheet.headers[column.field] = name
        for column in table.columns:
            if column.required and column.field not in sheet.headers:
                self._say("missing_column", raw.name, missing=column.nb)
        sheet.rows = [self._row(sheet, columns, number, cells) for number, cells in raw.rows]
        return sheet

    def _row(self, sheet: _Sheet, columns: list[Column | None], number: int, cells: tuple[str, ...]) -> _Row:
        row = _Row(number)
        if any(cells[len(columns) :]):
            self._say("beyond", sheet.name, number)
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
                self._say(wrong.code, sheet.name, number, sheet.header(column.field), **wrong.facts)
        for name in sheet.headers:
            if sheet.table.by_field[name].required and name not in row.values and name not in row.bad:
                row.bad.add(name)
                self._say("required", sheet.name, number, sheet.header(name))
        row.bad |= {c.field for c in sheet.table.columns if c.required and c.field not in sheet.headers}
        return row

    # -- names
    def _references(self) -> None:
        """Names used twice, and names of what is not there, row by row."""
        names = {
            name: self._aliases(name) for name in ("areas", "units", "zones", "rooms", "households", "persons", "outsiders")
        }
        names["anybody"] = names["persons"] | names["outsiders"]
        # A household that was split off bears its adult's alias.
        names["households"] |= names["persons"]
        if not names["areas"] and "areas" not in self.sheets:
            del names["areas"]
        for sheet in self.sheets.values():
            for column in sheet.table.columns:
                if column.refers in names:
                    for row in sheet.rows:
                        self._refer(sheet, column, row, names[column.refers])

    def _aliases(self, name: str) -> set[str]:
        sheet = self.sheets.get(name)
        first: dict[str, int] = {}
        for row in sheet.rows if sheet else ():
            alias = row.values.get("alias")
            if alias in first and sheet:
                self._say("alias_twice", sheet.name, row.number, sheet.header("alias"), first=first[alias])
                row.bad.add("alias")
            elif alias is not None:
                first[alias] = row.number
        return set(first)

    def _refer(self, sheet: _Sheet, column: Column, row: _Row, known: set[str]) -> None:
        value = row.values.get(column.field)
        named = value if isinstance(value, tuple) else () if value is None else (value,)
        if any(one not in known for one in named):
            there = {"anybody": Sentence("personer", "persons")}.get(column.refers)
            for t in schema.TABLES:
                if t.name == column.refers:
                    there = Sentence(t.nb, t.en)
            nb, en = there or ("", "")
            self._say("unknown_reference", sheet.name, row.number, sheet.header(column.field), table_nb=nb, table_en=en)
            row.bad.add(column.field)

    # -- values
    def instance(self) -> Instance:
        """The instance; where anything is wrong, what it is returned is not to be used."""
        as_of, policy = self._week()
        units = self._units()
        rooms = {room.alias: unit for unit in units for room in unit.rooms}
        fields: dict[str, Any] = {
            "as_of": as_of, "policy": policy, "units": units, "households": self._households(),
        }  # fmt: skip
        for table in schema.TABLES:
            if table.name in Instance.model_fields and table.name not in fields and table.model:
                fields[table.name] = self._values(table, table.model, rooms)
        self._rest(Instance.model_construct(**fields))
        return Instance.model_construct(**fields) if self.problems else self._checked(fields)

    def _checked(self, fields: dict[str, Any]) -> Instance:
        try:
            return Instance(**fields)
        except ValidationError:
            raise Defect("The tables were found right, but are no week.") from None

    def _week(self) -> tuple[date, Policy]:
        sheet = self.sheets.get("week")
        if sheet is None:
            self._say("missing_table", schema.WEEK.nb, missing=schema.WEEK.nb)
            return date.max, Policy()
        if len(sheet.rows) != 1:
            self._say("one_row", sheet.name)
            return date.max, Policy()
        row = sheet.rows[0]
        settings: dict[str, dict[str, int]] = {}
        first: dict[tuple[str, str], int] = {}
        for one in self._rows("settings"):
            if not one.bad:
                rule, name = one.values["rule"], one.values["setting"]
                if (rule, name) in first:
                    self._say("setting_twice", self.sheets["settings"].name, one.number, first=first[rule, name])
                first[rule, name] = one.number
                settings.setdefault(rule, {})[name] = one.values["value"]
        given = {k.removeprefix("policy."): v for k, v in row.values.items() if k.startswith("policy.")}
        policy = self._made(Policy, sheet, row, given | {"settings": settings}, "policy.")
        return row.values.get("as_of", date.max), policy or Policy()

    def _rows(self, table: str) -> list[_Row]:
        return self.sheets[table].rows if table in self.sheets else []

    def _units(self) -> tuple[HousingUnit, ...]:
        zone_unit = {r.values.get("alias"): r.values.get("unit") for r in self._rows("zones")}
        for row in self._rows("rooms"):
            zone, unit = row.values.get("zone"), row.values.get("unit")
            if zone in zone_unit and "zone" not in row.bad and unit and zone_unit[zone] not in (None, unit):
                sheet = self.sheets["rooms"]
                self._say("zone_of_other_unit", sheet.name, row.number, sheet.header("zone"))
                row.bad.add("zone")
        zones, rooms = self._children(schema.ZONES, "unit"), self._children(schema.ROOMS, "unit")
        made = []
        for row in self._rows("units"):
            alias = row.values.get("alias")
            named = {z.alias for z in zones.get(alias, ())}
            # A room whose zone was refused is left out here: it has its own complaint.
            mine = tuple(r for r in rooms.get(alias, ()) if r.zone in named)
            more = {"zones": tuple(zones.get(alias, ())), "rooms": mine}
            unit = self._made(HousingUnit, self.sheets["units"], row, row.values | more)
            if unit:
                made.append((row, unit))
        self.source["units"] = [row for row, _ in made]
        return tuple(unit for _, unit in made)

    def _households(self) -> tuple[Household, ...]:
        members = self._children(schema.PERSONS, "household")
        with_person = {r.values.get("household") for r in self._rows("persons")}
        made = []
        for row in self._rows("households"):
            alias, sheet = row.values.get("alias"), self.sheets["households"]
            if alias is not None and alias not in with_person:
                self._say("nobody", sheet.name, row.number, sheet.header("alias"))
            elif alias in members:
                household = self._made(Household, sheet, row, row.values | {"members": tuple(members[alias])})
                if household:
                    made.append((row, household))
            elif alias is not None:
                # Its people were complained about; its own row is looked at all the same.
                self._made(Household, sheet, row, row.values | {"members": STANDIN})
        self.source["households"] = [row for row, _ in made]
        return tuple(household for _, household in made)

    def _children(self, table: Table, owner: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for row in self._rows(table.name):
            if table.model:
                values = {k: v for k, v in row.values.items() if k != owner}
                one = self._made(table.model, self.sheets[table.name], row, values)
                if one is not None and owner in row.values:
                    found.setdefault(row.values[owner], []).append(one)
        return found

    def _values(self, table: Table, model: type[BaseModel], rooms: dict[str, HousingUnit]) -> tuple[Any, ...]:
        made = []
        for row in self._rows(table.name):
            values = dict(row.values)
            if "shares" in table.by_field:
                named, shared = values.pop("rooms", None), values.pop("shares", None)
                if named and "rooms" not in row.bad:
                    values["place"] = self._place(self.sheets[table.name], row, rooms, named, shared=bool(shared))
            one = self._made(model, self.sheets[table.name], row, values)
            if one is not None:
                made.append((row, one))
        self.source[table.name] = [row for row, _ in made]
        return tuple(one for _, one in made)

    def _place(self, sheet: _Sheet, row: _Row, rooms: dict[str, HousingUnit], named: tuple[str, ...], *,
               shared: bool) -> str:  # fmt: skip
        """The canonical alias of a place; a room whose own row was refused is not complained about again."""
        try:
            return place_from_alias(place_alias(named, shared=shared), rooms).alias
        except KeyError:
            row.bad.add("rooms")
        except ValueError:
            row.bad.add("rooms")
            self._say("not_a_place", sheet.name, row.number, sheet.header("rooms"))
        return "?"

    def _made(self, model: type[T] | type[BaseModel], sheet: _Sheet, row: _Row, values: dict[str, Any],
              prefix: str = "") -> Any:  # fmt: skip
        """The value in a row, or None: complaints of the model are translated, fields already refused are left out."""
        deep = {f for f in sheet.table.by_field if "." in f and not f.startswith("policy.")}
        values = self._nested(sheet, row, dict(values), deep)
        try:
            made = model(**values)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_context=True, include_input=False):
                self._translate(sheet, row, one, prefix)
            return None
        return None if row.bad else made

    def _nested(self, sheet: _Sheet, row: _Row, values: dict[str, Any], deep: set[str]) -> dict[str, Any]:
        """Gather `threat.danger` and `threat.valid_until` into one value; half a value is a problem."""
        for first in {name.split(".")[0] for name in deep}:
            mine = sorted(name for name in deep if name.split(".")[0] == first)
            given = {name.split(".")[1]: values.pop(name) for name in mine if values.get(name) is not None}
            empty = [name for name in mine if name.split(".")[1] not in given]
            for name in mine:
                values.pop(name, None)
            if given and empty:
                if not row.bad & set(mine):
                    self._say("half_filled", sheet.name, row.number, sheet.header(empty[0]))
                row.bad.add(empty[0])
            elif given and sheet.table.model:
                inner = sheet.table.model.model_fields[first].annotation
                made = next(a for a in getattr(inner, "__args__", ()) if a is not type(None))
                values[first] = made(**given)
        return values

    def _translate(self, sheet: _Sheet, row: _Row, error: Any, prefix: str) -> None:
        kind, where, limits = error["type"], error["loc"], error.get("ctx", {})
        name = f"{prefix}{where[0]}" if where else ""
        name = {"place": "rooms", "members": "alias"}.get(name, name)
        if row.bad and (name in row.bad or not where or kind == "missing"):
            return
        header = sheet.header(name)
        row.bad.add(name)
        code, facts = _code(kind, name, str(error.get("msg", "")), limits)
        if code == "out_of_range":
            facts = _range(sheet.table, name, prefix) or facts
            code = "out_of_range" if len(facts) == 2 else "too_small"  # noqa: PLR2004
        self._say(code, sheet.name, row.number, header, **facts)

    def _rest(self, instance: Instance) -> None:
        """What the domain knows about rows that name each other, beyond the references above."""
        whole = not self.problems
        for one in dangling(instance):
            code = FROM_DOMAIN.get(one.what, "not_of_the_pair" if one.field == "protected" else "")
            rows = self.source.get(one.table)
            if rows is None or one.row >= len(rows) or not (whole or code) or (one.what == "unknown place" and not whole):
                continue
            sheet, row = self.sheets[one.table], rows[one.row]
            name = {"place": "rooms"}.get(one.field, one.field)
            if name not in row.bad:
                self._say(code or "value", sheet.name, row.number, sheet.header(name))
        if not self.problems and any(row.bad for sheet in self.sheets.values() for row in sheet.rows):
            raise Defect("A row was left out without a complaint.")


def _code(kind: str, name: str, message: str, limits: dict[str, Any]) -> tuple[str, dict[str, str | int]]:
    """Code and facts for a complaint of a model."""
    if kind == "value_error":
        return FROM_DOMAIN.get(message.removeprefix("Value error, "), "contradiction"), {}
    if kind in ("greater_than_equal", "less_than_equal"):
        return "out_of_range", {"least": int(limits.get("ge", 0))}
    if kind == "string_pattern_mismatch" and "a-z]{3}" in str(limits.get("pattern", "")):
        return "not_a_code", {}
    if kind == "string_pattern_mismatch" and name == "rule":
        return "not_a_rule", {}
    if kind.startswith("string"):
        return "not_an_alias", {}
    return ("required", {}) if kind in ("missing", "too_short") else ("value", {})


def _range(table: Table, name: str, prefix: str) -> dict[str, str | int]:
    model: type[BaseModel] | None = Policy if prefix else table.model
    info = model.model_fields.get(name.removeprefix(prefix)) if model else None
    return dict(_limits(info.annotation if info else None, info.metadata if info else ()))


def _limits(annotation: Any, metadata: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for one in metadata:
        for part in (one, *getattr(one, "metadata", ())):
            if getattr(part, "ge", None) is not None:
                yield "least", part.ge
            if getattr(part, "le", None) is not None:
                yield "most", part.le
    for inner in getattr(annotation, "__args__", ()):
        yield from _limits(inner, getattr(inner, "__metadata__", ()))

