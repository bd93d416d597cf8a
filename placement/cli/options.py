"""Options that most commands have."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

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


def day(word: str) -> date:
    """A date on which a week can be read; whoever asks for help needs no values of the domain."""
    from placement.service.generate import day_of

    return day_of(word)


def theme() -> typer.Typer:
    """The commands of one theme."""
    return typer.Typer(
        no_args_is_help=True, add_completion=False, context_settings={"help_option_names": HELP}
    )
