"""A row as somebody reads it who may not change it: its fields in words, without those that nobody knows."""

from collections.abc import Sequence

from placement.domain.fact import Body
from placement.service.desk.named import value_text
from placement.tables.bodies import columns_of
from placement.tables.column import Column
from placement.words.language import Lang


def told_row(table: str, body: Body, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Header and text of each field that says something."""
    found = []
    for field, columns in columns_of(table).items():
        text = value_text(table, body, field, lang) if field in body else ""
        if text:
            found.append((_header(columns, lang), text))
    return tuple(found)


def told_columns(table: str, rows: Sequence[Body], lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Headers, and the rows below them, without columns that say nothing of any row."""
    told = [dict(told_row(table, row, lang)) for row in rows]
    every = dict.fromkeys(_header(columns, lang) for columns in columns_of(table).values())
    heads = [name for name in every if any(name in row for row in told)]
    return heads, [[row.get(name, "") for name in heads] for row in told]


def _header(columns: Sequence[Column], lang: Lang) -> str:
    label = " / ".join(column.header(lang) for column in columns)
    return label[:1].upper() + label[1:]
