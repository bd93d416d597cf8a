"""Going from week to week. What is past is on the start page, to be read only; the day moves on there too."""

import streamlit as st

from placement.app.parts.here import Here
from placement.domain.permission import Action
from placement.service.desk.past_weeks import PastWeek, past_weeks
from placement.words.texts import Texts

SHOWN = "week"
"""Its name in the address of the start page: a day of the week."""


def week_shown(now: Here) -> PastWeek | None:
    """The earlier week that the address asks for; none: this week."""
    asked = st.query_params.get(SHOWN)
    if not asked or not now.may(Action.PLAN):
        return None
    return next((one for one in past_weeks(now.desk) if one.as_of.isoformat() == asked), None)


def week_title(week: PastWeek, _: Texts) -> str:
    """What the page is called while it shows an earlier week."""
    return _("Week {number}, {year}", number=week.number, year=week.as_of.isocalendar().year)


def draw_weeks(now: Here, shown: PastWeek | None) -> None:
    """The way to the week before and to the one after, where there are any."""
    if not now.may(Action.PLAN):
        return
    _, every = now.texts, past_weeks(now.desk)
    at = every.index(shown) if shown else len(every)
    if at > 0:
        _draw(every[at - 1], _, "before")
    if shown and at + 1 < len(every):
        _draw(every[at + 1], _, "after")
    if shown and st.button(_("To this week"), key="week:this", icon=":material/today:", type="tertiary"):
        _go(None)


def _draw(week: PastWeek, _: Texts, side: str) -> None:
    icon = ":material/chevron_left:" if side == "before" else ":material/chevron_right:"
    label = _("week {number}", number=week.number)
    if st.button(
        label[:1].upper() + label[1:], key=f"week:{side}", icon=icon, type="tertiary",
        icon_position="left" if side == "before" else "right", help=_("As it was planned then, to be read."),
    ):  # fmt: skip
        _go(week)


def _go(week: PastWeek | None) -> None:
    address = {name: st.query_params[name] for name in ("lang", "as") if name in st.query_params}
    if week is not None:
        address[SHOWN] = week.as_of.isoformat()
    st.switch_page(st.session_state["pages"]["this_week"], query_params=address)
