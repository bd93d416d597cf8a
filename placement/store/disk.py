"""Files that are on the disk when a function returns, and that nobody else can read."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
FOR_OTHERS = 0o077
A_DAY = 24 * 3600


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError, or another OSError and leaves nothing."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace(path: Path, content: bytes) -> None:
    """Write a file in one step: whatever happens, it holds what it held or all of the new content.

    For callers that hold the folder (`held`), since what is half written has one name. Raises OSError.
    """
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    write_new(beside, content)
    beside.replace(path)
    sync_folder(path.parent)


def make_private(path: Path) -> None:
    """Close a file or folder to everybody else, where this user may: a copy from a backup may stand open."""
    if path.stat().st_mode & FOR_OTHERS:
        with suppress(OSError):
            path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Wait until no other process or thread holds the folder, and hold it. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def scratch(place: Path, prefix: str) -> Iterator[Path]:
    """A new folder that is deleted in the end, unless it has another name by then. Raises OSError.

    What a process left that was killed is deleted a day later, by the next one: it is as private as anything else.
    """
    for left in place.glob(f"{prefix}*"):
        with suppress(OSError):  # somebody else's may go at this very moment
            if time.time() - left.lstat().st_mtime > A_DAY:
                shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
