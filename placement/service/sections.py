"""An answer as a title with sections of lines and points: printed on a terminal, or drawn by a panel."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from placement.service.sheet import bullets, heading, indented, line, sheet


class Section(NamedTuple):
    """A part of an answer; an empty title goes on without a heading."""

    title: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    folded: bool = False
    """On a screen it is opened by who wants to read it."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to read."""
        return not (self.lines or self.points)


def show_sections(title: str, sections: Iterable[Section], console: Console | None = None) -> None:
    """Print an answer; sections in which there is nothing are left out."""
    with sheet(console) as out:
        out.print(Text(title, style="bold"))
        for one in sections:
            if one.is_empty:
                continue
            if one.title:
                heading(out, one.title)
            for text in one.lines:
                line(out, text)
            if one.points:
                indented(out, bullets(one.points))


def plain(value: object) -> object:
    """A view as JSON has it: named tuples by their names."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(getattr(value, name)) for name in value._fields}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    return value
