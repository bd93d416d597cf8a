"""Columns that the template does not have: somebody says once which they are, and the desk remembers it."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.files_read import Read, read_again
from placement.app.parts.here import Here
from placement.app.parts.plain import plain
from placement.service.desk.named import table_name
from placement.tables.bodies import TABLE
from placement.tables.column import folded
from placement.tables.partial import LEFT_OUT, UnknownColumn

KEY = "files_choice:column:{n}"


def draw_columns(now: Here, found: Read) -> None:
    """Ask for each of them; then the file is read again."""
    _ = now.texts
    with st.container(border=True, key="files_columns"):
        st.markdown(_.n(
            "**{count} column is not known.** Say what it is; the desk remembers it for the next file.",
            "**{count} columns are not known.** Say what they are; the desk remembers it for the next file.",
            len(found.unknown),
        ))  # fmt: skip
        for n, one in enumerate(found.unknown):
            _draw_column(now, n, one)
        keys = [KEY.format(n=n) for n in range(len(found.unknown))]
        st.button(
            _("Read the file again"), key="files_again", type="primary", on_click=_again, args=(found.unknown,),
            disabled=not all(st.session_state.get(key) for key in keys),
        )  # fmt: skip


def _draw_column(now: Here, n: int, one: UnknownColumn) -> None:
    _ = now.texts
    columns = TABLE[one.table].by_field
    near = [name for name in one.nearest if name in columns]
    rest = [name for name in columns if name not in near]

    def said(field: str) -> str:
        return _("Leave the column out") if field == LEFT_OUT else columns[field].header(now.lang)

    st.selectbox(
        _("{table}, column {letter}: “{header}” is …", table=table_name(one.table, now.lang).capitalize(),
          letter=one.column, header=plain(one.header)),
        [*near, LEFT_OUT, *rest], index=None, format_func=said, key=KEY.format(n=n), placeholder=_("Choose …"),
        width=480,
    )  # fmt: skip


def _again(unknown: Sequence[UnknownColumn]) -> None:
    mapping: dict[str, dict[str, str]] = {}
    for n, one in enumerate(unknown):
        mapping.setdefault(one.table, {})[folded(one.header)] = st.session_state[KEY.format(n=n)]
    read_again(mapping)
