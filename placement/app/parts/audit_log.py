"""The log, for those who audit: whether it is whole, and who saw, changed or took out what, when and why."""

from datetime import datetime

import streamlit as st

from placement.app.parts.audit_check import draw_check
from placement.app.parts.audit_filter import draw_older, draw_who_and_when, sought, to_newest
from placement.app.parts.here import Here
from placement.app.parts.once import forget, once
from placement.app.parts.table import draw_filled, lines_of
from placement.service.desk.log_kinds import KINDS, LogKind, acts_of
from placement.service.desk.log_list import LogLines, log_lines
from placement.store.wanted import Wanted
from placement.words.texts import Texts

UNDER, KIND, ABOUT, FOUND = "log", "log:kind", "log:about", "log_found"


def draw_log(now: Here) -> None:
    """Draw the check, the fields to look by, and the lines; nothing of it while others look on."""
    _ = now.texts
    draw_check(now)
    if now.is_meeting:
        st.markdown(_("Hidden in a meeting."))
        return
    st.subheader(_("Lines of the log"), anchor=False)
    kind, about = st.session_state.get(KIND), (st.session_state.get(ABOUT) or "").strip()
    acts = acts_of(kind) if kind else frozenset[str]()
    found = _read(now, sought(UNDER)._replace(acts=acts, about=about))
    st.pills(
        _("What kind of lines"), list(LogKind), key=KIND, format_func=lambda one: _(KINDS[one]),
        label_visibility="collapsed", on_change=to_newest, args=(UNDER,),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", key="log_by"):
        draw_who_and_when(now, UNDER, found.who)
        st.text_input(
            _("About (alias or number)"), key=ABOUT, max_chars=80, width=220, placeholder=_("everything"),
            on_change=to_newest, args=(UNDER,),
        )  # fmt: skip
        st.button(_("Look again"), key="log:again", icon=":material/refresh:", on_click=forget, args=(FOUND,))
    _draw(found, _)
    draw_older(now, UNDER, more=found.more, last=found.lines[-1].number if found.lines else None)
    st.caption(
        _("The log says which rows and fields, never what stands there. That you read it is in it, too.")
    )


def _read(now: Here, wanted: Wanted) -> LogLines:
    # The day is in it, since moments of today are told without their date.
    key = (now.login, now.lang, now.sight.change, datetime.now().astimezone().date(), wanted)
    found: LogLines = once(FOUND, key, lambda: log_lines(now.desk, now.login, now.lang, wanted))
    return found


def _draw(found: LogLines, _: Texts) -> None:
    if not found.lines:
        st.markdown(_("Nothing was found."))
        return
    columns = ("*" + _("No."), _("When"), _("Who"), _("What"), _("Rows"), _("Why"))
    rows = [(str(one.number), one.at, one.by, one.what, lines_of(one.rows), one.why) for one in found.lines]
    draw_filled(_("Lines of the log"), columns, rows)
