"""The desk that a restore finds: its keys, and its facts if they can still be read."""

from pathlib import Path

from placement.domain.fact import Wrong
from placement.errors import StoreError
from placement.service.desk.desk import Desk
from placement.service.desk.restoring import other_desk, same_desk
from placement.store.backup import Manifest
from placement.store.keys import Keys, unlock
from placement.store.made import open_unheld
from placement.store.ring import load_ring
from placement.store.secret import Secret

NO_KEYS = frozenset({"store_keys_missing", "store_keys_damaged"})
LOST = frozenset(
    {"store_missing", "store_empty", "store_unreadable", "store_damaged", "store_plain", "store_not_plain"}
)
"""Of a desk that is no longer there, or no longer whole."""


def keys_of(
    folder: Path, source: Path, manifest: Manifest, secret: Secret | None
) -> tuple[Keys | None, bool]:
    """The desk's keys, and whether they are its own: an old file of keys would let an old secret in again."""
    if secret is None or not manifest.keys:
        if (secret is None) is not (not manifest.keys):
            raise other_desk()
        return None, False
    try:
        ring = load_ring(folder)
    except StoreError as error:
        if error.code not in NO_KEYS:
            raise
        return unlock(source, secret), False
    if load_ring(source).desk != ring.desk:
        raise other_desk()
    return unlock(folder, secret), True


def standing(folder: Path, manifest: Manifest, keys: Keys | None, anchor: Path) -> Desk | None:
    """The desk that is there, if it can be read."""
    try:
        desk = Desk(open_unheld(folder, keys, anchor=anchor), keys)
    except StoreError as error:
        if error.code not in LOST:
            raise
        return None
    try:
        desk.now()
        with desk.store.reading() as connection:
            same_desk(connection, manifest)
    except (StoreError, Wrong) as error:
        desk.close()
        if isinstance(error, StoreError) and error.code not in LOST:
            raise
        return None
    return desk
