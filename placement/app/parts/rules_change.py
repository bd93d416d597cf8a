"""Figures that are changed and not saved: what they would do, then save or leave them."""

from collections.abc import Mapping

import streamlit as st

from placement.app.parts.act import HELD, REFUSED, do, refuse
from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.errors import PlacementError
from placement.service.child import ChildPlanner
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.policy_preview import PolicyPreview, policy_preview
from placement.service.desk.policy_versions import SAYS
from placement.service.desk.rule_figures import Figure, Figures
from placement.service.desk.why import WHY

PENDING, ASKED, PREVIEW = "figures_pending", "figures_asked", "figures_preview"
"""Names in the session: (rule, setting) -> new value; that its effect was asked for; who asked, of which facts, and
what it would do."""


def set_weight(figure: Figure, key: str) -> None:
    """In a callback: a word was chosen."""
    word = st.session_state[key]
    if word is not None:
        _set(figure, figure.of(word))


def set_figure(figure: Figure, key: str) -> None:
    """In a callback: a number was typed."""
    _set(figure, st.session_state[key])


def _set(figure: Figure, value: int | None) -> None:
    pending: dict[tuple[str, str], int] = st.session_state.setdefault(PENDING, {})
    key = figure.rule, figure.name
    if value is None or value == figure.value:
        pending.pop(key, None)
    else:
        pending[key] = value
    st.session_state.pop(PREVIEW, None)


def draw_pending(now: Here, saved: Figures) -> None:
    """What would be changed, with its effect; nothing where nothing is."""
    _, pending = now.texts, st.session_state.get(PENDING, {})
    if not pending:
        return
    with st.container(border=True, key="pending"):
        st.markdown(f"**{_('Not saved yet')}**")
        for key, value in pending.items():
            rule, setting = SAYS[key]
            before = saved.get(key, setting.default)
            says = f"{getattr(rule.title, now.lang)}: {getattr(setting.says, now.lang)}"
            st.markdown(f"- {says}: {before} → **{value}**")
        why = st.selectbox(
            _("Reason"), list(WHY), index=None, key="why_policy", placeholder=_("Choose …"), width=320,
            format_func=lambda code: getattr(WHY[code], now.lang),
        )  # fmt: skip
        with st.container(horizontal=True):
            if now.may(Action.SCENARIO):
                st.button(_("See what it would do"), key="preview_policy", on_click=_ask)
            st.button(
                _("Save"),
                key="save_policy",
                type="primary",
                disabled=why is None,
                on_click=_save,
                args=(why,),
            )
            st.button(_("Leave it as it is"), key="leave_policy", on_click=_leave)
        if st.session_state.pop(ASKED, False):
            _preview(now)
        held = st.session_state.get(PREVIEW)
        if held is not None and held[0] == (now.login, now.sight.change):
            _draw_preview(now, held[1])


def _commands() -> list[SetPolicy]:
    pending: Mapping[tuple[str, str], int] = st.session_state.get(PENDING, {})
    return [SetPolicy(rule=rule, setting=name, value=value) for (rule, name), value in pending.items()]


@st.cache_resource(show_spinner=False)
def _planner() -> ChildPlanner:
    """One warm process for all previews; it holds no week between two of them."""
    return ChildPlanner()


def _ask() -> None:
    st.session_state[ASKED] = True


def _preview(now: Here) -> None:
    """Plan twice while the page says so. It writes no fact, so it may stand in the page's body."""
    st.session_state.pop(PREVIEW, None)
    try:
        with st.spinner(
            now.texts("The week is planned twice: as it is, and with the change …"), show_time=True
        ):
            found = policy_preview(now.desk, now.login, _commands(), now.lang, planner=_planner())
    except PlacementError as error:
        refuse(error, now)
        st.rerun()  # the top of the page tells it
    st.session_state[PREVIEW] = (now.login, now.sight.change), found


def _save(why: str) -> None:
    pending = st.session_state[PENDING]
    for command in _commands():
        done = do(command, why=why)
        if done is None and (HELD in st.session_state or REFUSED in st.session_state):
            if HELD in st.session_state:
                pending.pop(
                    (command.rule, command.setting), None
                )  # it waits for a reason and a second person
            return
        pending.pop((command.rule, command.setting), None)
    _leave()


def _leave() -> None:
    for name in (PENDING, PREVIEW):
        st.session_state.pop(name, None)


def _draw_preview(now: Here, found: PolicyPreview) -> None:
    _ = now.texts
    told = _.n(
        "{count} household would live elsewhere.",
        "{count} households would live elsewhere.",
        found.households,
    )
    st.markdown(f"**{told}**")
    if not found.is_proved:
        st.caption(_("One of the two plans is not proved best: a difference may be chance."))
    draw_table(
        _("What it would do"), ("*" + _("Measure"), _("As it is"), _("With the change")),
        [
            *((before.split(":")[0], (before,), (after,)) for before, after in found.tiers),
            (_("Alarms"), str(found.alarms[0]), str(found.alarms[1])),
            (_("Points lost to wishes, each by its own weights"), str(found.points[0]), str(found.points[1])),
        ],
    )  # fmt: skip
    if found.moved and not now.is_meeting:
        draw_table(
            _("Who would live elsewhere"), ("*" + _("Household"), _("As it is"), _("With the change")),
            [(one.household, one.before, one.after) for one in found.moved],
        )  # fmt: skip
