"""What is read with a line of the log is read once, not each time that the page is drawn."""

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st


def once(name: str, key: Hashable, read: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is read
    """What was read, as long as the key is the same.

    Args:
        name: Where it is kept in the session.
        key: What the answer hangs on: who looks, after which change, and what they asked for.
        read: Reads it.
    """
    kept = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = st.session_state[name] = (key, read())
    return kept[1]


def forget(name: str) -> None:
    """Read it anew next time."""
    st.session_state.pop(name, None)
