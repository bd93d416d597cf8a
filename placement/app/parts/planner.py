"""The planner of the app: one warm process for all screens; the answer stays with the screen that asked."""

from pathlib import Path

import streamlit as st

from placement.domain.run import Phase, Progress
from placement.domain.week import Week
from placement.service.child import ChildPlanner
from placement.service.planning import derived, load, make_plan
from placement.words.language import Lang
from placement.words.texts import later, texts

PHASES: dict[Phase, str] = {
    "planning": later("Looking for the best plan …"),
    "judging": later("An independent check reads every rule …"),
    "explaining": later("Finding the reasons …"),
}


@st.cache_resource(show_spinner=False)
def _planner() -> ChildPlanner:
    """The process holds no week between two calls."""
    return ChildPlanner()


def week_on_screen(folder: Path) -> Week:
    """The week that this screen works on, read when it was opened. Raises InputError."""
    _planner()  # starts while the week is read
    if "week" not in st.session_state:
        st.session_state["week"] = derived(load(folder))
    week: Week = st.session_state["week"]
    return week


def plan_demo_week(week: Week, seconds: float, lang: Lang) -> None:
    """Make the plan and keep it on this screen, telling each phase."""
    _ = texts(lang)
    told = st.empty()

    def tell(progress: Progress) -> None:
        if text := PHASES.get(progress.phase):
            told.status(_(text), state="running")

    try:
        answer = make_plan(week.instance, seconds=seconds, progress=tell, planner=_planner())
    finally:
        told.empty()
    st.session_state["answer"] = answer
