"""Files, out: a workbook of what the role may take out, and the list for the meeting; the log has its line first."""

from collections.abc import Mapping, Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.quietly import quietly
from placement.app.parts.reason import draw_reason
from placement.app.parts.table import draw_table
from placement.service.desk.desk import Desk
from placement.service.desk.exporting import export_bytes, may_take_out, stays_here
from placement.service.desk.monday import monday_list
from placement.service.desk.named import field_name, table_name
from placement.words.language import Lang
from placement.words.texts import later

WHY_KEY = "files_why"
OUT = later(
    "A workbook with what your role may take out, and nothing else. Of somebody whom you may not know of there is "
    "nothing in it. Your name, the reason and which rows went stand in the log first."
)
LIST = later(
    "A list for the allocation meeting, to print on A4: new places and moves of the plan that waits, who is without a "
    "place, who lives where, and free beds. Aliases alone, with boxes to tick."
)
COPIES = later(
    "Each copy has a number, which stands in the log with your name and whom it tells of. Collect the copies after the "
    "meeting, and destroy them."
)


def draw_out(now: Here) -> None:
    """What the role may take out, why it is taken, and the press."""
    _ = now.texts
    st.markdown(_(OUT))
    desk, login, lang = now.desk, now.login, now.lang
    with st.container(horizontal=True, vertical_alignment="bottom", key="files_out"):
        why = draw_reason(now, WHY_KEY, width=280)
        st.download_button(
            _("Take out a workbook (logged)"), key="files_export", file_name="placement.xlsx", type="primary",
            data=quietly(lambda: export_bytes(desk, login, lang, why=why or "")), disabled=why is None,
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    st.caption(_("Delete the file when the meeting is over."))
    title = _("What your role may take out")
    st.subheader(title, anchor=False)
    _draw_fields(now, title, may_take_out(now.actor))
    title = _("What you may see here, and not take out")
    with st.expander(title):
        _draw_fields(now, title, stays_here(now.actor))


def _draw_fields(now: Here, title: str, tables: Mapping[str, Sequence[str]]) -> None:
    _, lang = now.texts, now.lang
    draw_table(title, ("*" + _("Table"), _("Fields")), [
        (table_name(table, lang), (", ".join(field_name(table, one, lang) for one in fields),))
        for table, fields in tables.items()
    ])  # fmt: skip


def draw_monday(now: Here) -> None:
    """The list for the meeting."""
    _ = now.texts
    desk, login, lang = now.desk, now.login, now.lang
    st.markdown(_(LIST))
    st.markdown(_(COPIES))
    st.download_button(
        _("A new numbered copy (logged)"), key="files_monday", file_name=_("monday-list.html"), type="primary",
        data=quietly(lambda: _monday(desk, login, lang)), mime="text/html", on_click="ignore",
        icon=":material/print:",
    )  # fmt: skip
    st.caption(_("Open the file in the browser and print it from there. Then delete the file."))


def _monday(desk: Desk, login: str, lang: Lang) -> bytes:
    return monday_list(desk, login, lang).html.encode()
