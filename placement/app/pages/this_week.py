"""This week: who waits, one button, and the plan with its reasons."""

from pathlib import Path

import streamlit as st

from placement.app.parts.frame import current_language, told_in_one_message
from placement.app.parts.planner import plan_demo_week, week_on_screen
from placement.app.parts.this_week import draw_after_plan, draw_before_plan, draw_week

DEMO = Path(__file__).parents[3] / "data" / "bergen_week"
SECONDS = 20.0

lang = current_language()
with told_in_one_message(lang):
    week = week_on_screen(DEMO)
    if draw_week(week, lang):
        plan_demo_week(week, SECONDS, lang)
        st.rerun()
    if "answer" in st.session_state:
        draw_after_plan(st.session_state["answer"], lang)
    else:
        draw_before_plan(week, lang)
