"""Those who have left, to read: since when, and how long what is written down of them is kept."""

from collections.abc import Collection, Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.table import draw_filled
from placement.service.desk.people_left import LeftLine, people_left
from placement.service.desk.retention import kept_days


def find_left(now: Here) -> tuple[LeftLine, ...]:
    """Those whom whoever looks may know of; found again where anything changed."""
    days = kept_days(now.desk)
    key = (now.login, now.lang, now.is_meeting, now.sight.change, days)
    found: tuple[LeftLine, ...] = once("people_left", key, lambda: people_left(now.content, now.texts, days))
    return found


def draw_left(now: Here, left: Sequence[LeftLine], spoken: Collection[str]) -> None:
    """Draw them; of some languages, where any were chosen."""
    _, days = now.texts, kept_days(now.desk)
    lines = [one for one in left if not spoken or one.languages & set(spoken)]
    title = _("Has left ({count})", count=len(lines))
    st.subheader(title, anchor=False)
    if not lines:
        st.markdown(_("Nobody is like this."))
        return
    draw_filled(
        title, ("*" + _("Household"), _("People"), _("Left on"), _("Kept at least until")),
        [(one.household, one.people, one.on, one.kept) for one in lines],
    )  # fmt: skip
    st.caption(
        _("What is written down of them is kept for {days} days after the case is closed, and the exit is written "
          "down; then it is deleted, history and all. Whoever may delete it looks at the list first.", days=days)
    )  # fmt: skip
