"""Which household is looked at: chosen from a list, by a click on a bar, or by name. Never in the address."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

HOUSEHOLD, CHART, LIST = "household_chosen", "grid_chart", "household_list"
ORDER = "household_order"


def pick_from_chart() -> None:
    """In a callback: a bar was clicked."""
    picked: Any = st.session_state[CHART].selection.get("pick") or []
    if picked and picked[0].get("who"):
        st.session_state[HOUSEHOLD] = picked[0]["who"]


def pick_from_list() -> None:
    """In a callback: a row was chosen."""
    rows: Sequence[int] = st.session_state[LIST].selection.rows
    if rows:
        st.session_state[HOUSEHOLD] = st.session_state[ORDER][rows[0]]


def chosen() -> str | None:
    """The household that is looked at."""
    found: str | None = st.session_state.get(HOUSEHOLD)
    return found
