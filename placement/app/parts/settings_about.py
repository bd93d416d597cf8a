"""How a plan is made, and what is said of privacy and accessibility: short, for anybody."""

import streamlit as st

from placement.app.parts.here import Here
from placement.service.about import STATEMENTS


def draw_about(now: Here) -> None:
    """Each statement under its heading."""
    for one in STATEMENTS.values():
        st.subheader(getattr(one.title, now.lang), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in one.lines(now.lang)))
