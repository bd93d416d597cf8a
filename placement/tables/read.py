"""A workbook or a folder of CSV files to an instance, or every problem at once."""

from pathlib import Path
from typing import Any

from placement.domain.instance import Instance
from placement.errors import Defect, InputError, Problem
from placement.isolate import Child, Done, Failed
from placement.tables.problems import problem
from placement.tables.raw import Raw, read_raw
from placement.tables.sheets import Sheets
from placement.tables.values import Values

SECONDS, MEMORY_MB, CPU_SECONDS = 30, 1024, 10
"""Limits of the child that opens the file."""
MOST_PROBLEMS = 500


def read_week(path: Path, *, child: Child | None = None) -> Instance:
    """Read a week from an .xlsx or .ods workbook, or a folder of CSV files.

    The file is opened in a child process, in `child` where one is warm. Headers may be Norwegian or
    English, in any order; an empty cell means unknown.

    Raises:
        InputError: With every problem found, each with its place, none repeating what a cell holds.
    """
    if not path.exists():
        raise InputError(problem("no_file", path.name or str(path)))
    return assembled(_opened(path.resolve(), child))


def _opened(path: Path, child: Child | None) -> Raw:
    if child is None:
        with Child() as fresh:
            return _opened(path, fresh)
    limits: dict[str, Any] = {"seconds": SECONDS, "memory_mb": MEMORY_MB, "cpu_seconds": CPU_SECONDS}
    outcome = child.run(read_raw, str(path), lets_through=(InputError,), **limits)
    match outcome:
        case Done(raw):
            return raw
        case Failed(error=InputError() as error):
            raise error
        case Failed(kind="time" | "memory" | "crash"):
            raise InputError(problem("too_costly", path.name))
        case _:
            raise Defect("The file could not be opened.", where=path.name)


def assembled(raw: Raw) -> Instance:
    """The instance in these tables. Raises InputError with every problem."""
    sheets = Sheets(raw)
    instance = Values(sheets).instance()
    if sheets.problems:
        order = {table.name: at for at, table in enumerate(raw.tables)}
        ordered = sorted(
            sheets.problems, key=lambda p: (order.get(str(p.facts["sheet"]), -1), p.facts["row"])
        )
        raise InputError(*_at_most(ordered))
    return instance


def _at_most(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], problem("more", "", count=len(problems) - MOST_PROBLEMS)]
