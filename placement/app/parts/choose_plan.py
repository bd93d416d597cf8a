"""Which plan is on the screen. The choice is this screen's own; after F5 it is the newest that waits."""

from datetime import UTC, datetime

import streamlit as st

from placement.app.parts.here import Here
from placement.service.desk.kept_list import PlanLine, first_to_look_at, plan_lines
from placement.service.desk.kept_plan import Kept, kept_plan

CHOSEN, STEP, SHOWN = "plan_chosen", "step", "plan_on_screen"


def open_for_review(number: int) -> None:
    """Go to the step in which plans are looked at, with this one."""
    st.session_state[CHOSEN] = number
    st.session_state[STEP] = "review"


def choose_plan(now: Here) -> PlanLine | None:
    """Draw the choice; the plan that is chosen, or none where there is none."""
    _ = now.texts
    lines = {one.number: one for one in plan_lines(now.desk, datetime.now(UTC), _)}
    if not lines:
        return None
    if st.session_state.get(CHOSEN) not in lines:
        st.session_state[CHOSEN] = first_to_look_at(lines.values())
    number = st.selectbox(
        _("Plan"), list(lines), key=CHOSEN, label_visibility="collapsed", width=480, placeholder=_("Choose …"),
        persist_state="session",
        format_func=lambda one: _(
            "Plan {number}: {state} ({time}, {who})",
            number=one, state=lines[one].state, time=lines[one].at, who=lines[one].by,
        ),
    )  # fmt: skip
    return lines[number] if number else None


def plan_on_screen(now: Here, number: int) -> Kept:
    """The plan, judged; read anew where anything changed: each reading is a line of the log."""
    known: tuple[object, dict[int, Kept]] = st.session_state.get(SHOWN, (None, {}))
    key = (now.login, now.sight.change)
    if known[0] != key:
        known = st.session_state[SHOWN] = (key, {})
    if number not in known[1]:
        known[1][number] = kept_plan(now.desk, now.login, number)
    return known[1][number]
