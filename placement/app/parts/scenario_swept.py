"""What a sweep came to: one measure at all steps, as tiles where two things were turned, and files."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.plain import plain
from placement.app.parts.quietly import quietly
from placement.app.parts.scenario_heat import tiles_chart
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.service.desk.sweep_file import sweep_html, sweep_workbook
from placement.service.desk.sweep_view import SweepView, row_of, sweep_view
from placement.service.desk.sweeps import Made
from placement.service.future_rows import MeasureRow, figure

MEASURE_OF, AS_TABLE = "sweep_measure", "sweep_as_table"


def draw_swept(now: Here, made: Made) -> None:
    """What was asked, and everything that is known by now."""
    _, found = now.texts, sweep_view(now.desk, now.login, made, now.lang, for_others=now.is_meeting)
    st.markdown("\n".join(f"- {plain(line)}" for line in found.about))
    if not found.rows:
        return
    st.caption(found.sampled)
    names = {row.name: row.title for row in found.rows}
    with st.container(horizontal=True, vertical_alignment="bottom", key="sweep_one"):
        name = st.selectbox(
            _("Measure"), list(names), key=MEASURE_OF, width=420, format_func=names.__getitem__
        )
        is_plane = len(found.levers) > 1 and name in found.middles
        as_table = st.toggle(_("Show as a table"), key=AS_TABLE) if is_plane else False
    row = row_of(found, name)
    if row is None:
        return
    if is_plane:
        _draw_plane(now, found, row, as_table=as_table)
    title = _("{measure}: each step", measure=row.title)
    st.markdown(f"**{title}**")
    draw_table(
        title, (f"*{found.levers[0]}", *found.levers[1:], _("The middle (eight of ten)"), _("From the first step")),
        [(*point, cell.band, cell.change or "–") for point, cell in zip(found.points, row.cells, strict=True)],
    )  # fmt: skip
    st.caption(
        _("The middle of the futures, and between what it lies in eight of ten of them. A difference is from the first "
          "step, future by future, with its 95 % interval; where none is told as sure, it may be chance.")
    )  # fmt: skip
    _draw_files(now, made)


def _draw_plane(now: Here, found: SweepView, row: MeasureRow, *, as_table: bool) -> None:
    """Where two things were turned: one down, the other across."""
    _, middles = now.texts, found.middles[row.name]
    down, across = (list(dict.fromkeys(point[n] for point in found.points)) for n in (0, 1))
    if as_table:
        bands = dict(zip(found.points, (cell.band for cell in row.cells), strict=True))
        heads = (f"*{found.levers[0]}", *across)
        draw_table(row.title, heads, [(one, *(bands[one, other] for other in across)) for one in down])
    else:
        tiles = [(one, other, dark, "–" if dark is None else figure(row.name, dark, _, unit=False))
                 for (one, other), dark in zip(found.points, middles, strict=True)]  # fmt: skip
        told = _("{measure}: a tile for each step. The same is there as a table.", measure=row.title)
        st.altair_chart(tiles_chart(tiles, down, across, found.levers, row.title), alt=told, width="stretch")
    way = _("Down: {one}. Across: {other}.", one=found.levers[0], other=found.levers[1])
    st.caption(way if as_table else f"{way} {_('The darker, the more.')}")


def _draw_files(now: Here, made: Made) -> None:
    _, wanted = now.texts, (now.desk, now.login, made, now.lang)
    if not now.may(Action.REPORT):
        return
    with st.container(horizontal=True, key="sweep_files"):
        st.download_button(
            _("Print the sweep (logged)"), key="sweep_print", file_name=_("sweep.html"), mime="text/html",
            data=quietly(lambda: sweep_html(*wanted)), on_click="ignore", icon=":material/print:",
        )  # fmt: skip
        st.download_button(
            _("Take out as a workbook (logged)"), key="sweep_xlsx", file_name=_("sweep.xlsx"),
            data=quietly(lambda: sweep_workbook(*wanted)), on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    st.caption(
        _("Files hold sums and bands: nobody in care is named. Measures of fewer than five are left out.")
    )
