"""Widgets that never own their value: each shows what a row holds, and is set anew where the row has another version.

So an undo, or another person's change, is seen at once, and focus stays where it was.
"""

from typing import Any

import streamlit as st

VERSIONS = "versions_shown"
"""Its one name in the session: the library goes through all names there are for every choice that it draws."""


def hold(name: str, value: Any, version: int) -> None:  # noqa: ANN401 - what a field holds
    """Let a widget that is drawn next show what the row holds, unless it does already.

    Args:
        name: The widget's key.
        value: What the row holds.
        version: Of the row.
    """
    shown: dict[str, int] = st.session_state.setdefault(VERSIONS, {})
    if shown.get(name) != version or name not in st.session_state:
        st.session_state[name], shown[name] = value, version


def hold_anew(name: str) -> None:
    """Whatever comes of a change, the widget shows again what the row holds."""
    st.session_state.get(VERSIONS, {}).pop(name, None)


def forget_undrawn() -> None:
    """Let go of what is not on the screen any more: the library has let go of its values too."""
    shown: dict[str, int] = st.session_state.get(VERSIONS, {})
    for name in [one for one in shown if one not in st.session_state]:
        del shown[name]
