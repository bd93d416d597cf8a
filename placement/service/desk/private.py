"""Where a file lies while it is read or written for a screen."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from placement.store.disk import scratch

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has a name of its own, and is closed to others
PREFIX = "placement-file-"


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder for this process alone, in memory where the machine has such a place; it goes in every case."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else Path(tempfile.gettempdir())
    with scratch(place, PREFIX) as folder:
        yield folder


def workbook_bytes(write: Callable[[Path], object]) -> bytes:
    """What is written into a workbook that nobody keeps."""
    with private_folder() as folder:
        path = folder / "file.xlsx"
        write(path)
        return path.read_bytes()
