"""A fact that was wrong all along: put right since a date, and the plans that were made on it are named."""

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.fields import widget
from placement.app.parts.here import Here, here
from placement.app.parts.new_person import as_of, forget
from placement.domain.fact import key_field
from placement.service.desk.commands.corrections import CorrectFact
from placement.service.desk.correcting import relied
from placement.service.desk.forms import form, set_field
from placement.service.desk.people_list import HouseholdLine
from placement.words.say import say_list

RELIED = "relied"
"""In the session: numbers of the plans that were made on what was wrong."""


def draw_correction(now: Here, line: HouseholdLine) -> None:
    """Not news: what should have been known then. The plans that were made on it are named."""
    _, key = now.texts, f"correct:{line.household}"
    _tell_relied(now)
    left, middle, right = st.columns(3)
    rows = [("households", line.household), *(("persons", one) for one in line.people)]
    table, alias = left.selectbox(
        _("Whose"), rows, format_func=lambda one: _("the household") if one[0] == "households" else one[1],
        key=f"{key}:row",
    )  # fmt: skip
    fields = {one.name: one for one in form(table, now.row(table, alias), now.content, now.lang)}
    names = [one for one in fields if one not in (key_field(table), "household", "lot")]
    name = middle.selectbox(
        _("Field"), names, index=None, format_func=lambda one: fields[one].label,
        key=f"{key}:field:{table}:{alias}", placeholder=_("Choose …"),
    )  # fmt: skip
    if name is None:
        st.caption(_("Fields that are hidden are shown under Needs first."))
        return
    with right:
        widget(_, fields[name], f"{key}:value:{table}:{alias}:{name}")
    st.date_input(
        _("Right since"), value=as_of(now), max_value=as_of(now), format="DD.MM.YYYY", key=f"{key}:since"
    )
    st.button(
        _("Correct it"), key=f"{key}:do", type="primary", on_click=_correct, args=(key, table, alias, name)
    )


def _correct(key: str, table: str, alias: str, name: str) -> None:
    now, since = here(), st.session_state.get(f"{key}:since")
    value = st.session_state.get(f"{key}:value:{table}:{alias}:{name}")
    fields = set_field(table, alias, now.row(table, alias), name, value).fields
    command = CorrectFact(table=table, key=alias, fields=fields, since=since or as_of(now))
    if do(command, seen=seen_row(table, alias)) is not None:
        st.session_state[RELIED] = relied(now.desk, command)
        forget(key)


def _tell_relied(now: Here) -> None:
    _, plans = now.texts, st.session_state.pop(RELIED, None)
    if plans:
        numbers = say_list([str(one) for one in plans], now.lang)
        st.warning(_("Plans that were made on it: {plans}. Look at them again.", plans=numbers))
    elif plans is not None:
        st.info(_("No plan was made on it."))
