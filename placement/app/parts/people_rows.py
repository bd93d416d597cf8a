"""All rows of several tables about somebody: read in one table, changed one at a time, added by a short form."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from placement.app.parts.act import do, refuse
from placement.app.parts.beforehand import can_ask, draw_ask, draw_come
from placement.app.parts.fields import draw_form, widget
from placement.app.parts.here import Here, here
from placement.app.parts.new_person import forget
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import draw_remove, may_write
from placement.app.parts.table import draw_table
from placement.domain.fact import Body
from placement.errors import InputError
from placement.service.desk.commands.command import Command
from placement.service.desk.forms import empty_form
from placement.service.desk.named import table_name
from placement.service.desk.row_commands import ELSEWHERE, adding
from placement.service.desk.snapshot import Key
from placement.service.desk.told_row import told_row
from placement.service.rows import Line


class About(NamedTuple):
    """The rows of one table that are about somebody."""

    table: str
    where: Callable[[Body], bool]
    fixed: Mapping[str, Any] = {}
    """Column -> what a new row holds there without being asked."""


def draw_about(now: Here, parts: Sequence[About], under: str) -> None:
    """Draw them.

    Args:
        now: This screen.
        parts: The tables; of those of which nothing may be seen nothing is drawn.
        under: Tells these from others on the page.
    """
    parts = [one for one in parts if one.table in now.content or may_write(now, one.table)]
    rows = {
        (part.table, key): part
        for part in parts
        for key, body in now.sight.rows(part.table).items()
        if part.where(body)
    }
    draw_reveal(now, list(rows), under)
    told = {key: _told(now, key, part) for key, part in rows.items()}
    _read(now, told)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"about:{under}"):
        chosen = _choose(now, told, under)
        added = _choose_new(now, parts, under)
    if chosen is not None:
        _change(now, chosen)
    if added is not None:
        _add_form(now, added, under)


def _name(now: Here, table: str) -> str:
    name = table_name(table, now.lang)
    return name[:1].upper() + name[1:]


def _told(now: Here, row: Key, part: About) -> str:
    """What it says, without what is the same in all of them."""
    body = {name: value for name, value in now.row(*row).items() if name not in part.fixed}
    said = [f"{head.lower()}: {text}" for head, text in told_row(row[0], body, now.lang)]
    _ = now.texts
    return " · ".join(said) or _("hidden")


def _read(now: Here, told: Mapping[Key, str]) -> None:
    _ = now.texts
    if not told:
        st.markdown(_("Nothing is written down here yet."))
        return
    by: dict[str, list[str]] = {}
    for (table, _key), text in told.items():
        by.setdefault(table, []).append(text)
    draw_table(
        _("What is written down"), ("*" + _("What"), _("Content")),
        [(f"{_name(now, table)} ({len(texts)})", tuple(Line(text) for text in texts)) for table, texts in by.items()],
    )  # fmt: skip


def _choose(now: Here, told: Mapping[Key, str], under: str) -> Key | None:
    _, able = now.texts, [key for key in told if may_write(now, key[0])]
    if not able:
        return None
    chosen: Key | None = st.selectbox(
        _("Change a row"), able, index=None, key=f"change:{under}", placeholder=_("Choose one to change it"), width=480,
        format_func=lambda one: f"{_name(now, one[0])}: {told.get(one, '')}",
    )  # fmt: skip
    return chosen if chosen in told else None


def _choose_new(now: Here, parts: Sequence[About], under: str) -> About | None:
    _, able = (
        now.texts,
        {one.table: one for one in parts if may_write(now, one.table) and one.table not in ELSEWHERE},
    )
    if not able:
        return None
    chosen = st.selectbox(
        _("Add"), list(able), index=None, key=f"add_to:{under}", placeholder=_("Choose what to add"), width=280,
        format_func=lambda one: _name(now, one),
    )  # fmt: skip
    return able.get(chosen) if chosen else None


def _add_form(now: Here, part: About, under: str) -> None:
    """What a new row holds; a field that is left empty is not known."""
    _, key = now.texts, f"new:{part.table}:{under}"
    fields = [one for one in empty_form(part.table, now.content, now.lang) if one.name not in part.fixed]
    with st.form(f"form:{key}"):
        places = st.columns(3)
        for n, field in enumerate(fields):
            with places[n % 3]:
                widget(_, field, f"{key}:{field.name}")
        names = tuple(one.name for one in fields)
        filled = partial(_filled, part.table, key, names, dict(part.fixed))
        emptied = partial(_emptied, key, under)
        with st.container(horizontal=True):
            st.form_submit_button(_("Add"), type="primary", on_click=_add, args=(filled, emptied))
            if can_ask(now, part.table):
                draw_ask(now, key, filled, emptied)
    draw_come(now, key)


def _filled(table: str, key: str, names: Sequence[str], fixed: Mapping[str, Any]) -> Command:
    given = {name: st.session_state.get(f"{key}:{name}") for name in names}
    return adding(table, {**given, **fixed})


def _emptied(key: str, under: str) -> None:
    forget(key)
    st.session_state[f"add_to:{under}"] = None


def _add(filled: Callable[[], Command], emptied: Callable[[], None]) -> None:
    try:
        command = filled()
    except InputError as error:
        refuse(error, here())
        return
    if do(command) is not None:
        emptied()


def _change(now: Here, row: Key) -> None:
    _, (table, key) = now.texts, row
    if now.masked(table, key):
        st.caption(_("Hidden fields are not in the form: show them above."))
    with st.container(border=True):
        draw_form(now, table, key, columns=3)
        draw_remove(_, table, key)
