"""Somebody begins in a programme, or ends: as commands about the rows of enrolments."""

from datetime import date

from placement.domain.fact import Content
from placement.domain.programme import EnrolmentKind
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import AddRow, RemoveRow, SetFields

TABLE = "enrolments"


def begin(person: str, programme: str, on: date) -> AddRow:
    """The command by which somebody takes part from a day on."""
    row = {
        "person": person,
        "programme": programme,
        "start": on.isoformat(),
        "kind": EnrolmentKind.CURRENT.value,
    }
    return AddRow(table=TABLE, fields=row)


def end(content: Content, key: str, on: date) -> Command:
    """The command by which somebody takes part no more from a day on; one that had not begun by then goes.

    Args:
        content: The rows before their eyes.
        key: Of the enrolment.
        on: The first day without.
    """
    row = content.get(TABLE, {}).get(key, {})
    if str(row.get("start", "")) >= on.isoformat():
        return RemoveRow(table=TABLE, key=key)
    fields = {"until": on.isoformat(), "kind": EnrolmentKind.PAST.value}
    return SetFields(table=TABLE, key=key, fields=fields)
