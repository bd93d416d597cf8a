"""Options that most commands have."""

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


def theme() -> typer.Typer:
    """The commands of one theme."""
    return typer.Typer(
        no_args_is_help=True, add_completion=False, context_settings={"help_option_names": HELP}
    )
