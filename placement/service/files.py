"""Weeks in and out: workbooks and folders of tables."""

from functools import cache
from pathlib import Path

from placement.errors import InputError, Problem
from placement.service.desk.private import workbook_bytes
from placement.tables import write
from placement.tables.read import read_week
from placement.words.language import Lang


def to_folder(workbook: Path, folder: Path, lang: Lang) -> None:
    """Read a workbook and write it as a folder of tables. Raises InputError with every problem."""
    write.write_folder(read_week(workbook), folder, lang)


def to_workbook(folder: Path, workbook: Path, lang: Lang) -> None:
    """Read a folder of tables and write it as a new workbook. Raises InputError with every problem."""
    is_new_workbook(workbook)
    write.write_workbook(read_week(folder), workbook, lang)


def write_template(path: Path, lang: Lang) -> None:
    """Write a new workbook (or folder) with every table and no rows. Raises InputError."""
    if path.suffix:
        is_new_workbook(path)
    write.write_template(path, lang)


@cache
def template_bytes(lang: Lang) -> bytes:
    """The same as the content of a workbook."""
    return workbook_bytes(lambda path: write.write_template(path, lang))


def is_new_workbook(path: Path) -> None:
    """Nobody's work is overwritten, and no file gets a name that says it is something else."""
    if path.suffix.lower() != ".xlsx":
        told = "a workbook is written as .xlsx only.", "Give the file a name that ends in .xlsx."
        raise InputError(Problem(path.name, *told, "not_a_workbook"))
    if path.exists():
        told = "is there already and is not overwritten.", "Choose a new name, or delete it first."
        raise InputError(Problem(path.name, *told, "file_exists"))
