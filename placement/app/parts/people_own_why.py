"""Why this place: for whoever follows a household up, and may know of nobody else's."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.table import Cell, draw_table
from placement.errors import Refused
from placement.service.desk.own_why import OwnAnswer, own_why
from placement.service.desk.people_list import HouseholdLine
from placement.service.failures import say_error
from placement.service.own_words import OwnActivityLine, OwnView
from placement.service.rows import Line
from placement.words.say import say_list
from placement.words.texts import Texts


def draw_own_why(now: Here, line: HouseholdLine) -> None:
    """Draw the answer; looking again at the same facts is no new question."""
    _ = now.texts
    if now.is_meeting:
        st.markdown(_("Hidden in a meeting."))
        return
    key = (now.login, now.lang, line.household, now.sight.change)
    try:
        found: OwnAnswer = once(
            "own_why", key, lambda: own_why(now.desk, now.login, line.household, now.lang)
        )
    except Refused as error:
        st.warning(" ".join(say_error(error, now.lang)), icon=":material/lock:")
        return
    for view in found.views:
        _draw(view, _)
    _draw_activities(found.activities, _)
    if found.shown:
        places = say_list(found.shown, now.lang)
        st.markdown(
            _("Still possible on {day}, the first to be had first: {places}. A coordinator shows you this.",
              day=found.shown_on, places=places)
        )  # fmt: skip
    st.caption(
        _.n(
            "You have asked {count} such question in the last seven days. Each is in the log.",
            "You have asked {count} such questions in the last seven days. Each is in the log.",
            found.asked,
        )
    )


def _draw_activities(lines: Sequence[OwnActivityLine], _: Texts) -> None:
    if lines:
        draw_table(
            _("Activities, and why not yet"),
            ("*" + _("Person"), _("Activity"), _("Wish"), _("By own facts"), _("Why")),
            [_activity(one, _) for one in lines],
        )  # fmt: skip


def _activity(one: OwnActivityLine, _: Texts) -> tuple[Cell, ...]:
    possible = _("✓ possible") if one.is_open else ""
    return one.person, one.programme, one.wish, possible, tuple(map(Line, one.says))


def _draw(view: OwnView, _: Texts) -> None:
    st.markdown(f"**{' '.join(view.told)}**")
    st.markdown("\n".join(f"- {one}" for one in view.why))
    title = _("Other places, and why not there")
    draw_table(
        title,
        ("*" + _("Place"), _("By own facts"), _("Why not there")),
        [
            (one.where, _("✓ possible") if one.is_open else "", tuple(map(Line, one.says)))
            for one in view.places
        ],
    )
