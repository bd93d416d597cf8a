"""A text that leaves the desk as a file of its own, which nobody else on the machine can read."""

from collections.abc import Collection
from pathlib import Path

from placement.errors import InputError, Problem
from placement.store.disk import write_new


def is_new_file(path: Path, suffixes: Collection[str], code: str) -> None:
    """Raise InputError with `code` where the name ends otherwise, or where the file is there already."""
    if path.suffix.lower() not in suffixes:
        told = f"is written as {' or '.join(suffixes)}.", "Give the file such a name."
        raise InputError(Problem(path.name, *told, code))
    if path.exists():
        raise _exists(path)


def write_text(path: Path, text: str) -> None:
    """Write a new file. Raises InputError where it is there already, or cannot be written."""
    try:
        write_new(path, text.encode())
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        told = "the file cannot be written.", "Choose another place."
        raise InputError(Problem(path.name, *told, "file_unwritable")) from None


def _exists(path: Path) -> InputError:
    told = "is there already and is not overwritten.", "Choose a new name, or delete it first."
    return InputError(Problem(path.name, *told, "file_exists"))
