"""Which plan is on the screen. The choice is this screen's own; after F5 it is the newest that waits."""

from datetime import UTC, datetime

import streamlit as st

from placement.app.parts.here import Here
from placement.service.desk.kept_list import PlanLine, first_to_look_at, plan_lines

CHOSEN, STEP = "plan_chosen", "step"


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
        format_func=lambda one: _(
            "Plan {number}: {state} ({time}, {who})",
            number=one, state=lines[one].state, time=lines[one].at, who=lines[one].by,
        ),
    )  # fmt: skip
    return lines[number] if number else None
