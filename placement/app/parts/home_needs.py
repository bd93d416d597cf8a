"""What needs somebody, in three groups by how soon; each row has its sentence and one way on."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from placement.app.pages import ALL, allowed
from placement.app.parts.here import Here
from placement.app.parts.lead import PAGE, to_row
from placement.service.desk.clock import Urgency
from placement.service.desk.need import PLANS, Kind, Need
from placement.service.desk.needs_you import Needs
from placement.words.texts import Texts, later

GROUPS = {
    Urgency.NOW: later("Now"),
    Urgency.WEEK: later("This week or soon"),
    Urgency.LATER: later("Later"),
}
WAYS = {
    Kind.BREACH: later("Plan again"),
    Kind.UNRECORDED: later("Record it"),
    Kind.OFFER: later("Answer"),
}
OPEN, MAKE = later("Open it"), later("Plan again")
MOST = 10
"""Rows of a group that are drawn before somebody asks for the rest."""


def draw_needs(now: Here, found: Needs) -> None:
    """Draw all of it; that there is nothing is said."""
    _ = now.texts
    for urgency, title in GROUPS.items():
        if rows := found.of(urgency):
            st.markdown(f"**{_(title)}** ({len(rows)})")
            _draw_rows(now, urgency, rows)
    if not found.rows:
        st.success(_("Nothing waits for you."), icon=":material/check_circle:")
    if found.unseen:
        st.caption(
            _.n(
                "{count} more is about somebody you may not know of: a colleague sees it.",
                "{count} more are about people you may not know of: a colleague sees them.",
                found.unseen,
            )
        )


def _draw_rows(now: Here, urgency: Urgency, rows: Sequence[Need]) -> None:
    _ = now.texts
    few = MOST if urgency is Urgency.NOW else MOST // 2
    key = f"all:{urgency.name}"
    every = len(rows) <= few + 1 or st.session_state.get(key)
    for n, row in enumerate(rows if every else rows[:few]):
        _draw_row(now, row, f"{urgency.name}:{n}")
    if not every:
        st.button(
            _("Show all {count}", count=len(rows)), key=f"show:{urgency.name}", type="tertiary",
            icon=":material/expand_more:", on_click=_show_all, args=(key,),
        )  # fmt: skip


def _draw_row(now: Here, row: Need, key: str) -> None:
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"need:{key}"):
        st.html(f'<p class="need">{escape(row.text)}</p>', width="stretch")
        if row.more:
            with st.popover(_("See why"), key=f"why_need:{key}"):
                st.markdown("\n".join(f"- {one}" for one in row.more))
        if _leads(now, row) and st.button(_way(row, _), key=f"go:{key}"):
            to_row(row.table, row.key)


def _way(row: Need, _: Texts) -> str:
    if row.table == PLANS:
        return _("Look at plan {number}", number=row.key)
    return _(MAKE if row.key == "make" else WAYS.get(row.kind, OPEN))


def _leads(now: Here, row: Need) -> bool:
    """Whether the person may open the page on which it is dealt with."""
    page = PAGE.get(row.table, "")
    return any(one.file == page and allowed(one, now) for one in ALL)


def _show_all(key: str) -> None:
    st.session_state[key] = True
