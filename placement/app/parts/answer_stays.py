"""Who moved in, who did not come, which beds are held for longer, which stays ended, who left our care."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import streamlit as st

from placement.app.parts.act import do
from placement.app.parts.here import Here
from placement.domain.household import Situation
from placement.domain.stay import Destination
from placement.domain.whereabouts import ran_out
from placement.service.desk.answering import Held
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.stays import EndStay, ExtendStay, HoldExpires, KeepHold, MovedIn, NoShow
from placement.words.render import say_word
from placement.words.say import say_day
from placement.words.texts import Texts

A_WEEK = timedelta(days=7)


def draw_hold(now: Here, one: Held, as_of: date, n: int) -> None:
    """A bed that is kept for somebody, and what may have become of it."""
    _, key = now.texts, f"hold{n}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=key):
        st.markdown(_about_hold(one, as_of, _), width="stretch")
        if one.start <= as_of:
            _with_date(_, key, _("Moved in"), _("First night"), as_of,
                       lambda on: MovedIn(household=one.household, unit=one.unit, on=on))  # fmt: skip
            with st.popover(_("Did not come"), key=f"{key}:no_show"):
                keep = st.date_input(_("Keep the bed until (empty: give it back)"), value=None, format="DD.MM.YYYY",
                                     key=f"{key}:keep", min_value=as_of + timedelta(days=1))  # fmt: skip
                st.caption(_("There is no penalty. Where the bed is given back, the offer is open again."))
                st.button(
                    _("Record"), key=f"{key}:no_show:do", type="primary", on_click=_do,
                    args=(NoShow(household=one.household, unit=one.unit, on=as_of, keep_until=keep),),
                )  # fmt: skip
        draw_keep(now, one, as_of, key)


def draw_keep(now: Here, one: Held, as_of: date, key: str) -> None:
    """A bed that is held until a day can be held for longer; one whose day has passed can be given back."""
    if one.expires is None:
        return
    _, later = now.texts, max(one.expires, as_of) + A_WEEK
    _with_date(_, f"{key}:keep_on", _("Hold longer"), _("Until"), later,
               lambda on: KeepHold(household=one.household, unit=one.unit, until=on))  # fmt: skip
    if ran_out(one.expires, as_of):
        st.button(_("Give the bed back"), key=f"{key}:expired", on_click=_do,
                  args=(HoldExpires(household=one.household, unit=one.unit),))  # fmt: skip


def _about_hold(one: Held, as_of: date, _: Texts) -> str:
    told = f"**{one.household}**: {one.unit} {one.place}."
    return f"{told} {say_held(one, as_of, _)}"


def say_held(one: Held, as_of: date, _: Texts) -> str:
    """From when a bed is held, and until when."""
    start = say_day(one.start, _.lang, as_of)
    if one.expires is None:
        return _("From {start}.", start=start)
    end = say_day(one.expires, _.lang, as_of)
    if ran_out(one.expires, as_of):
        return _("From {start}, was held until {end}.", start=start, end=end)
    return _("From {start}, held until {end}.", start=start, end=end)


def draw_ended(now: Here, one: Held, as_of: date, n: int) -> None:
    """A home whose written end has passed: they left, or stay on."""
    _, key = now.texts, f"ended{n}"
    until = one.until or as_of
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=key):
        told = _("**{who}**: {unit} {place}, until {day}.", who=one.household, unit=one.unit, place=one.place,
                 day=say_day(until, now.lang, as_of))  # fmt: skip
        st.markdown(told, width="stretch")
        with st.popover(_("They left"), key=f"{key}:left"):
            on = st.date_input(_("First night elsewhere"), value=until, format="DD.MM.YYYY", key=f"{key}:on")
            where: Situation | None = st.selectbox(
                _("Where do they sleep now?"), list(Situation), index=list(Situation).index(Situation.UNKNOWN),
                format_func=lambda one: say_word(f"~Situation.{one}", now.lang), key=f"{key}:where",
            )  # fmt: skip
            st.caption(_("They wait for the next place, with the priority that this gives."))
            st.button(
                _("Record"), key=f"{key}:do", type="primary", on_click=_do,
                args=(EndStay(household=one.household, unit=one.unit, until=on,
                              situation=where or Situation.UNKNOWN),),
            )  # fmt: skip
        _with_date(_, f"{key}:on_on", _("They stay on"), _("Until"), max(until, as_of) + A_WEEK * 4,
                   lambda on: ExtendStay(household=one.household, unit=one.unit, until=on))  # fmt: skip


def draw_exit(now: Here, households: tuple[str, ...], as_of: date) -> None:
    """Somebody left our care, or will."""
    _ = now.texts
    st.subheader(_("Exits"), anchor=False)
    with st.popover(_("Record an exit"), icon=":material/logout:", key="exit", on_change="rerun"):
        who = st.selectbox(_("Household"), households, index=None, placeholder=_("Choose …"), key="exit:who")
        on = st.date_input(_("Day"), value=as_of, format="DD.MM.YYYY", key="exit:on")
        where = st.selectbox(
            _("Where to"), list(Destination), index=None, placeholder=_("not known"), key="exit:where",
            format_func=lambda one: say_word(f"~Destination.{one}", now.lang),
        )  # fmt: skip
        st.caption(_("What they hold ends that day. Never write which place."))
        command = (
            RecordExit(household=who, on=on, destination=Destination(where) if where else None)
            if who
            else None
        )
        st.button(
            _("Record"),
            key="exit:do",
            type="primary",
            disabled=command is None,
            on_click=_left,
            args=(command,),
        )


def _do(command: Command) -> None:
    do(command)


def _left(command: Command) -> None:
    if do(command) is not None:
        st.session_state.pop("exit:who", None)
        st.session_state["exit"] = False


def _with_date(
    _: Texts,
    key: str,
    label: str,
    field: str,
    on: date,
    made: Callable[[date], Command],
    **more: Any,  # noqa: ANN401
) -> None:
    """A button that asks for a date before it does something."""
    with st.popover(label, key=f"{key}:open", **more):
        given = st.date_input(field, value=on, format="DD.MM.YYYY", key=f"{key}:date")
        st.button(_("Record"), key=f"{key}:record", type="primary", on_click=_do, args=(made(given),))  # fmt: skip
