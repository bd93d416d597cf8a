"""Which figures were changed by whom, when and why; and back to one of these versions."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from placement.app.parts.here import Here, here
from placement.app.parts.once import once
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
    key = now.login, now.sight.change
    found: tuple[PolicyVersion, ...] = once("versions", key, lambda: policy_versions(now.desk, now.login))
    if not found:
        st.info(_("No figure has been changed yet: the rules hold as they are written."))
        return
    at = datetime.now().astimezone()
    draw_table(
        _("Versions"), ("*" + _("No."), _("When"), _("Who"), _("Why"), _("What")),
        [
            (
                str(one.change), say_moment(one.at, now.lang, at),
                say_list([one.by, *([one.second] if one.second else [])], now.lang),
                getattr(WHY[one.why], now.lang) if one.why in WHY else "",
                lines_of(_told(figure, _) for figure in one.figures),
            )
            for one in found
        ],
    )  # fmt: skip
    chosen = st.selectbox(
        _("Back to the figures as they were after"), found, index=None, placeholder=_("Choose …"), width=480,
        format_func=lambda one: f"{one.change} · {say_moment(one.at, now.lang, at)}, {one.by}", key="version_chosen",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            _("Put them forward"), key="back_to", disabled=chosen is None, on_click=_put_forward, args=(chosen,),
        )  # fmt: skip
        if figures_of(now.content):
            st.button(
                _("Put forward all as the rules are written"), key="back_to_rules", on_click=_as_written
            )
    st.caption(_("They are shown as a change that is not saved yet."))


def _told(one: FigureChange, _: Texts) -> str:
    key = one.rule, one.name
    then, now = ({} if value is None else {key: value} for value in (one.before, one.after))
    return told_change(key, then, now, _).replace("**", "")


def _put_forward(version: PolicyVersion) -> None:
    now = here()
    commands = back_to(now.desk, version.change, figures_of(now.content))
    _propose({(one.rule, one.setting): one.value for one in commands})


def _as_written() -> None:
    _propose(dict.fromkeys(figures_of(here().content)))


def _propose(figures: Mapping[tuple[str, str], int | None]) -> None:
    """None: as the rule has it by default."""
    st.session_state[PENDING] = {
        key: SAYS[key][1].default if value is None else value for key, value in figures.items()
    }
    st.session_state["rules"] = st.query_params["rules"] = "rules"
