"""What happens to a household: a birth, a split, a merge, an exit, and a fact that was wrong all along."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from placement.app.parts.act import attempt, do
from placement.app.parts.fields import widget
from placement.app.parts.here import Here
from placement.app.parts.people_add import free_alias
from placement.domain.fact import ONE, WEEK
from placement.domain.person import Gender
from placement.domain.stay import Destination
from placement.service.desk.commands.birth import Birth
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.corrections import CorrectFact
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.merge import MergeHouseholds
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.correcting import relied
from placement.service.desk.forms import form, set_field
from placement.service.desk.people_list import HouseholdLine
from placement.words.render import say_word
from placement.words.say import say_list

RELIED = "relied"
"""In the session: numbers of the plans that were made on what was wrong."""


def draw_acts(now: Here, line: HouseholdLine) -> None:
    """Draw a form for each; what is written down can be taken back."""
    _ = now.texts
    as_of = date.fromisoformat(str(now.content[WEEK][ONE]["as_of"]))
    for title, draw in (
        (_("A child is born"), _birth), (_("Somebody moves out on their own"), _split),
        (_("They become one household with another"), _merge), (_("They leave our care"), _exit),
        (_("Something was wrong all along"), _correct),
    ):  # fmt: skip
        with st.expander(title):
            draw(now, line, as_of)
    if (plans := st.session_state.pop(RELIED, None)) is not None:
        if plans:
            numbers = say_list([str(one) for one in plans], now.lang)
            st.info(_("Plans that were made on it: {plans}. Look at them again.", plans=numbers))
        else:
            st.info(_("No plan was made on it."))


def _birth(now: Here, line: HouseholdLine, _as_of: date) -> None:
    _, key = now.texts, f"birth:{line.household}"
    mother = st.selectbox(_("Mother"), line.people, key=f"{key}:mother")
    alias = st.text_input(
        _("Alias of the child"), value=free_alias(now.content), key=f"{key}:alias", max_chars=40
    )
    confirmed = st.checkbox(_("She was confirmed as its guardian"), key=f"{key}:guardian")
    st.caption(_("It is protected as she is: threat, address protection, areas to avoid, and links."))
    _button(key, _("Write down the birth"), lambda: Birth(
        household=line.household, mother=mother, alias=alias, guardian_confirmed=confirmed,
        gender=Gender.PREFER_NOT,
    ))  # fmt: skip


def _split(now: Here, line: HouseholdLine, _as_of: date) -> None:
    _, key = now.texts, f"split:{line.household}"
    if len(line.people) == 1:
        st.markdown(_("They live alone."))
        return
    who = st.multiselect(_("Who leaves together"), line.people, key=f"{key}:who", placeholder=_("Choose …"))
    why: SplitReason | None = st.radio(
        _("Why"), list(SplitReason), key=f"{key}:why",
        format_func=lambda one: {"own_word": _("an adult's own word, given alone"),
                                 "harmful_link": _("a harmful link inside the household")}[one],
    )  # fmt: skip
    st.caption(_("The reason stands in the log alone: neither part sees it."))
    _button(key, _("Split the household"), lambda: SplitHousehold(
        household=line.household, persons=tuple(who), why=why or SplitReason.OWN_WORD
    ), disabled=not who)  # fmt: skip


def _merge(now: Here, line: HouseholdLine, _as_of: date) -> None:
    _, key = now.texts, f"merge:{line.household}"
    others = sorted(one for one in now.rows("households") if one != line.household)
    into = st.selectbox(
        _("With which household"), others, index=None, key=f"{key}:into", placeholder=_("Choose …")
    )
    st.caption(_("Each adult has said yes to it, alone. The other household's alias stays."))
    _button(key, _("Make them one"), lambda: MergeHouseholds(
        into=into or line.household, other=line.household
    ), disabled=into is None)  # fmt: skip


def _exit(now: Here, line: HouseholdLine, as_of: date) -> None:
    _, key = now.texts, f"exit:{line.household}"
    on = st.date_input(_("First night elsewhere"), value=as_of, format="DD.MM.YYYY", key=f"{key}:on")
    where = st.selectbox(
        _("Where to"), list(Destination), index=None, key=f"{key}:where", placeholder=_("not known"),
        format_func=lambda one: say_word(f"~Destination.{one}", now.lang),
    )  # fmt: skip
    _button(key, _("Record the exit"), lambda: RecordExit(
        household=line.household, on=on, destination=where
    ))  # fmt: skip


def _correct(now: Here, line: HouseholdLine, as_of: date) -> None:
    """Not news: what should have been known then. The plans that were made on it are named."""
    _, key = now.texts, f"correct:{line.household}"
    row = st.selectbox(
        _("Whose"), [("households", line.household), *(("persons", one) for one in line.people)],
        format_func=lambda one: _("the household") if one[0] == "households" else one[1], key=f"{key}:row",
    )  # fmt: skip
    table, alias = row
    fields = {one.name: one for one in form(table, now.row(table, alias), now.content, now.lang)}
    name = st.selectbox(
        _("Field"), [one for one in fields if one not in ("alias", "household")], index=None,
        format_func=lambda one: fields[one].label, key=f"{key}:field:{alias}", placeholder=_("Choose …"),
    )  # fmt: skip
    if name is None:
        return
    value = widget(_, fields[name], f"{key}:value:{alias}:{name}")
    since = st.date_input(
        _("Right since"), value=as_of, max_value=as_of, format="DD.MM.YYYY", key=f"{key}:since"
    )
    change = set_field(table, alias, now.row(table, alias), name, value)
    command = CorrectFact(table=table, key=alias, fields=change.fields, since=since)
    st.button(_("Correct it"), key=f"{key}:do", type="primary", on_click=_do_correct, args=(now, command))


def _do_correct(now: Here, command: CorrectFact) -> None:
    if do(command) is not None:
        st.session_state[RELIED] = attempt(lambda: relied(now.desk, command))


def _button(key: str, label: str, command: Callable[[], Command], *, disabled: bool = False) -> None:
    st.button(label, key=f"{key}:do", type="primary", disabled=disabled, on_click=_do, args=(command,))


def _do(command: Callable[[], Command]) -> None:
    made = attempt(command)
    if made is not None:
        do(made)
