"""One table of a file beside the rows of a desk: which row is which, and what the file says anew."""

from collections.abc import Hashable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from placement.domain.fact import IDENTITY, ONE, WEEK, Body, Content, has_alias
from placement.errors import Problem
from placement.tables.bodies import columns_of, defaults
from placement.tables.partial import PartRow, PartTable
from placement.tables.problems import problem
from placement.tables.whole import Origin, RowId

NEW = "new"
"""Begins the key of a new row without an alias, until the desk gives it a number."""
STAY = frozenset({"households", "persons"})
"""Tables of people: nobody leaves a desk because a list forgot them."""


class Unclear(StrEnum):
    """Why a row or a field is left as it is until somebody looks at it."""

    EMPTIED = "emptied"
    """The cell is empty, the field is known. The one conflict with a choice: keep it, or clear it."""
    TWICE = "row_twice"
    """Two rows of the file are the same row."""
    SEVERAL = "several_rows"
    """A row of the file may be one of several rows of the desk."""
    LEAVES_BY_EXIT = "leaves_by_exit"
    """Somebody is not in the file: an exit is recorded, never imported by silence."""


class Added(NamedTuple):
    """A new row. Its body lacks what the file does not say although it must; that is a problem, too."""

    table: str
    key: str
    origin: Origin
    body: Body


class Changed(NamedTuple):
    """A field that gets another value."""

    table: str
    key: str
    field: str
    origin: Origin
    old: Any
    new: Any


class Removed(NamedTuple):
    """A row of the desk that a table of the file does not have."""

    table: str
    key: str
    body: Body


class Conflict(NamedTuple):
    """What is left as it is. `field`, `old` and `new` (what clearing means) are those of an empty cell."""

    kind: Unclear
    table: str
    key: str
    problem: Problem
    field: str = ""
    old: Any = None
    new: Any = None


class Compared:
    """What becomes of the rows of one table: `adds`, `changes`, `removals`, `conflicts`; `same` counts the others."""

    def __init__(self, content: Content, part: PartTable) -> None:
        self.name, self.part = part.table, part
        self.adds: list[Added] = []
        self.changes: list[Changed] = []
        self.removals: list[Removed] = []
        self.conflicts: list[Conflict] = []
        self.same = 0
        self.origins: dict[RowId, Origin] = {}
        self._defaults = defaults(self.name)
        self._rows = content.get(self.name, {})
        self._left = dict.fromkeys(self._rows)
        self._match()
        self._miss({str(body["household"]) for body in content.get("exits", {}).values()})

    # -- which row is which

    def _match(self) -> None:
        fields = ("alias",) if has_alias(self.name) else IDENTITY[self.name]
        by = [field for field in fields if field in self.part.fields]
        kept: dict[Hashable, list[str]] = {}
        for key, body in self._rows.items():
            kept.setdefault(_identity(by, body), []).append(key)
        said: dict[Hashable, list[PartRow]] = {}
        for row in self.part.rows:
            said.setdefault(_identity(by, self._full(row)), []).append(row)
        for identity, rows in said.items():
            keys = kept.get(identity, [])
            self._pair(rows, keys)
            if len(by) < len(fields):
                # The file cannot tell these rows apart, so none of them is missing from it.
                self._settle(keys)

    def _pair(self, rows: list[PartRow], keys: list[str]) -> None:
        """Rows of the file and of the desk that are recognised by the same.

        A row that says what is known already is that one; only what is left may be a change.
        """
        left = list(rows)
        for key in keys:
            if row := next((row for row in left if self._says(row, key)), None):
                left = [one for one in left if one is not row]
                self._recognise(row, key)
        free = [key for key in keys if key in self._left]
        if left and (len(left) > 1 or len(free) < len(keys)):
            self._leave(Unclear.TWICE, left, rows, free)
        elif left and len(free) > 1:
            self._leave(Unclear.SEVERAL, left, rows, free)
        elif left and free:
            self._recognise(left[0], free[0])
        elif left:
            self._add(left[0])

    def _full(self, row: PartRow) -> dict[str, Any]:
        """What the row says; an empty cell says that it is not known."""
        return {name: self._defaults.get(name) for name in row.empty} | dict(row.body)

    def _known(self, key: str, field: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        return self._rows[key].get(field, self._defaults.get(field))

    def _says(self, row: PartRow, key: str) -> bool:
        return all(self._known(key, field) == value for field, value in self._full(row).items())

    # -- what becomes of it

    def _recognise(self, row: PartRow, key: str) -> None:
        self._settle([key])
        origin = self.origins[self.name, key] = Origin(self.part.sheet, row.number)
        new = {field: value for field, value in self._full(row).items() if value != self._known(key, field)}
        self.same += not new
        for field in sorted(new):
            old = self._known(key, field)
            if field in row.empty:
                told = self._told(Unclear.EMPTIED, row, field)
                self.conflicts.append(Conflict(Unclear.EMPTIED, self.name, key, told, field, old, new[field]))
            else:
                self.changes.append(Changed(self.name, key, field, origin, old, new[field]))

    def _add(self, row: PartRow) -> None:
        body = {**self._defaults, **row.body}
        key = ONE if self.name == WEEK else f"{NEW}{len(self.adds) + 1}"
        key = str(body["alias"]) if has_alias(self.name) else key
        origin = self.origins[self.name, key] = Origin(self.part.sheet, row.number)
        self.adds.append(Added(self.name, key, origin, body))

    def _leave(
        self, kind: Unclear, left: Iterable[PartRow], rows: Iterable[PartRow], keys: Iterable[str]
    ) -> None:
        self._settle(keys)
        for row in left:
            first = min((one.number for one in rows if one is not row), default=row.number)
            self.conflicts.append(Conflict(kind, self.name, "", self._told(kind, row, first=first)))

    def _told(self, kind: Unclear, row: PartRow, field: str = "", **facts: int) -> Problem:
        header = self.part.headers.get(columns_of(self.name)[field][0].field, "") if field else ""
        return problem(kind.value, self.part.sheet, row.number, header, **facts)

    def _settle(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._left.pop(key, None)

    def _miss(self, gone: set[str]) -> None:
        """Rows that the file does not have; households in `gone` left, and may be missing."""
        for key in self._left if self.name != WEEK else ():
            body = self._rows[key]
            if self.name not in STAY:
                self.removals.append(Removed(self.name, key, body))
            elif str(body.get("household", key)) not in gone:
                told = problem(Unclear.LEAVES_BY_EXIT.value, f"{self.part.sheet}, {key}")
                self.conflicts.append(Conflict(Unclear.LEAVES_BY_EXIT, self.name, key, told))


def _identity(by: Iterable[str], body: Body) -> Hashable:
    return tuple(tuple(value) if isinstance(value := body.get(name), list) else value for name in by)
