"""One unit: its rooms and beds, what it can serve, its facts, what is closed, and an address that is burnt."""

from collections.abc import Callable

import streamlit as st

from placement.app.parts.fields import draw_form
from placement.app.parts.here import Here
from placement.app.parts.housing_burnt import draw_burnt
from placement.app.parts.housing_serves import draw_serves
from placement.app.parts.one_row import draw_one_of, draw_read
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import may_write
from placement.app.parts.table import Cell, draw_table
from placement.domain.permission import Action, FieldClass
from placement.service.desk.rooms import RoomRow, room_rows
from placement.service.rows import Line
from placement.words.texts import later


def draw_unit(now: Here, unit: str) -> None:
    """Draw one part of the unit; which one is chosen above it."""
    _ = now.texts
    parts = _parts(now)
    chosen = st.segmented_control(
        _("Part"), list(parts), format_func=lambda one: _(parts[one][0]), key="unit_part", default="rooms",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    parts[chosen or "rooms"][1](now, unit)


def _parts(now: Here) -> dict[str, tuple[str, Callable[[Here, str], None]]]:
    """What of a unit the person may look at or do."""
    parts: dict[str, tuple[str, Callable[[Here, str], None]]] = {"rooms": (later("Rooms and beds"), _rooms)}
    if now.may(Action.PLAN):
        parts["serves"] = (later("What can it serve?"), draw_serves)
    parts["facts"] = (later("About the unit"), _facts)
    parts["closures"] = (later("Closed and ready"), _closures)
    if now.may(Action.PLAN) and now.may(Action.WRITE, FieldClass.SAFETY):
        parts["burnt"] = (later("Burnt address"), draw_burnt)
    return parts


def _rooms(now: Here, unit: str) -> None:
    _ = now.texts
    rows = room_rows(unit, now.content, now.week() if now.may(Action.PLAN) else None, _)
    if rows:
        who = now.may(Action.READ, FieldClass.PLACEMENT)
        tonight = any(row.tonight for row in rows)
        columns = ["*" + _("Room"), _("Floor"), _("Beds")]
        columns += [_("Tonight")] if tonight else []
        columns += [_("Who")] if who else []
        cells = [_cells(row, tonight=tonight, who=who) for row in rows]
        draw_table(_("Rooms and beds"), [*columns, _("What it is")], cells)
    else:
        st.markdown(_("No rooms yet: add a floor first, then its rooms."))
    if may_write(now, "rooms"):
        draw_one_of(now, "rooms", where=lambda row: row.get("unit") == unit, fixed={"unit": unit},
                    only=("alias", "zone", "single", "double", "confirmed"), under=unit, titled=False)  # fmt: skip


def _cells(row: RoomRow, *, tonight: bool, who: bool) -> list[Cell]:
    floor: Cell = (row.policy._replace(text=f"{row.zone}: {row.policy.text}"),) if row.policy else row.zone
    cells: list[Cell] = [row.room, floor, row.beds]
    cells += [row.tonight] if tonight else []
    cells += [[Line(one) for one in row.who] or ""] if who else []
    return [*cells, row.marks or ""]


def _facts(now: Here, unit: str) -> None:
    if may_write(now, "units"):
        draw_reveal(now, [("units", unit)], f"units:{unit}")
        draw_form(now, "units", unit, columns=3)
    else:
        draw_read(now, "units", [now.row("units", unit)])
    draw_one_of(now, "zones", where=lambda row: row.get("unit") == unit, fixed={"unit": unit}, under=unit)


def _closures(now: Here, unit: str) -> None:
    _ = now.texts
    st.caption(_("Beds out of service, and from when the unit can receive before its usual notice."))
    for table in ("closures", "can_receive"):
        draw_one_of(now, table, where=lambda row: row.get("unit") == unit, fixed={"unit": unit}, under=unit)
