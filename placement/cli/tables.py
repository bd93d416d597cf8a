"""Small tables for a terminal, and moments in words."""

from collections.abc import Iterable, Sequence

MOST_PARTS = 4
"""Tables or rows that are named in one line; the JSON has all."""


def show_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A heading and a table below it."""
    from rich.text import Text

    from placement.service.sheet import heading, indented, sheet, table

    with sheet(None) as out:
        if title:
            heading(out, title)
        made = table(*heads)
        for row in rows:
            made.add_row(*(Text(str(cell)) for cell in row))
        indented(out, made)


def moment(at: str) -> str:
    """A moment of the log, in UTC, to the minute."""
    return at[:16].replace("T", " ")


def few(parts: Sequence[str]) -> str:
    """The first of several, and how many more there are."""
    more = f" +{len(parts) - MOST_PARTS}" if len(parts) > MOST_PARTS else ""
    return ", ".join(parts[:MOST_PARTS]) + more
