"""One row out of several: chosen, then changed in place. So that a page holds one form, however many rows there are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from placement.app.parts.fields import draw_form
from placement.app.parts.here import Here
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import draw_add, draw_remove, may_write
from placement.app.parts.table import draw_table
from placement.domain.fact import Body
from placement.service.desk.forms import row_name
from placement.service.desk.named import table_name
from placement.service.desk.told_row import told_columns, told_row


def draw_one_of(
    now: Here,
    table: str,
    *,
    where: Callable[[Body], bool] = lambda _: True,
    fixed: Mapping[str, Any] | None = None,
    only: tuple[str, ...] = (),
    under: str = "",
    titled: bool = True,
) -> None:
    """Draw the rows of a table as somebody may use them: those who write choose one, others read all.

    Args:
        now: This screen.
        table: The table.
        where: Which of its rows.
        fixed: Column -> what a new row holds there without being asked.
        only: Columns that a new row is asked for first; empty: all of them.
        under: Tells this list from another of the same table on the page.
        titled: Whether they get a heading of their own.
    """
    fixed = fixed or {}
    rows = {key: now.row(table, key) for key, body in now.sight.rows(table).items() if where(body)}
    name = table_name(table, now.lang)
    name = name[:1].upper() + name[1:]
    if titled:
        st.subheader(f"{name} ({len(rows)})", anchor=False)
    if not may_write(now, table):
        draw_read(now, table, list(rows.values()))
        return
    place = f"{table}:{under}"
    if rows:
        _draw_chosen(now, table, rows, fixed, place, name if not titled else "")
    draw_add(now, table, fixed=fixed, only=only, under=place)


def _draw_chosen(
    now: Here, table: str, rows: Mapping[str, Body], fixed: Mapping[str, Any], place: str, label: str
) -> None:
    """The choice, and the form of what was chosen. Without a label of its own the heading above names it."""
    _ = now.texts
    told = {
        key: row_name(table, key, {n: v for n, v in row.items() if n not in fixed}, now.lang) or key
        for key, row in rows.items()
    }
    key = st.selectbox(
        label or table_name(table, now.lang), sorted(rows, key=lambda one: told[one]), index=None,
        key=f"one:{place}", format_func=lambda one: told.get(one, one), placeholder=_("Choose one to change it"),
        label_visibility="visible" if label else "collapsed", width=480,
    )  # fmt: skip
    if key is not None and key in rows:
        draw_reveal(now, [(table, key)], f"{table}:{key}")
        draw_form(now, table, key, columns=3)
        draw_remove(_, table, key)


def draw_read(now: Here, table: str, rows: Sequence[Body]) -> None:
    """Rows to be read: one as a list of what is known, several as a table."""
    _, name = now.texts, table_name(table, now.lang)
    if not rows:
        st.markdown(_("None."))
    elif len(rows) == 1:
        draw_table(name, ("*" + _("Field"), _("Value")), [*told_row(table, rows[0], now.lang)])
    else:
        heads, cells = told_columns(table, rows, now.lang)
        draw_table(name, [f"*{heads[0]}", *heads[1:]] if heads else (), cells)
