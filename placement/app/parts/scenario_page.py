"""Scenarios: which one, what it changes, and what would come of it this week."""

from datetime import date

import streamlit as st

from placement.app.parts.act import refuse
from placement.app.parts.here import Here
from placement.app.parts.proved import planner
from placement.app.parts.rules_preview import draw_week_preview
from placement.app.parts.scenario_base import draw_base, draw_gone
from placement.app.parts.scenario_cards import draw_add_card, draw_cards
from placement.app.parts.scenario_choice import draw_choice, draw_tools
from placement.app.parts.scenario_drill import draw_drill
from placement.app.parts.scenario_future import draw_future
from placement.app.parts.scenario_next import draw_next
from placement.app.parts.scenario_sweep import draw_sweep
from placement.app.parts.view import choose_view
from placement.domain.fact import ONE, WEEK
from placement.domain.permission import Action
from placement.domain.scenario import Scenario
from placement.errors import PlacementError
from placement.service.desk.comparison import base_line
from placement.service.desk.policy_preview import WeekPreview
from placement.service.desk.scenarios import kept_scenarios, shows_this_week, this_week

VIEW, ASKED, PREVIEW = "scenario_view", "scenario_asked", "scenario_week"
"""Names in the session: what is looked at; that it was asked for; what it hangs on, and what came of it."""


def draw_scenarios(now: Here) -> None:
    """The whole page."""
    _ = now.texts
    if not now.rows("units"):
        st.info(_("There are no units yet: nothing can be changed on paper."), icon=":material/info:")
        return
    st.markdown(
        _("Change the world on paper, and see what would come of it. The week itself stays as it is.")
    )
    views = {"changes": _("Changes"), "sweep": _("Sweep"), "drill": _("A group arrives: drill")}
    match choose_view(_("View"), views, VIEW):
        case "sweep":
            _draw_on(now)
            draw_sweep(now)
        case "drill":
            _draw_on(now)
            draw_drill(now)
        case _:
            _draw_changes(now)


def _draw_on(now: Here) -> None:
    """Of which week it is."""
    st.caption(base_line(date.fromisoformat(str(now.rows(WEEK)[ONE]["as_of"])), now.texts))


def _draw_changes(now: Here) -> None:
    """A scenario: what is different, and what would come of it."""
    _, base = now.texts, draw_base(now)
    if base is not None and draw_gone(now, base):
        return
    kept = draw_choice(now, kept_scenarios(now.content))
    if kept is not None and kept.scenario is None:
        st.warning(
            _("Another version of the program wrote this scenario. It can only be deleted here."),
            icon=":material/help:",
        )
        draw_tools(now, kept)
        return
    draw_cards(now, kept)
    draw_add_card(now, kept)
    if kept is not None:
        draw_tools(now, kept)
        if kept.scenario is not None and kept.scenario.cards:
            if base is None:
                _draw_this_week(now, kept.scenario)
            draw_future(now, kept, base)
            if base is None:
                draw_next(now, kept)


def _draw_this_week(now: Here, scenario: Scenario) -> None:
    """The one week, planned once more with the cards: asked for, waited for, and kept for this screen."""
    _ = now.texts
    st.subheader(_("This week"), anchor=False)
    if not shows_this_week(now.desk.now().instance, scenario):
        st.markdown(
            _("These changes are about who will come and stay: they show in the weeks to come alone.")
        )
        return
    plans, week = now.may(Action.PLAN), now.desk.now().instance.content_hash
    key = now.login, plans, now.lang, week, scenario.content_hash
    if st.session_state.pop(ASKED, False):
        st.session_state[PREVIEW] = key, _found(now, scenario)
    found = st.session_state.get(PREVIEW)
    if found is not None and found[0] == key:
        draw_week_preview(now, found[1])
    else:
        st.button(_("See what it would do this week"), key="scenario_this_week", icon=":material/visibility:",
                  on_click=_ask)  # fmt: skip


def _ask() -> None:
    st.session_state[ASKED] = True


def _found(now: Here, scenario: Scenario) -> WeekPreview:
    told = now.texts("The week is planned twice: as it is, and with the change …")
    try:
        with st.spinner(told):
            return this_week(now.desk, now.login, scenario, now.lang, planner=planner())
    except PlacementError as error:
        refuse(error, now)
        st.rerun()  # the top of the page tells it
