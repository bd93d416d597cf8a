"""How long what is kept, for how long after a case is closed, and who is due to be deleted."""

from datetime import UTC, datetime

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.reason import draw_reason
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.service.desk.named import table_name
from placement.service.desk.retention import LEAST, MOST, Purge, kept_days, purge, set_retention
from placement.service.retention_words import kept_how_long
from placement.words.say import say_date, say_list

DAYS, REASON, DUE, SURE = "retention_days", "retention_why", "purge_due", "purge_sure"


def draw_retention(now: Here) -> None:
    """The days, for who decides of them; what is due, for who deletes; and how long all else is kept."""
    _, days = now.texts, kept_days(now.desk)
    st.subheader(_("After a case is closed"), anchor=False)
    st.markdown(
        _.n("Data are kept for {count} day after a case is closed.",
            "Data are kept for {count} days after a case is closed.", days)
    )  # fmt: skip
    if now.may(Action.POLICY):
        _draw_days(now, days)
    if now.may(Action.PURGE):
        _draw_due(now)
    st.subheader(_("How long what is kept"), anchor=False)
    draw_table(_("How long what is kept"), ("*" + _("What"), _("How long")), kept_how_long(days, now.lang))
    st.caption(
        _("What the law on archives asks for is settled by the municipality before real data are used.")
    )


def _draw_days(now: Here, days: int) -> None:
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="bottom", key="retention"):
        if DAYS not in st.session_state:
            st.session_state[DAYS] = days
        # No limits here: the widget would clamp without a word. The service says which can be set.
        st.number_input(
            _("Days ({least} to {most})", least=LEAST, most=MOST), step=1, key=DAYS, width=180
        )  # fmt: skip
        draw_reason(now, REASON, width=260)
        st.button(
            _("Save"), key="set_retention", on_click=_set_days,
            disabled=not st.session_state.get(REASON) or st.session_state.get(DAYS) in (None, days),
        )  # fmt: skip


def _set_days() -> None:
    now, days, why = here(), st.session_state[DAYS], st.session_state[REASON]
    if attempt(lambda: _told_days(now, int(days), why)) is not None:
        st.session_state.pop(REASON)
        st.session_state.pop(DUE, None)


def _told_days(now: Here, days: int, why: str) -> int:
    set_retention(now.desk, now.login, days, why=why)
    return days


def _draw_due(now: Here) -> None:
    """First a list that changes nothing; then, of that list alone, the deletion."""
    _ = now.texts
    st.subheader(_("Due to be deleted"), anchor=False)
    st.button(_("Show what is due (logged)"), key="purge_look", icon=":material/search:", on_click=_look)
    held = st.session_state.get(DUE)
    if held is None or held[0] != now.login:
        return
    found: Purge = held[1]
    if found.change is not None:
        st.success(
            _("Deleted, history and all (change {number}). It cannot be taken back.", number=found.change)
        )
    elif not found.due:
        st.markdown(_("Nothing is due."))
    else:
        _draw_list(now, found)
    if found.held_back:
        names = say_list(found.held_back, now.lang)
        st.markdown(_("Held back, since somebody else would be protected less: {names}.", names=names))


def _draw_list(now: Here, found: Purge) -> None:
    _ = now.texts
    rows = [(one.household, say_date(one.closed, now.lang, year=True), one.people) for one in found.due]
    draw_table(_("Due to be deleted"), ("*" + _("Household"), _("Closed"), _("People")), rows)
    gone = [f"{table_name(table, now.lang)} {count}" for table, count in sorted(found.rows.items())]
    st.markdown(_("Rows that go, with their history: {rows}.", rows=say_list(gone, now.lang)))
    sure = st.checkbox(_("I have read the list. What is deleted cannot be taken back."), key=SURE)
    st.button(_("Delete for good"), key="purge", icon=":material/delete_forever:", on_click=_purge,
              args=(found.token,), disabled=not sure)  # fmt: skip


def _look() -> None:
    _keep(None)


def _purge(token: str) -> None:
    _keep(token)


def _keep(token: str | None) -> None:
    now = here()
    today = datetime.now(UTC).date()  # the log's clock
    found = attempt(lambda: purge(now.desk, now.login, today=today, token=token))
    st.session_state.pop(SURE, None)
    if found is not None:
        st.session_state[DUE] = (now.login, found)
