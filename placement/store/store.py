"""A desk's database as the rest of the program sees it: transactions, and what they may read and write."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import IO, NamedTuple

from sqlalchemy import Connection, Engine

from placement.store import audit
from placement.store.audit import Anchor, Head


class Transaction(NamedTuple):
    """An open transaction that writes, with the log that tells of it."""

    connection: Connection
    audit_key: bytes
    at: str

    def log(
        self,
        by: str,
        action: str,
        about: Mapping[str, Mapping[str, tuple[str, ...]]],
        *,
        change: int | None = None,
        why: str = "",
    ) -> Head:
        """Write a line of the log, in this transaction."""
        return audit.append(
            self.connection, self.audit_key, at=self.at, by=by, action=action, about=about, change=change,
            why=why,
        )  # fmt: skip


class Store:
    """One database. Safe for several threads; other processes may have it open too."""

    def __init__(
        self, engine: Engine, audit_key: bytes, anchor: Anchor | None = None, hold: IO[bytes] | None = None
    ) -> None:
        self.engine = engine
        self.audit_key = audit_key
        self.anchor = anchor
        self._hold = hold
        self._told: Head | None = None
        self._one_writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of one moment."""
        with self.engine.connect().execution_options(read_only=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, now: datetime | None = None) -> Iterator[Transaction]:
        """A transaction that nobody else writes beside. What raises inside leaves nothing behind.

        When this returns, what was written is on the disk, and the anchor says so. Where the log no longer has the line
        that the anchor tells of, the anchor stays as it is: new lines must not hide that old ones are gone.
        """
        at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
        # Threads queue here: those of other processes wait inside the database, which is less fair.
        with self._one_writer:
            with self.engine.begin() as connection:
                whole = self._agrees(connection)
                yield Transaction(connection, self.audit_key, at)
                last = audit.head(connection)
            if self.anchor is not None and whole:
                # The line is durable; an anchor that lags behind is no fault, and is told by `verify`.
                with suppress(OSError):
                    self.anchor.write(last)
                    self._told = last

    def log_agrees(self) -> bool:
        """Whether the log still has the line that its anchor tells of."""
        with self.reading() as connection:
            return self._agrees(connection)

    def _agrees(self, connection: Connection) -> bool:
        if self._told is None and self.anchor is not None:
            self._told = self.anchor.read()
        return self._told is None or audit.agrees(connection, self._told)

    def close(self) -> None:
        """Close every connection, and let go of the desk."""
        self.engine.dispose()
        if self._hold is not None:
            self._hold.close()
