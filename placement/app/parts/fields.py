"""A form whose every field saves itself: nothing is lost by a page change, F5 or a crash."""

from datetime import date
from typing import Any

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here
from placement.app.parts.hold import hold, hold_anew
from placement.domain.fact import Body, key_field
from placement.service.desk.forms import Choice, Field, form, set_field
from placement.tables.column import Kind
from placement.words.texts import Texts

FIRST, LAST = date(1900, 1, 1), date(8999, 12, 31)
"""Dates with which a plan can count."""


def draw_form(now: Here, table: str, key: str, *, only: tuple[str, ...] = (), columns: int = 2) -> None:
    """Draw the fields of a row.

    Args:
        now: This screen.
        table: Its table.
        key: Its key.
        only: Names of columns, in order; empty: all of them.
        columns: So many fields beside each other where there is room.

    Masked fields are not drawn: `reveal.draw_reveal` offers them.
    """
    body = now.row(table, key)
    fields = {one.name: one for one in form(table, body, now.content, now.lang)}
    fields.pop(key_field(table) or "", None)  # an alias is never changed
    shown = [fields[name] for name in only if name in fields] if only else list(fields.values())
    version = now.sight.versions.get((table, key), 0)
    places = st.columns(columns)
    for n, field in enumerate(shown):
        with places[n % columns]:
            _draw(now.texts, field, key, version, body)


def _draw(_: Texts, field: Field, key: str, version: int, body: Body) -> None:
    name = f"{field.table}:{key}:{field.name}"
    hold(name, field.value, version)
    widget(_, field, name, on_change=_save, args=(field.table, key, field.name, name, body))


def _save(table: str, key: str, column: str, widget_key: str, body: Body) -> None:
    hold_anew(widget_key)
    do(set_field(table, key, body, column, st.session_state[widget_key]), seen=seen_row(table, key))


def widget(_: Texts, field: Field, key: str, *, unset: str = "", **more: Any) -> Any:  # noqa: ANN401 - the library's
    """The widget of a field, by its kind.

    Args:
        _: The texts.
        field: The field.
        key: Where the session holds its value.
        unset: What it says while it is empty; else what follows from the field.
        more: Further arguments of the widget.
    """
    unset = unset or _unset(_, field)
    said = {
        "label": field.label[:1].upper() + field.label[1:],
        "help": field.help or None,
        "key": key,
        **more,
    }
    texts = {choice.value: choice.text for choice in field.choices}
    if field.is_list:
        options = _with_held([c.value for c in field.choices], st.session_state.get(key))
        return st.multiselect(
            options=options, format_func=lambda one: texts.get(one, str(one)), placeholder=_("Choose …"),
            accept_new_options=field.is_open, **said, select_all=False,
        )  # fmt: skip
    if field.kind in (Kind.WORD, Kind.YES_NO) or (field.choices and not field.is_open):
        return _select(unset, field.choices, texts, key, said)
    said |= _empty(key)
    match field.kind:
        case Kind.DATE:
            return st.date_input(format="DD.MM.YYYY", min_value=FIRST, max_value=LAST, **said)
        case Kind.TIME:
            return st.time_input(**said)
        case Kind.NUMBER:
            # No limits here: the widget would clamp without a word. The row says what it cannot hold.
            return st.number_input(step=1, placeholder=unset, **said)
    return st.text_input(max_chars=120, placeholder=unset, **said)


def _unset(_: Texts, field: Field) -> str:
    """What cannot stay empty says so; of anything else it is not known what it is."""
    if not field.required:
        return _("not known")
    return _("Choose …") if field.choices and not field.is_open else _("must be filled in")


def _empty(key: str, name: str = "value") -> dict[str, Any]:
    """Where the session holds no value yet, the widget begins empty."""
    return {} if key in st.session_state else {name: None}


def _select(
    unset: str, choices: tuple[Choice, ...], texts: dict[Any, str], key: str, said: dict[str, Any]
) -> Any:  # noqa: ANN401
    options = _with_held([choice.value for choice in choices], [st.session_state.get(key)])
    return st.selectbox(
        options=options, format_func=lambda one: texts.get(one, str(one)), placeholder=unset,
        **_empty(key, "index"), **said,
    )  # fmt: skip


def _with_held(options: list[Any], held: Any) -> list[Any]:  # noqa: ANN401
    """The choices, and what is chosen already although it is no choice any more."""
    return [*options, *(one for one in held or () if one is not None and one not in options)]
