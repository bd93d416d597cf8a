"""Ctrl+K: from a few letters to a page, a person or a unit. What is chosen is never in an address."""

from typing import NamedTuple

import streamlit as st

from placement.app.pages import ALL, Entry, allowed
from placement.app.parts.here import Here
from placement.app.server import FOCUS
from placement.words.texts import Texts

OPEN, CHOSEN, GOTO = "search_open", "search_chosen", "goto"
PAGE_OF = {
    "households": "people",
    "persons": "people",
    "units": "housing",
    "rooms": "housing",
    "programmes": "activities",
}
"""Table -> the page on which one of its rows is opened."""


class Target(NamedTuple):
    """Somewhere to go: a page, and a row that is opened there."""

    page: str
    table: str
    key: str
    text: str


def draw_search(now: Here) -> None:
    """The button, and the dialog once it was pressed."""
    _ = now.texts
    st.button(
        _("Search"), key="search", icon=":material/search:", shortcut="Ctrl+K", on_click=_set, args=(True,),
        type="tertiary",
    )  # fmt: skip
    if st.session_state.get(OPEN):
        st.dialog(_("Search"), on_dismiss=_close)(_ask)(now)


def opened(*tables: str) -> tuple[str, str] | None:
    """Table and key of the row that somebody was sent here for; once."""
    goto = st.session_state.get(GOTO)
    if goto is None or goto[0] not in tables:
        return None
    del st.session_state[GOTO]
    found: tuple[str, str] = goto
    return found


def send(page: str, table: str, key: str) -> None:
    """Go to a page, where this row is opened. Not from a callback."""
    st.session_state[GOTO] = (table, key)
    st.switch_page(st.session_state["pages"][page])


def targets(now: Here) -> tuple[Target, ...]:
    """Where one can go: the pages that are there, and the rows that may be seen on them."""
    _ = now.texts
    pages = [one for one in ALL if allowed(one, now)]
    named = {one.file for one in pages}
    rows = [
        Target(page, table, key, f"{key} ({_title(page, _)})")
        for table, page in PAGE_OF.items()
        if page in named
        for key in now.sight.rows(table)
        # Who lives alone is found once.
        if table != "persons" or key not in now.sight.rows("households")
    ]
    return (*(Target(one.file, "", "", _(one.title)) for one in pages), *sorted(rows, key=lambda t: t.text))


def _title(page: str, _: Texts) -> str:
    entry: Entry = next(one for one in ALL if one.file == page)
    return _(entry.title)


def _ask(now: Here) -> None:
    _ = now.texts
    chosen = st.selectbox(
        _("Person, unit, activity or page"), targets(now), index=None, key=CHOSEN,
        format_func=lambda one: one.text, placeholder=_("Type a few letters"),
    )  # fmt: skip
    st.html(f"<script>{FOCUS}</script>", unsafe_allow_javascript=True)
    if chosen is not None:
        _close()
        if chosen.table:
            send(chosen.page, chosen.table, chosen.key)
        st.switch_page(st.session_state["pages"][chosen.page])


def _set(on: bool) -> None:  # noqa: FBT001 - a switch
    st.session_state[OPEN] = on


def _close() -> None:
    st.session_state[OPEN] = False
