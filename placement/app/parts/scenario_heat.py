"""How full each unit is in each week, as tiles: the number says what the shade says."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from placement.service.desk.future_view import Heat
from placement.words.texts import Texts

ROW = 26
"""Pixels of a unit."""


def heat_chart(rows: Sequence[Heat], days: Sequence[str], _: Texts) -> alt.LayerChart | alt.FacetChart:
    """Darker is fuller."""
    values: list[dict[str, Any]] = [
        {"unit": one.unit, "week": day, "order": n, "full": full or 0, "label": "–" if full is None else str(full)}
        for one in rows
        for n, (day, full) in enumerate(zip(days, one.weeks, strict=True))
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=values), height=ROW * len(rows)).encode(
        x=alt.X("week:O", sort=alt.EncodingSortField("order"), title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelFlush=False, labelLimit=80, labelFontSize=13)),
        y=alt.Y("unit:N", sort=[one.unit for one in rows], title=None,
                axis=alt.Axis(labelFlush=False, labelLimit=160, labelFontSize=13)),
        tooltip=[
            alt.Tooltip("unit:N", title=_("Unit")), alt.Tooltip("week:O", title=_("From")),
            alt.Tooltip("label:N", title=_("Per cent taken")),
        ],
    )  # fmt: skip
    shade = alt.Scale(domain=[0, 100], range=["#ffffff", "#6db8d1"], interpolate="rgb")
    tiles = base.mark_rect(stroke="#7f8d93", strokeWidth=1).encode(
        color=alt.Color("full:Q", legend=None, scale=shade)
    )
    return alt.layer(tiles, base.mark_text(fontSize=13, color="#1c2529").encode(text="label:N"))
