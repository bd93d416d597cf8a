"""What one person had on the screen is not there for the next: a session goes on when somebody else is chosen."""

import streamlit as st

from placement.app.parts.here import LANG, LOGIN, MEETING
from placement.app.parts.lock import LAST, LOCKED

WHOSE = "whose"
OF_THE_SCREEN = frozenset({LANG, LOGIN, MEETING, LAST, LOCKED, WHOSE, "sight"})
"""Names in the session that are nobody's, or say themselves whose they are. What is in the address is nobody's, too."""


def forget_others(login: str) -> None:
    """Let go of all that was asked for, chosen, typed or told before somebody else began to look.

    Args:
        login: Who looks now.
    """
    if st.session_state.setdefault(WHOSE, login) == login:
        return
    kept = {f"kept_{name}" for name in st.query_params} | OF_THE_SCREEN | set(st.query_params)
    for name in [one for one in st.session_state if one not in kept]:
        del st.session_state[name]
    st.session_state[WHOSE] = login
