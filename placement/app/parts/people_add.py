"""Somebody new: a short form now, the rest later. In an emergency the shortest there is, and a plan at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st
from pydantic import ValidationError

from placement.app.parts.act import attempt, do
from placement.app.parts.fields import widget
from placement.app.parts.here import Here, here
from placement.app.parts.lead import GO, SECONDS
from placement.app.parts.row_list import draw_add, may_write
from placement.app.parts.search import GOTO
from placement.domain.fact import ONE, WEEK, Content, Wrong
from placement.domain.household import Situation
from placement.domain.person import AgeStatus, Danger, Gender, Secrecy, Threat
from placement.service.desk.commands.referral import ReferHousehold, draw_lot
from placement.service.desk.desk import unfit
from placement.service.desk.forms import Field, empty_form
from placement.service.desk.jobs import ask_for_plan

ASKED = {
    "households": ("situation", "child_at_risk"),
    "persons": ("gender", "age_status", "languages", "secrecy", "threat.danger"),
}
"""What a referral is asked for: table -> columns."""
LEAST = {"households": (), "persons": ("gender", "threat.danger")}
"""In an emergency. All else is not known, and read on the safe side."""
THREAT_DAYS = 28
"""So long a threat that was told at the referral counts; a human assesses it before."""
NEW_MEMBER = ("alias", "age_status", "age_band", "gender", "languages", "secrecy")


def draw_refer(now: Here) -> None:
    """A referral, behind a button."""
    _ = now.texts
    with st.popover(_("New referral"), icon=":material/person_add:", key="refer"):
        _form(now, "refer", ASKED, _("Write down"), emergency=False)


def draw_emergency(now: Here) -> None:
    """One household that needs a bed tonight: the least that there is, and a plan at once."""
    _ = now.texts
    with st.popover(_("Emergency: one household tonight"), icon=":material/emergency_home:", key="emergency"):
        st.caption(_("What you do not say is read on the safe side. Write the rest down afterwards."))
        _form(now, "emergency", LEAST, _("Write down and plan"), emergency=True)


def draw_member(now: Here, household: str) -> None:
    """One more person of a household; a newborn has a form of its own."""
    if may_write(now, "persons"):
        draw_add(
            now, "persons", fixed={"household": household}, only=NEW_MEMBER, under=f"member:{household}",
            label=now.texts("Add a person"),
        )  # fmt: skip


def _form(
    now: Here, under: str, asked: Mapping[str, tuple[str, ...]], label: str, *, emergency: bool
) -> None:
    _, as_of = now.texts, date.fromisoformat(str(now.content[WEEK][ONE]["as_of"]))
    with st.form(under, border=False):
        st.text_input(
            _("Alias"), value=free_alias(now.content), key=f"{under}:alias", max_chars=40,
            help=_("Never a name."),
        )  # fmt: skip
        if not emergency:
            st.date_input(
                _("Referred"), value=as_of, max_value=as_of, format="DD.MM.YYYY", key=f"{under}:referral"
            )
        for table, names in asked.items():
            for field in _fields(now, table, names):
                widget(_, field, f"{under}:{field.name}")
        st.form_submit_button(label, type="primary", on_click=_refer, args=(under, asked, as_of, emergency))


def _fields(now: Here, table: str, names: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(one for one in empty_form(table, now.content, now.lang) if one.name in names)


def free_alias(content: Content) -> str:
    """An alias that nobody has, to begin with."""
    taken = {*content.get("households", {}), *content.get("persons", {})}
    n = len(taken) + 1
    while f"Ny-{n}" in taken:
        n += 1
    return f"Ny-{n}"


def _refer(under: str, asked: Mapping[str, tuple[str, ...]], as_of: date, emergency: bool) -> None:  # noqa: FBT001 - as the library calls it
    now = here()
    given = {name: st.session_state.get(f"{under}:{name}") for names in asked.values() for name in names}
    alias = str(st.session_state.get(f"{under}:alias") or "").strip()
    referral = as_of if emergency else st.session_state.get(f"{under}:referral") or as_of
    command = attempt(lambda: referral_of(now, alias, referral, given))
    if command is None or do(command) is None:
        return
    if emergency:
        attempt(lambda: ask_for_plan(now.desk, now.login, seconds=SECONDS))
        st.session_state[GO] = "make"
    else:
        st.session_state[GOTO] = ("households", alias)


def referral_of(now: Here, alias: str, referral: date, given: Mapping[str, Any]) -> ReferHousehold:
    """The command that writes down what was filled in. Raises InputError for an alias that cannot be one."""
    danger = given.get("threat.danger")
    usual = Situation.UNKNOWN if "situation" in given else Situation.NOWHERE
    until = referral + timedelta(days=THREAT_DAYS)
    try:
        return ReferHousehold(
            alias=alias,
            referral=referral,
            lot=draw_lot(now.desk.now()),
            situation=Situation(given.get("situation") or usual),
            child_at_risk=bool(given.get("child_at_risk")),
            gender=Gender(given.get("gender") or Gender.PREFER_NOT),
            age_status=AgeStatus(given.get("age_status") or AgeStatus.UNCLEAR),
            languages=frozenset(given.get("languages") or ()),
            secrecy=Secrecy(given["secrecy"]) if given.get("secrecy") else None,
            threat=Threat(danger=Danger(danger), valid_until=until) if danger else None,
        )
    except ValidationError as error:
        field = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise unfit(Wrong("persons", "", field, "text")) from None
