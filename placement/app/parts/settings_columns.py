"""Columns of people's own files that the desk was told of; one that was wrong is forgotten, and asked about again."""

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.service.desk.column_list import column_list
from placement.service.desk.commands.rows import RemoveRow

MAPPINGS, CHOSEN = "mappings", "column_to_forget"


def draw_columns(now: Here) -> None:
    """What is known, and one to be forgotten."""
    _ = now.texts
    lines = {one.key: one for one in column_list(now.rows(MAPPINGS), _)}
    title = _("Columns that are known ({count})", count=len(lines))
    st.subheader(title, anchor=False)
    st.markdown(_("When a file has a column of its own, you say once what it is. That is kept here."))
    if not lines:
        st.markdown(_("None yet: they come with the first file that has columns of its own."))
        return
    rows = [(one.header, one.table, one.field) for one in lines.values()]
    draw_table(title, ("*" + _("Column in the file"), _("Table"), _("Is")), rows)
    if st.session_state.get(CHOSEN) not in lines:
        st.session_state[CHOSEN] = None
    with st.container(horizontal=True, vertical_alignment="bottom", key="forget_column"):
        key = st.selectbox(
            _("Forget a column"), list(lines), index=None, key=CHOSEN, width=360, placeholder=_("Choose …"),
            format_func=lambda one: f"{lines[one].header} ({lines[one].table})",
        )  # fmt: skip
        st.button(
            _("Remove"), key="forget", icon=":material/delete:", on_click=_forget, args=(key,), disabled=key is None
        )  # fmt: skip


def _forget(key: str) -> None:
    do(RemoveRow(table=MAPPINGS, key=key), seen=seen_row(MAPPINGS, key))
