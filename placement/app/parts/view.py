"""Which of several views of a page is shown, kept by its name: in the address, so that it is found again after F5.

It is kept in the session too, so that it is found again after a look at another page. The library's own binding would
write the words of the language into the address, and read nothing else from it.
"""

from collections.abc import Mapping
from typing import Literal

import streamlit as st


def choose_view(
    label: str, views: Mapping[str, str], key: str, *, width: Literal["content", "stretch"] = "content"
) -> str:
    """Draw the choice, and return the name of the view.

    Args:
        label: What is chosen, for readers who do not see it.
        views: Name -> what it is called; the first is shown before anybody chose.
        key: Name in the address and in the session.
        width: `content` or `stretch`.
    """
    names = list(views)
    if st.session_state.get(key) not in views:
        asked = st.query_params.get(key)
        st.session_state[key] = asked if asked in views else names[0]
    shown = st.segmented_control(
        label, names, format_func=views.__getitem__, key=key, required=True, label_visibility="collapsed",
        width=width, persist_state="session",
    )  # fmt: skip
    chosen = shown or names[0]
    # Others turn to a view too (a link, a plan that is ready): what is shown is in the address, whoever chose it.
    if chosen != st.query_params.get(key, names[0]):
        st.query_params[key] = chosen
    return chosen
