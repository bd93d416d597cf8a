"""What would come of a change before it is saved: asked beside the press that saves it, read, saved by one press."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from placement.app.parts.act import do, refuse
from placement.app.parts.here import Here, here
from placement.app.parts.proved import draw_answer, draw_on_press
from placement.domain.permission import Action
from placement.errors import InputError
from placement.service.desk.beforehand import beforehand
from placement.service.desk.commands.command import Command

CAN_COST_A_PLACE = frozenset({"closures", "avoid_areas", "knows_address", "relations", "vetoes", "pins"})
"""Tables in which one more row can cost somebody the place that they have or would get."""
ASKED = "beforehand"


class Asked(NamedTuple):
    """What was asked about: in which form, the command, and what is done once it is saved."""

    under: str
    command: Command
    then: Callable[[], None]


def can_ask(now: Here, table: str) -> bool:
    """Whether somebody who adds to this table is offered to see first what it would do."""
    return table in CAN_COST_A_PLACE and now.may(Action.PLAN) and not now.is_meeting


def draw_ask(now: Here, under: str, made: Callable[[], Command], then: Callable[[], None]) -> None:
    """In a form: a second press beside the one that saves.

    Args:
        now: This screen.
        under: Tells the form from others.
        made: Makes the command of what was filled in; raises InputError.
        then: Done once it was saved: the form is emptied.
    """
    _ = now.texts
    st.form_submit_button(
        _("What would come of it?"), icon=":material/visibility:", on_click=_ask, args=(under, made, then)
    )


def draw_come(now: Here, under: str) -> None:
    """Below a form: what would come of what was asked about in it, and the press that saves it."""
    asked = st.session_state.get(ASKED)
    if not isinstance(asked, Asked) or asked.under != under or now.is_meeting:
        return
    _, command = now.texts, asked.command
    draw_answer(
        now, ("beforehand", command.name, command.model_dump_json()),
        lambda by: beforehand(now.desk, now.login, command, now.lang, by),
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            _("Save it"), key=f"save_it:{under}", type="primary", icon=":material/save:", on_click=_save
        )
        st.button(_("Leave it as it is"), key=f"leave_it:{under}", on_click=_leave)


def draw_first(now: Here, name: str, command: Command) -> None:
    """A press that tells what a command would come to, where there is no form."""
    _ = now.texts
    draw_on_press(
        now, _("What would come of it?"), (name, command.model_dump_json()),
        lambda by: beforehand(now.desk, now.login, command, now.lang, by), icon=":material/visibility:",
    )  # fmt: skip


def _ask(under: str, made: Callable[[], Command], then: Callable[[], None]) -> None:
    try:
        st.session_state[ASKED] = Asked(under, made(), then)
    except InputError as error:
        refuse(error, here())


def _save() -> None:
    asked: Asked = st.session_state[ASKED]
    if do(asked.command) is not None:
        asked.then()
        _leave()


def _leave() -> None:
    st.session_state.pop(ASKED, None)
