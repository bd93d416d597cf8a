"""Folders and children for tests of files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placement.isolate import Child
from tests.tables.small import SMALL


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    """One warm child for all files: what kills it, the next call starts anew."""
    with Child() as warm:
        yield warm


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder: the small week, with some files replaced."""

    def write(**changed: str | bytes) -> Path:
        for name, text in (SMALL | {f"{k}.csv": v for k, v in changed.items()}).items():
            content = text.encode() if isinstance(text, str) else text
            (tmp_path / name).write_bytes(content)
        return tmp_path

    return write
