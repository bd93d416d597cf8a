"""Review, week by week: rooms down, weeks across, as bars; the same as a table for whoever does not see the bars."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.pick import CHART, pick_from_chart
from placement.app.parts.table import draw_table
from placement.app.parts.week_chart import week_chart
from placement.service.desk.kept_plan import Kept
from placement.service.week_grid import Grid, grid

UNITS, TABLE = "grid_units", "grid_as_table"
MOST_ROWS = 80
"""Of more rows only units in which something begins are drawn at first."""


def draw_grid(now: Here, kept: Kept) -> None:
    """Which units, bars or table, and what the bars are."""
    _, whole = now.texts, grid(kept.week, kept.plan, now.lang, kept.untold)
    shown = _chosen(now, whole)
    as_table = st.toggle(_("Show as table"), key=TABLE, persist_state="session")
    if not shown.rows:
        st.markdown(_("No housing in this week."))
    elif as_table:
        heads = ("*" + _("Unit"), _("Room"), *(f"{one.name} ({one.since})" for one in shown.weeks))
        draw_table(_("Who is in which room, week by week"), heads, shown.as_table())
    else:
        st.vega_lite_chart(
            week_chart(shown, now.lang), width="stretch", key=CHART, on_select=pick_from_chart, selection_mode="pick",
            alt=_("Bars of who is in which room, week by week. The same stands in the table: Show as table."),
        )  # fmt: skip


def _chosen(now: Here, whole: Grid) -> Grid:
    """The units that were chosen; of a large week those in which something begins."""
    _, units = now.texts, list(dict.fromkeys(row.unit for row in whole.rows))
    begins = {whole.rows[bar.row].unit for bar in whole.bars if bar.kind in ("new", "proposal")}
    first = [unit for unit in units if unit in begins] if len(whole.rows) > MOST_ROWS else []
    chosen = st.multiselect(
        _("Units"), units, key=UNITS, default=[unit for unit in first if unit in units], placeholder=_("All units"),
        label_visibility="collapsed", persist_state="session", select_all=False,
    )  # fmt: skip
    return whole.of_units(chosen) if chosen else whole
