"""Which columns of people's own files are known, in words: the next file need not be explained."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.domain.fact import Body
from placement.service.desk.named import table_name
from placement.tables.bodies import TABLE
from placement.tables.partial import LEFT_OUT
from placement.words.language import Lang
from placement.words.texts import Texts


class ColumnLine(NamedTuple):
    """A column of somebody's own file, and what it is."""

    key: str
    table: str
    header: str
    field: str


def column_list(rows: Mapping[str, Body], _: Texts) -> tuple[ColumnLine, ...]:
    """By table and header."""
    found = [
        ColumnLine(
            key, table_name(row["table"], _.lang), row["header"], _field(row["table"], row["field"], _.lang)
        )
        for key, row in rows.items()
    ]
    return tuple(
        one if one.field else one._replace(field=_("left out"))
        for one in sorted(found, key=lambda one: (one.table, one.header))
    )


def _field(table: str, field: str, lang: Lang) -> str:
    """What a column is; empty where it is left out."""
    known = TABLE[table].by_field if table in TABLE else {}
    return known[field].header(lang) if field in known else "" if field == LEFT_OUT else field
