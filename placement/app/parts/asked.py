"""A question that takes many plans to answer: asked for, told while the answer is found, and there for all who look."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.make import draw_job
from placement.app.parts.proved import draw_sections
from placement.service.desk.asking import Asking, Topic, ask, asking, what_first
from placement.service.desk.kept_plan import Kept
from placement.service.desk.proved import can_be_asked

LOOK_SECONDS = 1.0
ASKED = "asked_about"
"""Name in the session: what this screen asked last, or saw looked into; that answer stands open."""


class Look(NamedTuple):
    """How a question looks."""

    button: str
    title: Callable[[Asking], str]
    """Above the answer."""
    help: str | None = None


def draw_ask_first(now: Here, kept: Kept) -> None:
    """Review, at the top: which answers that nobody has could change this plan."""
    _ = now.texts
    if can_be_asked(kept):
        help_ = _(
            "Looks for the open questions of which an answer could change this plan. It may take a minute."
        )
        look = Look(_("What to ask first?"), lambda known: _questions(now, known), help_)
        draw_asked(now, what_first(kept), look)


def _questions(now: Here, known: Asking) -> str:
    _ = now.texts
    if known.job.is_open:
        return _("What to ask first")
    told = _.n(
        "{could} of {count} open question could change the plan",
        "{could} of {count} open questions could change the plan",
        known.looked,
        could=known.could,
    )
    return f"{_('What to ask first')}: {told}"


def draw_asked(now: Here, topic: Topic, look: Look) -> None:
    """A button; once it was pressed by anybody, the answer instead, as far as it is known."""
    known = asking(now.desk, topic, now.lang)
    if known is None:
        _button(look.button, topic, help_=look.help)
    elif known.job.is_open:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, topic, look)
    else:
        _draw_answer(now, topic, look, known)


def _draw_answer(now: Here, topic: Topic, look: Look, known: Asking) -> None:
    is_open = st.session_state.get(ASKED) == _name(topic)
    with st.expander(look.title(known), icon=":material/help:", expanded=is_open):
        draw_sections(known.sections)
        for told in filter(None, (known.ended, known.stale)):
            st.markdown(told)
        if known.ended or not known.sections:
            _button(now.texts("Ask again"), topic)


def _button(label: str, topic: Topic, *, help_: str | None = None) -> None:
    st.button(label, key=topic.kind, icon=":material/help:", on_click=_ask, args=(topic,), help=help_)


def _ask(topic: Topic) -> None:
    now = here()
    if attempt(lambda: ask(now.desk, now.login, topic)) is not None:
        st.session_state[ASKED] = _name(topic)


def _name(topic: Topic) -> tuple[object, ...]:
    return (topic.kind, *sorted(topic.params.items()))


def _draw_at_work(now: Here, topic: Topic, look: Look) -> None:
    """Until it has ended; then the whole page has more to tell."""
    known = asking(now.desk, topic, now.lang)
    if known is None or not known.job.is_open:
        st.rerun(scope="app")
    st.session_state[ASKED] = _name(topic)
    draw_job(now, known.job)
    with st.expander(look.title(known), icon=":material/help:", expanded=True):
        draw_sections(known.sections)
