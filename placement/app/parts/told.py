"""What the top of a page tells of the last thing that was done: refused, disputed, or waiting for a second person."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from placement.app.parts.act import (
    DISPUTED,
    HELD,
    REFUSED,
    Dispute,
    Held,
    ask_second,
    keep_mine,
    leave_it,
    take_theirs,
)
from placement.app.parts.here import Here
from placement.app.parts.reason import draw_reason
from placement.app.parts.table import draw_table
from placement.service.desk.named import field_name, table_name, value_text
from placement.service.protection_words import say_lowering
from placement.words.say import say_moment

WHY_KEY = "why_second"
ASKED = "asked"


def draw_told(now: Here) -> None:
    """Draw what waits to be told; nothing where all went as it should."""
    _ = now.texts
    if refused := st.session_state.get(REFUSED):
        _refused(refused)
    if dispute := st.session_state.get(DISPUTED):
        _dispute(dispute, now)
    if held := st.session_state.get(HELD):
        _held(held, now)
    if st.session_state.pop(ASKED, False):
        st.info(_("A second person must say yes. It waits under This week."))


def _refused(lines: Sequence[str]) -> None:
    with st.container(key="refused"):
        st.error("\n\n".join(lines), icon=":material/block:")
    st.session_state.pop(REFUSED, None)


def _dispute(dispute: Dispute, now: Here) -> None:
    _, first = now.texts, dispute.conflicts[0]

    at = say_moment(first.at, now.lang, datetime.now().astimezone())
    with st.container(border=True, key="dispute"):
        st.warning(
            _("Changed at {time} by {who}. Look at both.", time=at, who=first.by), icon=":material/group:"
        )
        seen = now.content
        rows = [
            (
                f"{table_name(one.table, now.lang)} {one.key}",
                field_name(one.table, one.field, now.lang),
                value_text(one.table, {one.field: one.theirs}, one.field, now.lang),
                value_text(one.table, {one.field: one.mine}, one.field, now.lang),
            )
            for one in dispute.conflicts
            if one.field in seen.get(one.table, {}).get(one.key, {one.field: None})
        ]
        draw_table(_("Both values"), ("*" + _("Row"), _("Field"), _("Theirs"), _("Yours")), rows)
        with st.container(horizontal=True):
            st.button(_("Keep mine"), key="keep_mine", on_click=keep_mine)
            st.button(_("Take theirs"), key="take_theirs", on_click=take_theirs, type="primary")


def _held(held: Held, now: Here) -> None:
    _ = now.texts
    with st.container(border=True, key="held"):
        st.warning(_("This lowers a protection. It takes two named people."), icon=":material/shield:")
        st.markdown("\n".join(f"- {say_lowering(one, now.lang)}" for one in held.lowerings))
        draw_reason(now, WHY_KEY)
        if not now.serving.is_demo:
            st.caption(_("The second person says yes when there is a login; until then it waits."))
        with st.container(horizontal=True):
            st.button(
                _("Ask a second person"),
                key="ask_second",
                on_click=ask_second,
                args=(WHY_KEY,),
                disabled=not st.session_state.get(WHY_KEY),
                type="primary",
            )
            st.button(_("Leave it as it is"), key="leave_it", on_click=leave_it)
