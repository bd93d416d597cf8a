"""A desk's folder: what lies in it, how it is made, and how it is opened."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

from sqlalchemy import Engine, insert, select

from placement.errors import StoreError
from placement.store import audit, cleaning, incoming, lock, migrate
from placement.store.audit import Anchor
from placement.store.copies import BEFORE, copy_of
from placement.store.engine import open_engine
from placement.store.facts import last_change
from placement.store.incoming import DATABASE
from placement.store.keys import Keys, create_keys, unlock
from placement.store.schema import meta
from placement.store.secret import Chosen, Secret
from placement.store.store import Store


class Opened(NamedTuple):
    """An open desk. `keys`: none where it holds demo data; `recovery`: once, as it is made."""

    store: Store
    keys: Keys | None
    recovery: str = ""
    address_recovery: str = ""
    """Of the address keeper, where there is one."""


def anchor_of(folder: Path) -> Path:
    """Where the head of the log is written if nobody says otherwise: beside the folder, not in it."""
    return folder.with_name(folder.name + ".head")


def make(
    folder: Path, secret: Chosen | None, *, address_secret: Chosen | None = None, anchor: Path | None = None
) -> Opened:
    """Make a desk in a new or empty folder.

    Args:
        folder: Where.
        secret: What opens it. None: demo data alone, in a plain file.
        address_secret: What opens the addresses, where somebody else keeps them.
        anchor: Where the head of the log is written.

    Raises:
        StoreError: There is one already, SQLCipher is missing, or the folder cannot be written.
        InputError: The secret is too easily guessed.
    """
    keys, recovery, address_recovery = None, "", ""
    if secret is None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    else:
        made = create_keys(folder, secret, address_secret=address_secret)
        keys, recovery, address_recovery = made.keys, made.recovery, made.address_recovery or ""
    engine = open_engine(folder / DATABASE, keys.database if keys else None, create=True)
    with engine.begin() as connection:
        migrate.upgrade(connection)
        given = {
            "id": secrets.token_hex(8),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "holds": "demo" if keys is None else "real",
        }
        connection.execute(insert(meta), [{"name": name, "value": value} for name, value in given.items()])
    store = store_of(engine, keys, anchor or anchor_of(folder), lock.shared(folder))
    return Opened(store, keys, recovery, address_recovery)


def open_made(
    folder: Path, secret: Secret | None, *, address_secret: Secret | None = None, anchor: Path | None = None
) -> Opened:
    """Open a desk, and bring it to this program's schema where an older one wrote it last.

    Raises:
        StoreError: It is not there, the secret is not its own, it is damaged, a newer program wrote it, it is being
            restored, or a restore was interrupted.
    """
    hold = lock.shared(folder) if folder.is_dir() else None
    try:
        incoming.none_left(folder)
        keys = None if secret is None else unlock(folder, secret, address_secret=address_secret)
        store = open_unheld(folder, keys, anchor=anchor or anchor_of(folder), hold=hold)
        with store.reading() as connection:
            audit.settle(connection, Anchor(anchor or anchor_of(folder)))
        if cleaning.is_owed(store):
            with suppress(StoreError):  # it stays owed; nobody is kept from their desk for it
                cleaning.clean_up(store)
    except BaseException:
        if hold is not None:
            hold.close()
        raise
    return Opened(store, keys)


def open_unheld(folder: Path, keys: Keys | None, *, anchor: Path, hold: IO[bytes] | None = None) -> Store:
    """Open the database of a desk's folder for whoever holds its lock already. Raises StoreError."""
    engine = open_engine(folder / DATABASE, keys.database if keys else None)
    try:
        bring_up(engine, folder)
    except BaseException:
        engine.dispose()
        raise
    return store_of(engine, keys, anchor, hold)


def store_of(engine: Engine, keys: Keys | None, anchor: Path, hold: IO[bytes] | None = None) -> Store:
    """A database with its log's key and anchor."""
    return Store(engine, keys.audit if keys else audit.DEMO_KEY, Anchor(anchor), hold)


def bring_up(engine: Engine, folder: Path) -> None:
    """Run the steps that are missing, after a copy. Raises StoreError for a database of a newer program."""
    with engine.connect().execution_options(read_only=True) as connection:
        version = migrate.version_of(connection)
        change = last_change(connection) if version else 0
    if version == migrate.newest():
        return
    if version not in migrate.known():
        raise StoreError(
            "a newer program wrote this desk.", where=folder.name, todo="Use the newer program.",
            code="store_newer", facts={"file": folder.name},
        )  # fmt: skip
    before = folder / f"{DATABASE}{BEFORE}{migrate.newest()}-{change}"
    if not before.exists():
        copy_of(engine, before)
    with engine.begin() as connection:
        migrate.upgrade(connection)


def holds_demo(store: Store) -> bool:
    """Whether it is a desk for demo data alone."""
    with store.reading() as connection:
        return connection.scalar(select(meta.c.value).where(meta.c.name == "holds")) == "demo"
