"""Free beds in the weeks ahead, as a strip for each unit; the same as a table."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.service.capacity import WeekOfBeds, weeks_of_beds
from placement.words.say import say_date
from placement.words.texts import Texts

ROW = 26
"""Pixels of a unit."""


def draw_ahead(now: Here) -> None:
    """Draw the strip and its twin."""
    _ = now.texts
    found = weeks_of_beds(now.week())
    st.markdown(
        _("The fewest free beds of each week, from what is held. A dash: closed. A star: some beds close.")
    )
    if not found:
        st.markdown(_("No units yet. Write down the homes that you have: then a plan can be made."))
        return
    as_table = st.toggle(_("Show as a table"), key="ahead_as_table")
    if as_table:
        _table(found, _)
    else:
        told = _("Free beds, week by week. The same is there as a table.")
        st.altair_chart(_strip(found, _), alt=told, width="stretch")


def _label(one: WeekOfBeds) -> str:
    if one.is_closed:
        return "–"
    return f"{one.beds.free}{'*' if one.closes else ''}"


def _strip(found: Sequence[WeekOfBeds], _: Texts) -> alt.LayerChart | alt.FacetChart:
    """Darker is more free beds; the number says it too."""
    values: list[dict[str, Any]] = [
        {
            "unit": one.unit, "week": say_date(one.since, _.lang), "order": one.since.isoformat(),
            "free": one.beds.free, "label": _label(one), "told": _told(one, _),
        }
        for one in found
    ]  # fmt: skip
    units = list(dict.fromkeys(one.unit for one in found))
    base = alt.Chart(alt.InlineData(values=values), height=ROW * len(units)).encode(
        x=alt.X("week:O", sort=alt.EncodingSortField("order"), title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelFlush=False, labelLimit=80, labelFontSize=13)),
        y=alt.Y("unit:N", sort=units, title=None, axis=alt.Axis(labelFlush=False, labelLimit=160, labelFontSize=13)),
        tooltip=[
            alt.Tooltip("unit:N", title=_("Unit")), alt.Tooltip("week:O", title=_("From")),
            alt.Tooltip("told:N", title=_("Beds")),
        ],
    )  # fmt: skip
    most = max(one.beds.free for one in found) or 1
    tiles = base.mark_rect(stroke="#7f8d93", strokeWidth=1).encode(
        color=alt.Color(
            "free:Q",
            legend=None,
            scale=alt.Scale(domain=[0, most], range=["#ffffff", "#6db8d1"], interpolate="rgb"),
        )
    )
    numbers = base.mark_text(fontSize=13, color="#1c2529").encode(text="label:N")
    return alt.layer(tiles, numbers)


def _told(one: WeekOfBeds, _: Texts) -> str:
    if one.is_closed:
        return _("closed")
    figures = {"free": one.beds.free, "all": one.beds.in_service}
    if one.closes:
        return _("{free} of {all} free, some beds close", **figures)
    return _("{free} of {all} free", **figures)


def _table(found: Sequence[WeekOfBeds], _: Texts) -> None:
    days = list(dict.fromkeys(one.since for one in found))
    units: dict[str, list[str]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(_label(one))
    columns = ["*" + _("Unit"), *(say_date(day, _.lang) for day in days)]
    draw_table(_("Free beds, week by week"), columns, [[unit, *cells] for unit, cells in units.items()])
