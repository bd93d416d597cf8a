"""Which bed of a room a held stay takes: the last wall against a bed that is given twice."""

from collections.abc import Iterable, Sequence
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


class Claim(NamedTuple):
    """One bed of a room that a stay has on `[since, until)`."""

    since: str
    until: str
    stay: str
    bed: int = 0


def take(connection: Connection, stay: str, wants: Iterable[Want], *, gives: bool) -> None:
    """Write down the beds of a stay in place of those that it had; none: it has no more.

    Facts may say that more people sleep in a room than it has beds; the beds beyond are numbered on. What is given now
    gets only beds that are there, and that nobody has.

    Raises:
        BedTaken: Given now, and on some night there are not so many free beds.
    """
    connection.execute(delete(claim).where(claim.c.stay == stay))
    for want in wants:
        others = _in_room(connection, want.room)
        if gives and _most(others, want) + want.beds > want.of:
            raise BedTaken("the bed has been given meanwhile.", where=want.room)
        mine = [Claim(want.since, want.until, stay)] * want.beds
        found = _numbered(mine, others)
        if found[-1].bed > want.of:
            # Numbered one by one, stays leave gaps that no single bed fills, though every night has a bed free.
            connection.execute(delete(claim).where(claim.c.room == want.room))
            found = _numbered(sorted([*others, *mine]), ())
        connection.execute(insert(claim), [{"room": want.room, **one._asdict()} for one in found])


def _in_room(connection: Connection, room: str) -> list[Claim]:
    columns = claim.c.since, claim.c.until, claim.c.stay, claim.c.bed
    return [Claim(*row) for row in connection.execute(select(*columns).where(claim.c.room == room))]


def _most(others: Sequence[Claim], want: Want) -> int:
    """How many beds are taken on the fullest of the nights that are wanted: one on which a stay begins."""
    nights = {want.since, *(one.since for one in others if want.since < one.since < want.until)}
    return max(sum(one.since <= night < one.until for one in others) for night in nights)


def _numbered(new: Iterable[Claim], others: Sequence[Claim]) -> list[Claim]:
    """Each new one with the lowest bed that is free; in the order in which they begin these are the fewest beds."""
    found: list[Claim] = []
    for one in new:
        taken = {c.bed for c in (*others, *found) if c.since < one.until and one.since < c.until}
        bed = next(bed for bed in range(1, len(taken) + 2) if bed not in taken)
        found.append(one._replace(bed=bed))
    return found
