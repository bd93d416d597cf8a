"""What became of the rows of one household: who changed which fields when. Never what they held."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from placement.domain.fact import Content
from placement.service.access import visible_fields
from placement.service.desk.desk import Act, Desk
from placement.service.desk.named import field_name, table_name
from placement.service.desk.snapshot import Key
from placement.store import facts
from placement.store.facts import Version
from placement.words.language import Lang

NAMES = ("household", "person", "a", "b")
"""Fields by which a row says whom it is about."""


class Turn(NamedTuple):
    """One row in one change, or several new rows of one table."""

    at: str
    """UTC, ISO 8601."""
    by: str
    second: str | None
    command: str
    table: str
    """As its sheet is called."""
    key: str
    fields: tuple[str, ...]
    """As their columns are called; empty where the row was made."""
    rows: int = 1


def rows_about(content: Content, household: str) -> tuple[Key, ...]:
    """The rows of a household and its people that somebody sees."""
    people = {key for key, row in content.get("persons", {}).items() if row.get("household") == household}
    whom = people | {household}
    own = [("households", household), *(("persons", one) for one in sorted(people))]
    others = [
        (table, key)
        for table, rows in content.items()
        for key, row in rows.items()
        if table not in ("households", "persons") and any(row.get(name) in whom for name in NAMES)
    ]
    return (*(one for one in own if one[1] in content.get(one[0], {})), *others)


def row_history(
    desk: Desk, login: str, rows: Iterable[Key], lang: Lang, *, most: int = 100, at: datetime | None = None
) -> tuple[Turn, ...]:
    """The latest turns of these rows, newest first, as far as the person may see their fields.

    The log has a line of it before this returns. Raises Refused for somebody unknown.
    """
    with desk.acting(login, at) as act:
        found = [turn for row in rows for turn in _turns(act, row, lang)]
        act.log("read_history", {})
    return tuple(_together(sorted(found, key=lambda one: one.at, reverse=True))[:most])


def _together(turns: Iterable[Turn]) -> list[Turn]:
    """New rows of one table that came in one change are told once."""
    found: dict[object, Turn] = {}
    for n, one in enumerate(turns):
        key = n if one.fields else (one.at, one.command, one.table)
        before = found.get(key)
        found[key] = one if before is None else before._replace(rows=before.rows + 1)
    return list(found.values())


def _turns(act: Act, row: Key, lang: Lang) -> Iterator[Turn]:
    table, key = row
    before: Version | None = None
    for version in facts.history(act.tx.connection, table, key):
        change = facts.get_change(act.tx.connection, version.since)
        seen = visible_fields(act.actor, table, version.body, act.now.content)
        old = before.body if before is not None and before.until == version.since else {}
        changed = [name for name, value in version.body.items() if name in seen and old.get(name) != value]
        if change is not None and seen and (changed or not old):
            fields = tuple(field_name(table, name, lang) for name in changed) if old else ()
            yield Turn(
                change.at, change.by, change.second, change.command, table_name(table, lang), key, fields
            )
        before = version
