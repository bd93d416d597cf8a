"""Review, what to look at: which answers that nobody has could change this plan, told while they are found."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.make import draw_job
from placement.app.parts.proved import draw_sections
from placement.service.desk.asking import ask, asking
from placement.service.desk.kept_plan import Kept
from placement.service.desk.proved import can_be_asked

LOOK_SECONDS = 1.0


def draw_ask_first(now: Here, kept: Kept) -> None:
    """A button; once it was pressed by anybody, the answer instead, as far as it is known."""
    _ = now.texts
    if not can_be_asked(kept):
        return
    known = asking(now.desk, kept, now.lang)
    if known is None:
        _button(_("What to ask first?"), kept.number)
        return
    st.subheader(_("What to ask first"), anchor=False)
    if known.job.is_open:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, kept)
        return
    draw_sections(known.sections)
    if known.ended:
        st.markdown(known.ended)
        _button(_("Ask again"), kept.number)


def _button(label: str, number: int) -> None:
    st.button(label, key="ask_first", icon=":material/help:", on_click=_ask, args=(number,))


def _ask(number: int) -> None:
    now = here()
    attempt(lambda: ask(now.desk, now.login, number))


def _draw_at_work(now: Here, kept: Kept) -> None:
    """Until it has ended; then the whole page has more to tell."""
    known = asking(now.desk, kept, now.lang)
    if known is None or not known.job.is_open:
        st.rerun(scope="app")
    draw_job(now, known.job)
    draw_sections(known.sections)
