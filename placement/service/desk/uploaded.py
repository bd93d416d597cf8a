"""Files that somebody hands in on a screen: in a private folder while they are read, and nowhere afterwards."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from placement.errors import InputError, Problem
from placement.service.desk import importing
from placement.service.desk.desk import Desk
from placement.service.desk.importing import Shown
from placement.service.desk.open import load_week
from placement.service.desk.private import private_folder
from placement.service.planning import load
from placement.store.disk import PRIVATE_FOLDER, write_new
from placement.tables.partial import Mapped
from placement.tables.problems import problem, shown

CSV = ".csv"
FOLDER = "csv"
"""What a folder of tables is called in a problem."""
MOST_FILES = 60
"""Of tables at once; a week has fewer."""


class Upload(NamedTuple):
    """A file as a browser hands it in. Its name is only what the browser says."""

    name: str
    content: bytes


def show_files(
    desk: Desk, login: str, files: Sequence[Upload], *, mapping: Mapped | None = None, demo: bool = False
) -> Shown:
    """What a workbook, or several CSV files, would change. As `importing.show`."""
    with _laid_down(files) as path:
        return importing.show(desk, login, path, mapping=mapping, demo=demo)


def load_files(desk: Desk, login: str, files: Sequence[Upload], *, demo: bool = False) -> int:
    """Put a whole week into a desk that has none yet. As `load_week`; raises InputError with every problem."""
    with _laid_down(files) as path:
        return load_week(desk, login, load(path), demo=demo)


@contextmanager
def _laid_down(files: Sequence[Upload]) -> Iterator[Path]:
    """The path of a workbook, or of a folder of tables. Raises InputError."""
    named = [(_name(one.name), one.content) for one in files]
    _check(named)
    with private_folder() as folder:
        place = folder / FOLDER
        place.mkdir(mode=PRIVATE_FOLDER)
        for name, content in named:
            write_new(place / name, content)
        yield place if _is_table(named[0][0]) else place / named[0][0]


def _check(named: Sequence[tuple[str, bytes]]) -> None:
    names = [name.casefold() for name, _ in named]
    tables = [name for name in names if _is_table(name)]
    if not names:
        raise InputError(problem("no_tables", FOLDER))
    if len(names) > 1 and len(tables) < len(names):
        told = "a workbook is read alone.", "Choose one workbook, or CSV files alone."
        raise InputError(Problem("", *told, "one_workbook"))
    if len(names) > MOST_FILES:
        raise InputError(problem("too_many_parts", FOLDER, most=MOST_FILES))
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputError(problem("table_twice", twice))


def _is_table(name: str) -> bool:
    return name.lower().endswith(CSV)


def _name(said: str) -> str:
    """The last part of a name, without what a folder or a terminal would make something of."""
    last = unicodedata.normalize("NFC", said).replace("\\", "/").rsplit("/", 1)[-1]
    stem, _, suffix = last.rpartition(".") if "." in last else (last, "", "")
    name, ending = shown(stem).strip(". ") or "file", shown(suffix)
    return f"{name}.{ending}" if ending else name
