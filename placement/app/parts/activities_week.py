"""The week of programmes in one table, or the one that was chosen."""

from collections.abc import Callable, Sequence

import streamlit as st

from placement.app.parts.activities_people import draw_participants, draw_waiting
from placement.app.parts.fields import draw_form
from placement.app.parts.here import Here
from placement.app.parts.one_row import draw_one_of, draw_read
from placement.app.parts.row_list import draw_add, may_write
from placement.app.parts.search import opened
from placement.app.parts.table import Cell, draw_table
from placement.domain.permission import Action, FieldClass
from placement.domain.week import Week
from placement.service.desk.marks import Mark
from placement.service.desk.programmes import ProgrammeRow, programme_rows, seats_lines, shown_days
from placement.service.desk.seats import look_at
from placement.service.rows import Line
from placement.words.texts import Texts, later

NEW = ("alias", "kind", "district", "seats", "since", "attendees")
"""What a new programme is asked for first."""
SHOWN = "programme_shown"
PARTS: dict[str, tuple[str, Callable[[Here, str], None]]] = {
    "people": (later("Who takes part"), draw_participants),
    "waiting": (later("Waiting list"), draw_waiting),
}


def draw_week(now: Here) -> None:
    """Draw the grid of the week, or one programme."""
    _ = now.texts
    week = now.week() if now.may(Action.PLAN) else None
    rows = programme_rows(now.content, week, _)
    every = sorted(now.sight.rows("programmes"))
    one = _choose(now, every) if every else None
    if one is not None:
        _table(now, [row for row in rows if row.programme == one], week)
        _one(now, one)
        return
    if rows:
        _table(now, rows, week)
    else:
        st.markdown(_("No activities yet. Write down the courses and groups that you have."))
    if may_write(now, "programmes"):
        draw_add(now, "programmes", fixed={}, only=NEW, under="programmes", label=_("Add an activity"))


def _choose(now: Here, programmes: Sequence[str]) -> str | None:
    """The programme that is shown, also one that has ended; somebody may have been sent here for it."""
    goto = opened("programmes")
    if goto and goto[1] in programmes:
        st.session_state[SHOWN] = goto[1]
    _ = now.texts
    return st.selectbox(
        _("Activity"),
        programmes,
        index=None,
        key=SHOWN,
        placeholder=_("All: choose one to open it"),
        width=320,
    )


def _table(now: Here, rows: Sequence[ProgrammeRow], week: Week | None) -> None:
    _ = now.texts
    days = shown_days(tuple(rows), _)
    seen = {} if now.is_meeting else {row.programme: look_at(row, now.content, week, _) for row in rows}
    told = any(seen.values())
    columns = ["*" + _("Activity"), *(name for _n, name in days), _("Seats"), _("What it is")]
    cells = [_cells(row, [n for n, _name in days], _, plans=week is not None) for row in rows]
    if told:
        columns.append(_("To look at"))
        cells = [
            [*own, [Line(one, "ends") for one in seen[row.programme]] or ""]
            for own, row in zip(cells, rows, strict=True)
        ]
    draw_table(_("The week's activities"), columns, cells)


def _cells(row: ProgrammeRow, days: Sequence[int], _: Texts, *, plans: bool) -> list[Cell]:
    name = [Line(row.programme), Line(f"{row.kind}, {row.when}" if row.when else row.kind, "member")]
    marks = [*row.marks, *([Mark("directions_bus", row.way)] if row.way else [])]
    return [name, *(", ".join(row.days[n]) for n in days), seats_lines(row.seats, _, plans=plans), marks]


def _one(now: Here, programme: str) -> None:
    _ = now.texts
    parts = dict(PARTS) if now.may(Action.READ, FieldClass.PLACEMENT) else {}
    parts["facts"] = (later("About the activity"), _facts)
    first = next(iter(parts))
    chosen = first
    if len(parts) > 1:
        chosen = (
            st.segmented_control(
                _("Part"), list(parts), format_func=lambda one: _(parts[one][0]), key="programme_part",
                default=first, required=True, label_visibility="collapsed",
            )
            or first
        )  # fmt: skip
    parts[chosen][1](now, programme)


def _facts(now: Here, programme: str) -> None:
    if may_write(now, "programmes"):
        draw_form(now, "programmes", programme, columns=3)
    else:
        draw_read(now, "programmes", [now.row("programmes", programme)])
    draw_one_of(
        now, "sessions", where=lambda row: row.get("programme") == programme, fixed={"programme": programme},
        under=programme,
    )  # fmt: skip
