"""Plan, review and change: a plan as it stands, what must be looked at, and changes by hand."""

import streamlit as st

from placement.app.parts.choose_plan import choose_plan
from placement.app.parts.here import Here


def draw_review(now: Here) -> None:
    """The plan that is chosen; where there is none, how to get one."""
    _ = now.texts
    line = choose_plan(now)
    if line is None:
        st.markdown(_("There is no plan to look at yet. Make one first."))
        return
