"""One household tonight: from the start page in four clicks to a plan that is being made.

Open, who it is, their yes to a place, write down. All else can be left out, and is then read on the safe side.
"""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.lead import GO
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
from placement.domain.consent import ConsentAnswer
from placement.domain.person import Danger, Secrecy
from placement.service.desk.referring import refer_tonight

UNDER = "emergency"
ANSWERS = (ConsentAnswer.GIVEN, ConsentAnswer.DECLINED)


def draw_emergency(now: Here) -> None:
    """The button, and the form behind it. What is saved leads on to the plan (`lead.follow`)."""
    _ = now.texts
    with (
        st.popover(
            _("Emergency: one household tonight"), icon=":material/emergency_home:", key=UNDER,
        ),
        st.form(f"{UNDER}:form", border=False),
    ):  # fmt: skip
        st.markdown(_("Alias: **{alias}**", alias=alias_for(now, f"{UNDER}:alias")))
        draw_who(now, UNDER)
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
        st.caption(
            _("What you do not say is not known, and read on the safe side. Write the rest down later.")
        )
        st.form_submit_button(_("Write down and make a plan"), type="primary", on_click=_write)


def _write() -> None:
    now = here()
    told = told_by(UNDER, alias_for(now, f"{UNDER}:alias"), as_of(now))
    begun = attempt(lambda: refer_tonight(now.desk, now.login, told))
    st.session_state.pop(f"{UNDER}:alias", None)
    if begun is not None:
        forget(UNDER)
        st.session_state[GO] = "make"
