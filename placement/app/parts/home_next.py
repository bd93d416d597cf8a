"""The next step of the week, the one primary button of the start page; beside it a plan whenever somebody wants it."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.lead import draw_make_button, to_row, to_step
from placement.service.desk import jobs
from placement.service.desk.cycle import Cycle, Step
from placement.service.desk.need import PLANS
from placement.words.texts import later

STEPS = {
    Step.FREEZE: later("Write down what happened"),
    Step.ANSWERS: later("Write down the answers"),
    Step.MOVED_IN: later("Write down who moved in"),
}
"""Step -> what is done next, under the answers of the page of the plan."""
WRITE = "answers"


def draw_next(now: Here, week: Cycle) -> None:
    """Draw what is at hand. While a plan is being made the button leads there."""
    _ = now.texts
    if any(one.is_open and one.kind not in jobs.QUESTIONS for one in jobs.latest(now.desk)):
        if _draw(_("A plan is being made: see how far"), "see_job", ":material/hourglass_top:"):
            to_step("make")
        return
    _draw_at_hand(now, week)
    is_first = week.at is Step.DRAFT
    draw_make_button(_("Make this week's plan"), "make_week", is_primary=is_first)


def _draw_at_hand(now: Here, week: Cycle) -> None:
    _ = now.texts
    if week.at in STEPS:
        if _draw(_(STEPS[week.at]), "next_step"):
            to_step(WRITE)
        return
    look, send = (
        _("Look at plan {number}", number=week.draft),
        _("Publish plan {number}", number=week.proposed),
    )
    if week.at is Step.MEETING and _draw(look, "next_step"):
        to_row(PLANS, str(week.draft))
    if week.at is Step.PUBLISH and _draw(send, "next_step"):
        to_row(PLANS, str(week.proposed), "publish")


def _draw(label: str, key: str, icon: str = ":material/arrow_forward:") -> bool:
    return st.button(label, key=key, type="primary", icon=icon)
