"""A workbook or a folder of CSV files to an instance, or every problem at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from placement.domain.instance import Instance
from placement.errors import Defect, InputError, Problem
from placement.isolate import Child, Done, Failed
from placement.tables.headers import Headers
from placement.tables.problems import problem
from placement.tables.raw import Raw, read_raw
from placement.tables.sheets import Sheets
from placement.tables.values import Values

T = TypeVar("T")
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
    return assembled(in_child(read_raw, path, child=child))


def in_child(function: Callable[..., T], path: Path, *args: object, child: Child | None) -> T:
    """What the function makes of a file, in a process that may die of it. Raises InputError."""
    if not path.exists():
        raise InputError(problem("no_file", path.name or str(path)))
    if child is None:
        with Child() as fresh:
            return in_child(function, path, *args, child=fresh)
    limits: dict[str, Any] = {"seconds": SECONDS, "memory_mb": MEMORY_MB, "cpu_seconds": CPU_SECONDS}
    outcome = child.run(function, str(path.resolve()), *args, lets_through=(InputError,), **limits)
    match outcome:
        case Done(value):
            return value
        case Failed(error=InputError() as error):
            raise error
        case Failed(kind="time" | "memory" | "crash"):
            raise InputError(problem("too_costly", path.name))
        case _:
            raise Defect("The file could not be opened.", where=path.name)


def assembled(raw: Raw) -> Instance:
    """The instance in these tables. Raises InputError with every problem."""
    sheets = Headers(raw)
    sheets.check_names()
    instance = Values(sheets).instance()
    if sheets.problems:
        raise InputError(*in_order(sheets, [table.name for table in raw.tables]))
    return instance


def in_order(sheets: Sheets, names: Sequence[str]) -> list[Problem]:
    """The complaints as they stand in the file, with a line about those that are too many."""
    order = {name: at for at, name in enumerate(names)}
    found = sorted(sheets.problems, key=lambda p: (order.get(str(p.facts["sheet"]), -1), p.facts["row"]))
    more = len(found) + sheets.untold - MOST_PROBLEMS
    return found if more <= 0 else [*found[:MOST_PROBLEMS], problem("more", "", count=more)]
