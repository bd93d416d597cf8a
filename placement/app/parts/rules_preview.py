"""What a change of figures would do, beside the week as it is: asked for, waited for, and read before it is saved."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.act import refuse
from placement.app.parts.here import Here
from placement.app.parts.proved import planner
from placement.app.parts.table import Cell, draw_filled, draw_table, lines_of
from placement.errors import PlacementError
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.policy_preview import WeekPreview, policy_preview
from placement.words.texts import Texts

ASKED, PREVIEW = "figures_asked", "figures_preview"
"""Names in the session: that it was asked for; of whom, which facts and which change it is, and what came of it."""


def ask_preview() -> None:
    """In a callback."""
    st.session_state[ASKED] = True


def draw_preview(now: Here, changes: Sequence[SetPolicy]) -> None:
    """Draw it where it was asked for; a preview of other facts, of another change or of another person is none."""
    key = now.login, now.sight.change, now.lang, tuple(changes)
    if st.session_state.pop(ASKED, False):
        st.session_state[PREVIEW] = key, _found(now, changes)
    kept = st.session_state.get(PREVIEW)
    if kept is not None and kept[0] == key:
        draw_week_preview(now, kept[1])


def _found(now: Here, changes: Sequence[SetPolicy]) -> WeekPreview:
    """Plan twice while the page says so. It writes no fact, so it may stand in the page's body."""
    told = now.texts("The week is planned twice: as it is, and with the change …")
    try:
        with st.spinner(told):
            return policy_preview(now.desk, now.login, changes, now.lang, planner=planner())
    except PlacementError as error:
        refuse(error, now)
        st.rerun()  # the top of the page tells it


def draw_week_preview(now: Here, found: WeekPreview) -> None:
    """How the two plans differ; in a meeting without names."""
    _ = now.texts
    told = _.n(
        "{count} household would live elsewhere.",
        "{count} households would live elsewhere.",
        found.households,
    )
    st.markdown(f"**{told}**")
    if not found.is_proved:
        st.caption(_("One of the two plans is not proved best: a difference may be chance."))
    if not now.is_meeting:
        _draw_people(found, _)
    measures = [*(_tier(before, after) for before, after in found.tiers if before != after)]
    if found.alarms[0] != found.alarms[1]:
        measures.append((_("Alarms"), *map(str, found.alarms)))
    if measures:
        draw_table(
            _("What it would do"), ("*" + _("Measure"), _("As it is"), _("With the change")), measures
        )  # fmt: skip
    else:
        st.markdown(_("Every priority is served as it is now, and there are as many alarms."))


def _draw_people(found: WeekPreview, _: Texts) -> None:
    if found.wishes:
        draw_filled(
            _("Whose wishes are met"), ("*" + _("Wish"), _("Met for"), _("No longer met for")),
            [(one.title, one.gains, one.loses) for one in found.wishes],
        )  # fmt: skip
    if found.moved:
        draw_table(
            _("Who would live elsewhere"), ("*" + _("Household"), _("As it is"), _("With the change")),
            [(one.household, one.before, one.after) for one in found.moved],
        )  # fmt: skip


def _tier(before: str, after: str) -> tuple[Cell, ...]:
    """Both sentences begin with the tier."""
    name, _, then = before.partition(": ")
    return name, lines_of([then]), lines_of([after.partition(": ")[2]])
