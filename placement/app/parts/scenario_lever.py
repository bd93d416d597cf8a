"""A lever of a sweep as fields on the screen."""

from typing import Any

import streamlit as st

from placement.app.parts.fields import widget
from placement.app.parts.here import Here
from placement.service.desk.sweep_forms import lever_form, lever_kinds, lever_of
from placement.simulation.levers import Lever

COLUMNS = 3


def draw_lever(now: Here, number: int) -> None:
    """What is turned, whose it is, and where it stands."""
    _, kinds = now.texts, {one.value: one.text for one in lever_kinds(now.lang)}
    key = f"lever:{number}"
    first = next(iter(kinds)) if number == 1 else None
    st.session_state.setdefault(key, first)
    label = _("What is turned") if number == 1 else _("Turned with it (empty: nothing)")
    kind = st.selectbox(label, list(kinds), key=key, format_func=kinds.__getitem__, width=420,
                        placeholder=_("not chosen"))  # fmt: skip
    if kind is None:
        return
    fields = lever_form(
        kind, now.content, now.lang, {"unit": st.session_state.get(_name(number, kind, "unit"))}
    )
    columns = st.columns(COLUMNS)
    for n, field in enumerate(fields):
        name = _name(number, kind, field.name)
        if name not in st.session_state and field.value is not None:
            st.session_state[name] = field.value
        with columns[n % COLUMNS]:
            widget(_, field, name, unset=_("Choose …") if field.required else _("not chosen"))


def levers_drawn(now: Here) -> tuple[Lever, ...]:
    """The levers that are filled in. Raises InputError, which names the field."""
    chosen = ((n, st.session_state.get(f"lever:{n}")) for n in (1, 2))
    return tuple(lever_of(kind, _filled(n, kind), now.lang) for n, kind in chosen if kind)


def _name(number: int, kind: str, field: str) -> str:
    return f"lever:{number}:{kind}:{field}"


def _filled(number: int, kind: str) -> dict[str, Any]:
    begin = _name(number, kind, "")
    return {
        str(name).removeprefix(begin): value
        for name, value in st.session_state.items()
        if str(name).startswith(begin)
    }
