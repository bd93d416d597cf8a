"""Somebody new: a short form now, the rest later."""

from datetime import date

import streamlit as st

from placement.app.parts.act import do, refuse
from placement.app.parts.here import Here, here
from placement.app.parts.new_person import (
    alias_for,
    as_of,
    draw_children,
    draw_choice,
    draw_languages,
    draw_who,
    forget,
    told_by,
)
from placement.app.parts.row_list import draw_add, may_write
from placement.app.parts.search import GOTO
from placement.domain.household import Situation
from placement.domain.person import Danger
from placement.errors import InputError
from placement.service.desk.referring import referral_of

UNDER = "refer"
NEW_MEMBER = ("alias", "age_status", "age_band", "gender", "languages", "secrecy")


def draw_refer(now: Here) -> None:
    """A referral, behind a button."""
    _ = now.texts
    with (
        st.popover(_("New referral"), icon=":material/person_add:", key=UNDER, width="content"),
        st.form(f"{UNDER}:form", border=False),
    ):
        alias_for(now, f"{UNDER}:alias")
        st.text_input(_("Alias"), key=f"{UNDER}:alias", max_chars=40, help=_("Drawn. Never a name."))
        st.date_input(
            _("Referred"),
            value=as_of(now),
            max_value=as_of(now),
            format="DD.MM.YYYY",
            key=f"{UNDER}:referral",
        )
        draw_who(now, UNDER)
        draw_choice(now, UNDER, "situation", _("Sleeps now"), Situation)
        draw_choice(now, UNDER, "danger", _("Threat"), Danger)
        with st.expander(_("More, if somebody knows it")):
            draw_languages(now, UNDER)
            draw_children(now, UNDER)
        st.caption(
            _("What you do not say is not known, and read on the safe side. Write the rest down later.")
        )
        st.form_submit_button(_("Write down"), type="primary", on_click=_refer)


def _refer() -> None:
    now = here()
    alias = str(st.session_state.get(f"{UNDER}:alias") or "").strip()
    referral: date = st.session_state.get(f"{UNDER}:referral") or as_of(now)
    try:
        command = referral_of(now.desk, told_by(UNDER, alias, referral))
    except InputError as error:
        refuse(error, now)
        return
    if do(command) is not None:
        forget(UNDER)
        st.session_state[GOTO] = ("households", alias)


def draw_member(now: Here, household: str) -> None:
    """One more person of a household; a newborn has a form of its own."""
    _, under = now.texts, f"member:{household}"
    if may_write(now, "persons"):
        alias_for(now, f"new:{under}:alias")
        draw_add(
            now,
            "persons",
            fixed={"household": household},
            only=NEW_MEMBER,
            under=under,
            label=_("Add a person"),
        )
