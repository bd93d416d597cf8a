"""The content of a week as one number, the same for any order of rows."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from placement.domain.value import Value

if TYPE_CHECKING:
    from placement.domain.instance import Instance

ORDERED = frozenset({"wishes", "flags"})
"""Lists whose order has a meaning."""
_CLOSE = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
_WIDE = json.JSONEncoder(sort_keys=True)
"""Orders the items of a list. One encoder for all: to make one takes longer than to use it."""
Text = tuple[str, str]
"""A row as it is put in order, and as it is written."""


class ContentHash:
    """Remembers the texts of the rows of the last week: of most weeks the next one has nearly all of them too."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Value, Text]] = {}
        """By id; the row is kept with its text: while it is there nothing else has its id."""

    def of(self, instance: "Instance") -> str:
        """SHA-256 of the content."""
        fields = {name: getattr(instance, name) for name in type(instance).model_fields}
        tables: dict[str, tuple[Value, ...]] = {
            n: rows for n, rows in fields.items() if isinstance(rows, tuple)
        }
        before, self._texts = self._texts, {}
        for row in (row for rows in tables.values() for row in rows):
            self._texts[id(row)] = before.get(id(row)) or (row, _text(row))
        other = _canonical(instance.model_dump(mode="json", exclude=set(tables)))
        written = {name: _CLOSE.encode(value) for name, value in other.items()}
        written |= {name: self._table(rows) for name, rows in tables.items()}
        text = ",".join(f'"{name}":{written[name]}' for name in sorted(written))
        return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()

    def _table(self, rows: tuple[Value, ...]) -> str:
        texts = sorted(self._texts[id(row)][1] for row in rows)
        return f"[{','.join(close for _, close in texts)}]"


def _text(row: Value) -> Text:
    content = _canonical(row.model_dump(mode="json"))
    return _WIDE.encode(content), _CLOSE.encode(content)


def _canonical(value: Any, name: str = "") -> Any:
    """The same with all lists in one order but those whose order has a meaning."""
    if type(value) is dict:
        return {k: _canonical(v, k) if v and type(v) in (dict, list) else v for k, v in value.items()}
    if type(value) is list:
        items = [_canonical(v) for v in value]
        return items if name in ORDERED or len(items) == 1 else sorted(items, key=_WIDE.encode)
    return value
