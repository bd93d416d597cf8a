"""Whole copies of a database in one file, and those that lie in a desk's folder."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from placement.store import disk
from placement.store.faults import BUSY, fault, told, unwritable

BEFORE = ".before-"
"""In the name of a copy that was made before something replaced the database."""
CHUNK = 1 << 20


def folder_of(engine: Engine) -> Path:
    """The folder in which a database lies."""
    with raw(engine) as cursor:
        return Path(cursor.execute("PRAGMA database_list").fetchone()[2]).parent


def copy_of(engine: Engine, to: Path) -> None:
    """Write the database as it is now to a new file, under the same key, without anything that was deleted.

    Until the file is whole and on the disk, it has another name.

    Raises:
        StoreError: It cannot be written.
    """
    part = to.with_name(to.name + ".part")
    try:
        part.unlink(missing_ok=True)
        disk.write_new(part, b"")  # for nobody else to read
        with raw(engine) as cursor:
            cursor.execute("VACUUM INTO ?", (str(part),))
        sync(part)
        part.rename(to)
        disk.sync_folder(to.parent)
    except OSError:
        raise unwritable(to) from None


def fold(engine: Engine) -> None:
    """Bring the whole database into its one file, and close it.

    Raises:
        StoreError: Somebody else has it open.
    """
    engine.dispose()  # its own other connections are in the way, too
    with raw(engine) as cursor:
        mode = cursor.execute("PRAGMA journal_mode = DELETE").fetchone()
    engine.dispose()
    if mode != ("delete",):
        raise fault(BUSY)


def scrub(engine: Engine) -> bool:
    """Write the database anew, so that nothing deleted is left between its pages or in the log beside it.

    Returns:
        Whether that could be done; not while somebody else reads or writes.
    """
    driver = engine.dialect.loaded_dbapi
    with raw(engine) as cursor:
        try:
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.OperationalError:
            return False
    return not busy


@contextmanager
def raw(engine: Engine) -> Iterator[Any]:
    """A cursor outside any transaction. Raises StoreError for what the file or the disk does."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only = 0")
        yield cursor
    except engine.dialect.loaded_dbapi.Error as error:
        known = told(error)
        if known is None:
            raise
        raise known from None
    finally:
        connection.close()


def sha256(path: Path) -> str:
    """The file's hash, in hex. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def sync(path: Path) -> None:
    """Have a file on the disk. Raises OSError."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def kept(folder: Path) -> list[Path]:
    """Copies in a desk's folder that were made before an upgrade or a restore; they hold what was there then."""
    return sorted(path for path in folder.glob(f"*{BEFORE}*") if path.is_file())


def forget(folder: Path) -> int:
    """Delete these copies; how many there were. Raises StoreError."""
    found = kept(folder)
    try:
        for path in found:
            path.unlink()
        disk.sync_folder(folder)
    except OSError:
        raise unwritable(folder) from None
    return len(found)
