"""Files, in: drop a workbook or tables, look at what they would change, and take it in as one step."""

from functools import partial

import streamlit as st

from placement.app.parts.files_columns import draw_columns
from placement.app.parts.files_preview import draw_preview
from placement.app.parts.files_read import DROPPED, MADE_UP, Read, drop, forget_file, put_in, read, reading
from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.reports.style import css_string
from placement.service.desk.file_problems import wrongs
from placement.service.desk.own_week import is_empty
from placement.service.files import template_bytes
from placement.store.made import holds_demo

FIELD = """
.st-key-files_field [data-testid=stFileUploaderDropzoneInstructions] { display: none; }
.st-key-files_field [data-testid=stFileUploaderDropzone] > span button p { font-size: 0; }
.st-key-files_field [data-testid=stFileUploaderDropzone] > span button p::after {
  content: WORDS; content: WORDS / ALONE; font-size: 0.875rem; }
"""
"""The library's own words are English, and cannot be told otherwise. They have no size, but are not hidden: a button of
which all text is hidden has no name for who hears the screen. A reader hears theirs, a space, and ours."""


def draw_in(now: Here) -> None:
    """The field for files; what is wrong, what is asked, or what would change; and the press."""
    _draw_field(now)
    found = reading()
    if found is None:
        _draw_to_begin(now)
        return
    _draw_wrong(now, found)
    if found.unknown:
        draw_columns(now, found)
    if found.shown is not None:
        draw_preview(now, found.shown)


def _draw_field(now: Here) -> None:
    _ = now.texts
    empty, demo = is_empty(now.content), holds_demo(now.desk.store)
    if empty:
        st.markdown(_("This desk is empty. Put in a whole week, or see first what a file would bring."))
    else:
        st.markdown(_("Drop a workbook or several CSV files: some tables and some columns are enough. You see first "
                      "what would change, and nothing is written before you say so."))  # fmt: skip
    words = _("Choose files")
    looks = FIELD.replace("WORDS", css_string(words)).replace("ALONE", css_string(f" {words}"))
    st.html(f"<style>{looks}</style>")
    with st.container(key="files_field"):
        files = st.file_uploader(
            _("Workbook (.xlsx, .ods) or CSV files, at most 5 MB each"), accept_multiple_files=True,
            key=f"{DROPPED}:{st.session_state.get(DROPPED, 0)}", on_change=forget_file,
        )  # fmt: skip
    if demo:
        st.checkbox(
            _("All in the file is made up: this desk is not encrypted, and takes nothing of real people"),
            key=MADE_UP, width="stretch",
        )  # fmt: skip
    ready = bool(files) and (not demo or bool(st.session_state.get(MADE_UP)))
    with st.container(horizontal=True, vertical_alignment="center", key="files_press"):
        if empty:
            st.button(_("Put in as the first week"), key="files_put_in", type="primary", on_click=put_in,
                      disabled=not ready, icon=":material/download:")  # fmt: skip
        st.button(_("See what it would change"), key="files_read", type="secondary" if empty else "primary",
                  on_click=read, disabled=not ready, icon=":material/search:")  # fmt: skip
        if files or reading():
            st.button(_("Put the file away"), key="files_drop", on_click=drop, type="tertiary")


def _draw_to_begin(now: Here) -> None:
    """Something to try, and the template."""
    _ = now.texts
    with st.container(border=True, key="files_template"):
        st.markdown(_("**No file of the right form yet?** The template has every sheet and column, the words that may "
                      "be chosen, and a sheet that explains them."))  # fmt: skip
        st.download_button(
            _("Download the template"), key="template", file_name=_("template.xlsx"), on_click="ignore",
            data=partial(template_bytes, now.lang), icon=":material/table_view:",
        )  # fmt: skip
    if now.serving.is_demo and not is_empty(now.content):
        with st.container(border=True, key="files_news"):
            st.markdown(_("**Try it:** a fictional colleague hands in news of the week. A new household, a language, "
                          "and a lower address protection, which takes a second person."))  # fmt: skip
            st.button(_("See the fictional news"), key="files_news_read", on_click=read, args=(True,))


def _draw_wrong(now: Here, found: Read) -> None:
    """One message, and a table with every problem."""
    _ = now.texts
    if not found.problems:
        return
    count = len(found.problems)
    st.error(
        _.n(
            "The file cannot be taken in: {count} problem. Nothing was changed. Mend it in the file, and drop it anew.",
            "The file cannot be taken in: {count} problems. Nothing was changed. Mend them in the file, and drop it "
            "anew.",
            count,
        ),
        icon=":material/block:",
    )
    draw_table(
        _("Problems of the file"),
        ("*" + _("Sheet"), _("Row"), _("Column"), _("What is wrong"), _("How to mend it")),
        [(w.sheet, w.row, w.column, (w.what,), (w.todo,)) for w in wrongs(found.problems, now.lang)],
    )
