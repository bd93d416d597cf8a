"""Users and roles, for the administrator: who may open the desk and as what; and what each role is here for."""

from typing import Any

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.fields import widget
from placement.app.parts.here import Here
from placement.app.parts.hold import hold, hold_anew
from placement.app.parts.table import draw_filled, draw_table, lines_of
from placement.service.desk.account_form import (
    USERS,
    account_form,
    account_line,
    add_account,
    set_account,
)
from placement.service.desk.forms import Field
from placement.service.role_words import role_lines
from placement.words.texts import Texts

BOX, CHOSEN, NEW = "let_in", "account", "new_account"
COLUMNS = 3


def draw_users(now: Here) -> None:
    """All accounts; one of them to be changed; a new one; and the roles."""
    _, users = now.texts, now.rows(USERS)
    lines = [account_line(users[login], _) for login in sorted(users)]
    title = _("Users ({count})", count=len(lines))
    st.subheader(title, anchor=False)
    heads = ("*" + _("Login"), _("Name"), _("Role"), _("Clearance"), _("Cases"), _("Contact"), _("State"))
    draw_filled(title, heads, [
        (one.login, one.name, one.role, one.clearance, one.cases, one.contact, _("open") if one.is_open else _("shut"))
        for one in lines
    ])  # fmt: skip
    st.subheader(_("Change an account"), anchor=False)
    login = st.selectbox(
        _("Account"), sorted(users), index=None, key=CHOSEN, placeholder=_("Choose …"), width=320,
        label_visibility="collapsed",
    )  # fmt: skip
    if login is not None:
        _draw_account(now, login)
    _draw_new(now)
    st.subheader(_("What each role may do"), anchor=False)
    rows = [(role, lines_of(told)) for role, told in role_lines(now.lang)]
    draw_table(_("What each role may do"), ("*" + _("Role"), _("May")), rows)
    st.caption(_("Nobody has two roles. What is not granted is denied, also to the administrator."))


def _draw_account(now: Here, login: str) -> None:
    """Each field saves itself, as in all forms."""
    _, users = now.texts, now.rows(USERS)
    version = now.sight.versions.get((USERS, login), 0)
    places = st.columns(COLUMNS)
    for n, field in enumerate(account_form(users[login], users, now.lang)):
        key = f"account:{login}:{field.name}"
        hold(key, field.value, version)
        with places[n % COLUMNS]:
            widget(_, field, key, unset=_left_empty(_, field), on_change=_save, args=(login, field.name, key))
    st.caption(_("An account is shut, not removed: the log names its login for as long as it is kept."))


def _save(login: str, name: str, key: str) -> None:
    hold_anew(key)
    do(set_account(login, name, st.session_state[key]), seen=seen_row(USERS, login))


def _draw_new(now: Here) -> None:
    _ = now.texts
    fields = account_form(None, now.rows(USERS), now.lang)
    with (
        st.popover(_("Let somebody in"), icon=":material/person_add:", key=BOX, on_change="rerun"),
        st.form(NEW, border=False, clear_on_submit=False),
    ):
        for field in fields:
            widget(_, field, _key(field), unset="" if field.required else _left_empty(_, field))
        st.form_submit_button(
            _("Add"), type="primary", on_click=_add, args=(tuple(map(_key, fields)), fields)
        )


def _left_empty(_: Texts, field: Field) -> str:
    """Nothing of an account is unknown: what is not given is not granted."""
    return _("none") if field.name == "clearance" else _("may be left empty")


def _key(field: Field) -> str:
    return f"{NEW}:{field.name}"


def _add(keys: tuple[str, ...], fields: tuple[Field, ...]) -> None:
    given: dict[str, Any] = {
        one.name: st.session_state.get(key) for one, key in zip(fields, keys, strict=True)
    }
    if do(add_account(given)) is not None:
        for key in keys:
            st.session_state.pop(key, None)
        st.session_state[BOX] = False
