"""A database that is to stand in a desk's folder: taken in beside the one that is there, then exchanged in one step.

Until the exchange the old database stands, and from then on the new one; whenever the process dies, one of the two is
whole. What is left of an interrupted restore lies in a folder of its own, and keeps the desk from being opened: whoever
began it has to say how it ends. Everything here is for those who hold the desk's lock.
"""

import shutil
from pathlib import Path

from placement.errors import StoreError
from placement.store import disk
from placement.store.copies import BEFORE, sync
from placement.store.faults import unwritable
from placement.store.ring import KEYS_FILE

DATABASE = "desk.db"
BESIDE = ("-wal", "-shm", "-journal")
"""What the database may have beside its file."""
INCOMING = "restoring"
REPLACES = "replaces"
"""In it: what the old database is called from the exchange on."""


def none_left(folder: Path) -> None:
    """Look for what an interrupted restore left.

    Raises:
        StoreError: There is something; the text says how to go on.
    """
    left = folder / INCOMING
    if (left / DATABASE).exists():
        raise StoreError(
            "A restore of this desk was interrupted; what was there before is whole.",
            todo="Restore again, or give the restore up.",
            code="store_restore_unfinished",
        )
    shutil.rmtree(left, ignore_errors=True)


def begin(folder: Path) -> Path:
    """An empty folder for what comes in. Raises StoreError."""
    give_up(folder)
    try:
        (folder / INCOMING).mkdir(mode=disk.PRIVATE_FOLDER)
    except OSError:
        raise unwritable(folder) from None
    return folder / INCOMING


def give_up(folder: Path) -> None:
    """Delete what came in, if anything did; the old database stands. Raises StoreError."""
    left = folder / INCOMING
    try:
        if left.exists():
            _put_back(folder, left / REPLACES)
            # Without its database it is no longer an unfinished restore.
            (left / DATABASE).unlink(missing_ok=True)
            shutil.rmtree(left)
    except OSError:
        raise unwritable(folder) from None


def _put_back(folder: Path, note: Path) -> None:
    """Where the process died between two names, the old database has the second."""
    if note.exists() and not (folder / DATABASE).exists():
        before = folder / note.read_text(encoding="utf-8")
        for end in (*BESIDE, ""):
            if (path := before.with_name(before.name + end)).exists():
                path.rename(folder / f"{DATABASE}{end}")


def exchange(folder: Path, name: str) -> Path | None:
    """Let what came in stand, whole in its one file and closed like the old one.

    Args:
        folder: The desk's folder.
        name: What the old database is called from now on (after the copies' own beginning).

    Returns:
        Where the old database is, if there was one.

    Raises:
        StoreError: The folder cannot be written.
    """
    new, now = folder / INCOMING, folder / DATABASE
    try:
        sync(new / DATABASE)
        disk.write_new(new / REPLACES, f"{DATABASE}{BEFORE}{name}".encode())
        before = _put_aside(now, folder / f"{DATABASE}{BEFORE}{name}")
        if (new / KEYS_FILE).exists():
            sync(new / KEYS_FILE)
            (new / KEYS_FILE).replace(folder / KEYS_FILE)
        (new / DATABASE).replace(now)
        disk.sync_folder(folder)
        shutil.rmtree(new, ignore_errors=True)
    except OSError:
        raise unwritable(folder) from None
    return before


def _put_aside(now: Path, before: Path) -> Path | None:
    for end in BESIDE:
        # Only a damaged database has anything beside it. A log must never be read into another database.
        if (beside := now.with_name(now.name + end)).exists():
            beside.rename(before.with_name(before.name + end))
    if not now.exists():
        return None
    try:
        before.hardlink_to(now)
    except OSError:
        # A disk without second names: for a moment the desk has no database, and `none_left` says so.
        now.rename(before)
    return before
