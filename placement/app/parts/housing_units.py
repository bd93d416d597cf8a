"""All units in one table, or the one that was chosen."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.housing_unit import draw_unit
from placement.app.parts.row_list import draw_add, may_write
from placement.app.parts.search import opened
from placement.app.parts.table import Cell, draw_figures, draw_table
from placement.domain.permission import Action
from placement.service.capacity import Beds
from placement.service.desk.housing import UnitRow, beds_words, unit_rows
from placement.service.rows import Line
from placement.words.texts import Texts

NEW = ("alias", "type", "district")
"""What a new unit is asked for first."""
SHOWN = "unit_shown"


def draw_units(now: Here) -> None:
    """Draw all of them, or the one that was chosen."""
    _ = now.texts
    rows = unit_rows(now.content, now.week() if now.may(Action.PLAN) else None, _)
    if not rows:
        st.markdown(_("No units yet. Write down the homes that you have: then a plan can be made."))
    unit = _choose(now, [row.unit for row in rows]) if rows else None
    if unit is not None:
        _table([row for row in rows if row.unit == unit], _)
        draw_unit(now, unit)
        return
    if rows:
        _figures(rows, _)
        _table(rows, _)
    if may_write(now, "units"):
        draw_add(now, "units", fixed={}, only=NEW, under="units", label=_("Add a unit"))


def _choose(now: Here, units: Sequence[str]) -> str | None:
    """The unit that is shown; somebody may have been sent here for one, or for a room of it."""
    if goto := opened("units", "rooms"):
        table, key = goto
        unit = key if table == "units" else now.sight.rows("rooms").get(key, {}).get("unit")
        if unit in units:
            st.session_state[SHOWN] = unit
    _ = now.texts
    return st.selectbox(
        _("Unit"), units, index=None, key=SHOWN, placeholder=_("All: choose one to open it"), width=320
    )


def _figures(rows: Sequence[UnitRow], _: Texts) -> None:
    beds = [row.beds for row in rows if row.beds is not None]
    if len(beds) == len(rows):
        sums = Beds(*(sum(figures) for figures in zip(*beds, strict=True)))
        all_beds = sum(row.all_beds for row in rows)
        draw_figures(
            (
                (_("Beds free tonight"), sums.free),
                (_("Of these kept for emergencies"), sums.emergency),
                (_("Beds in service"), sums.in_service),
                (_("Closed tonight"), max(0, all_beds - sums.in_service)),
            )
        )


def _table(rows: Sequence[UnitRow], _: Texts) -> None:
    title = _("Units")
    area = any(row.area for row in rows)
    told = any(row.look_at for row in rows)
    columns = ["*" + _("Unit"), _("Beds"), _("What it is"), *([_("To look at")] if told else [])]
    draw_table(title, columns, [_cells(row, _, with_area=area)[: len(columns)] for row in rows])


def _cells(row: UnitRow, _: Texts, *, with_area: bool) -> list[Cell]:
    name = [Line(row.unit), Line(f"{row.kind}, {row.area}" if with_area and row.area else row.kind, "member")]
    beds = _.n("{count} bed", "{count} beds", row.all_beds) if row.beds is None else beds_words(row.beds, _)
    return [name, (beds,), row.marks, [Line(text, "ends") for text in row.look_at] or ""]
