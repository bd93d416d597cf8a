"""What changed since the running plan: arrivals, exits, changed needs, broken locks."""

import streamlit as st

from placement.app.parts.here import Here
from placement.service.desk.since_plan import since_plan
from placement.service.desk.today import Today
from placement.words.say import say_date, say_list

MOST = 8


def draw_since(now: Here, told: Today) -> None:
    """Draw it; before the first plan how the week goes."""
    _ = now.texts
    st.subheader(_("Since the last plan"), anchor=False)
    found = since_plan(now.desk, now.content, told.review, now.lang)
    if found is None:
        st.markdown(_("No plan is published yet. What comes and changes after one is listed here."))
        return
    if found.is_empty:
        st.markdown(_("Nothing has changed."))
        return
    _draw_list(_("Arrivals"), found.arrivals)
    _draw_list(_("Exits"), tuple(f"{one.household}: {say_date(one.on, now.lang)}" for one in found.exits))
    _draw_list(
        _("Changed needs"), tuple(f"{one.household}: {say_list(one.what, now.lang)}" for one in found.needs)
    )
    _draw_list(_("Locks that cannot be kept"), found.locks)


def _draw_list(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        rest = f"\n- … (+{len(lines) - MOST})" if len(lines) > MOST else ""
        st.markdown(f"**{title}** ({len(lines)})\n" + "\n".join(f"- {one}" for one in lines[:MOST]) + rest)
