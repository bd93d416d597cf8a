"""Which bed of a room a held stay takes: the last wall against a bed that is given twice."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from placement.errors import PlacementError
from placement.store.schema import claim


class BedTaken(PlacementError):
    """A bed would be given twice."""

    exit_code = 2
    usual_code = "bed_taken"
    usual_todo = "Make the plan again: somebody else has the bed."


class Want(NamedTuple):
    """So many beds of a room that has `of`, on `[since, until)` (ISO dates)."""

    room: str
    beds: int
    of: int
    since: str
    until: str


def take(connection: Connection, stay: str, wants: Iterable[Want], *, gives: bool) -> None:
    """Write down the beds of a stay in place of those that it had; none: it has no more.

    Facts may say that more people sleep in a room than it has beds; the beds beyond are numbered on. What is given now
    gets only beds that are there, and that nobody has.

    Raises:
        BedTaken: Given now, and there are not so many free beds.
    """
    connection.execute(delete(claim).where(claim.c.stay == stay))
    for want in wants:
        taken = _taken(connection, want)
        free = [bed for bed in range(1, want.beds + len(taken) + 1) if bed not in taken][: want.beds]
        if gives and free[-1] > want.of:
            raise BedTaken("the bed has been given meanwhile.", where=want.room)
        rows = [
            {"stay": stay, "room": want.room, "bed": bed, "since": want.since, "until": want.until}
            for bed in free
        ]
        connection.execute(insert(claim), rows)


def _taken(connection: Connection, want: Want) -> set[int]:
    overlaps = (claim.c.room == want.room, claim.c.since < want.until, claim.c.until > want.since)
    return set(connection.scalars(select(claim.c.bed).where(*overlaps)))
