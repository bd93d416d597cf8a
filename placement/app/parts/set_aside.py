"""A rule that stands against a change: who may set it aside, and asking for that. Alone only for one night."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from placement.app.parts.act import attempt, do
from placement.app.parts.here import Here, here
from placement.app.parts.plain import plain
from placement.domain.decision import OverrideReason
from placement.domain.permission import Action
from placement.service.desk.commands.overrides import BreakGlass
from placement.service.desk.requests import ask
from placement.service.desk.seconds import who_may_second
from placement.service.desk.set_aside import SetAside
from placement.service.priority import TITLES
from placement.words.render import say_word
from placement.words.say import say_list
from placement.words.texts import Texts

WHY, SECOND, UNTIL = "aside_why", "aside_second", "aside_until"
CODE_FOR_THE_LOG = "planning"
NIGHT_ENDS_HOUR = 12
"""Before noon, tonight is still the night that began yesterday."""
ALONE_HOURS = 12


def draw_set_aside(now: Here, found: Sequence[SetAside]) -> None:
    """For each rule that is broken, the way out; for those that two people may set aside, a form."""
    _ = now.texts
    shut = [one for one in found if one.way != "two_people"]
    for one in shut:
        st.markdown(f":material/lock: {plain(_named(one, _))}: {one.way_text}")
    asked = [one for one in found if one.way == "two_people"]
    if shut and asked:  # a second person would be asked for nothing
        st.caption(_("Setting another rule aside would not help as long as this stands."))
        return
    for n, one in enumerate(asked):
        with st.expander(
            _("Set aside at {where}: {rule}", rule=plain(_named(one, _)), where=plain(one.where))
        ):
            _draw_form(now, one, n)


def _named(one: SetAside, _: Texts) -> str:
    """The rule as the rule book calls it; of what is no rule the sentence."""
    return f"{getattr(TITLES[one.code], _.lang)} ({one.code})" if one.code in TITLES else one.text


def _draw_form(now: Here, one: SetAside, n: int) -> None:
    _ = now.texts
    st.markdown(one.way_text)
    reason = st.selectbox(
        _("Reason"), list(OverrideReason), key=f"{WHY}:{n}", index=None, placeholder=_("Choose …"),
        format_func=lambda word: say_word(f"~OverrideReason.{word}", now.lang),
    )  # fmt: skip
    until = st.date_input(
        _("Until"), value=one.until, max_value=one.until,
        min_value=one.since + timedelta(days=1) if one.since else None, key=f"{UNTIL}:{n}", format="DD.MM.YYYY",
    )  # fmt: skip
    second = st.selectbox(
        _("The second person"), who_may_second(now.desk, now.login), key=f"{SECOND}:{n}", index=None,
        placeholder=_("Choose …"),
    )  # fmt: skip
    st.button(
        _("Ask a second person"), key=f"ask_aside:{n}", type="primary", on_click=_ask, args=(one, n),
        disabled=not (reason and second and until),
    )  # fmt: skip
    if missing := [
        name for name, given in ((_("Reason"), reason), (_("The second person"), second)) if not given
    ]:
        st.caption(_("Missing: {what}.", what=say_list(missing, now.lang)))
    st.caption(_("When they have said yes, keep this plan for today's facts, and make the change again."))
    if one.code.startswith("H") and now.may(Action.BREAK_GLASS):
        st.button(
            _("I am alone tonight: break glass"), key=f"glass:{n}", on_click=_break_glass, args=(one, n),
            disabled=not reason, icon=":material/emergency:",
            help=_("For this one night, at once. It is told to others, and another person must look at it afterwards."),
        )  # fmt: skip


def _ask(one: SetAside, n: int) -> None:
    now = here()
    reason, second = st.session_state[f"{WHY}:{n}"], st.session_state[f"{SECOND}:{n}"]
    command = one._replace(until=st.session_state[f"{UNTIL}:{n}"]).command(reason, now.login, second)
    if attempt(lambda: ask(now.desk, now.login, command, why=CODE_FOR_THE_LOG)) is not None:
        st.session_state["asked"] = True


def _break_glass(one: SetAside, n: int) -> None:
    now, at = here(), datetime.now().astimezone()
    night = at.date() - timedelta(days=at.hour < NIGHT_ENDS_HOUR)
    do(
        BreakGlass(
            rule=one.code, households=one.households, unit=one.where, night=night,
            reason=st.session_state[f"{WHY}:{n}"], by=now.login, at=at, until=at + timedelta(hours=ALONE_HOURS),
        )
    )  # fmt: skip
