"""Whose data are gone, so that no restore brings them back.

The list is a table of the desk. A copy of it lies beside the anchor of the log, so that it outlives a lost disk. The
copy holds no aliases, only codes that whoever has the key of the log can make of an alias.
"""

import contextlib
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from placement.domain.fact import Edit
from placement.store import disk
from placement.store.audit import Anchor
from placement.store.schema import erasure

PURGED, ERASED = "purged", "erased"
"""As their time had run out; as two people said so."""


class Entry(NamedTuple):
    """Somebody whose data are gone since a change."""

    at: str
    alias: str
    kind: str
    change: int


def add(connection: Connection, aliases: Iterable[str], kind: str, *, at: str, change: int) -> None:
    """Write these down. Who is in the list already stays as they are."""
    rows = [{"at": at, "alias": alias, "kind": kind, "change": change} for alias in sorted(aliases)]
    if rows:
        connection.execute(insert(erasure).on_conflict_do_nothing(index_elements=["alias"]), rows)


def every(connection: Connection) -> list[Entry]:
    """The whole list, oldest first."""
    columns = (erasure.c.at, erasure.c.alias, erasure.c.kind, erasure.c.change)
    return [Entry(*row) for row in connection.execute(select(*columns).order_by(erasure.c.id))]


def last_change(connection: Connection) -> int:
    """The change of the latest erasure: nothing that was read before it holds any more. 0 where there is none."""
    return connection.scalar(select(func.coalesce(func.max(erasure.c.change), 0))) or 0


def used_again(connection: Connection, edits: Iterable[Edit]) -> str | None:
    """An alias of somebody erased that would be given to somebody new."""
    new = {e.key for e in edits if e.before is None and e.table in ("persons", "households")}
    return (
        connection.scalar(select(erasure.c.alias).where(erasure.c.alias.in_(new)).limit(1)) if new else None
    )


class Copy:
    """The copy beside the anchor: a line for each, its kind and its code."""

    def __init__(self, anchor: Anchor, key: bytes) -> None:
        self.path = anchor.path.with_name(anchor.path.name + ".erased")
        self._key = key

    def write(self, entries: Iterable[Entry]) -> bool:
        """Add those that are not in it yet; whether it is on the disk now."""
        lines = self._lines()
        new = {self._code(one.alias): one.kind for one in entries}
        try:
            if new.items() - lines.items():
                text = "".join(f"{kind} {code}\n" for code, kind in {**lines, **new}.items())
                disk.replace(self.path, text.encode("ascii"))
        except OSError:
            return False
        return True

    def kinds(self, aliases: Iterable[str]) -> dict[str, str]:
        """Those of these aliases that are in it, with their kind."""
        lines = self._lines()
        return {alias: lines[code] for alias in aliases if (code := self._code(alias)) in lines}

    def _lines(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        with contextlib.suppress(OSError):
            for line in self.path.read_text(encoding="ascii", errors="replace").splitlines():
                kind, _, code = line.partition(" ")
                if kind in (PURGED, ERASED):
                    found[code] = kind
        return found

    def _code(self, alias: str) -> str:
        return hmac.digest(self._key, b"erased " + alias.encode(), hashlib.sha256).hex()
