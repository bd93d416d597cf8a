"""Changing something from a screen: carried out at once, told in one line, and taken back by one press.

What is done here is done in callbacks, before the page is drawn again. What came of it waits in the session until the
page's top has told it: saved, refused with the way out, changed by somebody else meanwhile, or waiting for a second
person.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import streamlit as st

from placement.app.parts.here import Here, here, keep_sight
from placement.app.parts.hold import forget_undrawn
from placement.errors import PlacementError
from placement.service.desk.carry_out import Outcome, carry_out
from placement.service.desk.commands.command import Command
from placement.service.desk.conflict import Changed, Conflict, Seen
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.requests import ask
from placement.service.desk.undo import redo, to_undo, undo
from placement.service.desk.waiting import knowable
from placement.service.failures import say_error
from placement.service.protection import Lowering
from placement.service.veil import unknown, veiled

SAVED, REFUSED, DISPUTED, HELD, DRAWN = "saved", "refused", "disputed", "held", "drawn"
"""Names in the session: when something was saved; what was refused; a dispute; what waits for a reason; which versions
of rows the screen shows."""


class Dispute(NamedTuple):
    """A change of what somebody else changed meanwhile."""

    command: Command
    conflicts: tuple[Conflict, ...]


class Held(NamedTuple):
    """A change that lowers a protection: it takes a reason, and a second person."""

    command: Command
    lowerings: tuple[Lowering, ...]


def do(command: Command, *, seen: Seen | None = None, why: str = "") -> Outcome | None:
    """Carry out a command of whoever looks; what came of it is told at the top of the page.

    Args:
        command: What they want.
        seen: Row -> the version before their eyes.
        why: Code of the reason, where one was chosen.
    """
    now = here()
    try:
        done = carry_out(now.desk, now.login, command, seen=seen, why=why, look=True)
    except Changed as changed:
        st.session_state[DISPUTED] = Dispute(command, changed.conflicts)
    except NeedsSecond as needs:
        st.session_state[HELD] = Held(command, knowable(now.desk, now.login, needs.lowerings))
    except PlacementError as error:
        refuse(error, now)
    else:
        saved()
        if done.sight is not None:
            keep_sight(now.login, done.sight)
        return done
    return None


def drawn(now: Here) -> None:
    """Remember which version of each row the screen shows; the router says so for each page that it draws."""
    st.session_state[DRAWN] = now.sight.versions
    forget_undrawn()


def seen_row(table: str, key: str) -> Seen:
    """The version of a row before the person's eyes: a callback may know newer facts than the screen that called it."""
    versions: Seen = st.session_state.get(DRAWN, {})
    return {(table, key): versions.get((table, key), 0)}


def attempt(deed: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the deed returns
    """Do something that the service does by itself; an error becomes a message. None where it was refused."""
    try:
        done = deed()
    except PlacementError as error:
        refuse(error, here())
        return None
    saved()
    return done


def saved() -> None:
    """Remember that something was saved just now."""
    st.session_state[SAVED] = datetime.now().astimezone()
    for name in (REFUSED, DISPUTED, HELD):
        st.session_state.pop(name, None)


def refuse(error: PlacementError, now: Here) -> None:
    """Keep what is to be told of an error; the log gets its class and code, never its data."""
    logging.getLogger("placement.app").warning("%s %s", type(error).__name__, error.code)
    st.session_state[REFUSED] = in_words(error, now)


def in_words(error: PlacementError, now: Here) -> tuple[str, ...]:
    """An error in words; a line that names somebody of whom whoever looks may not know is one and the same sentence."""
    hidden = unknown(now.actor, now.desk.now().content)
    return tuple(veiled(line, hidden, now.texts) for line in say_error(error, now.lang))


def take_back(change: int | None = None) -> None:
    """Undo the latest of one's own changes, or the one of this number; what lowers a protection waits for a reason."""
    now = here()
    try:
        undo(now.desk, now.login, change)
    except NeedsSecond as needs:
        command = to_undo(now.desk, now.login, change)
        st.session_state[HELD] = Held(command, knowable(now.desk, now.login, needs.lowerings))
    except PlacementError as error:
        refuse(error, now)
    else:
        saved()


def do_again() -> None:
    """Redo what was undone last."""
    now = here()
    attempt(lambda: redo(now.desk, now.login))


def keep_mine() -> None:
    """Carry out the disputed command all the same: both were looked at."""
    dispute: Dispute = st.session_state.pop(DISPUTED)
    do(dispute.command)


def take_theirs() -> None:
    """Leave what the other person wrote."""
    st.session_state.pop(DISPUTED, None)


def ask_second(why_key: str) -> None:
    """Put what is held to a second person, with the reason that was chosen."""
    held: Held = st.session_state[HELD]
    now = here()
    why = st.session_state.get(why_key)
    if why and attempt(lambda: ask(now.desk, now.login, held.command, why=why)) is not None:
        st.session_state["asked"] = True


def leave_it() -> None:
    """Do not lower a protection after all."""
    st.session_state.pop(HELD, None)
