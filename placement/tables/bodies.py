"""Rows as cells say them to rows as they are kept (`placement.domain.fact`), and back.

Most columns are a field of the same name. Rooms and whether they are shared are one field, `place`; a threat is one
field of two columns; the week's row holds what the policy has.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from pydantic_core import to_jsonable_python

from placement.domain.fact import Body, ordered
from placement.domain.housing import BED, place_alias
from placement.tables.column import Column, Kind, Table
from placement.tables.schema import TABLES

TABLE = {table.name: table for table in TABLES}
PLACE = "place"


@cache
def columns_of(table: str) -> Mapping[str, tuple[Column, ...]]:
    """Field of a row that is kept -> the columns that make it."""
    found: dict[str, tuple[Column, ...]] = {}
    for column in TABLE[table].columns:
        name = field_of(TABLE[table], column)
        found[name] = (*found.get(name, ()), column)
    return found


def field_of(table: Table, column: Column) -> str:
    """The field that a column is, or is a part of."""
    if "shares" in table.by_field and column.field in ("rooms", "shares"):
        return PLACE
    return column.field.removeprefix("policy.").partition(".")[0]


@cache
def defaults(table: str) -> Body:
    """What a field holds where nothing is said; without the fields about which something must be said."""
    return {
        name: _json(name, columns[0].default if len(columns) == 1 else None)
        for name, columns in columns_of(table).items()
        if not any(column.required for column in columns)
    }


def body_of(table: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """The fields about which filled cells (column -> value) say something, as JSON holds them."""
    body = {}
    for name, columns in columns_of(table).items():
        given = {c.field: cells[c.field] for c in columns if c.field in cells and _says_something(c, cells)}
        if name == PLACE and "rooms" in given:
            body[name] = place_of(given["rooms"], shared=bool(given.get("shares")))
        elif name != PLACE and given:
            body[name] = _json(name, _one(columns, given))
    return body


def _says_something(column: Column, cells: Mapping[str, Any]) -> bool:
    """Not so a list's cell that holds separators alone."""
    return column.none_word is not None or cells[column.field] not in ((), frozenset())


def _one(columns: tuple[Column, ...], given: Mapping[str, Any]) -> Any:
    if len(columns) == 1:
        return given[columns[0].field]
    inner = {column.field.rpartition(".")[2]: given.get(column.field) for column in columns}
    return inner if None not in inner.values() else None


def place_of(rooms: tuple[str, ...], *, shared: bool) -> str:
    """Alias of the place that these rooms are, in whichever order they are named."""
    return place_alias(tuple(sorted(set(rooms))), shared=shared)


def _json(name: str, value: Any) -> Any:
    return ordered(to_jsonable_python(value), name)


def cells_of(table: str, body: Body) -> dict[str, Any]:
    """What the cells of such a row would say; nothing of fields that the body lacks."""
    cells = {}
    for name, columns in columns_of(table).items():
        value = body.get(name)
        if name == PLACE and value is not None:
            cells["rooms"] = tuple(value.removesuffix(BED).split("+"))
            cells["shares"] = value.endswith(BED)
        elif name != PLACE and name in body:
            for column in columns:
                inner = (
                    value if len(columns) == 1 or value is None else value[column.field.rpartition(".")[2]]
                )
                cells[column.field] = _loaded(column, inner)
    return cells


def _loaded(column: Column, value: Any) -> Any:
    if value is None or column.kind not in LOADED:
        return value
    return LOADED[column.kind](column, value)


LOADED: Mapping[Kind, Callable[[Column, Any], Any]] = {
    Kind.DATE: lambda _, text: date.fromisoformat(text),
    Kind.TIME: lambda _, text: time.fromisoformat(text),
    Kind.WORD: lambda column, text: column.words(text) if column.words else text,
    Kind.WORDS: lambda column, texts: frozenset(map(column.words or str, texts)),
    Kind.TEXTS: lambda column, texts: (frozenset if isinstance(column.default, frozenset) else tuple)(texts),
}
"""How what JSON holds becomes a value; other kinds are what JSON holds."""
