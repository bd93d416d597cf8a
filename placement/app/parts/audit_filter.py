"""Who, when and what: by what somebody looks changes and the log through."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.store.wanted import Wanted

FORMAT = "DD.MM.YYYY"
OLDER = "older"
"""Ends the name of what the session knows of the older ones that were asked for."""


def sought(under: str) -> Wanted:
    """What the fields below hold. It is in the session alone: no name is ever in the address."""
    held = {name: st.session_state.get(f"{under}:{name}") for name in ("who", "since", "until", OLDER)}
    return Wanted(by=held["who"], since=held["since"], until=held["until"], before=held[OLDER])


def draw_who_and_when(now: Here, under: str, who: Sequence[str]) -> None:
    """Draw three fields beside each other."""
    _ = now.texts
    st.selectbox(
        _("Who"), who, index=None, key=f"{under}:who", placeholder=_("everybody"), width=200,
        on_change=to_newest, args=(under,),
    )  # fmt: skip
    _draw_day(_("From day"), under, "since")
    _draw_day(_("To day"), under, "until")


def _draw_day(label: str, under: str, name: str) -> None:
    st.date_input(
        label, value=None, key=f"{under}:{name}", format=FORMAT, width=150, on_change=to_newest, args=(under,)
    )


def draw_older(now: Here, under: str, *, more: bool, last: int | None) -> None:
    """The way to the older ones, and back to the newest."""
    _ = now.texts
    with st.container(horizontal=True):
        if more and last is not None:
            st.button(_("Older"), key=f"{under}:to_older", icon=":material/arrow_downward:", on_click=_to_older,
                      args=(under, last))  # fmt: skip
        if f"{under}:{OLDER}" in st.session_state:
            st.button(_("Newest"), key=f"{under}:to_newest", icon=":material/arrow_upward:", on_click=to_newest,
                      args=(under,))  # fmt: skip


def to_newest(under: str) -> None:
    """Begin with the newest again."""
    st.session_state.pop(f"{under}:{OLDER}", None)


def _to_older(under: str, last: int) -> None:
    st.session_state[f"{under}:{OLDER}"] = last
