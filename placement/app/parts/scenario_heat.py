"""Tiles whose number says what their shade says: how full each unit is, week by week, and what a sweep comes to."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from placement.service.desk.future_view import Heat
from placement.words.texts import Texts

ROW, AXIS = 26, 44
"""Pixels of a row, and of what stands above and around all of them."""
LIGHT, DARK, LINE, INK = "#ffffff", "#6db8d1", "#7f8d93", "#1c2529"
Tile = tuple[str, str, float | None, str]
"""Row, column, how dark, and what it says."""


def heat_chart(rows: Sequence[Heat], days: Sequence[str], _: Texts) -> alt.LayerChart | alt.FacetChart:
    """How full each unit is: darker is fuller."""
    tiles = [
        (one.unit, day, full, "–" if full is None else str(full))
        for one in rows
        for day, full in zip(days, one.weeks, strict=True)
    ]
    told = (_("Unit"), _("From"))
    return tiles_chart(tiles, [one.unit for one in rows], days, told, _("Per cent taken"), domain=(0, 100))


def tiles_chart(
    tiles: Sequence[Tile], down: Sequence[str], across: Sequence[str], of: Sequence[str], measure: str,
    *, domain: tuple[float, float] | None = None,
) -> alt.LayerChart | alt.FacetChart:  # fmt: skip
    """Draw them.

    Args:
        tiles: One for each row and column.
        down: The rows in order.
        across: The columns in order.
        of: What rows and columns are.
        measure: What a tile tells.
        domain: What is lightest and darkest; by default the least and the most that is there.
    """
    there = [dark for _row, _column, dark, _label in tiles if dark is not None]
    least, most = domain or (min(there, default=0.0), max(there, default=1.0))
    values: list[dict[str, Any]] = [
        {"row": row, "column": column, "dark": least if dark is None else dark, "label": label}
        for row, column, dark, label in tiles
    ]
    base = alt.Chart(alt.InlineData(values=values), height=ROW * len(down) + AXIS).encode(
        x=alt.X("column:O", sort=list(across), title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelFlush=False, labelLimit=80, labelFontSize=13)),
        y=alt.Y("row:N", sort=list(down), title=None,
                axis=alt.Axis(labelFlush=False, labelLimit=160, labelFontSize=13, labelOverlap=False)),
        tooltip=[
            alt.Tooltip("row:N", title=of[0]), alt.Tooltip("column:O", title=of[1]),
            alt.Tooltip("label:N", title=measure),
        ],
    )  # fmt: skip
    shade = alt.Scale(
        domain=[least, most if most > least else least + 1], range=[LIGHT, DARK], interpolate="rgb"
    )
    tones = base.mark_rect(stroke=LINE, strokeWidth=1).encode(
        color=alt.Color("dark:Q", legend=None, scale=shade)
    )
    return alt.layer(tones, base.mark_text(fontSize=13, color=INK).encode(text="label:N"))
