"""What waits for a second person: requests to say yes or no to, and glass that somebody broke alone at night."""

from datetime import date, datetime

import streamlit as st

from placement.app.parts.act import attempt, do
from placement.app.parts.here import Here, here
from placement.app.parts.once import once
from placement.app.parts.plain import plain
from placement.app.parts.rules_figure import told_change
from placement.domain.permission import Action
from placement.service.desk.act_words import act_name
from placement.service.desk.commands.overrides import Countersign, GrantOverride
from placement.service.desk.glass import Glass, unseen
from placement.service.desk.rule_figures import figures_of
from placement.service.desk.waiting import Waiting, Waits, say_no, say_yes, waiting
from placement.service.desk.why import why_text
from placement.service.priority import QUOTES, TITLES
from placement.service.protection_words import say_lowering
from placement.store import requests
from placement.words.render import say_word
from placement.words.say import say_day, say_list, say_moment


def draw_second(now: Here) -> None:
    """Draw both, for who may be the second person of anything; nothing where nothing waits."""
    if now.may(Action.APPROVE):
        _draw_requests(now, _asked(now))
    if now.may(Action.COUNTERSIGN):
        for one in _glass(now):
            _draw_glass(now, one)


def _asked(now: Here) -> Waiting:
    """What waits, read anew where anything changed: each reading is a line of the log."""
    with now.desk.store.reading() as connection:
        numbers = tuple(one.id for one in requests.every(connection, state="open"))
    if not numbers:
        return Waiting((), 0)
    found: Waiting = once(
        "second_asked", (now.login, now.sight.change, numbers), lambda: waiting(now.desk, now.login)
    )
    return found


def _glass(now: Here) -> tuple[Glass, ...]:
    if not any(row.get("countersigned_by") is None for row in now.sight.rows("break_glass").values()):
        return ()
    found: tuple[Glass, ...] = once(
        "second_glass", (now.login, now.sight.change), lambda: unseen(now.desk, now.login)
    )
    return found


def _draw_requests(now: Here, every: Waiting) -> None:
    _ = now.texts
    for one in every.requests:
        with st.container(border=True, key=f"request:{one.number}"):
            _draw_request(now, one)
    if every.others:
        st.caption(
            _.n(
                "{count} request waits for somebody else.",
                "{count} requests wait for somebody else.",
                every.others,
            )
        )


def _draw_request(now: Here, one: Waits) -> None:
    _ = now.texts
    at = say_moment(one.at, now.lang, datetime.now().astimezone())
    name = act_name(one.command, now.lang)
    who = _("you") if one.mine else one.by
    why = why_text(one.why, now.lang)
    told = _(
        "Two people: {what}, asked for by {who} at {time}. Reason: {why}.",
        what=name,
        who=who,
        time=at,
        why=why,
    )
    st.markdown(f":material/group: **{told}**" if not now.is_meeting else told)
    if now.is_meeting:
        st.markdown(_("Hidden in a meeting."))
        return
    if one.about:
        st.markdown(one.about)
    if one.aside is not None:
        st.markdown(_told_aside(now, one.aside))
    if one.figure is not None:
        rule, name, value = one.figure
        new = {} if value is None else {(rule, name): value}
        st.markdown(told_change((rule, name), figures_of(now.content), new, _))
    if one.lowerings:
        st.markdown("\n".join(f"- {say_lowering(lowering, now.lang)}" for lowering in one.lowerings))
    elif one.command not in ("erase", "restore"):
        st.markdown(_("The facts have changed: it cannot be carried out any more. Say no, and ask again."))
    _draw_answer(now, one)


def _told_aside(now: Here, one: GrantOverride) -> str:
    """What the second person puts their name to: for whom, where, for which nights, and why."""
    _, near = now.texts, one.since
    return _(
        "**{who}** in {where}, from {start} to {end}: {reason}.",
        who=plain(say_list(sorted(one.households), now.lang)),
        where=plain(one.unit or one.programme or one.helper or ""),
        start=say_day(one.since, now.lang, near),
        end=say_day(one.until, now.lang, near),
        reason=say_word(f"~OverrideReason.{one.reason}", now.lang),
    )


def _draw_answer(now: Here, one: Waits) -> None:
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.mine:
            st.button(_("Take it back"), key=f"no:{one.number}", on_click=_no, args=(one.number,))
            st.caption(
                _("Somebody else answers. DEMO: choose another role above.")
                if now.serving.is_demo
                else _("A second person answers when there is a login; until then it waits.")
            )
        elif now.serving.is_demo:
            st.button(_("Say yes"), key=f"yes:{one.number}", on_click=_yes, args=(one.number,))
            st.button(_("Say no"), key=f"no:{one.number}", on_click=_no, args=(one.number,))
        else:
            st.caption(_("A second person answers when there is a login; until then it waits."))


def _yes(number: int) -> None:
    now = here()
    attempt(lambda: say_yes(now.desk, now.login, number) or number)


def _no(number: int) -> None:
    now = here()
    attempt(lambda: say_no(now.desk, now.login, number))


def _draw_glass(now: Here, one: Glass) -> None:
    _ = now.texts
    title = QUOTES[now.lang].format(getattr(TITLES[one.rule], now.lang)) if one.rule in TITLES else one.rule
    with st.container(border=True, key=f"glass:{one.number}"):
        if now.is_meeting:
            st.markdown(_("An override alone at night awaits a countersignature."))
            return
        night = say_day(date.fromisoformat(one.night), now.lang, date.fromisoformat(one.night))
        st.markdown(
            ":material/nightlight: "
            + _("{who} set {rule} aside alone for {households} in {unit}, the night of {night}.",
                who=one.by, rule=title, households=say_list(one.households, now.lang), unit=one.unit,
                night=night)
        )  # fmt: skip
        if one.by == now.login:
            st.caption(_("Somebody else countersigns it."))
        elif now.serving.is_demo:
            label = _("I have looked at it: countersign")
            st.button(label, key=f"sign:{one.number}", on_click=_sign, args=(one.number,))
        else:
            st.caption(_("A second person answers when there is a login; until then it waits."))


def _sign(number: str) -> None:
    do(Countersign(key=number, by=here().login))
