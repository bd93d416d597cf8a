"""Versions of rows, and the changes that began and ended them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from placement.domain.fact import Body, Edit, has_alias
from placement.store.schema import change, fact, number

Reader = Connection
"""What reads inside a transaction, for those who know nothing else of the database."""
NEW = "new"
"""Begins the key of a row without an alias that is to be written for the first time; it gets a number then."""


class Version(NamedTuple):
    """One version of a row, true from the change `since` on until the change `until`."""

    id: int
    table: str
    key: str
    body: Body
    since: int
    until: int | None


class Change(NamedTuple):
    """One transaction. `why` is a code; `second` who said yes beside `by`; `undoes` the change taken back."""

    id: int
    at: str
    by: str
    command: str
    why: str
    second: str | None
    undoes: int | None


class Written(NamedTuple):
    """A change as it was carried out: its edits bear the keys that new rows got."""

    change: int
    edits: tuple[Edit, ...]
    versions: tuple[Version, ...]
    """The versions that it began."""


def text_of(value: Any) -> str:
    """JSON in one spelling."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


LAST_CHANGE = select(func.coalesce(func.max(change.c.id), 0))
LAST_VERSION = select(func.coalesce(func.max(fact.c.id), 0))
BEGIN_CHANGE, BEGIN_VERSIONS = insert(change), insert(fact)


def last_change(connection: Connection) -> int:
    """Number of the latest change; 0 where there is none."""
    return connection.scalar(LAST_CHANGE) or 0


def current(connection: Connection) -> list[Version]:
    """All rows as they are now."""
    return _versions(connection, fact.c.until.is_(None))


def as_of(connection: Connection, number_: int) -> list[Version]:
    """All rows as they were when that change had been made."""
    return _versions(
        connection, and_(fact.c.since <= number_, fact.c.until.is_(None) | (fact.c.until > number_))
    )


def after(connection: Connection, number_: int) -> list[Version]:
    """Versions that began or ended after that change: what a reader who saw it has to catch up with."""
    return _versions(connection, (fact.c.since > number_) | (fact.c.until > number_))


def every(connection: Connection) -> list[Version]:
    """Every version of every row, oldest first."""
    return _versions(connection, true())


def history(connection: Connection, table: str, key: str) -> list[Version]:
    """Every version of one row, oldest first."""
    return _versions(connection, and_(fact.c.tbl == table, fact.c.key == key))


def naming(connection: Connection, names: Iterable[str]) -> list[Version]:
    """Every version of the rows that have one of these texts as their key or in one of their fields, oldest first."""
    names = tuple(names)
    holds = [fact.c.body.contains(text_of(name), autoescape=True) for name in names]
    return _versions(connection, or_(fact.c.key.in_(names), *holds))


def _versions(connection: Connection, where: Any) -> list[Version]:
    columns = (fact.c.id, fact.c.tbl, fact.c.key, fact.c.body, fact.c.since, fact.c.until)
    found = connection.execute(select(*columns).where(where).order_by(fact.c.id))
    return [Version(i, t, k, json.loads(body), since, until) for i, t, k, body, since, until in found]


class Stale(Exception):
    """A row is not in the version that an edit was made for."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(f"{table}: another version is there now")
        self.table, self.key = table, key


def write(
    connection: Connection,
    edits: Sequence[Edit],
    *,
    at: str,
    by: str,
    command: str,
    why: str = "",
    second: str | None = None,
    undoes: int | None = None,
) -> Written:
    """Write one change. A key that begins with `new` is replaced by the next number of its table.

    A number that a row comes with is not given to another one.

    Raises:
        Stale: A row's body is not what the edit has as before.
    """
    row = {"at": at, "by": by, "command": command, "why": why, "second": second, "undoes": undoes}
    given = connection.execute(BEGIN_CHANGE, row)
    (made,) = given.inserted_primary_key or (0,)
    _keep_numbers(connection, edits)
    numbered = tuple(_numbered(connection, edits))
    _end(connection, [edit for edit in numbered if edit.before is not None], made)
    begun = [edit for edit in numbered if edit.after is not None]
    first = connection.scalar(LAST_VERSION) or 0
    versions = tuple(
        Version(first + n, edit.table, edit.key, edit.after or {}, made, None)
        for n, edit in enumerate(begun, 1)
    )
    if versions:
        connection.execute(
            BEGIN_VERSIONS,
            [
                {"id": v.id, "tbl": v.table, "key": v.key, "body": text_of(v.body), "since": made}
                for v in versions
            ],
        )
    return Written(made, numbered, versions)


def _keep_numbers(connection: Connection, edits: Iterable[Edit]) -> None:
    """Rows that come with a number, as of a week that is loaded, or brought back, have it for themselves."""
    last: dict[str, int] = {}
    for edit in edits:
        if edit.before is None and edit.key.isdecimal() and not has_alias(edit.table):
            last[edit.table] = max(last.get(edit.table, 0), int(edit.key))
    for table, most in last.items():
        _number_from(connection, table, most)


def _numbered(connection: Connection, edits: Iterable[Edit]) -> Iterable[Edit]:
    for edit in edits:
        if edit.before is None and edit.key.startswith(NEW) and not has_alias(edit.table):
            yield edit._replace(key=str(_next_number(connection, edit.table)))
        else:
            yield edit


def _next_number(connection: Connection, table: str) -> int:
    one = upsert(number).values(tbl=table, last=1)
    one = one.on_conflict_do_update(index_elements=["tbl"], set_={"last": number.c.last + 1})
    return int(connection.execute(one.returning(number.c.last)).scalar_one())


def _number_from(connection: Connection, table: str, last: int) -> None:
    one = upsert(number).values(tbl=table, last=last)
    connection.execute(
        one.on_conflict_do_update(
            index_elements=["tbl"], set_={"last": func.max(number.c.last, one.excluded.last)}
        )
    )


END = (
    update(fact)
    .where(
        fact.c.tbl == bindparam("t"),
        fact.c.key == bindparam("k"),
        fact.c.body == bindparam("b"),
        fact.c.until.is_(None),
    )
    .values(until=bindparam("made"))
)


def _end(connection: Connection, edits: Sequence[Edit], made: int) -> None:
    for edit in edits:
        given = {"t": edit.table, "k": edit.key, "b": text_of(edit.before), "made": made}
        if connection.execute(END, given).rowcount != 1:
            raise Stale(edit.table, edit.key)


def edits_of(connection: Connection, number_: int) -> tuple[Edit, ...]:
    """What a change changed, row by row."""
    found = _versions(connection, (fact.c.since == number_) | (fact.c.until == number_))
    before = {(v.table, v.key): v.body for v in found if v.until == number_}
    after_ = {(v.table, v.key): v.body for v in found if v.since == number_}
    # Removed rows come before those that are there afterwards: one may take the other's place.
    names = dict.fromkeys((*(before.keys() - after_.keys()), *before, *after_))
    return tuple(Edit(*name, before.get(name), after_.get(name)) for name in names)


def get_change(connection: Connection, number_: int) -> Change | None:
    """One change."""
    row = connection.execute(select(change).where(change.c.id == number_)).first()
    return Change(*row) if row else None


def changes(
    connection: Connection, *, by: str | None = None, before: int | None = None, most: int = 200
) -> list[Change]:
    """The latest changes, newest first; only somebody's, and only those before one."""
    asked = select(change).order_by(change.c.id.desc()).limit(most)
    asked = asked if by is None else asked.where(change.c.by == by)
    asked = asked if before is None else asked.where(change.c.id < before)
    return [Change(*row) for row in connection.execute(asked)]


def undone_by(connection: Connection, number_: int) -> int | None:
    """The change that took this one back."""
    return connection.scalar(select(change.c.id).where(change.c.undoes == number_))
