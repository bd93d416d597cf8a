"""The facts of a desk at one moment, and what follows from a few edits to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from placement.domain.fact import (
    EXTRA,
    NESTED,
    SETTINGS,
    WEEK,
    Body,
    Edit,
    Wrong,
    models,
    policy_of,
    row_value,
)
from placement.domain.fitting import can_misfit
from placement.domain.instance import Dangling, Instance, dangling

Key = tuple[str, str]
"""Table and key of a row."""
Rows = dict[str, dict[str, Body]]


class Stamp(NamedTuple):
    """Which version of a row this is, and the change that made it."""

    version: int
    change: int


class Misfit(ValueError):
    """Rows that do not fit together; each names table, key and field, never what they hold."""

    def __init__(self, problems: Sequence[tuple[str, str, str, str]]) -> None:
        super().__init__("; ".join(f"{table}, {key}, {name}: {what}" for table, key, name, what in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All rows after one change. Never changed: `after` makes the next one, and shares what is the same.

    One is the same as itself alone, so that what follows from it can be kept by it.
    """

    change: int
    content: Mapping[str, Mapping[str, Body]]
    stamps: Mapping[Key, Stamp]
    values: Mapping[str, Mapping[str, Any]] = field(repr=False)
    """Table of an instance -> key -> its value, with what lies inside."""

    @classmethod
    def of(cls, change: int, rows: Iterable[tuple[str, str, Body, Stamp]]) -> "Snapshot":
        """The snapshot of these rows. Raises Wrong."""
        content: Rows = {}
        stamps: dict[Key, Stamp] = {}
        for table, key, body, stamp in rows:
            content.setdefault(table, {})[key] = body
            stamps[table, key] = stamp
        empty = cls(change, content, stamps, {})
        every = [(t, key) for t in models() if t not in NESTED for key in content.get(t, {})]
        return replace(empty, values=empty._valued(every))

    def body(self, table: str, key: str) -> Body | None:
        """A row, or none."""
        return self.content.get(table, {}).get(key)

    def rows(self, table: str) -> Mapping[str, Body]:
        """Key -> body of a table."""
        return self.content.get(table, {})

    def versions(self, rows: Iterable[Key]) -> tuple[tuple[str, str, int], ...]:
        """Table, key and version of those of these rows that are there."""
        return tuple((*row, self.stamps[row].version) for row in dict.fromkeys(rows) if row in self.stamps)

    @cached_property
    def instance(self) -> Instance:
        """The instance that the rows are. Its values are checked one by one, and together by `misfits`."""
        fields: dict[str, Any] = {
            table: tuple(self.values.get(table, {}).values()) for table in models() if table not in NESTED
        }
        as_of, policy = policy_of(self.content)
        return Instance.model_construct(as_of=as_of, policy=policy, **fields)

    def misfits(self) -> tuple[tuple[str, str, str, str], ...]:
        """What does not fit together: table, key, field and what is wrong with it."""
        return tuple(self._named(one) for one in dangling(self.instance))

    def _named(self, one: Dangling) -> tuple[str, str, str, str]:
        keys = tuple(self.rows(one.table))
        # Aliases that are used twice are told of a whole table, whose rows may lie inside others.
        key = keys[one.row] if one.row < len(keys) and one.table not in NESTED else ""
        return one.table, key, one.field, one.what

    def after(self, edits: Sequence[Edit], change: int, stamps: Mapping[Key, Stamp]) -> "Snapshot":
        """The rows after these edits, checked alone and, where they may fit no longer, together.

        Raises:
            Wrong: A row holds what its table does not.
            Misfit: The rows do not fit together.
        """
        touched = {edit.table for edit in edits}
        content = {table: dict(rows) if table in touched else rows for table, rows in self.content.items()}
        own = dict(self.stamps)
        for edit in edits:
            rows: Any = content.setdefault(edit.table, {})
            if edit.after is None:
                rows.pop(edit.key, None)
                own.pop((edit.table, edit.key), None)
            else:
                rows[edit.key] = edit.after
        own |= stamps
        for edit in edits:
            if edit.table in EXTRA and edit.after is not None:
                row_value(edit.table, edit.key, edit.after)
        raw = Snapshot(change, content, own, self.values)
        if not touched & (models().keys() | {WEEK, SETTINGS}):
            return raw
        done = replace(raw, values=raw._valued(self._outer_of(edits)))
        if any(map(can_misfit, edits)) and (problems := done.misfits()):
            raise Misfit(problems)
        return done

    def _outer_of(self, edits: Iterable[Edit]) -> list[Key]:
        """The rows of the instance that these edits touch, from outside."""
        found: dict[Key, None] = {}
        for edit in edits:
            if edit.table in NESTED:
                nested = NESTED[edit.table]
                for body in (edit.before, edit.after):
                    if body is not None:
                        found[nested.outer, str(body[nested.names])] = None
            elif edit.table in models():
                found[edit.table, edit.key] = None
        return list(found)

    def _inside(self, outer: Collection[Key]) -> Mapping[Key, Sequence[Key]]:
        """Row -> the rows inside it: rooms of a unit, persons of a household."""
        found: dict[Key, list[Key]] = {row: [] for row in outer}
        tables = {table for table, _ in outer}
        for table, nested in NESTED.items():
            for key, body in self.rows(table).items() if nested.outer in tables else ():
                if (inner := found.get((nested.outer, str(body[nested.names])))) is not None:
                    inner.append((table, key))
        return found

    def _valued(self, outer: Collection[Key]) -> dict[str, Mapping[str, Any]]:
        """The values, with those of these rows made anew."""
        values: dict[str, Any] = dict(self.values)
        fresh: set[str] = set()
        for (table, key), inner in self._inside(outer).items():
            if table not in fresh:
                values[table] = dict(values.get(table, {}))
                fresh.add(table)
            body = self.body(table, key)
            if body is None:
                if inner:
                    raise Wrong(*inner[0], NESTED[inner[0][0]].names, "unknown")
                values[table].pop(key, None)
            else:
                values[table][key] = row_value(table, key, self._whole(table, body, inner))
        for table in fresh:
            # In the order of the rows, so that what is told of a row names the right one.
            values[table] = {key: values[table][key] for key in self.rows(table)}
        return values

    def _whole(self, table: str, body: Body, inner: Iterable[Key]) -> dict[str, Any]:
        """A body with those of the rows inside it."""
        whole: dict[str, Any] = dict(body)
        whole |= {nested.field: [] for nested in NESTED.values() if nested.outer == table}
        for name, key in inner:
            nested = NESTED[name]
            own = self.content[name][key]
            whole[nested.field].append({k: v for k, v in own.items() if k != nested.names})
        return whole
