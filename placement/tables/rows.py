"""An instance to rows of text: what each cell says."""

import unicodedata
from datetime import time
from typing import Any

from placement.domain.housing import BED
from placement.domain.instance import Instance
from placement.errors import InputError
from placement.tables.cells import LIST, text_of
from placement.tables.column import Column, Kind, Table
from placement.tables.problems import problem
from placement.tables.raw import INVISIBLE, MOST_CHARACTERS
from placement.words.language import Lang

Row = dict[str, Any]
"""Field -> value."""


def rows_of(table: Table, instance: Instance) -> list[Row]:
    """The table's rows: field -> value."""
    match table.name:
        case "week":
            return [_row(table, instance)]
        case "settings":
            settings = instance.policy.settings
            return [{"rule": r, "setting": n, "value": v} for r in settings for n, v in settings[r].items()]
        case "sessions":
            return [
                _row(table, one) | {"programme": p.alias} for p in instance.programmes for one in p.sessions
            ]
        case "zones" | "rooms":
            return [
                _row(table, one) | {"unit": u.alias} for u in instance.units for one in getattr(u, table.name)
            ]
        case "persons":
            return [_row(table, p) | {"household": h.alias} for h in instance.households for p in h.members]
        case _:
            return [_row(table, one) for one in getattr(instance, table.name)]


def _row(table: Table, one: Any) -> Row:
    row = {c.field: _deep(one, c.field) for c in table.columns}
    if "shares" in table.by_field and one.place:
        row |= {"rooms": tuple(one.place.removesuffix(BED).split("+")), "shares": one.place.endswith(BED)}
    return row


def _deep(one: Any, path: str) -> Any:
    for name in path.split("."):
        one = getattr(one, name, None)
    return one


def cell_text(column: Column, row: Row, lang: Lang, table: Table) -> str:
    """The cell of a row. Raises InputError where it would not be read back the same."""
    value = row.get(column.field)
    texts = [value] if column.kind is Kind.TEXT else value if column.kind is Kind.TEXTS else []
    if column.kind is Kind.TIME and value is not None and value != time(value.hour, value.minute):
        raise InputError(problem("unwritable_time", table.title(lang), column=column.header(lang)))
    if any(not _survives(one) for one in texts or () if one is not None):
        raise InputError(problem("unwritable", table.title(lang), column=column.header(lang)))
    return text_of(column, value, lang)


def _survives(text: str) -> bool:
    """Whether the text is read as it was written."""
    return (
        text == unicodedata.normalize("NFC", text).strip()
        and text != ""
        and LIST.strip() not in text
        and len(text) < MOST_CHARACTERS
        and not any(unicodedata.category(c) in INVISIBLE for c in text)
    )
