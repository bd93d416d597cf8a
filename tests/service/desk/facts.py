"""Snapshots for tests of commands: a week as rows, a command carried out on it, and what must hold of every one."""

from collections.abc import Iterable
from itertools import count
from typing import Any, NamedTuple

import pytest

from placement.domain.fact import Edit, content_of, has_alias, instance_of
from placement.domain.instance import Instance
from placement.service.desk.commands.command import CannotDo, Command
from placement.service.desk.snapshot import Snapshot, Stamp
from placement.service.protection import lowered
from placement.service.protection_kinds import Kind

NUMBERS = count(1_000_000)
"""Keys of new rows; never given twice, as in a store."""


class Done(NamedTuple):
    """A command that was carried out."""

    after: Snapshot
    edits: tuple[Edit, ...]
    before: Snapshot


def facts_of(instance: Instance) -> Snapshot:
    """A week as a desk has it."""
    rows = (
        (table, key, body, Stamp(1, 1))
        for table, rows in content_of(instance).items()
        for key, body in rows.items()
    )
    return Snapshot.of(1, rows)


def done(facts: Snapshot, command: Command, *, lowers: Iterable[Kind] = ()) -> Done:
    """The rows after a command: sound, with nothing lowered beyond what is named, and as before once undone."""
    edits = tuple(numbered(edit) for edit in command.edits(facts) if edit.before != edit.after)
    assert edits, "it changes nothing"
    rows = [(edit.table, edit.key) for edit in edits]
    assert len(rows) == len(set(rows)), "a row is edited twice"
    assert all(facts.body(edit.table, edit.key) == edit.before for edit in edits)
    after = facts.after(edits, facts.change + 1, {})
    instance_of(after.content)
    assert {one.kind for one in lowered(facts.content, edits)} == set(lowers)
    assert same(undone(after, edits), facts)
    return Done(after, edits, facts)


def refused(facts: Snapshot, command: Command) -> str:
    """The code by which the facts refuse a command."""
    with pytest.raises(CannotDo) as told:
        tuple(command.edits(facts))
    return told.value.code


def undone(after: Snapshot, edits: Iterable[Edit]) -> Snapshot:
    """The rows with a change taken back."""
    back = [edit.undone for edit in reversed(tuple(edits))]
    return after.after(back, after.change + 1, {})


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots hold the same rows, and the values that these are."""
    contents = [{table: rows for table, rows in facts.content.items() if rows} for facts in (one, other)]
    return contents[0] == contents[1] and one.instance.content_hash == other.instance.content_hash


def rows(facts: Snapshot, table: str, **holds: object) -> list[dict[str, Any]]:
    """The rows of a table in which fields hold these values."""
    found = facts.rows(table).values()
    return [dict(row) for row in found if all(row[name] == value for name, value in holds.items())]


def row(facts: Snapshot, table: str, **holds: object) -> dict[str, Any]:
    """The one row in which fields hold these values."""
    (found,) = rows(facts, table, **holds)
    return found


def numbered(edit: Edit) -> Edit:
    """An edit with the key that a new row gets in a store."""
    if edit.before is None and edit.key.startswith("new") and not has_alias(edit.table):
        return edit._replace(key=str(next(NUMBERS)))
    return edit
