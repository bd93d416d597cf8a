"""An empty desk: three ways to begin, and what comes after."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.lead import to_page
from placement.service.demo import WEEK
from placement.service.desk.open import load_week
from placement.service.planning import load
from placement.store.made import holds_demo


def draw_first_run(now: Here) -> None:
    """Three steps; any one of them is enough to go on."""
    _ = now.texts
    st.subheader(_("Three ways to begin"), anchor=False)
    st.markdown(_("There is nothing here yet. Any one of these is enough; all that you do can be undone."))
    demo, file, unit = st.columns(3)
    with demo.container(border=True, height="stretch"):
        _head(1, _("Look around"))
        if holds_demo(now.desk.store):
            st.markdown(_("A fictional week in Bergen, with people, homes, activities and a plan to make."))
            st.button(_("Load the fictional week"), key="load_demo", type="primary", on_click=_load)
        else:
            st.markdown(_("This desk is for real data. Start the fictional week in a window of its own:"))
            st.code("placement demo", language=None)
    with file.container(border=True, height="stretch"):
        _head(2, _("Bring a file"))
        st.markdown(
            _("A workbook or tables that you have. You see first what would come in, and what does not fit.")
        )
        if st.button(_("Import a file"), key="first_import"):
            to_page("files")
    with unit.container(border=True, height="stretch"):
        _head(3, _("Begin by hand"))
        st.markdown(
            _("Write the first unit with its rooms, then the first household. The rest can come later.")
        )
        if st.button(_("Add the first unit"), key="first_unit"):
            to_page("housing")
    st.markdown(
        _("Then press “Make this week's plan” here. Nothing is decided before somebody publishes a plan.")
    )


def _head(number: int, title: str) -> None:
    st.markdown(f"**{number}. {title}**")


def _load() -> None:
    now = here()
    attempt(lambda: load_week(now.desk, now.login, load(WEEK), demo=True))
