"""What somebody did alone at night, and nobody else has looked at."""

from datetime import datetime
from typing import NamedTuple

from placement.service.access import visible_fields
from placement.service.desk.desk import Desk

TABLE = "break_glass"


class Glass(NamedTuple):
    """A hard rule that one person set aside alone."""

    number: str
    """By which it is countersigned."""
    at: str
    """UTC, ISO 8601."""
    by: str
    rule: str
    households: tuple[str, ...]
    unit: str
    night: str


def unseen(desk: Desk, login: str, *, at: datetime | None = None) -> tuple[Glass, ...]:
    """Rows that nobody has countersigned, of which this person may know. The log has a line of them. Raises Refused."""
    with desk.acting(login, at) as act:
        found = {
            key: body
            for key, body in act.now.rows(TABLE).items()
            if body["countersigned_by"] is None
            and visible_fields(act.actor, TABLE, body, act.now.content) >= body.keys()
        }
        act.log("read", {TABLE: dict.fromkeys(found, ())})
    return tuple(
        Glass(key, b["at"], b["by"], b["rule"], tuple(b["households"]), b["unit"], b["night"])
        for key, b in found.items()
    )
