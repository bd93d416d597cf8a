"""Figures that are changed and not saved: they stay in sight, with what they would do; then save or leave them."""

import streamlit as st

from placement.app.parts.act import HELD, do
from placement.app.parts.here import Here
from placement.app.parts.reason import draw_reason
from placement.app.parts.rules_figure import PENDING, pending_figures, told_change
from placement.app.parts.rules_preview import PREVIEW, ask_preview, draw_preview
from placement.app.parts.told import WHY_KEY
from placement.domain.permission import Action
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.rule_figures import Figures

STYLE = """
[data-testid="stLayoutWrapper"]:has(> .st-key-pending) { position: sticky; bottom: 0.5rem; z-index: 5; }
.st-key-pending { background: Canvas; max-height: 60vh; overflow-y: auto; }
"""
"""However far down a figure was changed, what becomes of it is in sight."""


def draw_pending(now: Here, saved: Figures) -> None:
    """What would be changed, with its effect; nothing where nothing is. The last of the page."""
    _, pending = now.texts, pending_figures()
    if not pending:
        return
    st.html(f"<style>{STYLE}</style>")
    with st.container(border=True, key="pending"):
        st.markdown(f"**{_('Not saved yet')}**")
        st.markdown("\n".join(f"- {told_change(one, saved, pending, _)}" for one in pending))
        with st.container(horizontal=True, vertical_alignment="bottom", key="pending_acts"):
            if now.may(Action.SCENARIO):
                st.button(
                    _("See what it would do"), key="preview_policy", icon=":material/visibility:",
                    on_click=ask_preview,
                )  # fmt: skip
            why = draw_reason(now, "why_policy", width=320)
            st.button(
                _("Save"),
                key="save_policy",
                type="primary",
                disabled=why is None,
                on_click=_save,
                args=(why,),
            )
            st.button(_("Leave it as it is"), key="leave_policy", on_click=_leave)
        draw_preview(now, _commands())


def _commands() -> list[SetPolicy]:
    return [
        SetPolicy(rule=rule, setting=name, value=value) for (rule, name), value in pending_figures().items()
    ]


def _save(why: str) -> None:
    """Each is a step of its own. Of what is refused the rest stays; what takes a second person waits for one above."""
    pending = st.session_state[PENDING]
    for command in _commands():
        done = do(command, why=why)
        if done is not None or HELD in st.session_state:
            pending.pop((command.rule, command.setting))
        if done is None:
            st.session_state[WHY_KEY] = why  # if it waits, it is not asked for twice
            return
    _leave()


def _leave() -> None:
    for name in (PENDING, PREVIEW):
        st.session_state.pop(name, None)
