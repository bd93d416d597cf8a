"""Plan, answers: what people said to their offers, who moved in, who did not come, who left."""

from datetime import date

import streamlit as st

from placement.app.parts.act import do
from placement.app.parts.answer_moves import draw_move
from placement.app.parts.answer_stays import draw_ended, draw_exit, draw_hold, draw_keep, say_held
from placement.app.parts.cycle_line import draw_cycle
from placement.app.parts.here import Here
from placement.domain.consent import DeclineReason, OfferAnswer
from placement.service.desk.answering import Offer, answers
from placement.service.desk.commands.offers import AnswerOffer, WithdrawDecline
from placement.service.desk.cycle import cycle
from placement.words.render import say_word
from placement.words.say import say_day


def draw_answers(now: Here) -> None:
    """Offers, moves, held beds, homes whose end has passed, exits."""
    _, found = now.texts, answers(now.content)
    draw_cycle(now, cycle(now.desk))
    st.subheader(_("Offers that await an answer ({count})", count=len(found.offers)), anchor=False)
    if found.offers:
        st.markdown(_("A no is a normal answer. It costs nobody anything, and others are offered."))
    else:
        st.markdown(_("No offer is open."))
    for n, one in enumerate(found.offers):
        _draw_offer(now, one, found.as_of, n)
    if found.moves:
        st.subheader(_("Moves that await consent ({count})", count=len(found.moves)), anchor=False)
        st.markdown(_("Each adult answers alone. One no is enough: then they stay where they live."))
        for n, (one, adults) in enumerate(found.moves):
            draw_move(now, one, adults, n)
    st.subheader(_("Agreed, not moved in yet ({count})", count=len(found.holds)), anchor=False)
    if not found.holds:
        st.markdown(_("Nobody who said yes is still to move in."))
    for n, hold in enumerate(found.holds):
        draw_hold(now, hold, found.as_of, n)
    if found.ended:
        st.subheader(_("Stays whose end has passed ({count})", count=len(found.ended)), anchor=False)
        st.markdown(_("The bed is theirs until somebody records what happened."))
        for n, home in enumerate(found.ended):
            draw_ended(now, home, found.as_of, n)
    _draw_declined(now, found.declined)
    draw_exit(now, found.households, found.as_of)


def _draw_offer(now: Here, one: Offer, as_of: date, n: int) -> None:
    _, near = now.texts, one.on
    unit = f"{one.unit} {one.bed.place}" if one.bed else one.unit
    told = _(
        "**{who}**: {unit}, offered {day}.", who=one.household, unit=unit, day=say_day(one.on, now.lang, near)
    )
    if one.bed is not None:
        told += " " + say_held(one.bed, as_of, _)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"offer:{n}"):
        st.markdown(told, width="stretch")
        st.button(_("Yes"), key=f"offer_yes:{n}", icon=":material/check:", on_click=_yes, args=(one,))
        with st.popover(_("No"), icon=":material/close:", key=f"offer_no:{n}"):
            st.selectbox(
                _("Reason, if they wish to say"), list(DeclineReason), index=None, placeholder=_("Choose …"),
                format_func=lambda reason: say_word(f"~DeclineReason.{reason}", now.lang), key=f"reason:{n}",
            )  # fmt: skip
            st.caption(_("The bed is given back. The household stays on the list, with the same priority."))
            st.button(_("Record the no"), key=f"record_no:{n}", type="primary", on_click=_no, args=(one, n))
        if one.bed is not None:
            draw_keep(now, one.bed, as_of, f"offered{n}")


def _yes(one: Offer) -> None:
    do(AnswerOffer(household=one.household, unit=one.unit, on=one.on, answer=OfferAnswer.ACCEPTED))


def _no(one: Offer, n: int) -> None:
    reason = st.session_state.get(f"reason:{n}")
    do(AnswerOffer(
        household=one.household, unit=one.unit, on=one.on, answer=OfferAnswer.DECLINED,
        reason=DeclineReason(reason) if reason else None,
    ))  # fmt: skip
    st.session_state.pop(f"reason:{n}", None)


def _draw_declined(now: Here, declined: tuple[Offer, ...]) -> None:
    """Nos that still hold: the same place is not offered again before somebody says that it may be."""
    _ = now.texts
    if not declined:
        return
    with st.expander(_("Nos that still hold ({count})", count=len(declined))):
        for n, one in enumerate(declined):
            with st.container(horizontal=True, vertical_alignment="center", key=f"declined:{n}"):
                why = (
                    say_word(f"~DeclineReason.{one.reason}", now.lang) if one.reason else _("no reason given")
                )
                until = say_day(one.holds_until, now.lang, one.on)
                told = _(
                    "**{who}**: {unit} ({why}), until {day}",
                    who=one.household,
                    unit=one.unit,
                    why=why,
                    day=until,
                )
                st.markdown(told, width="stretch")
                st.button(_("It may be offered again"), key=f"again:{n}", on_click=_again, args=(one,))


def _again(one: Offer) -> None:
    do(WithdrawDecline(household=one.household, unit=one.unit, on=one.on))
