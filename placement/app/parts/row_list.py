"""Rows of a table that are about somebody or something: shown, added by a short form, changed and removed in place."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.beforehand import can_ask, draw_ask, draw_come
from placement.app.parts.fields import draw_form, widget
from placement.app.parts.here import Here
from placement.app.parts.reveal import draw_reveal
from placement.domain.actor import ActorRelation
from placement.domain.fact import Body
from placement.domain.permission import Action, FieldClass
from placement.service.access import may
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import RemoveRow
from placement.service.desk.forms import add_row, empty_form, row_name
from placement.service.desk.named import table_name
from placement.service.need_to_know import subjects
from placement.service.register import register
from placement.words.texts import Texts


def draw_rows(
    now: Here,
    table: str,
    *,
    where: Callable[[Body], bool] = lambda _: True,
    fixed: Mapping[str, Any] | None = None,
    only: tuple[str, ...] = (),
    title: str | None = None,
) -> None:
    """Draw the rows of a table, each in a box that opens, and a form for one more.

    Args:
        now: This screen.
        table: The table; nothing is drawn of one of which nothing may be seen.
        where: Which of its rows.
        fixed: Column -> what a new row holds there without being asked.
        only: Columns that a new row is asked for first; empty: all of them.
        title: What they are called; by default the table's name.
    """
    _, fixed = now.texts, fixed or {}
    # Which rows they are may hang on what is masked in them.
    keys = [key for key, body in now.sight.rows(table).items() if where(body)]
    name = title or table_name(table, now.lang)
    st.markdown(f"**{name[:1].upper()}{name[1:]}** ({len(keys)})")
    under = f"{table}:{'-'.join(map(str, fixed.values()))}"
    draw_reveal(now, [(table, key) for key in keys], under)
    can_write = may_write(now, table)
    for key in keys:
        if now.masked(table, key):
            continue
        told = {name: value for name, value in now.row(table, key).items() if name not in fixed}
        with st.expander(row_name(table, key, told, now.lang) or key):
            draw_form(now, table, key)
            if can_write:
                draw_remove(_, table, key)
    if can_write:
        draw_add(now, table, fixed=fixed, only=only, under=under)


def draw_remove(_: Texts, table: str, key: str) -> None:
    """The press that takes a row away; undo brings it back."""
    st.button(
        _("Remove"), key=f"remove:{table}:{key}", icon=":material/delete:", type="tertiary",
        on_click=_remove, args=(table, key),
    )  # fmt: skip


def _remove(table: str, key: str) -> None:
    do(RemoveRow(table=table, key=key), seen=seen_row(table, key))


def may_write(now: Here, table: str) -> bool:
    """Whether the person may write some field of the table at all: of one about nobody, as what is about nobody."""
    classes = {entry.field_class for (one, _), entry in register().items() if one == table}
    relations = ActorRelation if subjects(table) else (ActorRelation.NONE,)
    return any(
        may(now.actor, Action.WRITE, one, relation)
        for one in classes - {FieldClass.NONE}
        for relation in relations
    )


def draw_add(
    now: Here,
    table: str,
    *,
    fixed: Mapping[str, Any],
    only: tuple[str, ...],
    under: str,
    label: str | None = None,
) -> None:
    """A short form for a new row, behind a button that opens it."""
    _ = now.texts
    fields = [one for one in empty_form(table, now.content, now.lang) if one.name not in fixed]
    asked = [one for one in fields if one.name in only] if only else fields
    names = tuple(one.name for one in asked)
    filled, emptied = partial(_filled, table, under, names, dict(fixed)), partial(_emptied, under, names)
    with st.popover(label or _("Add"), icon=":material/add:"):
        with st.form(f"add:{under}", border=False, clear_on_submit=False):
            for field in asked:
                widget(_, field, f"new:{under}:{field.name}")
            with st.container(horizontal=True):
                st.form_submit_button(_("Add"), type="primary", on_click=_add, args=(filled, emptied))
                if can_ask(now, table):
                    draw_ask(now, under, filled, emptied)
        draw_come(now, under)


def _filled(table: str, under: str, names: tuple[str, ...], fixed: dict[str, Any]) -> Command:
    given = {name: st.session_state.get(f"new:{under}:{name}") for name in names}
    return add_row(table, {**given, **fixed})


def _emptied(under: str, names: tuple[str, ...]) -> None:
    for name in names:
        st.session_state.pop(f"new:{under}:{name}", None)


def _add(filled: Callable[[], Command], emptied: Callable[[], None]) -> None:
    if do(filled()) is not None:
        emptied()
