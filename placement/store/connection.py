"""One connection to a desk's file, by SQLCipher or, for demo data alone, by plain SQLite."""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from placement.errors import StoreError
from placement.store.faults import code_of, no_cipher, told, unwritable, wrong_file

BUSY_SECONDS = 5
"""How long a writer waits for another process before it gives up."""

SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was committed survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",  # else a row that is replaced is deleted unseen by the triggers
    "PRAGMA temp_store = MEMORY",  # a temporary file would be plain text
)


def is_ciphered() -> bool:
    """Whether this installation can encrypt: SQLCipher is there, and is not SQLite under its name."""
    try:
        _cipher()
    except StoreError:
        return False
    return True


def driver_for(key: bytes | None) -> ModuleType:
    """The library that opens files with this key. Raises StoreError where it cannot encrypt."""
    return sqlite3 if key is None else _cipher()


def _cipher() -> ModuleType:
    """The driver of SQLCipher. Raises StoreError where there is none."""
    try:
        from sqlcipher3 import dbapi2  # type: ignore[import-untyped]
    except ImportError:
        raise no_cipher() from None
    driver: ModuleType = dbapi2
    memory = driver.connect(":memory:")
    try:
        if memory.execute("PRAGMA cipher_version").fetchone() is None:
            raise no_cipher()
    finally:
        memory.close()
    return driver


def connect(path: Path, key: bytes | None, *, new: bool = False) -> Any:
    """A connection that begins no transaction by itself.

    Args:
        path: A file that is there. With `new` it is empty; otherwise an empty one is refused, since it would
            become a new database.
        key: The database key; None for demo data.
        new: Make the database in the file.

    Raises:
        StoreError: It cannot be opened.
    """
    driver = driver_for(key)
    try:
        raw = _bare(path, driver)
        try:
            _unlock(raw, key)
            _look(raw)
            _settle(raw, path, new=new)
        except BaseException:
            raw.close()
            raise
    except driver.Error as error:
        raise _why(error, path, key, driver) from None
    return raw


def _bare(path: Path, driver: ModuleType) -> Any:
    """A connection to a file that is there, whatever is in it; `mode=rw` never makes one."""
    return driver.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # the engine begins transactions
        check_same_thread=False,  # the pool gives a connection to one thread at a time
    )


def _unlock(raw: Any, key: bytes | None) -> None:
    if key is None:
        return
    # SQLCipher writes what is wrong with a page to the terminal; we say it ourselves.
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if raw.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise no_cipher()


def _look(raw: Any) -> None:
    """The first look into the file: with another key it is not a database."""
    raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _settle(raw: Any, path: Path, *, new: bool) -> None:
    if not new and raw.execute("PRAGMA page_count").fetchone() == (0,):
        raise wrong_file("store_empty", path, "is empty")
    for setting in SETTINGS:
        raw.execute(setting)


def _why(error: Exception, path: Path, key: bytes | None, driver: ModuleType) -> StoreError:
    """Why a file does not open."""
    if code_of(error) != sqlite3.SQLITE_NOTADB:
        return told(error) or unwritable(path)
    if key is None:
        return wrong_file("store_not_plain", path, "is encrypted, or no database", "Open it with its secret.")
    if _is_plain(path, driver):
        return wrong_file("store_plain", path, "is not encrypted")
    return wrong_file("store_unreadable", path, "is damaged, or belongs to another desk")


def _is_plain(path: Path, driver: ModuleType) -> bool:
    # Asked of the driver: to read the file ourselves would drop the locks that this process has on it.
    raw = _bare(path, driver)
    try:
        _look(raw)
    except driver.Error:
        return False
    finally:
        raw.close()
    return True
