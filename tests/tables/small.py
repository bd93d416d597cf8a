"""The smallest week as files, and how tests read it."""

from pathlib import Path

import openpyxl
import pytest

from placement.domain.instance import Instance
from placement.errors import InputError
from placement.isolate import Child
from placement.tables.partial import Mapped, Part, part_of_file
from placement.tables.raw import read_raw
from placement.tables.read import assembled, read_week

SMALL = {
    "uke.csv": "planleggingsdato\n23.11.2026\n",
    "husstander.csv": "husstand;henvist;loddnummer\nRype-1;03.04.2026;1\n",
    "personer.csv": "husstand;person;voksen eller barn\nRype-1;Rype-1;voksen\n",
}


def read(path: Path) -> Instance:
    """Reads in this process, so that a failure shows its line."""
    return assembled(read_raw(str(path)))


def refused(path: Path, child: Child | None = None) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    with pytest.raises(InputError) as error:
        _ = read(path) if child is None else read_week(path, child=child)
    return [(one.code.removeprefix("tables."), one.where) for one in error.value.problems]


def small_book() -> openpyxl.Workbook:
    """The small week as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in SMALL.items():
        sheet = book.create_sheet(name.removesuffix(".csv"))
        for line in text.splitlines():
            sheet.append(line.split(";"))
    book["husstander"]["C2"] = 1
    return book


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    """The workbook as a file."""
    book.save(folder / "uke.xlsx")
    return folder / "uke.xlsx"


def part(folder: Path, mapping: Mapped | None = None, /, **files: str | bytes) -> Part:
    """What these files alone say, read in this process."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return part_of_file(str(folder), mapping or {})


def refused_part(
    folder: Path, mapping: Mapped | None = None, /, **files: str | bytes
) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    with pytest.raises(InputError) as error:
        part(folder, mapping, **files)
    return [(one.code.removeprefix("tables."), one.where) for one in error.value.problems]
