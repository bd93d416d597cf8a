"""Plan: make it, review and change it, publish it, and follow up what people answer."""

import streamlit as st

from placement.app.parts.answers import draw_answers
from placement.app.parts.here import here
from placement.app.parts.make import draw_make
from placement.app.parts.publish import draw_publish
from placement.app.parts.review import draw_review
from placement.words.texts import later

STEPS = {
    "make": (later("Make"), draw_make),
    "review": (later("Review and change"), draw_review),
    "publish": (later("Publish"), draw_publish),
    "answers": (later("Answers and moving in"), draw_answers),
}

now = here()
_ = now.texts
step = st.segmented_control(
    _("Step"), list(STEPS), format_func=lambda one: _(STEPS[one][0]), key="step", required=True,
    default=None if "step" in st.session_state else "make",  # a button may have chosen it
    bind="query-params", label_visibility="collapsed", width="stretch",
)  # fmt: skip
STEPS[step or "make"][1](now)
