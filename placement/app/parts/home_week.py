"""The start page of who plans: where the week is, six figures, what needs somebody, what changed."""

from datetime import date

import streamlit as st

from placement.app.parts.act import do
from placement.app.parts.choose_plan import plan_on_screen
from placement.app.parts.cycle_line import draw_cycle
from placement.app.parts.emergency import draw_emergency
from placement.app.parts.here import Here
from placement.app.parts.home_beds import draw_beds
from placement.app.parts.home_figures import draw_figures
from placement.app.parts.home_needs import draw_needs
from placement.app.parts.home_next import draw_next
from placement.app.parts.home_second import draw_second
from placement.app.parts.home_since import draw_since
from placement.service.desk.commands.decisions import OpenWeek, to_record
from placement.service.desk.cycle import Cycle, cycle, next_week
from placement.service.desk.kept_plan import Kept
from placement.service.desk.needs_you import needs
from placement.service.desk.today import today
from placement.service.veil import untold
from placement.words.say import say_date
from placement.words.texts import Texts

BOX, NEXT, ANYWAY = "other_day", "next_week", "open_anyway"


def draw_planner(now: Here) -> None:
    """The week of who plans."""
    week, _ = cycle(now.desk), now.texts
    with st.container(horizontal=True, vertical_alignment="center", key="week_top"):
        day = say_date(week.as_of, now.lang, year=True)
        number = _("week {number}", number=week.as_of.isocalendar().week)
        st.markdown(f"**{number[:1].upper()}{number[1:]}** · {day}", width="content")
        draw_next(now, week)
        draw_emergency(now)
        _draw_next_week(now, week.as_of)
    draw_cycle(now, week)
    draw_figures(now)
    left, right = st.columns([2, 1], gap="large")
    with left:
        st.subheader(_("Needs you"), anchor=False)
        draw_second(now)
        told = today(now.desk)
        draft = _draft(now, week)
        hidden = untold(now.actor, told.week, now.desk.now().content)
        found = needs(
            told, week.unrecorded, now.content, now.lang, hidden=hidden, meeting=now.is_meeting, draft=draft
        )
        draw_needs(now, found)
    with right:
        draw_since(now, told)
        draw_beds(now, told.week)


def _draft(now: Here, week: Cycle) -> Kept | None:
    """The newest plan of today's facts that waits; it is read once: each reading is a line of the log.

    One that breaks rules says nothing of who can have a place.
    """
    kept = plan_on_screen(now, week.draft) if week.draft is not None else None
    return None if kept is None or kept.review.breaches else kept


def _draw_next_week(now: Here, as_of: date) -> None:
    """Move the day on which all is read on; first it is asked what was not recorded."""
    _ = now.texts
    with st.popover(_("Open another day"), icon=":material/event:", key=BOX, on_change="rerun"):
        st.markdown(_("All is read as it is on one day. It only moves on, and no stay changes by that."))
        on = st.date_input(
            _("Day"), value=next_week(as_of), min_value=date.fromordinal(as_of.toordinal() + 1), format="DD.MM.YYYY",
            key=NEXT,
        )  # fmt: skip
        _draw_open(now, on, _)


def _draw_open(now: Here, on: date | None, _: Texts) -> None:
    missing = to_record(now.desk.now(), on) if on else ()
    if missing:
        st.markdown(
            _.n(
                "{count} thing is not recorded by then.",
                "{count} things are not recorded by then.",
                len(missing),
            )
        )
        st.checkbox(_("Open it all the same; they stay tasks."), key=ANYWAY)
    st.button(
        _("Open {day}", day=say_date(on, now.lang, year=True)) if on else "…", key="open_week", on_click=_open,
        disabled=on is None or bool(missing and not st.session_state.get(ANYWAY)),
    )  # fmt: skip


def _open() -> None:
    on = st.session_state.get(NEXT)
    if on is not None and do(OpenWeek(as_of=on, anyway=bool(st.session_state.get(ANYWAY)))) is not None:
        for name in (NEXT, ANYWAY):
            st.session_state.pop(name, None)
        st.session_state[BOX] = False
