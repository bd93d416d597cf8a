"""The log: what its lines say, and whether they are all there as they were written."""

from datetime import datetime
from typing import NamedTuple

from placement.domain.permission import Action
from placement.service.desk.desk import Desk
from placement.store import audit
from placement.store.audit import Fault, Head, Line


class Checked(NamedTuple):
    """What a check of the log found."""

    head: Head
    fault: Fault | None
    anchor: Head | None
    """What the file in another place says; none where there is no such file, so that a cut tail would not show."""


def check_log(desk: Desk, login: str, *, at: datetime | None = None) -> Checked:
    """Check every line against the one before it, and the last one against the anchor. Raises Refused.

    That somebody checked is a line of the log itself, written after what was checked.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.LOG)
        connection, store = act.tx.connection, desk.store
        anchor = store.anchor.read() if store.anchor else None
        found = Checked(audit.head(connection), audit.verify(connection, store.audit_key, anchor), anchor)
        act.log("check_log", {})
    return found


def read_log(
    desk: Desk,
    login: str,
    *,
    first: int | None = None,
    most: int = 50,
    by: str | None = None,
    at: datetime | None = None,
) -> tuple[Line, ...]:
    """Lines of the log, oldest first; whoever reads it stands in it too.

    Args:
        desk: The desk.
        login: Who asks.
        first: Number of the first line; by default the latest lines.
        most: So many lines.
        by: Only lines of this login.
        at: The moment; by default now.

    Raises:
        Refused: The person may not.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.LOG)
        if first is None:
            every = tuple(audit.lines(act.tx.connection, by=by))
            found = every[-most:]
        else:
            found = tuple(audit.lines(act.tx.connection, first=first, most=most, by=by))
        act.log("read_log", {})
    return found
