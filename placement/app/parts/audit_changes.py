"""What was changed, by whom and when; and one's own changes taken back by their number."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from placement.app.parts.act import take_back
from placement.app.parts.audit_filter import draw_older, draw_who_and_when, sought, to_newest
from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.table import draw_filled
from placement.service.desk.act_words import act_name
from placement.service.desk.changes_list import ChangeLine, Changes, changes
from placement.store.wanted import Wanted

UNDER, WHAT, FOUND, NAMED = "changes", "changes:what", "changes_found", "undo_named"


def draw_changes(now: Here) -> None:
    """Draw the fields to look by, what was found, and what can be taken back."""
    _ = now.texts
    asked = st.session_state.get(WHAT)
    found = _read(now, sought(UNDER)._replace(acts=frozenset({asked} if asked else ())))
    with st.container(horizontal=True, vertical_alignment="bottom", key="changes_by"):
        draw_who_and_when(now, UNDER, found.who)
        st.selectbox(
            _("What"), sorted(found.commands, key=lambda one: act_name(one, now.lang)), index=None, key=WHAT,
            format_func=lambda one: act_name(one, now.lang), placeholder=_("everything"),
            width=240, on_change=to_newest, args=(UNDER,),
        )  # fmt: skip
    _draw_undo(now, found.lines)
    st.subheader(_("Changes"), anchor=False)
    if not found.lines:
        st.markdown(_("Nothing was found."))
    else:
        columns = (
            "*" + _("No."),
            _("When"),
            _("Who"),
            _("What"),
            _("Rows"),
            _("Why"),
            _("What became of it"),
        )
        rows = [
            (str(one.number), one.at, one.by, one.what, one.rows, one.why, one.became) for one in found.lines
        ]
        draw_filled(_("Changes"), columns, rows)
    draw_older(now, UNDER, more=found.more, last=found.lines[-1].number if found.lines else None)
    st.caption(_("It says which tables a change was in, never what stands there."))


def _read(now: Here, wanted: Wanted) -> Changes:
    # The day is in it, since moments of today are told without their date.
    key = (now.login, now.lang, now.sight.change, datetime.now().astimezone().date(), wanted)
    found: Changes = once(FOUND, key, lambda: changes(now.desk, now.login, now.lang, wanted))
    return found


def _draw_undo(now: Here, lines: Sequence[ChangeLine]) -> None:
    """Only what is one's own, and whose rows nobody changed since, can be taken back."""
    _, mine = now.texts, {one.number: one for one in lines if one.is_open}
    if not mine:
        return
    if st.session_state.get(NAMED) not in mine:
        st.session_state[NAMED] = None
    with st.container(horizontal=True, vertical_alignment="bottom", key="undo_one"):
        number = st.selectbox(
            _("Take back one of your own changes"), list(mine), index=None, key=NAMED, width=420,
            format_func=lambda one: f"{one} · {mine[one].at} · {mine[one].what}", placeholder=_("Choose …"),
        )  # fmt: skip
        st.button(
            _("Take it back"), key="undo_this", icon=":material/undo:", on_click=take_back, args=(number,),
            disabled=number is None,
        )  # fmt: skip
