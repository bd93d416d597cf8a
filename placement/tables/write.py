"""An instance to a folder of CSV files or a workbook, and templates. Nothing half written is ever seen."""

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from placement.domain.fact import Content
from placement.domain.instance import Instance
from placement.errors import InputError
from placement.tables.bodies import cells_of, field_of
from placement.tables.column import Table
from placement.tables.problems import problem
from placement.tables.rows import Row, cell_text, rows_of
from placement.tables.schema import TABLES
from placement.tables.workbook import workbook
from placement.words.language import Lang

SEPARATOR = {"nb": ";", "en": ","}
"""What the spreadsheet of each country expects."""


def write_folder(instance: Instance, path: Path, lang: Lang = "nb") -> None:
    """Write one CSV file a table into a new or empty folder.

    Raises:
        InputError: The folder is not empty, cannot be written, or a text would not be read back the same.
    """
    _write_folder({t.name: rows_of(t, instance) for t in TABLES}, path, lang)


def write_workbook(instance: Instance, path: Path, lang: Lang = "nb") -> None:
    """Write an .xlsx with one sheet a table, lists of choices, and a sheet that explains them.

    Raises:
        InputError: The file cannot be written, or a text would not be read back the same.
    """
    _write_workbook({t.name: rows_of(t, instance) for t in TABLES}, path, lang)


def write_template(path: Path, lang: Lang = "nb") -> None:
    """Write the same without rows: a workbook where the path ends in .xlsx, else a folder."""
    rows: dict[str, list[Row]] = {t.name: [] for t in TABLES}
    (_write_workbook if path.suffix.lower() == ".xlsx" else _write_folder)(rows, path, lang)


def write_part(content: Content, path: Path, lang: Lang = "nb") -> None:
    """Write some rows with some of their fields: a workbook where the path ends in .xlsx, else a folder.

    A table without a row is left out, and so is a column that no row has. An empty cell may then be one that is not to
    be seen: `read_part` takes it for nothing said.

    Raises:
        InputError: As `write_folder` and `write_workbook`.
    """
    tables, rows = [], {}
    for table in TABLES:
        bodies = content.get(table.name, {}).values()
        seen = {name for body in bodies for name in body}
        columns = tuple(column for column in table.columns if field_of(table, column) in seen)
        if columns:
            tables.append(replace(table, columns=columns))
            rows[table.name] = [cells_of(table.name, body) for body in bodies]
    (_write_workbook if path.suffix.lower() == ".xlsx" else _write_folder)(rows, path, lang, tables)


def rewrite_table(name: str, instance: Instance, folder: Path, lang: Lang = "nb") -> Path:
    """Write one table of a folder anew, in one step and the language that it has there already; give back its file.

    Raises:
        InputError: It is no folder of tables, or cannot be written.
    """
    table = next(t for t in TABLES if t.name == name)
    langs: tuple[Lang, ...] = ("nb", "en")
    here = [one for one in langs if any((folder / t.file(one)).is_file() for t in (table, TABLES[0]))]
    if not here:
        raise InputError(problem("cannot_write", folder.name))
    there = next((one for one in here if (folder / table.file(one)).is_file()), None)
    own = there or (lang if lang in here else here[0])
    made = folder / f".{table.file(own)}.new"
    try:
        made.unlink(missing_ok=True)
        _put(made, _csv(table, rows_of(table, instance), own))
        made.replace(folder / table.file(own))
    except OSError:
        raise InputError(problem("cannot_write", table.file(own))) from None
    return folder / table.file(own)


# -- CSV


def new_folder(path: Path) -> None:
    """Whether a folder can be written there. Raises InputError where something is there already, or nothing can be."""
    try:
        taken = path.exists() and (not path.is_dir() or any(path.iterdir()))
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    if taken:
        raise InputError(problem("exists", path.name))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError(problem("cannot_write", path.name))


def _write_folder(
    rows: dict[str, list[Row]], path: Path, lang: Lang, tables: Sequence[Table] = TABLES
) -> None:
    new_folder(path)
    files = {t.file(lang): _csv(t, rows[t.name], lang) for t in tables}
    try:
        made = Path(tempfile.mkdtemp(prefix=".week-", dir=path.parent))
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    try:
        for name, content in files.items():
            _put(made / name, content)
        # An empty folder of that name gives way, in one step.
        made.replace(path)
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _csv(table: Table, rows: list[Row], lang: Lang) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR[lang], lineterminator="\r\n")
    writer.writerow([c.header(lang) for c in table.columns])
    writer.writerows([cell_text(c, row, lang, table) for c in table.columns] for row in rows)
    # With the mark by which spreadsheets know UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _put(file: Path, content: bytes) -> None:
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


# -- workbook


def _write_workbook(
    rows: dict[str, list[Row]], path: Path, lang: Lang, tables: Sequence[Table] = TABLES
) -> None:
    texts = {
        t.name: [[cell_text(c, row, lang, t) for c in t.columns] for row in rows[t.name]] for t in tables
    }
    book = workbook(rows, texts, lang, tables)
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".week-", suffix=".xlsx", dir=path.parent)
        os.close(handle)
        made = Path(name)
        book.save(made)
        with made.open("rb") as out:
            os.fsync(out.fileno())
        made.replace(path)
    except OSError:
        raise InputError(problem("cannot_write", path.name)) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
