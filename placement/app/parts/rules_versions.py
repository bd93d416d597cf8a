"""Which figures were changed by whom, when and why; and back to one of these versions."""

from datetime import datetime

import streamlit as st

from placement.app.parts.here import Here, here
from placement.app.parts.rules_figure import PENDING, told_change
from placement.app.parts.table import draw_table, lines_of
from placement.service.desk.policy_versions import SAYS, FigureChange, PolicyVersion, back_to, policy_versions
from placement.service.desk.rule_figures import figures_of
from placement.service.desk.why import WHY
from placement.words.say import say_list, say_moment
from placement.words.texts import Texts


def draw_versions(now: Here) -> None:
    """Draw them, newest first, and a way back to each."""
    _ = now.texts
    key = ("versions", now.sight.change, now.login)
    known = st.session_state.get("versions_seen")
    if known is None or known[0] != key:
        known = (key, policy_versions(now.desk, now.login))
        st.session_state["versions_seen"] = known
    found: tuple[PolicyVersion, ...] = known[1]
    if not found:
        st.info(_("No figure has been changed yet: the rules hold as they are written."))
        return
    at = datetime.now().astimezone()
    draw_table(
        _("Versions"), ("*" + _("When"), _("Who"), _("Why"), _("What")),
        [
            (
                say_moment(one.at, now.lang, at),
                say_list([one.by, *([one.second] if one.second else [])], now.lang),
                getattr(WHY[one.why], now.lang) if one.why in WHY else "",
                lines_of(_told(figure, _) for figure in one.figures),
            )
            for one in found
        ],
    )  # fmt: skip
    chosen = st.selectbox(
        _("Back to the figures as they were after"), found, index=None, placeholder=_("Choose …"), width=480,
        format_func=lambda one: f"{say_moment(one.at, now.lang, at)}, {one.by}", key="version_chosen",
    )  # fmt: skip
    st.button(
        _("Put them forward"), key="back_to", disabled=chosen is None, on_click=_put_forward, args=(chosen,),
        help=_("They are shown as a change that is not saved yet."),
    )  # fmt: skip


def _told(one: FigureChange, _: Texts) -> str:
    key = one.rule, one.name
    then, now = ({} if value is None else {key: value} for value in (one.before, one.after))
    return told_change(key, then, now, _).replace("**", "")


def _put_forward(version: PolicyVersion) -> None:
    now = here()
    commands = back_to(now.desk, version.change, figures_of(now.content))
    defaults = {(c.rule, c.setting): SAYS[c.rule, c.setting][1].default for c in commands}
    st.session_state[PENDING] = {
        (c.rule, c.setting): defaults[c.rule, c.setting] if c.value is None else c.value for c in commands
    }
    st.session_state["rules"] = "rules"
