"""A screen that nobody uses hides what it shows, until somebody asks for it again."""

import time

import streamlit as st

from placement.app.parts.here import REVEALED
from placement.words.texts import Texts

LOCK_SECONDS = 600.0
"""So long a screen may stand without anybody doing anything."""
LOOK_SECONDS = 20
LAST, LOCKED = "last_used", "locked"


def is_locked() -> bool:
    """Whether the screen is hidden; whatever is done on it counts as use."""
    now = time.monotonic()
    if now - st.session_state.setdefault(LAST, now) > LOCK_SECONDS:
        st.session_state[LOCKED] = True
        st.session_state.pop(REVEALED, None)
    if not st.session_state.get(LOCKED):
        st.session_state[LAST] = now
    return bool(st.session_state.get(LOCKED))


@st.fragment(run_every=LOOK_SECONDS)
def watch() -> None:
    """Look now and then whether the screen is to be hidden."""
    if time.monotonic() - st.session_state.get(LAST, time.monotonic()) > LOCK_SECONDS:
        st.session_state[LOCKED] = True
        st.rerun(scope="app")


def draw_locked(_: Texts) -> None:
    """Nothing but the way back."""
    st.title(_("Locked"), anchor=False)
    st.markdown(_("Nobody has used this screen for a while. Nothing is lost."))
    st.button(_("Go on"), key="unlock", type="primary", on_click=_unlock)


def _unlock() -> None:
    st.session_state[LOCKED] = False
    st.session_state[LAST] = time.monotonic()
