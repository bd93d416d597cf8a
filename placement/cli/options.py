"""Options that most commands have."""

import os
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from placement.words.language import Lang
from placement.words.texts import later

HELP = ["-h", "--help"]

Week = Annotated[
    Path, typer.Argument(metavar="WEEK", help=later("Folder of tables, or a workbook (.xlsx, .ods)."))
]
LangOption = Annotated[
    Lang,
    typer.Option(
        "--lang", envvar="PLACEMENT_LANG", help=later("Language of texts: nb (Norwegian) or en (English).")
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=later("Write JSON for other programs instead of text."))]


WHY = re.compile(r"|[a-z0-9][a-z0-9_-]{0,39}")


def why(word: str) -> str:
    """The code of a reason: it stays in the log, so it must not be a sentence about somebody."""
    if not WHY.fullmatch(word):
        raise ValueError(word)
    return word


Why = Annotated[
    str,
    typer.Option(
        "--why",
        metavar="CODE",
        parser=why,
        help=later(
            "Code of the reason, for the log: one short word in small letters, nothing about anybody."
        ),
    ),
]


MOST = 2**63 - 1
"""The highest number that a database can count to."""


def day(word: str) -> date:
    """A date on which a week can be read; whoever asks for help needs no values of the domain."""
    from placement.service.generate import day_of

    return day_of(word)


def alias(word: str) -> str:
    """An alias as the domain has it. Raises ValueError."""
    from pydantic import TypeAdapter

    from placement.domain.value import Alias

    found: str = TypeAdapter(Alias).validate_python(word)
    return found


def choice(word: str) -> tuple[str, ...]:
    """A row (TABLE:KEY) or a field (TABLE:KEY:FIELD) of the preview."""
    parts = re.fullmatch(r"([a-z_]+):([^:]+)(?::([a-z_.]+))?", word)
    if parts is None:
        raise ValueError(word)
    return tuple(filter(None, parts.groups()))


def dated(what: str) -> Any:  # noqa: ANN401 - as the library has it
    """An option that is a date."""
    return typer.Option(parser=day, metavar="YYYY-MM-DD", help=what)


CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
"""That this process may use."""
Workers = Annotated[
    int, typer.Option(min=1, max=1024, help=later("How many processes of this machine simulate."))
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help=later("A Dask cluster that simulates instead, such as tcp://HOST:8786.")
    ),
]
History = Annotated[
    Path | None, typer.Option(help=later("Who came earlier: a CSV file of dates and profiles, no names."))
]
Since = Annotated[
    date | None,
    dated(later("The first day from which everybody who came is known; by default 12 weeks back.")),
]


def named(metavar: str, what: str) -> Any:  # noqa: ANN401 - as the library has it
    """An argument that is an alias."""
    return typer.Argument(parser=alias, metavar=metavar, help=what)


def of_words(kind: Callable[[], type[StrEnum]]) -> Callable[[str], StrEnum]:
    """A parser of one of the words of a list, which is looked up only when it is needed."""

    def one(word: str) -> StrEnum:
        return kind()(word)

    return one


def searcher(word: str) -> str:
    """Who proves the plan; whoever asks for help needs no values of the domain. Raises ValueError."""
    from placement.domain.optimiser import Searcher

    return Searcher(word)


Engine = Annotated[
    str,
    typer.Option(
        parser=searcher,
        metavar="race|cp-sat|highs|scip",
        help=later("Who proves that a plan is the best; the plan is the same."),
    ),
]

Household = Annotated[str, named("HOUSEHOLD", later("Alias of the household."))]
UnitName = Annotated[str, named("UNIT", later("Alias of the unit."))]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", parser=alias, metavar="UNIT", help=later("Which unit it is about, where there are several.")
    ),
]


def theme() -> typer.Typer:
    """The commands of one theme."""
    return typer.Typer(
        no_args_is_help=True, add_completion=False, context_settings={"help_option_names": HELP}
    )
