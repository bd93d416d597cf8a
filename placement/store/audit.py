"""The audit log: each line is bound to the one before it, and the last one is written down elsewhere too.

A line says who did what to which rows and fields, never what they hold. Its code is an HMAC over the line and the code
before it, so that nobody without the key can change, drop or exchange lines unseen. A tail that is cut off shows only
against the anchor: number and code of the last line in a file that belongs in another place.
"""

import contextlib
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from placement.errors import StoreError
from placement.store import disk
from placement.store.facts import text_of
from placement.store.faults import wrong_file
from placement.store.schema import audit

DEMO_KEY = b"demo data needs no protection..."
"""With which the log of demo data is bound: it shows what the log does, and protects nothing."""
START = bytes(32)
"""What stands before the first line."""
RESTORED, REPLACES = "restore", "log"
"""The line that a restore begins with names the head of the log that it replaces, as if that were a table."""


class Line(NamedTuple):
    """One line. `about`: table -> key -> names of fields."""

    seq: int
    at: str
    by: str
    action: str
    about: Mapping[str, Mapping[str, tuple[str, ...]]]
    change: int | None
    why: str


class Head(NamedTuple):
    """The last line of a log: its number and its code."""

    seq: int
    mac: bytes

    @property
    def name(self) -> str:
        """Number and code in one text."""
        return f"{self.seq} {self.mac.hex()}"

    @property
    def groups(self) -> str:
        """Short enough to be printed and read aloud: the number, and eight groups of the code."""
        code = self.mac.hex()[:32]
        return f"{self.seq}: " + " ".join(code[at : at + 4] for at in range(0, 32, 4))


APPEND = insert(audit)
HEAD = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)


def append(
    connection: Connection,
    key: bytes,
    *,
    at: str,
    by: str,
    action: str,
    about: Mapping[str, Mapping[str, tuple[str, ...]]],
    change: int | None = None,
    why: str = "",
) -> Head:
    """Write a line in the caller's transaction."""
    last = head(connection)
    told = text_of(about)
    mac = _mac(key, last.mac, (last.seq + 1, at, by, action, told, change, why))
    row = {
        "seq": last.seq + 1, "at": at, "by": by, "action": action, "about": told, "change": change, "why": why,
        "prev": last.mac, "mac": mac,
    }  # fmt: skip
    connection.execute(APPEND, row)
    return Head(last.seq + 1, mac)


def _mac(key: bytes, prev: bytes, line: tuple[object, ...]) -> bytes:
    return hmac.digest(key, prev + text_of(line).encode(), hashlib.sha256)


def head(connection: Connection) -> Head:
    """The last line's number and code."""
    row = connection.execute(HEAD).first()
    return Head(*row) if row else Head(0, START)


COLUMNS = (audit.c.seq, audit.c.at, audit.c.by, audit.c.action, audit.c.about, audit.c.change, audit.c.why)


def lines(
    connection: Connection, *, first: int = 1, most: int | None = None, by: str | None = None
) -> Iterator[Line]:
    """The lines from a number on; those of one login are also what they did as one of two."""
    asked = select(*COLUMNS).where(audit.c.seq >= first).order_by(audit.c.seq).limit(most)
    if by is not None:
        asked = asked.where(func.instr("+" + audit.c.by + "+", f"+{by}+") > 0)
    for seq, at, who, action, about, change, why in connection.execute(asked):
        told = {
            table: {key: tuple(names) for key, names in rows.items()}
            for table, rows in json.loads(about).items()
        }
        yield Line(seq, at, who, action, told, change, why)


def times(
    connection: Connection, action: str, *, by: str | None = None, since: datetime | None = None
) -> int:
    """How many lines of an action there are: of one login, or from a moment on. None is ever deleted."""
    asked = select(func.count()).select_from(audit).where(audit.c.action == action)
    if by is not None:
        asked = asked.where(audit.c.by == by)
    if since is not None:
        asked = asked.where(audit.c.at >= since.astimezone(UTC).isoformat(timespec="milliseconds"))
    return connection.scalar(asked) or 0


class Fault(NamedTuple):
    """What is wrong with a log, and at which line."""

    kind: str
    seq: int


def verify(connection: Connection, key: bytes, anchor: Head | None = None) -> Fault | None:
    """The first fault of the log: `missing` or `order` of a line, `changed`, or `cut` against the anchor.

    Of a log that was restored it is none that the anchor still holds the head of the log before it.
    """
    last, seen = Head(0, START), anchor is None or anchor.seq == 0
    for seq, at, by, action, about, change, why, prev, mac in connection.execute(
        select(*COLUMNS, audit.c.prev, audit.c.mac).order_by(audit.c.seq)
    ):
        if seq != last.seq + 1:
            return Fault("missing", last.seq + 1)
        line = (seq, at, by, action, about, change, why)
        if prev != last.mac or not hmac.compare_digest(mac, _mac(key, last.mac, line)):
            return Fault("changed", seq)
        last = Head(seq, mac)
        seen = seen or (action == RESTORED and anchor is not None and _replaces(about, anchor))
        if anchor is not None and seq == anchor.seq and not seen:
            if not hmac.compare_digest(mac, anchor.mac):
                return Fault("other", seq)
            seen = True
    return None if seen else Fault("cut", last.seq + 1)


def _replaces(about: str, old: Head) -> bool:
    return old.name in json.loads(about).get(REPLACES, {})


def agrees(connection: Connection, told: Head) -> bool:
    """Whether the log still has the line that was its head once. A quick look: `verify` reads every line."""
    return told.seq == 0 or connection.scalar(select(audit.c.mac).where(audit.c.seq == told.seq)) == told.mac


def settle(connection: Connection, anchor: "Anchor") -> None:
    """After a restore, let the anchor begin anew; whatever else it says of this log stays."""
    told = anchor.read()
    if told is None or agrees(connection, told):
        return
    asked = select(audit.c.about).where(audit.c.action == RESTORED).order_by(audit.c.seq.desc()).limit(1)
    if (about := connection.scalar(asked)) is not None and _replaces(about, told):
        # It is told by `verify` if this cannot be written.
        with contextlib.suppress(OSError):
            anchor.restart(head(connection))


class Anchor:
    """A file in another place that holds the head of the log. A line is added for each; the last one counts."""

    MOST_BYTES = 1 << 20

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, last: Head) -> None:
        """Add a head; it is on the disk when this returns. Raises OSError."""
        with contextlib.suppress(FileNotFoundError):
            if self.path.stat().st_size > self.MOST_BYTES:
                self._shorten()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # It begins a line of its own, whatever was left of one that was written in part.
            os.write(handle, f"\n{last.name}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def _shorten(self) -> None:
        # What was told is durable already: a file that cannot be read stays as it is.
        with contextlib.suppress(StoreError):
            if (last := self.read()) is not None:
                self.restart(last)

    def restart(self, last: Head) -> None:
        """Hold this head alone, whatever was in the file. Raises OSError."""
        disk.replace(self.path, f"{last.name}\n".encode("ascii"))

    def read(self) -> Head | None:
        """The highest head that was written whole; none where there is no such file.

        Raises:
            StoreError: It cannot be read: nobody could tell whether the log is whole.
        """
        found: list[Head] = []
        for text in self._text().splitlines():
            seq, _, code = text.partition(" ")
            with contextlib.suppress(ValueError):
                if len(mac := bytes.fromhex(code)) == len(START):
                    found.append(Head(int(seq), mac))
        return max(found, default=None)

    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError:
            todo = "Give a file that you can read and write."
            raise wrong_file("store_anchor", self.path, "cannot be read", todo) from None
