"""The comment on a plan: one line that the meeting wants to remember. It saves itself; in a meeting it is hidden."""

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here, here
from placement.app.parts.hold import hold, hold_anew
from placement.app.parts.plain import plain
from placement.domain.desk_rows import MOST_COMMENT
from placement.domain.permission import Action, FieldClass
from placement.service.desk.commands.comments import TABLE, CommentPlan
from placement.service.veil import tells_of


def draw_comment(now: Here, number: int) -> None:
    """A field of the comment on a plan, for those who may write it."""
    _, key = now.texts, str(number)
    if not (now.may(Action.PLAN) and now.may(Action.WRITE, FieldClass.COMMENT)):
        return
    if now.is_meeting:
        st.caption(_("In a meeting the comment on the plan is not shown."))
        return
    if _is_for_others(now, number):
        st.caption(_("The comment on the plan is about somebody whom a colleague looks after."))
        return
    name, version = f"comment:{number}", now.sight.versions.get((TABLE, key), 0)
    hold(name, now.sight.rows(TABLE).get(key, {}).get("text", ""), version)
    st.text_input(
        _("Comment on the plan"), key=name, max_chars=MOST_COMMENT, placeholder=_("A line for the meeting"),
        on_change=_save, args=(number, name),
        help=_("Aliases only. No names, no addresses, nothing about anybody that the decision does not need."),
    )  # fmt: skip


def draw_said(now: Here, number: int) -> None:
    """What the comment on a plan says, where there is one; nothing of it in a meeting."""
    row = now.sight.rows(TABLE).get(str(number), {})
    if "text" in row and not (now.is_meeting or _is_for_others(now, number)):
        st.markdown(f"**{now.texts('Comment on the plan')}** ({plain(row['by'])}): {plain(row['text'])}")


def _is_for_others(now: Here, number: int) -> bool:
    text = str(now.sight.rows(TABLE).get(str(number), {}).get("text", ""))
    return bool(text) and tells_of(text, now.untold)


def _save(number: int, name: str) -> None:
    hold_anew(name)
    command = CommentPlan(plan=number, text=st.session_state[name] or "", by=here().login)
    do(command, seen=seen_row(TABLE, str(number)))
