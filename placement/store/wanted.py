"""Changes and lines of the log that somebody looks for: newest first, as many as a screen shows."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Table, func, or_, select

from placement.store.audit import COLUMNS, Line
from placement.store.facts import Change, text_of
from placement.store.schema import audit, change

AND = "+"
"""Between the names of two people in a line of the log."""


class Wanted(NamedTuple):
    """What is looked for. What is not said is not asked for."""

    by: str | None = None
    """Login of whoever did it, also as one of two."""
    since: date | None = None
    until: date | None = None
    """Days by the clock on the wall; both are meant too."""
    acts: frozenset[str] = frozenset()
    """Codes of commands, or of actions."""
    about: str = ""
    """Lines of the log alone: the alias or number of a row."""
    before: int | None = None
    """Only what has a lower number."""


def changes(connection: Connection, wanted: Wanted, *, most: int) -> list[Change]:
    """Changes, newest first."""
    asked = _narrowed(select(change), change, change.c.id, change.c.command, wanted)
    if wanted.by is not None:
        asked = asked.where(or_(change.c.by == wanted.by, change.c.second == wanted.by))
    return [Change(*row) for row in connection.execute(asked.limit(most))]


def lines(connection: Connection, wanted: Wanted, *, most: int) -> list[Line]:
    """Lines of the log, newest first."""
    asked = _narrowed(select(*COLUMNS), audit, audit.c.seq, audit.c.action, wanted)
    if wanted.by is not None:
        asked = asked.where(func.instr(AND + audit.c.by + AND, f"{AND}{wanted.by}{AND}") > 0)
    if wanted.about:
        # The key of a row, as it is written in the line: no part of another one.
        asked = asked.where(func.instr(audit.c.about, f"{text_of(wanted.about)}:") > 0)
    return [_line(*row) for row in connection.execute(asked.limit(most))]


def doers(connection: Connection) -> tuple[str, ...]:
    """Logins of everybody who ever did something, by name."""
    found = _every(connection, audit.c.by)
    return tuple(sorted({name for both in found for name in both.split(AND)}))


def commands(connection: Connection) -> tuple[str, ...]:
    """Codes of all commands that were ever carried out."""
    return tuple(_every(connection, change.c.command))


def _every(connection: Connection, column: Column[Any]) -> Iterable[str]:
    return connection.scalars(select(column).distinct().order_by(column)).all()


def _narrowed(
    asked: Select[Any], of: Table, number: Column[Any], act: Column[Any], wanted: Wanted
) -> Select[Any]:
    asked = asked.order_by(number.desc())
    if wanted.acts:
        asked = asked.where(act.in_(sorted(wanted.acts)))
    if wanted.since is not None:
        asked = asked.where(of.c.at >= _moment(wanted.since))
    if wanted.until is not None:
        asked = asked.where(of.c.at < _moment(wanted.until + timedelta(days=1)))
    return asked if wanted.before is None else asked.where(number < wanted.before)


def _moment(day: date) -> str:
    """The beginning of a day by the clock on the wall, as moments are written."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC).isoformat(timespec="milliseconds")


def _line(seq: int, at: str, by: str, action: str, about: str, change_: int | None, why: str) -> Line:
    told = {
        table: {key: tuple(names) for key, names in rows.items()} for table, rows in json.loads(about).items()
    }
    return Line(seq, at, by, action, told, change_, why)
