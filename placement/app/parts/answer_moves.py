"""A move of somebody who lives somewhere: what each adult said, alone."""

import streamlit as st

from placement.app.parts.act import do
from placement.app.parts.here import Here, here
from placement.domain.consent import ConsentAnswer
from placement.service.desk.answering import Offer, answers, proposal
from placement.service.desk.commands.offers import ConsentToMove
from placement.words.render import say_word
from placement.words.say import say_day

SAID = (ConsentAnswer.GIVEN, ConsentAnswer.DECLINED)


def draw_move(now: Here, one: Offer, adults: tuple[str, ...], n: int) -> None:
    """Draw one, with an answer for each adult."""
    _ = now.texts
    move = proposal(now.desk, one.household, one.unit)
    with st.container(border=True, key=f"move:{n}"):
        day = say_day(move.start, now.lang, one.on) if move else ""
        told = (
            _("**{who}** may move to {unit} from {day}.", who=one.household, unit=one.unit, day=day)
            if move
            else _(
                "**{who}**: {unit}. The running plan has no such move any more.",
                who=one.household,
                unit=one.unit,
            )
        )
        st.markdown(told)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for k, adult in enumerate(adults):
                st.segmented_control(
                    adult, SAID, key=f"said:{n}:{k}", width="content",
                    format_func=lambda answer: say_word(f"~ConsentAnswer.{answer}", now.lang),
                )  # fmt: skip
            st.button(
                _("Record"), key=f"record_move:{n}", on_click=_record, args=(one, adults, n),
                disabled=not any(st.session_state.get(f"said:{n}:{k}") for k in range(len(adults))),
            )  # fmt: skip


def _record(one: Offer, adults: tuple[str, ...], n: int) -> None:
    now = here()
    said = {adult: st.session_state.get(f"said:{n}:{k}") for k, adult in enumerate(adults)}
    given = {adult: ConsentAnswer(answer) for adult, answer in said.items() if answer}
    as_of = answers(now.content).as_of
    move = proposal(now.desk, one.household, one.unit)
    if (
        do(ConsentToMove(household=one.household, unit=one.unit, answers=given, on=as_of, proposal=move))
        is not None
    ):
        for k in range(len(adults)):
            st.session_state.pop(f"said:{n}:{k}", None)
