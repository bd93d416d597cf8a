"""A table that every reader can read: real rows and headers, and cards where the screen is narrow."""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from importlib.resources import files

import streamlit as st

from placement.app.parts.contrast import contrast_style
from placement.service.desk.marks import Mark
from placement.service.rows import Line

Cell = str | int | Sequence[str] | Sequence[Line] | Sequence[Mark]
"""A text, a number, several sentences or lines one below the other, or marks beside each other."""

STYLE = (files("placement.app.parts") / "table.css").read_text(encoding="utf-8")


def draw_style() -> None:
    """The looks of tables and figures; once on every page that has any."""
    st.html(f"<style>{STYLE}{contrast_style()}</style>")


def draw_table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, new: Collection[int] = ()
) -> None:
    """Draw rows below their columns.

    Args:
        caption: What the table is, for readers who do not see it.
        columns: Headers. The one that names whom a row is about is marked by `*` before it.
        rows: Cells in the order of the columns.
        new: Numbers of the rows that the plan begins; the row says so in words too.
    """
    names = [column.removeprefix("*") for column in columns]
    kinds = [_kind(column, [row[n] for row in rows]) for n, column in enumerate(columns)]
    head = "".join(
        f'<th scope="col" role="columnheader" class="{kind}">{escape(name)}</th>'
        for name, kind in zip(names, kinds, strict=True)
    )
    body = "".join(
        f'<tr role="row"{" class=new" if n in new else ""}>{_cells(row, names, kinds)}</tr>'
        for n, row in enumerate(rows)
    )
    # The roles stay when a narrow screen turns the table into cards.
    st.html(
        f'<table class="rows" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def draw_filled(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Draw a table without the columns in which nothing stands."""
    filled = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    draw_table(caption, [columns[n] for n in filled], [[row[n] for n in filled] for row in rows])


def lines_of(sentences: Iterable[str]) -> tuple[Line, ...]:
    """Sentences of which none is the heading of the others."""
    return tuple(map(Line, sentences))


def draw_figures(figures: Sequence[tuple[str, int]]) -> None:
    """Draw a few numbers, each under its name."""
    cards = "".join(f"<div><dt>{escape(name)}</dt><dd>{number}</dd></div>" for name, number in figures)
    st.html(f'<dl class="figures">{cards}</dl>')


def _cells(row: Sequence[Cell], names: Sequence[str], kinds: Sequence[str]) -> str:
    return "".join(
        f'<td role="cell" class="{kind}" data-label="{escape(name)}">{_text(cell)}</td>'
        for cell, name, kind in zip(row, names, kinds, strict=True)
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, str | int):
        return escape(str(cell))
    return "".join(mark_html(one) if isinstance(one, Mark) else _paragraph(one) for one in cell)


def mark_html(mark: Mark) -> str:
    """A mark: the picture says nothing that its words do not."""
    picture = f'<span class="picture" aria-hidden="true">{escape(mark.picture)}</span>'
    return f'<span class="mark">{picture}{escape(mark.text)}</span>'


def _paragraph(line: str | Line) -> str:
    if isinstance(line, str):
        return f"<p>{escape(line)}</p>"
    return f'<p class="{line.tone}">{escape(line.text)}</p>' if line.tone else f"<p>{escape(line.text)}</p>"


def _kind(column: str, cells: Sequence[Cell]) -> str:
    """How a column is set: the one that names, lines, numbers, running text, or short words."""
    if column.startswith("*"):
        return "key many" if any(len(str(cell)) > SHORT for cell in cells if isinstance(cell, str)) else "key"
    if any(
        not isinstance(cell, str | int) and any(isinstance(one, Line | Mark) for one in cell)
        for cell in cells
    ):
        return "lines"
    if all(isinstance(cell, int) for cell in cells):
        return "number"
    long = any(not isinstance(cell, str | int) or len(str(cell)) > SHORT for cell in cells)
    return "text" if long else "short"


SHORT = 30
"""Characters of a cell that is not broken where there is room."""
