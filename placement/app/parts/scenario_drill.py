"""A group that arrives, as a drill: who comes when, and what can be done that night and three days later."""

from datetime import timedelta
from typing import Any

import streamlit as st

from placement.app.parts.act import refuse
from placement.app.parts.here import Here
from placement.app.parts.proved import draw_sections
from placement.app.parts.quietly import quietly
from placement.domain.permission import Action
from placement.errors import PlacementError
from placement.service.desk.card_forms import spoken
from placement.service.desk.drilling import Drilled, drill_here, drill_html
from placement.service.drill import MOST, Drill

ON, MEN, WOMEN, LANGUAGE, SEED = "drill_on", "drill_men", "drill_women", "drill_language", "drill_seed"
ASKED, FOUND = "drill_asked", "drill_found"
"""Names in the session: that it was asked for; what it hangs on, and what came of it."""
DAYS_AHEAD = 3


def draw_drill(now: Here) -> None:
    """The form, and what came of it, kept for this screen alone."""
    _ = now.texts
    st.markdown(
        _("People of one case arrive together: what can be done that night and three days later, and what should be "
          "prepared? The group is fictional, and nothing is saved.")
    )  # fmt: skip
    asked = _draw_form(now)
    plans, week = now.may(Action.PLAN), now.desk.now().instance.content_hash
    key = now.login, plans, now.lang, now.is_meeting, week, asked
    if st.session_state.pop(ASKED, False):
        st.session_state[FOUND] = key, _found(now, asked)
    found = st.session_state.get(FOUND)
    if found is None:
        return
    if found[0] != key:
        st.caption(_("Something has changed since the drill was done: do it again."))
        return
    _draw_found(now, found[1])


def _draw_form(now: Here) -> Drill:
    _, week = now.texts, now.desk.now().instance
    languages = {one.value: one.text for one in spoken(now.lang)}
    usual: dict[str, Any] = {ON: min(week.as_of + timedelta(days=DAYS_AHEAD), week.horizon - timedelta(days=1)), MEN: 8,
                             WOMEN: 0, LANGUAGE: "ron", SEED: 1}  # fmt: skip
    for name, value in usual.items():
        st.session_state.setdefault(name, value)
    with st.container(border=True, key="drill_form"):
        first, second, third = st.columns(3)
        with first:
            on = st.date_input(_("The day on which they come"), key=ON, format="DD.MM.YYYY")
            language = st.selectbox(
                _("Language"), list(languages), key=LANGUAGE, format_func=languages.__getitem__
            )
        with second:
            men = st.number_input(_("Men"), key=MEN, min_value=0, max_value=MOST, step=1)
        with third:
            women = st.number_input(_("Women"), key=WOMEN, min_value=0, max_value=MOST, step=1)
            seed = st.number_input(_("Seed: another one brings other people"), key=SEED, min_value=0, step=1)
        st.button(_("Do the drill"), key="drill_do", type="primary", icon=":material/groups:", on_click=_ask)
    return Drill(on, int(men), int(women), language, int(seed))


def _ask() -> None:
    st.session_state[ASKED] = True


def _found(now: Here, asked: Drill) -> Drilled:
    try:
        with st.spinner(now.texts("Looking for beds for the group …")):
            return drill_here(now.desk, now.login, asked, now.lang, for_others=now.is_meeting)
    except PlacementError as error:
        refuse(error, now)
        st.rerun()  # the top of the page tells it


def _draw_found(now: Here, found: Drilled) -> None:
    _ = now.texts
    st.subheader(found.title, anchor=False)
    first, *others = found.sections
    st.caption(" ".join(first.lines))
    draw_sections(others)
    if now.may(Action.REPORT):
        st.download_button(
            _("Print the drill (logged)"), key="drill_print", file_name=_("drill.html"), mime="text/html",
            data=quietly(lambda: drill_html(now.desk, now.login, found, now.lang)), on_click="ignore",
            icon=":material/print:",
        )  # fmt: skip
