"""Headings, lines and tables for a terminal; at most 100 columns where nobody said how many there are."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDTH = 100
"""Columns of what is piped or printed."""
WIDEST = 120
"""Columns of a terminal that are used at most: longer lines are hard to read."""
BLANKS = re.compile(r"[ \t]+((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)


def usual_console() -> Console:
    """The terminal as it is; where the text goes elsewhere, 100 columns, or COLUMNS where that is fewer."""
    console = Console(highlight=False, soft_wrap=False)
    asked = os.environ.get("COLUMNS", "")
    piped = min(WIDTH, int(asked)) if asked.isdigit() and int(asked) > 0 else WIDTH
    console.width = min(console.width, WIDEST) if console.is_terminal else piped
    return console


@contextmanager
def sheet(console: Console | None) -> Iterator[Console]:
    """Collects what is drawn and prints it without blanks at the ends of lines."""
    out = console or usual_console()
    with out.capture() as drawn:
        yield out
    out.file.write(BLANKS.sub(r"\1", drawn.get()))
    out.file.flush()


def heading(out: Console, text: str) -> None:
    """A heading after an empty line."""
    out.print()
    out.print(Text(text, style="bold cyan"))


def line(out: Console, text: str, style: str = "") -> None:
    """One indented line, wrapped where it is long."""
    indented(out, Text(text, style=style))


def indented(out: Console, what: RenderableType) -> None:
    """Anything, two columns in."""
    out.print(Padding(what, (0, 0, 0, 2), expand=False))


def table(*columns: str, whole: Sequence[int] = (0,)) -> Table:
    """A table without lines; the columns numbered in `whole` are never broken."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    made.show_header = any(columns)
    for number, column in enumerate(columns):
        made.add_column(column, overflow="fold", no_wrap=number in whole)
    return made


def bullets(texts: Sequence[str | Text]) -> Table:
    """Texts below each other, each with a dash."""
    made = Table.grid(padding=(0, 1, 0, 0))
    made.add_column(no_wrap=True)
    made.add_column(overflow="fold")
    for text in texts:
        made.add_row("–", text)
    return made
