"""Review, at the top: which answers that nobody has could change this plan, told while they are found."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.make import draw_job
from placement.app.parts.proved import draw_sections
from placement.service.desk.asking import Asking, ask, asking
from placement.service.desk.kept_plan import Kept
from placement.service.desk.proved import can_be_asked

LOOK_SECONDS = 1.0
ASKED = "asked_first"
"""Name in the session: the plan about which this screen asked, or saw it looked for; its answer stands open."""


def draw_ask_first(now: Here, kept: Kept) -> None:
    """A button; once it was pressed by anybody, the answer instead, as far as it is known."""
    _ = now.texts
    if not can_be_asked(kept):
        return
    known = asking(now.desk, kept, now.lang)
    if known is None:
        _button(
            _("What to ask first?"), kept.number,
            help_=_("Looks for the open questions of which an answer could change this plan. It may take a minute."),
        )  # fmt: skip
    elif known.job.is_open:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, kept)
    else:
        with st.expander(
            _title(now, known), icon=":material/help:", expanded=st.session_state.get(ASKED) == kept.number
        ):
            draw_sections(known.sections)
            if known.ended:
                st.markdown(known.ended)
                _button(_("Ask again"), kept.number)


def _title(now: Here, known: Asking) -> str:
    _ = now.texts
    told = _.n(
        "{could} of {count} open question could change the plan",
        "{could} of {count} open questions could change the plan",
        known.looked,
        could=known.could,
    )
    return f"{_('What to ask first')}: {told}"


def _button(label: str, number: int, *, help_: str | None = None) -> None:
    st.button(label, key="ask_first", icon=":material/help:", on_click=_ask, args=(number,), help=help_)


def _ask(number: int) -> None:
    now = here()
    if attempt(lambda: ask(now.desk, now.login, number)) is not None:
        st.session_state[ASKED] = number


def _draw_at_work(now: Here, kept: Kept) -> None:
    """Until it has ended; then the whole page has more to tell."""
    known = asking(now.desk, kept, now.lang)
    if known is None or not known.job.is_open:
        st.rerun(scope="app")
    st.session_state[ASKED] = kept.number
    draw_job(now, known.job)
    with st.expander(now.texts("What to ask first"), icon=":material/help:", expanded=True):
        draw_sections(known.sections)
