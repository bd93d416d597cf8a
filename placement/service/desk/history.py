"""What was done on a desk: changes by number, in whose name, and which tables they touched. No row is named."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.permission import Action
from placement.service.access import may
from placement.service.desk.desk import Act, Desk
from placement.store import facts

EVERYBODYS = (Action.PLAN, Action.LOG)
"""Whoever may do one of these sees what others did."""


class Done(NamedTuple):
    """One change. `tables`: table -> how many rows of it changed."""

    number: int
    at: str
    """UTC, ISO 8601."""
    by: str
    command: str
    why: str
    second: str | None
    undoes: int | None
    undone_by: int | None
    tables: Mapping[str, int]


def history(desk: Desk, login: str, *, most: int = 20, at: datetime | None = None) -> tuple[Done, ...]:
    """The latest changes, newest first; one's own, and those of others for who plans or reads the log.

    Raises:
        Refused: Nobody of that name may open the desk.
    """
    with desk.acting(login, at) as act:
        by = None if sees_all(act) else login
        connection = act.tx.connection
        found = tuple(
            Done(
                one.id, one.at, one.by, one.command, one.why, one.second, one.undoes,
                facts.undone_by(connection, one.id),
                dict(Counter(edit.table for edit in facts.edits_of(connection, one.id))),
            )
            for one in facts.changes(connection, by=by, most=most)
        )  # fmt: skip
        act.log("read_history", {})
    return found


def sees_all(act: Act) -> bool:
    """Whether the person sees what others did."""
    return any(may(act.actor, action, relation=one) for action in EVERYBODYS for one in ActorRelation)
