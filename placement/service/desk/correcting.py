"""A fact that was wrong: its right value as somebody types it, and the plans that were made on the wrong one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from placement.domain.fact import models
from placement.errors import InputError, Problem
from placement.service.desk.commands.command import CannotDo, defaults
from placement.service.desk.commands.corrections import CorrectFact, Held, Made, plans_that_relied
from placement.service.desk.desk import Desk
from placement.store import facts, plans
from placement.tables.bodies import TABLE, body_of, columns_of
from placement.tables.cells import Wrong, value_of
from placement.tables.column import Column
from placement.words.language import Lang

MOST_PLANS = 10_000


def columns(table: str, field: str) -> tuple[Column, ...]:
    """The columns of a sheet that hold a field. Raises CannotDo for a field that no sheet has."""
    found = columns_of(table).get(field, ()) if table in TABLE and table in models() else ()
    if not found:
        raise CannotDo("no such field.", where=table, code="no_such_field")
    return found


def typed(table: str, field: str, cells: Mapping[str, str], lang: Lang) -> Any:  # noqa: ANN401 - what JSON holds
    """What a field holds if its columns hold these texts, as in a sheet; an empty one says that nobody knows.

    Args:
        table: The table.
        field: The field.
        cells: Field of each of its columns -> text.
        lang: Language of what is told where a text cannot be read.

    Raises:
        InputError: A text is none that its column can hold. It is not repeated.
    """
    read = {
        one.field: _read(table, one, cells[one.field], lang)
        for one in columns(table, field)
        if cells[one.field]
    }
    return body_of(table, read).get(field, defaults(table)[field])


def _read(table: str, column: Column, text: str, lang: Lang) -> Any:  # noqa: ANN401 - as above
    try:
        return value_of(column, text)
    except Wrong as wrong:
        sheet, header = TABLE[table].title(lang), column.header(lang)
        told: dict[str, str | int] = {"sheet": sheet, "row": 0, "column": header, **wrong.facts}
        raise InputError(Problem(header, "cannot be read.", "", f"tables.{wrong.code}", told)) from None


def relied(desk: Desk, command: CorrectFact) -> tuple[int, ...]:
    """Numbers of the plans that were made on another value than the one that a correction has put in.

    For who has just made the correction: nobody else is asked, nothing is logged.
    """
    with desk.store.reading() as connection:
        versions = [
            Held(v.body, v.since, v.until) for v in facts.history(connection, command.table, command.key)
        ]
        made = [
            Made(row.id, row.change, date.fromisoformat(row.as_of))
            for row in plans.every(connection, most=MOST_PLANS)
        ]
    return plans_that_relied(versions, command.fields, reversed(made), command.since)
