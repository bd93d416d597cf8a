"""Weeks in and out: workbooks and folders of tables."""

from pathlib import Path

from placement.tables import write
from placement.tables.read import read_week
from placement.words.language import Lang


def to_folder(workbook: Path, folder: Path, lang: Lang) -> None:
    """Read a workbook and write it as a folder of tables. Raises InputError with every problem."""
    write.write_folder(read_week(workbook), folder, lang)


def to_workbook(folder: Path, workbook: Path, lang: Lang) -> None:
    """Read a folder of tables and write it as a workbook. Raises InputError with every problem."""
    write.write_workbook(read_week(folder), workbook, lang)


def write_template(path: Path, lang: Lang) -> None:
    """Write a workbook (or a folder) with every table and no rows. Raises InputError."""
    write.write_template(path, lang)
