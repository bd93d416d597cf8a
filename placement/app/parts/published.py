"""A plan that is decided: that it runs, and what it became."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.lead import turn_to
from placement.app.parts.table import draw_table
from placement.service.desk.publishing import became
from placement.service.desk.state_line import state_line


def draw_published(now: Here, number: int, state: str) -> None:
    """What became of a plan; of the running one its offers and held beds."""
    _ = now.texts
    if state_line(now.desk).plan != number:
        st.markdown(_("Plan {number}: {state}.", number=number, state=state))
        return
    found = became(now.desk, now.login)
    st.success(_("Plan {number} is published and runs.", number=number), icon=":material/check_circle:")
    if found is None:
        return
    held, offered = set(found.holds), found.offers
    st.markdown(" · ".join((
        _.n("{count} offer", "{count} offers", len(offered)),
        _.n("{count} bed held", "{count} beds held", len(held)),
        _.n("{count} contact written", "{count} contacts written", found.contacts),
        _.n("{count} enrolment written", "{count} enrolments written", found.enrolments),
    )))  # fmt: skip
    if offered:
        yes, no = _("held"), _("both places are kept until they have answered")
        draw_table(
            _("What became offers"), ("*" + _("Household"), _("Unit"), _("Bed")),
            [(household, unit, yes if household in held else no) for household, unit in offered],
        )  # fmt: skip
    st.button(
        _("To the answers"), key="to_answers", type="primary", icon=":material/arrow_forward:", on_click=turn_to,
        args=("answers",),
    )  # fmt: skip
