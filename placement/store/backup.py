"""A backup: a folder with a whole copy of a desk, encrypted as the desk is, and what the copy must be like.

What the manifest says is all in the database too, so that whoever writes it anew gains nothing. It holds nothing about
anybody.
"""

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, Engine, func, select, table, text

from placement import __version__
from placement.errors import StoreError
from placement.store import audit, disk, migrate
from placement.store.audit import Head
from placement.store.copies import copy_of, fold, sha256, sync
from placement.store.engine import checked, open_engine
from placement.store.facts import last_change
from placement.store.faults import unwritable, wrong_file
from placement.store.incoming import DATABASE
from placement.store.keys import Keys
from placement.store.ring import KEYS_FILE
from placement.store.schema import meta

MANIFEST = "manifest.json"
VERSION = 1
UNFINISHED = ".placement-backup-"
"""Begins the name of a backup that is being written."""

Hex = Annotated[str, Field(pattern="^[0-9a-f]*$")]


class Manifest(BaseModel):
    """What a backup is of, and what must be in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    version: Literal[1] = 1
    id: Hex
    """Of the backup itself."""
    desk: Hex
    made: str
    """UTC, ISO 8601."""
    program: str
    step: str
    """The schema: the last step that was run."""
    change: int
    """Number of the last change that is in it."""
    head: Hex
    seq: int
    """Code and number of the last line of the log that is in it."""
    rows: Mapping[str, int]
    """Table -> rows."""
    database: Hex
    """SHA-256 of its file."""
    keys: Hex
    """SHA-256 of the file of wrapped keys; empty for demo data."""

    @property
    def last(self) -> Head:
        """The last line of its log."""
        return Head(self.seq, bytes.fromhex(self.head))


def new_id() -> str:
    """The name by which the log knows a backup."""
    return secrets.token_hex(8)


def write(engine: Engine, keys: Keys | None, folder: Path, to: Path, *, name: str, at: str) -> Manifest:
    """Write a backup of a desk that is in use, and look whether it is one. Until then it has not its name.

    Args:
        engine: The desk's database. Nobody else writes to it while it is copied.
        keys: Its keys; none for demo data.
        folder: The desk's folder, for the wrapped keys.
        to: The backup's folder, which must not be there yet.
        name: From `new_id`.
        at: The moment, UTC.

    Raises:
        StoreError: There is something of that name, it would lie within the desk, it cannot be written, or the copy is
            not what the desk is.
    """
    if to.exists() or to.is_symlink():
        raise wrong_file("store_backup_exists", to, "is there already", "Choose a new name.")
    if to.resolve().is_relative_to(folder.resolve()):
        todo = "Choose a folder on another medium: whoever loses the desk would lose it too."
        raise wrong_file("store_backup_inside", to, "would lie in the folder of the desk", todo)
    try:
        with disk.scratch(to.parent, UNFINISHED) as made:
            manifest = _written(engine, keys, folder, made, name=name, at=at)
            made.rename(to)
            disk.sync_folder(to.parent)
    except OSError:
        raise unwritable(to) from None
    return manifest


def _written(engine: Engine, keys: Keys | None, folder: Path, made: Path, *, name: str, at: str) -> Manifest:
    wrapped = (folder / KEYS_FILE).read_bytes() if keys else b""
    with engine.begin() as still:
        manifest = _of(still, name=name, at=at)
        copy_of(engine, made / DATABASE)
    if keys:
        disk.write_new(made / KEYS_FILE, wrapped)
    copied = open_engine(made / DATABASE, keys.database if keys else None)
    try:
        examine(copied, manifest, keys.audit if keys else audit.DEMO_KEY)
        fold(copied)
    finally:
        copied.dispose()
    sync(made / DATABASE)
    hashes = {
        "database": sha256(made / DATABASE), "keys": sha256(made / KEYS_FILE) if keys else "",
    }  # fmt: skip
    manifest = manifest.model_copy(update=hashes)
    disk.write_new(made / MANIFEST, manifest.model_dump_json(indent=2).encode() + b"\n")
    return manifest


def _of(connection: Connection, *, name: str, at: str) -> Manifest:
    last = audit.head(connection)
    return Manifest(
        id=name, desk=desk_id(connection), made=at, program=__version__, step=migrate.version_of(connection) or "",
        change=last_change(connection), head=last.mac.hex(), seq=last.seq, rows=_rows(connection), database="", keys="",
    )  # fmt: skip


def _rows(connection: Connection) -> dict[str, int]:
    """Of every table that there is, whichever schema it is of."""
    tables = connection.scalars(
        text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    ).all()
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in tables}


def desk_id(connection: Connection) -> str:
    """The desk's own id."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "id")) or ""


def examine(engine: Engine, manifest: Manifest, audit_key: bytes) -> None:
    """Look whether a copy is sound and what its manifest says: pages, references, log, number of rows.

    Raises:
        StoreError: It is not, or a newer program wrote it.
    """
    checked(engine)
    with engine.connect().execution_options(read_only=True) as connection:
        if migrate.version_of(connection) not in migrate.known():
            raise _newer()
        told = manifest.model_copy(update={"made": "", "program": "", "database": "", "keys": ""})
        found = _of(connection, name=manifest.id, at="").model_copy(update={"program": ""})
        if told != found or audit.verify(connection, audit_key, manifest.last) is not None:
            raise damaged(Path(DATABASE))


def damaged(path: Path) -> StoreError:
    """The error of a file that is not the one that was backed up."""
    return wrong_file(
        "store_backup_damaged",
        path,
        "is damaged, or is not the one that was backed up",
        "Take another backup.",
    )


def read(backup: Path) -> Manifest:
    """The manifest of a backup. Raises StoreError."""
    try:
        told = (backup / MANIFEST).read_bytes()
    except OSError:
        raise wrong_file(
            "store_no_backup", backup, "is no backup, or cannot be read", "Give the folder of a backup."
        ) from None
    try:
        said = json.loads(told)
        if isinstance(said, dict) and isinstance(said.get("version"), int) and said["version"] > VERSION:
            raise _newer()
        return Manifest.model_validate_json(told)
    except (ValidationError, ValueError, RecursionError):
        raise damaged(Path(MANIFEST)) from None


def _newer() -> StoreError:
    return StoreError(
        "a newer program wrote this backup.", todo="Use the newer program.", code="store_backup_newer"
    )


def take_in(backup: Path, manifest: Manifest, to: Path) -> None:
    """Copy a backup's files into a folder, and look whether they are those that were written.

    Raises:
        StoreError: They are not, or cannot be read or written.
    """
    for name, told in ((DATABASE, manifest.database), (KEYS_FILE, manifest.keys)):
        if told:
            try:
                disk.write_new(to / name, b"")
                shutil.copyfile(backup / name, to / name)
                found = sha256(to / name)
            except FileNotFoundError:
                raise damaged(Path(name)) from None
            except OSError:
                raise unwritable(to) from None
            if found != told:
                raise damaged(Path(name))
