"""An earlier week, to be read: which plans were made in it, what became of them, and who lived where."""

from datetime import UTC, datetime

import streamlit as st

from placement.app.parts.choose_plan import plan_on_screen
from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.review_lists import draw_by_unit, draw_change_lines, lines_of
from placement.app.parts.review_look import draw_plan_figures
from placement.app.parts.table import draw_table
from placement.domain.fact import Wrong
from placement.domain.whereabouts import Whereabouts, stands
from placement.service.desk.against_running import against_last
from placement.service.desk.kept_list import PlanLine, plan_lines
from placement.service.desk.kept_plan import Kept
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
    _draw_waiting(now, kept)
    _draw_changes(now, kept)
    st.subheader(_("Who lives where, by unit"), anchor=False)
    draw_by_unit(now, kept)


def _draw_waiting(now: Here, kept: Kept) -> None:
    """Who waited on that day, and what the plan gave them."""
    _ = now.texts
    waited = {one.alias for one in kept.week.households if stands(kept.week, one.alias) is Whereabouts.WAITS}
    rows = [one for one in lines_of(now, kept) if one.household in waited]
    title = _("Who waited then ({count})", count=len(rows))
    st.subheader(title, anchor=False)
    if not rows:
        st.markdown(_("Nobody waited."))
        return
    draw_table(
        title,
        ("*" + _("Household"), _("Priority"), _("Slept"), _("The plan gave"), _("From")),
        [(one.household, one.tier, one.now, one.planned or _("no place"), one.since) for one in rows],
    )


def _draw_changes(now: Here, kept: Kept) -> None:
    """What that week's plan changed against the one before it."""
    _ = now.texts
    st.subheader(_("What changed that week"), anchor=False)
    try:
        lines = once(
            "past_changes", (now.login, now.lang, kept.number, now.sight.change),
            lambda: against_last(now.desk, now.login, kept, now.lang),
        )  # fmt: skip
    except Wrong:
        st.markdown(_("Data of the week before are deleted: nothing can be compared."))
        return
    if lines is None:
        st.markdown(_("It was the first plan that was published: there is nothing to compare with."))
        return
    draw_change_lines(now, [one for one in lines if one.what != "unchanged"], _("What changed that week"))


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
