"""What scenarios would come to: sentences, measures with bands, how full the units are, and what stands in the way."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.plain import plain
from placement.app.parts.quietly import quietly
from placement.app.parts.scenario_heat import heat_chart
from placement.app.parts.table import Cell, draw_table, lines_of
from placement.domain.permission import Action
from placement.service import future_rows as rows
from placement.service.desk.bases import Base
from placement.service.desk.comparison import comparison_html, comparison_workbook
from placement.service.desk.future_view import FutureView, Shortage, future_view
from placement.service.desk.scenarios import Kept
from placement.service.desk.who_gets import who_gets
from placement.words.texts import Texts

AS_TABLE, HEAT_OF = "heat_as_table", "heat_of"


def draw_results(now: Here, chosen: Sequence[Kept], base: Base | None) -> None:
    """Everything that is known by now; nothing before the first future."""
    found = future_view(now.desk, now.login, chosen, now.lang, base=base, for_others=now.is_meeting)
    if found is None:
        return
    _ = now.texts
    st.caption(found.sampled)
    _draw_lines(found.summary, _)
    title = _("Measures")
    st.markdown(f"**{title}**")
    draw_table(
        title, ("*" + _("Measure"), *found.names),
        [(row.title, *map(_cell, row.cells)) for row in found.rows],
    )  # fmt: skip
    st.caption(
        _("The middle of the futures, and between what it lies in eight of ten of them. A difference is told with its "
          "95 % interval, future by future; where none is told as sure, it may be chance.")
    )  # fmt: skip
    _draw_files(now, chosen, base)
    if found.heat:
        _draw_heat(found, _)
    st.markdown(f"**{_('What stands in the way')}**")
    _draw_lines(found.shortages, _)
    if base is None and found.is_whole and now.may(Action.PLAN) and not now.is_meeting:
        _draw_who(now, chosen, found.names)


def _cell(cell: rows.Cell) -> Cell:
    return lines_of(filter(None, (cell.band, cell.change)))


def _draw_lines(parts: Sequence[Shortage], _: Texts) -> None:
    for one in parts:
        lines = one.lines or (_("Nothing in particular."),)
        st.markdown(f"{plain(one.name)}\n\n" + "\n".join(f"- {plain(line)}" for line in lines))


def _draw_heat(found: FutureView, _: Texts) -> None:
    title = _("How full the units are, week by week")
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, vertical_alignment="bottom", key="heat_choice"):
        of = st.selectbox(
            _("Of which scenario"), range(len(found.names)), index=1, key=HEAT_OF, width=420,
            format_func=found.names.__getitem__,
        )  # fmt: skip
        as_table = st.toggle(_("Show as a table"), key=AS_TABLE)
    rows = found.heat[of]
    if as_table:
        cells = [(one.unit, *("–" if week is None else f"{week} %" for week in one.weeks)) for one in rows]
        draw_table(title, ("*" + _("Unit"), *found.days), cells)
    else:
        told = _("Per cent of the beds in service that are taken. The same is there as a table.")
        st.altair_chart(heat_chart(rows, found.days, _), alt=told, width="stretch")
        st.caption(
            _("Per cent of the beds in service that are taken, on average. A dash: no bed is in service.")
        )


def _draw_files(now: Here, chosen: Sequence[Kept], base: Base | None) -> None:
    _, made = now.texts, (now.desk, now.login, tuple(chosen), now.lang, base)
    with st.container(horizontal=True, key="scenario_files"):
        st.download_button(
            _("Print the comparison (logged)"), key="scenario_print", file_name=_("scenarios.html"), mime="text/html",
            data=quietly(lambda: comparison_html(*made)), on_click="ignore", icon=":material/print:",
        )  # fmt: skip
        st.download_button(
            _("Take out as a workbook (logged)"), key="scenario_xlsx", file_name=_("scenarios.xlsx"),
            data=quietly(lambda: comparison_workbook(*made)), on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    st.caption(_("Files hold sums and bands: nobody in care is named, and no unit is told of by itself."))


def _draw_who(now: Here, chosen: Sequence[Kept], names: Sequence[str]) -> None:
    """Of those who need a place now: for those who plan. That somebody looked is a line of the log."""
    _ = now.texts
    title = _("Who gets a place, of those who need one now")
    key = now.login, now.lang, now.sight.change, tuple(one.alias for one in chosen)
    if st.toggle(title, key="scenario_who"):
        rows = once("scenario_who_rows", key, lambda: who_gets(now.desk, now.login, chosen, now.lang))
        draw_table(title, ("*" + _("Household"), *names), [(one.household, *one.cells) for one in rows])
