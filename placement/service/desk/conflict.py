"""Two people, one row: what the second is told, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from placement.domain.actor import Actor
from placement.domain.fact import Body, Edit
from placement.errors import PlacementError
from placement.service.access import visible_fields
from placement.service.desk.snapshot import Key, Snapshot
from placement.store import facts

Seen = Mapping[Key, int]
"""Row -> the version that somebody had before their eyes; 0: there was none."""


class Conflict(NamedTuple):
    """A field that somebody else changed since: what it held when it was shown, what theirs and mine would be."""

    table: str
    key: str
    field: str
    shown: Any
    theirs: Any
    mine: Any
    by: str
    at: str
    """UTC, ISO 8601."""


class Changed(PlacementError):
    """Somebody else changed what was shown. Each conflict can be decided: keep mine, or take theirs."""

    exit_code = 2
    usual_code = "changed_meanwhile"

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        first = conflicts[0]
        super().__init__(
            f"changed at {first.at[11:16]} by {first.by}.",
            where=first.table,
            todo="Look at both, field by field: keep yours or take theirs.",
            facts={"by": first.by, "at": first.at[11:16]},
        )
        self.conflicts = tuple(conflicts)


def others(now: Snapshot, edits: Sequence[Edit], seen: Seen) -> tuple[Edit, ...]:
    """The edits of rows that are in another version than was shown."""
    here = {(table, key): version for table, key, version in now.versions((e.table, e.key) for e in edits)}
    return tuple(
        edit for edit in edits if (row := (edit.table, edit.key)) in seen and seen[row] != here.get(row, 0)
    )


def conflicts(
    connection: facts.Reader, now: Snapshot, edits: Sequence[Edit], seen: Seen, actor: Actor
) -> tuple[Conflict, ...]:
    """Every field of the edited rows that differs from what was shown, and that the actor may see.

    What they may not see was not shown to them, and a command does not touch it.
    """
    return tuple(
        one
        for edit in others(now, edits, seen)
        for one in _fields(connection, edit, now, seen[edit.table, edit.key], actor)
    )


def _fields(connection: facts.Reader, edit: Edit, now: Snapshot, shown: int, actor: Actor) -> list[Conflict]:
    versions = facts.history(connection, edit.table, edit.key)
    then: Body = next((v.body for v in versions if v.id == shown), {})
    theirs: Body = now.body(edit.table, edit.key) or {}
    mine: Body = edit.after or {}
    last = max(max(v.since, v.until or 0) for v in versions) if versions else 0
    change = facts.get_change(connection, last)
    by, at = (change.by, change.at) if change else ("", "")
    names = [name for name in {**then, **theirs} if then.get(name) != theirs.get(name)]
    for body in filter(None, (then, theirs)):
        visible = visible_fields(actor, edit.table, body, now.content)
        names = [name for name in names if name in visible or name not in body]
    return [
        Conflict(edit.table, edit.key, name, then.get(name), theirs.get(name), mine.get(name), by, at)
        for name in names
    ]
