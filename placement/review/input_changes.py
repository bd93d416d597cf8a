"""Which facts differ from an earlier week's, as people changed them, and today's facts with some of that undone.

The unit is a row of a table. A row that came (or went) together with what it names is one change with it: a household
with its persons, their consents and links; a unit with its rooms.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from placement.domain.fact import (
    NESTED,
    Body,
    Content,
    Edit,
    Wrong,
    applied,
    content_of,
    difference,
    has_alias,
    identity,
    instance_of,
    models,
    policy_of,
    row_value,
    tables,
)
from placement.domain.housing import BED
from placement.domain.instance import Instance, dangling

Row = tuple[str, str]
"""Table and key."""


class InputChange(NamedTuple):
    """Rows that changed together, the one that the others name first."""

    edits: tuple[Edit, ...]

    @property
    def rows(self) -> frozenset[Row]:
        """Which rows."""
        return frozenset((edit.table, edit.key) for edit in self.edits)


def as_rows(then: Instance, now: Instance) -> tuple[Content, Content]:
    """Both weeks as rows, where a row without an alias has the same key in both if it is the same row."""
    before, after = content_of(then), content_of(now)
    for table in tables():
        if not has_alias(table):
            before[table] = _known_again(table, before[table], after[table])
    return before, after


def _known_again(table: str, before: Mapping[str, Body], after: Mapping[str, Body]) -> dict[str, Body]:
    """The earlier rows under today's keys: first those that say the same, then those that are about the same."""
    left, keys = dict(after), dict[str, str]()
    for alike in (lambda a, b: a == b, lambda a, b: identity(table, a) == identity(table, b)):
        for key, body in before.items():
            same = next((k for k, b in left.items() if key not in keys and alike(body, b)), None)
            if same is not None:
                keys[key] = same
                del left[same]
    return {keys.get(key, f"gone{key}"): body for key, body in before.items()}


def input_changes(then: Content, now: Content) -> tuple[InputChange, ...]:
    """The changes that make today's facts of the earlier ones."""
    edits = difference(then, now)
    leader = {_row(edit): _row(edit) for edit in edits}
    for naming in (_outer, _named):
        for edit in edits:
            mine = leader[_row(edit)]
            others = {leader[row] for row in naming(edit, edits)} - {mine}
            if len(others) == 1:
                (other,) = others
                leader = {row: other if one == mine else one for row, one in leader.items()}
    groups: dict[Row, list[Edit]] = {}
    for edit in sorted(edits, key=lambda edit: leader[_row(edit)] != _row(edit)):
        groups.setdefault(leader[_row(edit)], []).append(edit)
    return tuple(InputChange(tuple(groups[_row(edit)])) for edit in edits if _row(edit) in groups)


def _row(edit: Edit) -> Row:
    return edit.table, edit.key


def _came_or_went(edit: Edit) -> bool | None:
    """Whether the row came (yes) or went (no); none where it was there and still is."""
    return None if edit.before is not None and edit.after is not None else edit.before is None


def _outer(edit: Edit, edits: Iterable[Edit]) -> Iterator[Row]:
    """The row inside which this one came or went, if that came or went too."""
    if edit.table in NESTED:
        nested, body = NESTED[edit.table], edit.after or edit.before or {}
        row = nested.outer, str(body.get(nested.names))
        yield from (row for one in edits if _row(one) == row and _together(edit, one))


def _named(edit: Edit, edits: Iterable[Edit]) -> Iterator[Row]:
    """The rows that came, or went, and that this one names."""
    named = set(_words(edit.after or edit.before))
    for one in edits:
        if has_alias(one.table) and one.key in named and _together(edit, one):
            yield _row(one)


def _together(edit: Edit, other: Edit) -> bool:
    way = _came_or_went(edit)
    return way is not None and way is _came_or_went(other)


def _words(body: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Every text in a body; of a place, its rooms."""
    if isinstance(body, str):
        yield body
        yield from body.removesuffix(BED).split("+")
    elif isinstance(body, Mapping):
        for value in body.values():
            yield from _words(value)
    elif isinstance(body, list):
        for value in body:
            yield from _words(value)


class Undoing:
    """Today's facts with any of the changes undone; what cannot stand without another goes with it."""

    def __init__(self, now: Content, changes: tuple[InputChange, ...]) -> None:
        self._now, self._changes = now, changes
        self._by_row = {row: n for n, one in enumerate(changes) for row in one.rows}
        self._made: dict[frozenset[int], tuple[Instance, frozenset[int]] | None] = {}

    def without(self, which: frozenset[int]) -> tuple[Instance, frozenset[int]] | None:
        """The week without these changes (by their place in the order), and what had to go altogether.

        None: the facts do not fit together without them, whatever goes along.
        """
        if which not in self._made:
            self._made[which] = self._without(which)
        return self._made[which]

    def _without(self, which: frozenset[int]) -> tuple[Instance, frozenset[int]] | None:
        gone = which
        while True:
            content = applied(self._now, (e.undone for n in gone for e in self._changes[n].edits))
            try:
                return instance_of(content), gone
            except Wrong as error:
                more = self._behind(content, (error.table, error.key), gone)
            except ValidationError:
                more = {n for row in _misfits(content) for n in self._behind(content, row, gone)}
            if not more:
                return None
            gone |= more

    def _behind(self, content: Content, row: Row, gone: frozenset[int]) -> set[int]:
        """What must go too for a row to stand: its own change, else that of what it names, or of its household."""
        if (own := self._by_row.get(row)) is not None and own not in gone:
            return {own}
        body = content.get(row[0], {}).get(row[1], {})
        left = {r: n for r, n in self._by_row.items() if n not in gone}
        named = set(_words(body))
        if missing := {n for (table, key), n in left.items() if key in named and key not in content[table]}:
            return missing
        household = body.get("household")
        bodies = {r: self._now.get(r[0], {}).get(r[1], {}) for r in left}
        return {n for r, n in left.items() if household and bodies[r].get("household") == household}


def _misfits(content: Content) -> Iterator[Row]:
    """The rows that do not fit to the others."""
    loose = _loose(content)
    flat = {table: list(content.get(table, {})) for table in models()}
    for one in dangling(loose):
        if one.table in flat and one.row < len(flat[one.table]):
            yield one.table, flat[one.table][one.row]


def _loose(content: Content) -> Instance:
    """The rows as an instance, though they may not fit together."""
    as_of, policy = policy_of(content)
    values: dict[str, Any] = {}
    for table in models():
        if table not in NESTED:
            rows = content.get(table, {})
            values[table] = tuple(row_value(table, key, _whole(content, table, key)) for key in rows)
    return Instance.model_construct(as_of=as_of, policy=policy, **values)


def _whole(content: Content, table: str, key: str) -> dict[str, Any]:
    """A row's body with the bodies of what lies inside it."""
    body = dict(content[table][key])
    for inner, nested in NESTED.items():
        if nested.outer == table:
            rows = content.get(inner, {}).values()
            body[nested.field] = [
                {name: value for name, value in one.items() if name != nested.names}
                for one in rows
                if one.get(nested.names) == key
            ]
    return body
