"""Plans beside each other: A, and others as good or nearly so, with what tells them apart."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.choose_plan import CHOSEN, plan_on_screen
from placement.app.parts.consequences import draw_tiers, draw_wishes
from placement.app.parts.here import Here, here
from placement.app.parts.lead import turn_to
from placement.app.parts.table import draw_table
from placement.service.desk.jobs import ask_for_variant
from placement.service.desk.kept_plan import Kept
from placement.service.desk.variants import Family, family, variant

SECONDS, LOOK_SECONDS = 60.0, 1.0
MOST = 3
"""A, B and C: of more nobody keeps an overview."""


def draw_variants(now: Here, kept: Kept, *, can_ask: bool) -> None:
    """The other plans of this one's family: which there are, how they differ, and a button for one more."""
    _, found = now.texts, family(now.desk, kept.number, now.lang)
    with st.container(horizontal=True, vertical_alignment="center", key="variants"):
        if len(found.numbers) > 1:
            _draw_letters(now, found, kept.number)
        if found.at_work:
            st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, kept.number)
        elif found.statement:
            st.markdown(found.statement, width="content")
        elif can_ask and len(found.numbers) < MOST:
            st.button(
                _("Look for another plan"), key="ask_variant", icon=":material/alt_route:", on_click=_ask,
                args=(found.numbers,),
                help=_("One that serves everybody alike, and houses somebody elsewhere, to choose from."),
            )  # fmt: skip
    first = found.numbers[0]
    if kept.number != first and len(found.numbers) > 1:
        with st.expander(_("How plan {letter} differs from plan A", letter=found.letter(kept.number))):
            _draw_difference(now, plan_on_screen(now, first), kept)


def _draw_at_work(now: Here, number: int) -> None:
    """Until it has ended; then the whole page has more to tell."""
    if not family(now.desk, number, now.lang).at_work:
        st.rerun(scope="app")
    _ = now.texts
    st.markdown(_("Looking for another plan …"), width="content")


def _draw_letters(now: Here, found: Family, number: int) -> None:
    _ = now.texts
    for one in found.numbers:
        st.button(
            _("{letter}: plan {number}", letter=found.letter(one), number=one), key=f"variant:{one}",
            on_click=_choose, args=(one,), type="primary" if one == number else "secondary",
        )  # fmt: skip


def _choose(number: int) -> None:
    st.session_state[CHOSEN] = number


def _ask(numbers: tuple[int, ...]) -> None:
    now = here()
    if attempt(lambda: ask_for_variant(now.desk, now.login, numbers, seconds=SECONDS)) is not None:
        turn_to("make")


def _draw_difference(now: Here, first: Kept, other: Kept) -> None:
    _, found = now.texts, variant(first, other, now.lang)
    mine, this = found.characters
    if mine:
        st.markdown(_("Plan A: {better}.", better=mine))
    if this:
        st.markdown(_("This one: {better}.", better=this))
    draw_table(
        _("Who is housed elsewhere"),
        ("*" + _("Household"), _("Plan A"), _("This one")),
        [(move.household, move.first, move.other) for move in found.moves],
    )
    if not now.is_meeting:
        draw_tiers(found.difference.tiers, _)
        draw_wishes(found.difference.lost, found.difference.won, _)
