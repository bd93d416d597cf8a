"""The grid of a plan as bars. Kinds are told apart by colour, by their edge, and by a sign before the name."""

import json
from copy import deepcopy
from typing import Any

import altair as alt
import streamlit as st

from placement.service.remembered import remembered
from placement.service.week_grid import KINDS, Bar, Grid
from placement.words.language import Lang
from placement.words.texts import texts

STEP = 26
"""Pixels a row."""
INK = {"light": "#1c2529", "dark": "#e8eef0"}
"""What is written, by theme."""
LOOKS = {
    "current": ("#71828a", (1, 0), ""),
    "hold": ("#2f7d99", (1, 0), "✓ "),
    "new": ("#3f8a5f", (1, 0), "+ "),
    "forecast": ("#8f62b3", (2, 3), "~ "),
    "proposal": ("#c0612b", (7, 3), "? "),
    "taken": ("#5b6870", (1, 0), "■ "),
    "closed": ("#9a6b00", (1, 4), "× "),
}
"""Kind -> colour, dashes of its edge, and the sign."""


def week_chart(shown: Grid, lang: Lang) -> dict[str, Any]:
    """The bars, as the drawing library wants them; a click on one picks its household under the name `pick`."""
    # The library takes the data out of what it is given.
    return deepcopy(_spec(shown, lang, INK.get(str(st.context.theme.type), INK["light"])))


@remembered(maxsize=8)
def _spec(shown: Grid, lang: Lang, ink: str) -> dict[str, Any]:
    """Made once for a plan: the library checks every word of it, which takes longer than the drawing."""
    _ = texts(lang)
    names = [_row_name(shown, n) for n in range(len(shown.rows))]
    base = alt.Chart(alt.InlineData(values=[_value(bar, names[bar.row]) for bar in shown.bars])).encode(
        y=alt.Y(
            "row:N",
            title=None,
            sort=names,
            scale=alt.Scale(domain=names),
            axis=alt.Axis(labelLimit=160, labelColor=ink),
        ),
        x=alt.X(
            "first:Q",
            title=None,
            scale=alt.Scale(domain=[0, shown.days], nice=False),
            axis=_weeks(shown, ink),
        ),
        tooltip=[
            alt.Tooltip(f"{field}:N", title=title)
            for field, title in (
                ("who", _("Household")),
                ("row", _("Room")),
                ("what", _("Status")),
                ("since", _("From")),
                ("until", _("Until")),
            )
        ],
    )
    pick = alt.selection_point(name="pick", fields=["who"], on="click")
    names_on_bars = base.mark_text(align="left", dx=6, fontSize=12, clip=True, color=ink).encode(
        text="name:N"
    )
    chart = alt.layer(_bars(base, shown, ink).add_params(pick), names_on_bars).properties(
        height=alt.Step(STEP)
    )
    made: dict[str, Any] = chart.to_dict()
    return made


def _bars(base: Any, shown: Grid, ink: str) -> Any:  # noqa: ANN401
    kinds = {bar.kind: _kind(bar) for bar in shown.bars}
    there = [kind for kind in KINDS if kind in kinds]
    domain = [kinds[kind] for kind in there]
    colours = alt.Scale(domain=domain, range=[LOOKS[kind][0] for kind in there])
    edges = alt.Scale(domain=domain, range=[LOOKS[kind][1] for kind in there])
    legend = alt.Legend(
        title=None, orient="bottom", columns=3, labelColor=ink, symbolType="square", symbolStrokeWidth=0
    )
    return base.mark_bar(cornerRadius=3, strokeWidth=2, fillOpacity=0.25, cursor="pointer").encode(
        x2="last:Q",
        color=alt.Color("kind:N", scale=colours, legend=legend),
        stroke=alt.Stroke("kind:N", scale=colours, legend=None),
        strokeDash=alt.StrokeDash("kind:N", scale=edges, legend=None),
    )


def _weeks(shown: Grid, ink: str) -> Any:  # noqa: ANN401
    """Each week by its number and its first day."""
    said = json.dumps({str(one.first): [one.name, one.day] for one in shown.weeks}, ensure_ascii=False)
    return alt.Axis(
        values=[one.first for one in shown.weeks], orient="top", grid=True, ticks=False, labelAlign="left",
        labelExpr=f"{said}[datum.value]", labelOverlap="greedy", labelColor=ink,
    )  # fmt: skip


def _value(bar: Bar, row: str) -> dict[str, str | int]:
    name = f"{LOOKS[bar.kind][2]}{bar.household or bar.what}"
    return {
        "row": row, "kind": _kind(bar), "name": name, "who": bar.household, "what": bar.what, "first": bar.first,
        "last": bar.last, "since": bar.since, "until": bar.until,
    }  # fmt: skip


def _kind(bar: Bar) -> str:
    return f"{LOOKS[bar.kind][2]}{bar.what}"


def _row_name(shown: Grid, number: int) -> str:
    """`Tunet T1`; the second lane of a shared room is told apart."""
    row = shown.rows[number]
    name = f"{row.unit} {row.room}"
    return f"{name} ({row.lane + 1})" if row.lane else name
