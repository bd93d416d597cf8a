"""Who has a desk open: many at a time, or one alone who replaces it.

A database that is exchanged while somebody has it open is damaged by what they write next. A lock ends with the process
that holds it, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from placement.errors import StoreError
from placement.store.disk import PRIVATE_FILE, PRIVATE_FOLDER
from placement.store.faults import unwritable

LOCK_FILE = "desk.lock"


def shared(folder: Path) -> IO[bytes]:
    """Have a desk open, beside others, until what is returned is closed.

    Raises:
        StoreError: Somebody is replacing the desk, or the folder cannot be written.
    """
    return _held(folder, fcntl.LOCK_SH, StoreError(
        "The desk is being restored.", todo="Wait until that is done.", code="store_restoring"
    ))  # fmt: skip


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have a desk's folder for oneself; it is made where there is none.

    Raises:
        StoreError: Somebody has the desk open, or the folder cannot be written.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError:
        raise unwritable(folder) from None
    handle = _held(folder, fcntl.LOCK_EX, StoreError(
        "Somebody has the desk open.", todo="Close the program everywhere, and try again.", code="store_in_use"
    ))  # fmt: skip
    with handle:
        yield


def _held(folder: Path, kind: int, otherwise: StoreError) -> IO[bytes]:
    try:
        handle = os.fdopen(os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, PRIVATE_FILE), "r+b")
    except OSError:
        raise unwritable(folder) from None
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise otherwise from None
    return handle
