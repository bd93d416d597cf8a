"""Who is in a programme, and who waits for it; somebody begins, somebody ends."""

from datetime import date

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here, here
from placement.app.parts.one_row import draw_one_of
from placement.app.parts.row_list import may_write
from placement.app.parts.table import Cell, draw_table
from placement.domain.permission import Action
from placement.service.desk.enrolling import TABLE, begin, end
from placement.service.desk.housing import as_of_of
from placement.service.desk.seats import Participant, Waiting, participants, waiting
from placement.service.rows import Line


def draw_participants(now: Here, programme: str) -> None:
    """Draw those who take part, with what clashes; and how one of them ends."""
    _ = now.texts
    plans = now.may(Action.PLAN)
    rows = participants(programme, now.content, now.week() if plans else None, _)
    if rows:
        told = plans and not now.is_meeting
        columns = ["*" + _("Who"), _("From"), _("Until"), *([_("To look at")] if told else [])]
        draw_table(_("Who takes part"), columns, [_cells(row, told=told) for row in rows])
    else:
        st.markdown(_("Nobody whom you may see takes part."))
    if may_write(now, TABLE) and plans:
        if rows:
            _offer_end(now, rows)
        draw_one_of(
            now, TABLE, where=lambda row: row.get("programme") == programme, fixed={"programme": programme},
            under=programme,
        )  # fmt: skip


def _cells(row: Participant, *, told: bool) -> list[Cell]:
    clashes: Cell = [Line(one, "ends") for one in row.clashes] or ""
    return [row.person, row.since, row.until, *([clashes] if told else [])]


def _offer_end(now: Here, rows: tuple[Participant, ...]) -> None:
    _, names = now.texts, {row.key: row.person for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom", key="ending"):
        key = st.selectbox(
            _("Who ends"), list(names), index=None, format_func=names.__getitem__, key="end_who",
            placeholder=_("Choose …"), width=240,
        )  # fmt: skip
        today = as_of_of(now.content)
        st.date_input(_("First day without"), value=today, format="DD.MM.YYYY", key="end_on", width=180)
        st.button(_("End"), key="end", on_click=_end, disabled=key is None)


def _end() -> None:
    now, key, on = here(), st.session_state.get("end_who"), st.session_state.get("end_on")
    if key and isinstance(on, date):
        do(end(now.content, key, on), seen=seen_row(TABLE, key))


def draw_waiting(now: Here, programme: str) -> None:
    """Draw those who wait, with what is in the way; and how one of them begins."""
    _ = now.texts
    plans = now.may(Action.PLAN)
    rows = waiting(programme, now.content, now.week() if plans else None, _)
    if not rows:
        st.markdown(_("Nobody whom you may see waits for it."))
        return
    told = plans and not now.is_meeting
    columns = ["*" + _("Who")]
    columns += [_("Can begin")] if plans else []
    columns += [_("What stands in the way")] if told else []
    draw_table(
        _("Waiting list"), columns,
        [
            [row.person, *([row.since or _("no")] if plans else []), *([row.why or ""] if told else [])]
            for row in rows
        ],
        new=[n for n, row in enumerate(rows) if row.may_begin],
    )  # fmt: skip
    st.caption(_("Wishes and consents are written down on the person's own page."))
    able = tuple(row for row in rows if row.may_begin)
    if able and may_write(now, TABLE):
        _offer_begin(now, programme, able)


def _offer_begin(now: Here, programme: str, rows: tuple[Waiting, ...]) -> None:
    _, first = now.texts, {row.person: row.first for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom", key="beginning"):
        who = st.selectbox(
            _("Who begins"), list(first), index=None, key="begin_who", placeholder=_("Choose …"), width=240
        )
        day = first.get(who or "")
        st.date_input(
            _("First day"), value=day, min_value=day, format="DD.MM.YYYY", key=f"begin_on:{day}", width=180
        )
        st.button(
            _("Enrol"), key="begin", type="primary", on_click=_begin, args=(programme, f"begin_on:{day}"),
            disabled=who is None,
        )  # fmt: skip


def _begin(programme: str, day_key: str) -> None:
    who, on = st.session_state.get("begin_who"), st.session_state.get(day_key)
    if who and isinstance(on, date):
        do(begin(who, programme, on))
