"""Requests: what takes two people, and waits for the second."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from placement.store.facts import text_of
from placement.store.schema import request


class Request(NamedTuple):
    """A command that waits, or waited, for a second person. `about`: what it would lower, by ids and field names."""

    id: int
    at: str
    by: str
    command: Mapping[str, Any]
    seen: tuple[tuple[str, str, int], ...]
    why: str
    about: tuple[Mapping[str, Any], ...]
    state: str
    decided_at: str | None
    decided_by: str | None
    change: int | None


def add(
    connection: Connection,
    *,
    at: str,
    by: str,
    command: Mapping[str, Any],
    seen: tuple[tuple[str, str, int], ...],
    why: str,
    about: tuple[Mapping[str, Any], ...],
) -> int:
    """Write a request; its number."""
    made = connection.execute(
        insert(request).values(
            at=at, by=by, command=text_of(command), seen=text_of(seen), why=why, about=text_of(about),
            state="open",
        )
    )  # fmt: skip
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def decide(connection: Connection, number: int, state: str, *, at: str, by: str, change: int | None) -> None:
    """Close an open request."""
    connection.execute(
        update(request)
        .where(request.c.id == number, request.c.state == "open")
        .values(state=state, decided_at=at, decided_by=by, change=change)
    )


def get(connection: Connection, number: int) -> Request | None:
    """One request."""
    row = connection.execute(select(request).where(request.c.id == number)).first()
    return _read(row) if row else None


def every(connection: Connection, *, state: str | None = None) -> list[Request]:
    """Requests, oldest first."""
    asked = select(request).order_by(request.c.id)
    return [
        _read(row)
        for row in connection.execute(asked if state is None else asked.where(request.c.state == state))
    ]


def _read(row: Any) -> Request:
    seen = tuple((table, key, version) for table, key, version in json.loads(row.seen))
    return Request(
        row.id, row.at, row.by, json.loads(row.command), seen, row.why, tuple(json.loads(row.about)), row.state,
        row.decided_at, row.decided_by, row.change,
    )  # fmt: skip
