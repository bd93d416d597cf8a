"""Whoever comes tonight: from the start page in four clicks to a plan that is being made.

Open, who it is, their yes to a place, write down. All else can be left out, and is then read on the safe side. Where
there is room, who must wait, and what would have to give can be asked first; nothing is saved by that.
"""

import streamlit as st

from placement.app.parts.act import attempt, refuse
from placement.app.parts.emergency_room import draw_room
from placement.app.parts.here import Here, here
from placement.app.parts.lead import GO
from placement.app.parts.new_person import (
    aliases_for,
    as_of,
    draw_children,
    draw_choice,
    draw_languages,
    draw_who,
    forget,
    told_by,
)
from placement.domain.consent import ConsentAnswer
from placement.domain.person import Danger, Secrecy
from placement.errors import PlacementError
from placement.service.desk.commands.command import Command
from placement.service.desk.referring import MOST_TOGETHER, Told, arrival_of, refer_tonight
from placement.words.say import say_list

UNDER = "emergency"
COUNT, ALIASES, ASKED = f"{UNDER}:count", f"{UNDER}:aliases", f"{UNDER}:asked"
ANSWERS = (ConsentAnswer.GIVEN, ConsentAnswer.DECLINED)


def draw_emergency(now: Here) -> None:
    """The button, and the form behind it. What is saved leads on to the plan (`lead.follow`)."""
    _ = now.texts
    with st.popover(_("Emergency tonight"), icon=":material/emergency_home:", key=UNDER):
        with st.form(f"{UNDER}:form", border=False):
            _draw_form(now)
        asked = st.session_state.get(ASKED)
        if asked is not None and not now.is_meeting:
            draw_room(now, asked)


def _draw_form(now: Here) -> None:
    _ = now.texts
    names = aliases_for(now, ALIASES, _count())
    st.markdown(_("Alias: **{alias}**", alias=say_list(names, now.lang)))
    draw_who(now, UNDER)
    st.number_input(
        _("How many of the same case come, each alone"), min_value=1, max_value=MOST_TOGETHER, step=1, key=COUNT,
        help=_("What is said here counts for each of them. They may live in one unit, each in a room of their own."),
    )  # fmt: skip
    draw_choice(
        now, UNDER, "housing", _("Wants a place tonight"), ConsentAnswer, only=ANSWERS,
        said={ConsentAnswer.GIVEN: _("yes, said so"), ConsentAnswer.DECLINED: _("no")},
        help_=_("Without their own yes nobody is given a place."),
    )  # fmt: skip
    draw_choice(
        now, UNDER, "danger", _("Threat"), Danger,
        help_=_("Counts for two days. Not said: it counts as high until somebody assesses it."),
    )  # fmt: skip
    with st.expander(_("More, if somebody knows it")):
        draw_choice(
            now, UNDER, "secrecy", _("Address protection"), Secrecy,
            help_=_("Not said: it counts as confidential."),
        )  # fmt: skip
        draw_languages(now, UNDER)
        draw_children(now, UNDER)
    st.caption(_("What you do not say is not known, and read on the safe side. Write the rest down later."))
    with st.container(horizontal=True):
        st.form_submit_button(_("Write down and make a plan"), type="primary", on_click=_write)
        if not now.is_meeting:
            st.form_submit_button(_("Where is there room?"), icon=":material/visibility:", on_click=_ask)


def _count() -> int:
    return int(st.session_state.get(COUNT) or 1)


def _told(now: Here) -> tuple[Told, tuple[str, ...]]:
    """What was filled in of the first of them, and the aliases of the others."""
    first, *others = aliases_for(now, ALIASES, _count())
    return told_by(UNDER, first, as_of(now)), tuple(others)


def _ask() -> None:
    now = here()
    told, others = _told(now)
    try:
        command: Command = arrival_of(now.desk, told, others)
    except PlacementError as error:
        st.session_state.pop(ASKED, None)
        refuse(error, now)
        return
    st.session_state[ASKED] = command


def _write() -> None:
    now = here()
    told, others = _told(now)
    begun = attempt(lambda: refer_tonight(now.desk, now.login, told, others=others))
    st.session_state.pop(ALIASES, None)
    if begun is not None:
        forget(UNDER)
        st.session_state[GO] = "make"
