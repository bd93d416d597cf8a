"""Simulated futures in a folder, a file each, named by all that the future depends on.

A file is whole or not there: it is written under another name and renamed. What is damaged all the same (a power cut, a
full disk, a slip) is noticed and counts as not there. So two sweeps may use one folder at the same time.
"""

import gzip
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from placement.domain.record import WeekRecord
from placement.errors import InputError, Problem

Records = tuple[WeekRecord, ...]


def packed(key: str, records: Iterable[WeekRecord]) -> bytes:
    """A future as bytes, the same for the same records: the key, then a line for each week."""
    lines = (key, *(record.model_dump_json() for record in records))
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def unpacked(key: str, content: bytes) -> Records:
    """The records of a future. Raises ValueError: it is damaged, or another future."""
    name, *lines = _lines(content)
    if name != key:
        raise ValueError(key)
    return tuple(WeekRecord.model_validate_json(line) for line in lines)


def _lines(content: bytes) -> list[str]:
    try:
        return gzip.decompress(content).decode().split("\n")
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError("damaged") from error


class Kept:
    """The folder; it is made where it is not there. Raises InputError: it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._writing():
            folder.mkdir(parents=True, exist_ok=True)

    def has(self, key: str) -> bool:
        """Whether this future is there and undamaged."""
        try:
            return _lines(self._path(key).read_bytes())[0] == key
        except (OSError, ValueError):
            return False

    def get(self, key: str) -> Records | None:
        """The records of a future; none where it is not there, or damaged."""
        try:
            return unpacked(key, self._path(key).read_bytes())
        except (OSError, ValueError, ValidationError):
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a packed future. Raises InputError: it cannot be written; what was there is still there."""
        path = self._path(key)
        with self._writing():
            path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            told = "the folder cannot be written.", "Choose another place."
            where = "/".join(self._folder.parts[-2:])
            raise InputError(Problem(where, *told, "folder_unwritable")) from None

    def _path(self, key: str) -> Path:
        """In a folder by the first two signs: some file systems are slow with many thousand files in one."""
        return self._folder / key[:2] / f"{key}.json.gz"
