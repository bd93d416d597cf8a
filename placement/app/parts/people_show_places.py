"""Which places are still possible for a household: what a coordinator lets whoever follows it up know."""

import streamlit as st

from placement.app.parts.act import do
from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.errors import Refused
from placement.service.desk.commands.showing import ShowPlaces
from placement.service.desk.people_list import HouseholdLine
from placement.service.desk.still_possible import Possible, still_possible
from placement.words.say import say_list


def draw_show_places(now: Here, line: HouseholdLine) -> None:
    """Draw the places and the way to show them, or to show them no more."""
    _, whom = now.texts, line.household
    key = (now.login, now.lang, whom, now.sight.change)
    try:
        found: Possible = once(
            "still_possible", key, lambda: still_possible(now.desk, now.login, whom, now.lang)
        )
    except Refused:  # of somebody above their clearance there is nothing to show
        return
    st.subheader(_("What its contact may know"), anchor=False)
    names = say_list(found.names, now.lang) or _("none")
    st.markdown(_("Still possible beside what is held and planned: {places}.", places=names))
    st.caption(
        _(
            "It rests on others, so the contact is told nothing of it unless you show it: as it is now, for a week."
        )
    )
    with st.container(horizontal=True):
        st.button(
            _("Show the contact these places"), key="show_places", icon=":material/visibility:",
            disabled=not found.places, on_click=_show, args=(whom, found.places),
        )  # fmt: skip
        if found.is_shown:
            st.button(
                _("Show no more"), key="show_no_places", icon=":material/visibility_off:", on_click=_show,
                args=(whom, ()),
            )  # fmt: skip


def _show(household: str, places: tuple[str, ...]) -> None:
    do(ShowPlaces(household=household, places=places))
