"""Files to text: sheets of a workbook, or CSV files of a folder, every cell as the text that stands there.

Runs in a child process that may be killed at any moment: a workbook of a few kilobytes can ask its parser for
hundreds of gigabytes. So this module imports little, and nothing of the domain.
"""

import codecs
import csv
import io
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from placement.errors import InputError, Problem
from placement.tables.problems import letters, problem, shown

MEGABYTE = 1 << 20
MOST_MEGABYTES = 50
MOST_PARTS = 400
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 1000
REFUSED = "\0"
"""Stands for a cell that was already complained about."""
README = frozenset({"les meg", "readme", "lesmeg"})
HELP = "_"
"""Sheets that begin so hold lists for the spreadsheet's own use."""


class RawTable(NamedTuple):
    """A sheet or file as text. A row bears the number that the user sees; the header is row 1."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""
    """How a CSV file's bytes were understood; a workbook says so itself."""


class Raw(NamedTuple):
    """All tables, and what is wrong with single cells."""

    tables: tuple[RawTable, ...]
    problems: tuple[Problem, ...]


def read_raw(path: str) -> Raw:
    """All tables of a workbook or folder. Raises InputError where the file as a whole is refused."""
    where = Path(path)
    if where.is_dir():
        return _folder(where)
    if where.suffix.lower() not in (".xlsx", ".ods"):
        raise InputError(problem("kind_of_file", where.name))
    _check_zip(where)
    sheets = _xlsx(where) if where.suffix.lower() == ".xlsx" else _ods(where)
    return _gather(sheets, where.name)


def _gather(found: Iterable[tuple[RawTable, list[Problem]]], name: str) -> Raw:
    tables, problems = [], []
    for table, wrong in found:
        tables.append(table)
        problems += wrong
    if not tables:
        raise InputError(problem("no_tables", name))
    return Raw(tuple(tables), tuple(problems))


def _table(name: str, lines: Iterable[tuple[str, ...]]) -> tuple[RawTable, list[Problem]]:
    """A table from its lines, empty rows left out but counted."""
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS + 1:
            raise InputError(problem("too_many_rows", name, most=MOST_ROWS))
        if len(line) > MOST_COLUMNS and any(line[MOST_COLUMNS:]):
            raise InputError(problem("too_many_columns", name, row=number, most=MOST_COLUMNS))
        if number == 1:
            header = tuple(shown(cell) for cell in line[:MOST_COLUMNS])
        elif any(line):
            cells = []
            for at, cell in enumerate(line[:MOST_COLUMNS]):
                text, code = _checked(cell)
                if code:
                    # Not by its header: nobody knows yet whether the first row is one, or a person.
                    column = letters(at + 1)
                    problems.append(problem(code, name, number, column, most=MOST_CHARACTERS, at=at + 1))
                cells.append(text)
            if any(cells):
                rows.append((number, tuple(cells)))
    return RawTable(name, header, tuple(rows)), problems


def _checked(cell: str) -> tuple[str, str]:
    """The cell without outer white space, or a sign that it is refused and why."""
    if cell in (FORMULA, ERROR):
        return REFUSED, cell[1:]
    text = unicodedata.normalize("NFC", cell).strip()
    if len(text) > MOST_CHARACTERS:
        return REFUSED, "too_long"
    if any(c != "\t" and unicodedata.category(c) in INVISIBLE for c in text):
        return REFUSED, "control"
    return text, ""


FORMULA, ERROR = "\0formula", "\0error_cell"
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})

# -- CSV


def _folder(folder: Path) -> Raw:
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() == ".csv" and not f.name.startswith("."))
    if len(files) > MOST_PARTS:
        raise InputError(problem("too_many_parts", folder.name, most=MOST_PARTS))
    for file in files:
        if file.is_symlink() or not file.is_file():
            raise InputError(problem("link_in_file", file.name))
    if sum(file.stat().st_size for file in files) > MOST_MEGABYTES * MEGABYTE:
        raise InputError(problem("too_large", folder.name, most=MOST_MEGABYTES))
    tables: list[RawTable] = []
    problems: list[Problem] = []
    for file in files:
        try:
            table, wrong = csv_table(file)
        except InputError as error:
            problems += error.problems
        else:
            tables.append(table)
            problems += wrong
    if problems and not tables:
        raise InputError(*problems)
    return _gather(((t, problems if n == 0 else []) for n, t in enumerate(tables)), folder.name)


def csv_table(file: Path) -> tuple[RawTable, list[Problem]]:
    """The table in one CSV file, and what is wrong with single cells. Raises InputError where none can be read."""
    text, encoding = decoded(file.read_bytes(), file.name)
    table, wrong = _table(file.name, _csv_lines(text, file.name))
    return table._replace(encoding=encoding), wrong


def _csv_lines(text: str, name: str) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    number = 0
    try:
        for number, line in enumerate(reader, start=1):  # noqa: B007 - says where the reader gave up
            yield tuple(FORMULA if cell.lstrip().startswith("=") else cell for cell in line)
    except csv.Error:
        raise InputError(problem("csv", name, number + 1)) from None


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """Text in UTF-8 or UTF-16, with or without a byte order mark, else in Windows' western encoding; and in which."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    elif b"\0" in content[:200]:
        tries = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        tries = ["utf-8-sig", "cp1252"]
    for encoding in tries:
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise InputError(problem("encoding", name))


def separator(text: str) -> str:
    """`;`, tab or `,`: the most frequent in the first line, quoted text left out; `;` where there is none."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(";\t,", key=lambda sign: (first.count(sign), -";\t,".index(sign)))


# -- workbooks


def _check_zip(file: Path) -> None:  # noqa: C901 - one line a danger
    """Refuse what no table needs: bombs, links, macros, other files, document types."""
    name = file.name
    if file.stat().st_size > MOST_MEGABYTES * MEGABYTE:
        raise InputError(problem("too_large", name, most=MOST_MEGABYTES))
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise InputError(problem("too_many_parts", name, most=MOST_PARTS))
            if sum(part.file_size for part in parts) > MOST_MEGABYTES * MEGABYTE:
                raise InputError(problem("too_large", name, most=MOST_MEGABYTES))
            if any(stat.S_ISLNK(part.external_attr >> 16) for part in parts):
                raise InputError(problem("link_in_file", name))
            names = [part.filename.lower() for part in parts]
            if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
                raise InputError(problem("not_a_zip", name))
            if any(MACROS.search(part) for part in names):
                raise InputError(problem("macros", name))
            if any(EXTERNAL.search(part) for part in names):
                raise InputError(problem("external", name))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".rdf")):
                    _check_xml(archive.read(part), name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise InputError(problem("not_a_zip", name)) from None


MACROS = re.compile(r"vbaproject|/activex/|/embeddings/|/macrosheets/|^basic/|^scripts/|^object ")
EXTERNAL = re.compile(r"/externallinks/|/connections\.xml|/querytables/")


def _check_xml(content: bytes, name: str) -> None:
    plain = content.replace(b"\0", b"").lower()
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise InputError(problem("dtd", name))
    if b"macroenabled" in plain or b"vbaproject" in plain:
        raise InputError(problem("macros", name))
    if (
        b'targetmode="external"' in plain
        or b"targetmode='external'" in plain
        or b"<table:table-source" in plain
    ):
        raise InputError(problem("external", name))


def _is_help(sheet: str) -> bool:
    return sheet.startswith(HELP) or sheet.casefold().strip() in README


def _xlsx(file: Path) -> Iterator[tuple[RawTable, list[Problem]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
        # A chart sheet has no rows.
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
        found = []
        for sheet in sheets:
            if not _is_help(sheet.title):
                # The size that the file claims may be too small: rows beyond it would be lost.
                sheet.reset_dimensions()
                found.append(_table(sheet.title, (tuple(map(_cell, row)) for row in sheet.rows)))
    except (InputError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way
        raise InputError(problem("unreadable", file.name)) from None
    # Its parser aborts on sizes that the loop above refuses, so it comes second.
    merged = _merged(file, [table.name for table, _ in found])
    for table, problems in found:
        yield table, problems + merged.get(table.name, [])


def _merged(file: Path, names: list[str]) -> dict[str, list[Problem]]:
    import python_calamine

    found: dict[str, list[Problem]] = {}
    try:
        with python_calamine.CalamineWorkbook.from_path(file) as book:
            for name in names:
                for (row, _), _end in book.get_sheet_by_name(name).merged_cell_ranges or ():
                    found.setdefault(name, []).append(problem("merged", name, row + 1))
    except Exception:  # noqa: BLE001 - as above
        raise InputError(problem("unreadable", file.name)) from None
    return found


def _cell(cell: object) -> str:
    """The text of a cell: whole numbers without a point, dates as ISO, formulas and errors refused."""
    kind = getattr(cell, "data_type", "")
    if kind == "f":
        return FORMULA
    if kind == "e":
        return ERROR
    return plain(getattr(cell, "value", None))


def plain(value: object) -> str:  # noqa: PLR0911 - one line a type
    """Text of a value as a workbook holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return _clock(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)


def _clock(value: time | timedelta) -> str:
    """A time of day, also one that the spreadsheet shows as a span of time; what is none stays as it is."""
    if isinstance(value, timedelta):
        day, clock = divmod(value, timedelta(days=1))
        if day:
            return str(value)
        value = (datetime.combine(date.min, time()) + clock).time()
    return value.isoformat() if value.second or value.microsecond else value.isoformat("minutes")


def _ods(file: Path) -> Iterator[tuple[RawTable, list[Problem]]]:
    import python_calamine

    try:
        formulas = _ods_formulas(file)
        with python_calamine.CalamineWorkbook.from_path(file) as book:
            for name in book.sheet_names:
                if not _is_help(name):
                    sheet = book.get_sheet_by_name(name)
                    if sheet.total_height > MOST_ROWS + 1:
                        raise InputError(problem("too_many_rows", name, most=MOST_ROWS))  # noqa: TRY301 - goes out as it is
                    lines = sheet.to_python(skip_empty_area=False)
                    table, problems = _table(name, (tuple(map(plain, line)) for line in lines))
                    merged = [problem("merged", name, at[0] + 1) for at, _ in sheet.merged_cell_ranges or ()]
                    formula = [problem("formula", name, row) for row in formulas.get(name, ())]
                    yield table, problems + merged + formula
    except (InputError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - as for the other kind of workbook
        raise InputError(problem("unreadable", file.name)) from None


def _ods_formulas(file: Path) -> dict[str, list[int]]:
    """Sheet -> rows with a formula; the library gives only what the formula last came to."""
    found: dict[str, list[int]] = {}
    sheet, row, following = "", 0, 1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal sheet, row, following
        if tag == "table:table":
            sheet, following = attributes.get("table:name", ""), 1
        elif tag == "table:table-row":
            row, following = following, following + int(attributes.get("table:number-rows-repeated", "1"))
        elif tag == "table:table-cell" and "table:formula" in attributes:
            found.setdefault(sheet, []).append(row)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with zipfile.ZipFile(file) as archive:
        parser.Parse(archive.read("content.xml"), True)  # noqa: FBT003 - expat takes no names
    return found
