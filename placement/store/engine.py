"""The encrypted file of a desk, as an SQLAlchemy engine.

Everything on the disk is encrypted: tables, indexes, the write-ahead log. Without SQLCipher nothing is opened or
made; only demo data, which has no key, may lie in a plain file. Opening never makes a file.
"""

from pathlib import Path
from sqlite3 import SQLITE_READONLY
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import ExceptionContext

from placement.errors import StoreError
from placement.store import disk
from placement.store.connection import connect, driver_for
from placement.store.faults import DAMAGED, code_of, fault, told, unwritable, wrong_file
from placement.store.ring import KEYS_FILE
from placement.store.spelled import KEY_BYTES


def open_engine(path: Path, key: bytes | None, *, create: bool = False) -> Engine:
    """Open a database.

    A transaction takes the write lock as it begins, so that what it reads stays true until it commits; with
    the execution option `read_only` it takes none, sees one moment and cannot write.

    Args:
        path: The database's file.
        key: The database key, 32 bytes. None for demo data, in a plain file.
        create: Make a new database instead; there must be no file of that name.

    Raises:
        StoreError: SQLCipher is missing, the file is (or with `create` is not) there, or it cannot be read
            with this key. Later, from any use of the engine: the desk is busy or damaged, or the disk full.
    """
    if key is None and (path.parent / KEYS_FILE).exists():
        raise wrong_file(
            "store_needs_key", path, "belongs to a desk that has keys", "Open it with its secret."
        )
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes")
    driver_for(key)
    if create:
        _make(path, key)
    elif not path.is_file():
        todo = "Give the folder of a desk, or restore it from a backup."
        raise wrong_file("store_missing", path, "is missing", todo)
    disk.make_private(path)
    engine = _engine(path, key)
    engine.raw_connection().close()
    return engine


def checked(engine: Engine, *, thorough: bool = True) -> Engine:
    """Look for damage: page by page, then how the pages fit together. Thorough: indexes and references too.

    Raises:
        StoreError: There is damage.
    """
    raw = engine.raw_connection()
    try:
        if not _is_sound(raw.cursor(), thorough=thorough):
            raise fault(DAMAGED)
    except engine.dialect.loaded_dbapi.Error as error:
        raw.invalidate()
        raise told(error) or fault(DAMAGED) from None
    finally:
        raw.close()
    return engine


def _is_sound(cursor: Any, *, thorough: bool) -> bool:
    # What the log holds goes to the file first, so that every page is looked at, and that nobody is just
    # writing the file while it is read past the database's own locks.
    cursor.execute("PRAGMA query_only = 0")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cursor.execute("BEGIN IMMEDIATE")
    try:
        pages = cursor.execute("PRAGMA cipher_integrity_check").fetchone()
        whole = cursor.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()
        dangling = cursor.execute("PRAGMA foreign_key_check").fetchone() if thorough else None
    finally:
        cursor.execute("ROLLBACK")
    return (pages, whole, dangling) == (None, ("ok",), None)


def _make(path: Path, key: bytes | None) -> None:
    """Make the file, for nobody else to read: what the database adds beside it has the same mode."""
    try:
        disk.write_new(path, b"")
    except FileExistsError:
        todo = "Open it, or choose another folder."
        raise wrong_file("store_exists", path, "is there already", todo) from None
    except OSError:
        raise unwritable(path) from None
    try:
        connect(path, key, new=True).close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


# --- transactions ---------------------------------------------------------------------------------


def _engine(path: Path, key: bytes | None) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=driver_for(key),
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA query_only = {int(_reads(connection))}")
    # Outside a transaction: to copy the whole file.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN" if _reads(connection) else "BEGIN IMMEDIATE")


def _reads(connection: Connection | None) -> bool:
    return connection is not None and bool(connection.get_execution_options().get("read_only"))


def _tell(context: ExceptionContext) -> StoreError | None:
    if _reads(context.connection) and code_of(context.original_exception) == SQLITE_READONLY:
        return None  # our own mistake, and not the disk's
    known = told(context.original_exception)
    if known is not None and known.code == DAMAGED:
        # SQLCipher refuses everything on a connection that met a bad page.
        context.is_disconnect = True
    return known
