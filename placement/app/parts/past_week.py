"""An earlier week, to be read: which plans were made in it, what became of them, and who lived where."""

from datetime import UTC, datetime

import streamlit as st

from placement.app.parts.choose_plan import plan_on_screen
from placement.app.parts.here import Here
from placement.app.parts.review_lists import draw_by_unit
from placement.app.parts.review_look import draw_plan_figures
from placement.domain.fact import Wrong
from placement.service.desk.kept_list import PlanLine, plan_lines
from placement.service.desk.past_weeks import PastWeek
from placement.service.veil import others_text
from placement.words.say import say_date
from placement.words.texts import Texts

CHOSEN = "past_plan"


def draw_past(now: Here, week: PastWeek) -> None:
    """Draw the plan that was published then; where none was, the newest that was made."""
    _ = now.texts
    day = say_date(week.as_of, now.lang, year=True)
    st.info(
        _("This is how it was planned on {day}. It can be read, not changed.", day=day), icon=":material/history:"
    )  # fmt: skip
    lines = {
        one.number: one for one in plan_lines(now.desk, datetime.now(UTC), _) if one.number in week.plans
    }
    number = _choose(week, lines, _)
    if week.published is None:
        st.markdown(_("No plan was published that week."))
    try:
        kept = plan_on_screen(now, number)
    except Wrong:
        st.markdown(_("Data of that time are deleted: the plan cannot be drawn any more."))
        return
    draw_plan_figures(now, kept)
    if kept.others:
        st.caption(others_text(kept.others, _))
    st.subheader(_("Who lives where, by unit"), anchor=False)
    draw_by_unit(now, kept)


def _choose(week: PastWeek, lines: dict[int, PlanLine], _: Texts) -> int:
    first = week.published or week.plans[0]
    if st.session_state.get(CHOSEN) not in lines:
        st.session_state[CHOSEN] = first
    chosen: int | None = st.selectbox(
        _("Plan"), list(lines), key=CHOSEN, label_visibility="collapsed", width=480, placeholder=_("Choose …"),
        format_func=lambda one: _(
            "Plan {number}: {state} ({time}, {who})",
            number=one, state=lines[one].state, time=lines[one].at, who=lines[one].by,
        ),
    )  # fmt: skip
    return chosen or first
