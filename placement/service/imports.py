"""A file taken into a desk: what it would add, change and leave unclear, before anything is carried out.

A file says something about the rows and columns that it has, and nothing about others. So a missing column changes
nothing; a row that is missing may be removed, but only where somebody chooses so; an empty cell never clears what is
known unless somebody chooses so. What a preview holds is for a screen; its problems repeat nothing of it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from placement.domain.fact import Body, Content, Edit, applied, tables
from placement.errors import Problem
from placement.service.compared import Added, Changed, Compared, Conflict, Removed, Unclear
from placement.tables.column import folded
from placement.tables.partial import Mapped, Part
from placement.tables.whole import Origin, RowId, misfits

FieldId = tuple[str, str, str]
"""Table, key and field."""


@dataclass(frozen=True)
class Choices:
    """What somebody chose of a preview: empty cells that clear, rows to remove, and what is not taken in."""

    clear: frozenset[FieldId] = frozenset()
    remove: frozenset[RowId] = frozenset()
    leave: frozenset[RowId | FieldId] = frozenset()
    """New rows and rows that change (table, key), or single fields that change (table, key, field)."""


AS_PROPOSED = Choices()


class Count(NamedTuple):
    """Rows of one table of the file by what becomes of them; conflicts may be several a row."""

    added: int
    changed: int
    same: int
    missing: int
    conflicts: int


@dataclass(frozen=True)
class Preview:
    """What a file would change. Nothing is carried out here."""

    content: Content = field(repr=False)
    part: Part = field(repr=False)
    adds: tuple[Added, ...]
    changes: tuple[Changed, ...]
    removals: tuple[Removed, ...]
    """Carried out only where they are chosen."""
    conflicts: tuple[Conflict, ...]
    counts: Mapping[str, Count]
    """Table of the file -> how many."""
    origins: Mapping[RowId, Origin] = field(repr=False)

    @property
    def empty(self) -> bool:
        """Nothing to carry out, to choose or to look at."""
        return not (self.adds or self.changes or self.removals or self.conflicts)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Why the rows would be no week, where nothing is chosen. A change that leaves one is refused."""
        return self.problems_after()

    def problems_after(self, choices: Choices = AS_PROPOSED) -> tuple[Problem, ...]:
        """Why the rows would be no week after these choices, each with its place."""
        headers = {name: table.headers for name, table in self.part.tables.items()}
        return misfits(applied(self.content, self.edits(choices)), self.origins, headers)

    def edits(self, choices: Choices = AS_PROPOSED) -> tuple[Edit, ...]:
        """All edits of the import, as one change: first the rows that others name, removals last and the other way.

        Raises:
            ValueError: A choice is about something that this preview does not have.
        """
        self._check(choices)
        order = {name: at for at, name in enumerate(tables())}
        new = [Edit(a.table, a.key, None, a.body) for a in self.adds if (a.table, a.key) not in choices.leave]
        new += [
            Edit(*row, self._row(row), {**self._row(row), **fields})
            for row, fields in self._fields(choices).items()
        ]
        gone = sorted(choices.remove, key=lambda row: (-order[row[0]], row[1]))
        return (
            *sorted(new, key=lambda edit: order[edit.table]),
            *(Edit(*row, self._row(row), None) for row in gone),
        )

    def _row(self, row: RowId) -> Body:
        return self.content[row[0]][row[1]]

    def _fields(self, choices: Choices) -> dict[RowId, dict[str, Any]]:
        """Row -> fields with their new values, as chosen."""
        found: dict[RowId, dict[str, Any]] = {}
        for one in self.changes:
            row = one.table, one.key
            if not choices.leave & {row, (*row, one.field)}:
                found.setdefault(row, {})[one.field] = one.new
        for clash in self.conflicts:
            if (clash.table, clash.key, clash.field) in choices.clear:
                found.setdefault((clash.table, clash.key), {})[clash.field] = clash.new
        return found

    def _check(self, choices: Choices) -> None:
        rows = {(one.table, one.key) for one in self.adds} | {(one.table, one.key) for one in self.changes}
        fields = {(one.table, one.key, one.field) for one in self.changes}
        clear = {(c.table, c.key, c.field) for c in self.conflicts if c.kind is Unclear.EMPTIED}
        remove = {(one.table, one.key) for one in self.removals}
        if choices.clear - clear or choices.remove - remove or choices.leave - rows - fields:
            raise ValueError("a choice is about something that this preview does not have")


def remembered(content: Content) -> Mapped:
    """Which field a column of somebody's own sheet is, as the desk was told before."""
    found: dict[str, dict[str, str]] = {}
    for row in content.get("mappings", {}).values():
        found.setdefault(row["table"], {})[folded(row["header"])] = row["field"]
    return found


def preview(content: Content, part: Part, seen: Content | None = None) -> Preview:
    """What taking this file in would change.

    Args:
        content: The rows as they are.
        part: What the file says.
        seen: The rows as whoever looks may see them: the file is compared with these. None: they see all.
    """
    compared = [Compared(content if seen is None else seen, table) for table in part.tables.values()]
    return Preview(
        content=content,
        part=part,
        adds=tuple(one for table in compared for one in table.adds),
        changes=tuple(one for table in compared for one in table.changes),
        removals=tuple(one for table in compared for one in table.removals),
        conflicts=tuple(one for table in compared for one in table.conflicts),
        counts={table.name: _count(table) for table in compared},
        origins={row: origin for table in compared for row, origin in table.origins.items()},
    )


def _count(table: Compared) -> Count:
    changed = Counter(one.key for one in table.changes)
    return Count(len(table.adds), len(changed), table.same, len(table.removals), len(table.conflicts))
