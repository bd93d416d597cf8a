"""One field of several persons set to the same at once: told of how many first, and taken back by one undo."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.fields import widget
from placement.app.parts.here import Here
from placement.domain.permission import Action, FieldClass
from placement.service.desk.people_list import HouseholdLine
from placement.service.desk.same import PERSONS, same_fields, set_same, would_change

BOX, WHO, FIELD, VALUE = "same", "same_who", "same_field", "same_value"


def draw_same(now: Here, lines: Sequence[HouseholdLine]) -> None:
    """Draw it, for the people of these households. Not in a meeting: what they hold is not shown there."""
    _, fields = now.texts, {one.name: one for one in same_fields(now.content, now.lang)}
    if now.is_meeting or not fields or not now.may(Action.WRITE, FieldClass.STATUS):
        return
    people = [person for one in lines for person in one.people]
    st.session_state[WHO] = [one for one in st.session_state.get(WHO, ()) if one in people]
    with st.popover(_("Change several at once"), icon=":material/checklist:", key=BOX, on_change="rerun"):
        who = st.multiselect(
            _("Persons in the list"), people, key=WHO, placeholder=_("Choose …"), select_all=False
        )
        name = st.selectbox(
            _("Field"), list(fields), key=FIELD, index=None, placeholder=_("Choose …"),
            format_func=lambda one: fields[one].label[:1].upper() + fields[one].label[1:],
        )  # fmt: skip
        if not who or name is None:
            return
        key = f"{VALUE}:{name}"
        widget(_, fields[name], key, unset=_("Choose …"))
        if st.session_state.get(key) is None:
            return
        command = set_same(who, name, st.session_state[key])
        count = would_change(command, now.sight.rows(PERSONS))
        told = [_.n("{count} person is changed.", "{count} persons are changed.", count)]
        if same := len(command.keys) - count:
            told.append(_.n("{count} has it already.", "{count} have it already.", same))
        st.markdown(" ".join(told))
        st.button(
            _("Save for all of them"), key="save_same", type="primary", icon=":material/save:", disabled=not count,
            on_click=_save, args=(tuple(who), name, key),
        )  # fmt: skip


def _save(who: tuple[str, ...], name: str, key: str) -> None:
    seen = {row: version for one in who for row, version in seen_row(PERSONS, one).items()}
    if do(set_same(who, name, st.session_state[key]), seen=seen) is not None:
        for one in (WHO, FIELD, key):
            st.session_state.pop(one, None)
        st.session_state[BOX] = False
