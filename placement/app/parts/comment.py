"""The comment on a plan: one line that the meeting wants to remember. It saves itself; in a meeting it is hidden."""

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here
from placement.domain.desk_rows import MOST_COMMENT
from placement.service.desk.commands.comments import TABLE, CommentPlan


def draw_comment(now: Here, number: int) -> None:
    """A field of the comment on a plan."""
    _, key = now.texts, str(number)
    if now.is_meeting:
        st.caption(_("In a meeting the comment on the plan is not shown."))
        return
    said, version = (
        now.sight.rows(TABLE).get(key, {}).get("text", ""),
        now.sight.versions.get((TABLE, key), 0),
    )
    name = f"comment:{number}"
    if st.session_state.get(f"v:{name}") != version or name not in st.session_state:
        st.session_state[name], st.session_state[f"v:{name}"] = said, version
    st.text_input(
        _("Comment on the plan"), key=name, max_chars=MOST_COMMENT, placeholder=_("A line for the meeting"),
        on_change=_save, args=(number, name),
        help=_("Aliases only. No names, no addresses, nothing about anybody that the decision does not need."),
    )  # fmt: skip


def _save(number: int, name: str) -> None:
    # Whatever comes of it, the field shows again what is kept.
    st.session_state.pop(f"v:{name}", None)
    do(CommentPlan(plan=number, text=st.session_state[name] or ""), seen=seen_row(TABLE, str(number)))
