"""Each unit and its free beds: tonight, and the fewest on any of the next seven nights. Read only."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.domain.week import Week
from placement.service.capacity import beds_of_unit, weeks_of_beds


def draw_beds(now: Here, week: Week) -> None:
    """Draw a row for each unit; they add up to the figure above."""
    _ = now.texts
    title = _("Free beds by unit")
    st.subheader(title, anchor=False)
    least = {one.unit: one.beds.free for one in weeks_of_beds(week) if one.since == week.as_of}
    rows = [(unit.alias, beds_of_unit(week, unit, week.as_of), least[unit.alias]) for unit in week.units]
    draw_table(
        title,
        ("*" + _("Unit"), _("Tonight"), _("All week")),
        [
            (unit, str(tonight.free) if tonight.in_service else _("closed"), str(free))
            for unit, tonight, free in rows
        ],
    )
