"""Taking back what one did, and taking that back. Both are changes like any other, under the same questions."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from placement.domain.fact import Edit
from placement.domain.permission import Action
from placement.service.desk.carry_out import Outcome
from placement.service.desk.commands.command import COMMANDS, CannotDo
from placement.service.desk.commands.rows import TakeBack
from placement.service.desk.desk import Act, Desk, NeedsSecond
from placement.service.desk.requests import ask
from placement.service.remembered import remembered
from placement.store import facts
from placement.store.claims import BedTaken
from placement.store.facts import Change

UNDO, REDO = "undo", "redo"
IMPORT = "import"
FAR = 1000
"""So many changes back somebody's own are looked for."""
PAGE = 20
"""So many are read at once: most often the first one is meant."""


def undo(desk: Desk, login: str, change: int | None = None, *, at: datetime | None = None) -> Outcome:
    """Take back a change of one's own: the latest that stands, or the one that is named.

    Raises:
        CannotDo: There is nothing to take back, or its rows were changed since, or somebody else has the bed by now.
        NeedsSecond: Taking it back would lower a protection; `ask_to_undo` puts it to a second person.
        Refused: The person may no longer change these rows.
    """
    with desk.acting(login, at) as act:
        return _take_back(act, _latest(act, change), UNDO)


def ask_to_undo(
    desk: Desk, login: str, change: int | None = None, *, why: str, at: datetime | None = None
) -> int:
    """Put an undo that lowers a protection to a second person; the number of the request. Nothing is changed yet.

    Raises:
        CannotDo: There is nothing to take back, or its rows were changed since, or it takes nobody else.
        Refused: The person may no longer change these rows.
    """
    return ask(desk, login, to_undo(desk, login, change, at=at), why=why, at=at)


def to_undo(desk: Desk, login: str, change: int | None = None, *, at: datetime | None = None) -> TakeBack:
    """The command that takes a change back with a second person's yes. Raises as `ask_to_undo`."""
    with desk.acting(login, at) as act:
        done = _latest(act, change)
        edits = _back(act, done)
    rows = tuple((edit.table, edit.key, edit.before, edit.after) for edit in edits)
    return TakeBack(rows=rows, undoes=done.id)


def redo(desk: Desk, login: str, *, at: datetime | None = None) -> Outcome:
    """Take back one's own latest undo, where nothing was done since. Raises as `undo`."""
    with desk.acting(login, at) as act:
        return _take_back(act, _latest_undo(act), REDO)


def is_open(act: Act, one: Change) -> bool:
    """Whether a change is the person's own, was not taken back, and its rows are still as it left them."""
    if one.by != act.actor.login or not _stands(act.tx.connection, one):
        return False
    return all(act.now.body(e.table, e.key) == e.after for e in facts.edits_of(act.tx.connection, one.id))


class Able(NamedTuple):
    """What somebody could press now. Its rows may have been changed since: then the press says so."""

    undo: bool
    redo: bool


def can_undo(connection: facts.Reader, login: str) -> Change | None:
    """The change that somebody's `undo` would take back."""
    return next((one for one in _own(connection, login) if _stands(connection, one)), None)


def able(desk: Desk, login: str) -> Able:
    """Whether there is something of their own to take back, and something to do again. For the frame of each page."""
    return _able(desk, login, desk.now().change)


@remembered(maxsize=64)
def _able(desk: Desk, login: str, change: int) -> Able:  # noqa: ARG001 - the change is what the answer hangs on
    with desk.store.reading() as connection:
        return Able(can_undo(connection, login) is not None, _undone(connection, login) is not None)


def _own(connection: facts.Reader, login: str) -> Iterator[Change]:
    """A person's changes, newest first."""
    return islice(_pages(connection, login), FAR)


def _pages(connection: facts.Reader, login: str) -> Iterator[Change]:
    last = None
    while found := facts.changes(connection, by=login, before=last, most=PAGE):
        yield from found
        last = found[-1].id


def _stands(connection: facts.Reader, one: Change) -> bool:
    command = COMMANDS.get(one.command)
    undoable = one.command in (REDO, IMPORT) or (command is not None and command.undoable)
    return undoable and one.second is None and facts.undone_by(connection, one.id) is None


def _latest(act: Act, change: int | None) -> Change:
    for one in _own(act.tx.connection, act.actor.login):
        if change in (None, one.id) and _stands(act.tx.connection, one):
            return one
    raise CannotDo("there is nothing to take back.", code="nothing_to_undo")


def _latest_undo(act: Act) -> Change:
    if (one := _undone(act.tx.connection, act.actor.login)) is not None:
        return one
    raise CannotDo("there is nothing to do again.", code="nothing_to_redo")


def _undone(connection: facts.Reader, login: str) -> Change | None:
    """The undo that may be taken back; whatever was done since is what counts, also where that was undone again."""
    for one in _own(connection, login):
        if one.command not in (UNDO, REDO):
            return None
        if one.command == UNDO and facts.undone_by(connection, one.id) is None:
            return one
    return None


def _back(act: Act, done: Change) -> tuple[Edit, ...]:
    """The edits that take a change back. Raises CannotDo where its rows were changed since."""
    edits: tuple[Edit, ...] = tuple(
        edit.undone for edit in reversed(facts.edits_of(act.tx.connection, done.id))
    )
    if any(act.now.body(edit.table, edit.key) != edit.before for edit in edits):
        raise _too_late()
    return edits


def _take_back(act: Act, done: Change, how: str) -> Outcome:
    edits = _back(act, done)
    act.ask_about(Action.WRITE, edits)
    if lowerings := act.lowerings(edits):
        raise NeedsSecond(lowerings)
    try:
        written = act.write(edits, how, undoes=done.id, gives=True)
    except BedTaken:
        raise _too_late() from None
    return Outcome(written.change, written.edits)


def _too_late() -> CannotDo:
    return CannotDo("its rows were changed since.", todo="Change them by hand.", code="undo_too_late")
