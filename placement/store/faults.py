"""What can be wrong with a desk's database or its disk, as errors that a user meets."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from placement.errors import StoreError


class _Words(NamedTuple):
    what: str
    todo: str


BUSY, DAMAGED, DISK = "store_busy", "store_damaged", "store_disk"

# SQLCipher has the codes of SQLite, and so has the library's module.
CODES: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_FULL: DISK,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CANTOPEN: DISK,
    sqlite3.SQLITE_READONLY: DISK,
}

WORDS: Mapping[str, _Words] = {
    BUSY: _Words("Somebody else is writing to the desk.", "Nothing was saved: try again in a moment."),
    DAMAGED: _Words("The database is damaged.", "Restore it from a backup."),
    DISK: _Words(
        "The disk refused to read or write the database.",
        "Nothing was saved: check that the disk is there, is not full, and lets you write.",
    ),
}


def code_of(error: BaseException) -> int:
    """SQLite's primary code of a driver's error; 0 where it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def told(error: BaseException) -> StoreError | None:
    """A fault of the file or the disk in words; None for what the program itself did wrong."""
    code = CODES.get(code_of(error))
    return None if code is None else fault(code)


def fault(code: str) -> StoreError:
    """The error of one of WORDS."""
    return StoreError(WORDS[code].what, todo=WORDS[code].todo, code=code)


def wrong_file(code: str, path: Path, what: str, todo: str = "Restore it from a backup.") -> StoreError:
    """An error about one file: its name, and what is wrong with it."""
    return StoreError(f"{path.name} {what}.", todo=todo, code=code, facts={"file": path.name})


def unwritable(path: Path) -> StoreError:
    """The error of a file or folder that cannot be written."""
    todo = "Check that the folder is there, that you may write in it, and that the disk is not full."
    return wrong_file("store_unwritable", path, "cannot be written", todo)


def no_cipher() -> StoreError:
    """The error of an installation that cannot encrypt."""
    return StoreError(
        "SQLCipher is not installed, and without it nothing would be encrypted.",
        todo="Install the package sqlcipher3. Until then only demo data can be used.",
        code="store_no_cipher",
    )
