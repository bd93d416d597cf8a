"""What a held stay takes of each of its rooms."""

from collections.abc import Iterable, Iterator

from placement.domain.fact import Body, Edit
from placement.domain.housing import BED
from placement.domain.stay import HELD
from placement.domain.value import FOREVER
from placement.service.desk.snapshot import Snapshot
from placement.store import claims
from placement.store.claims import Want
from placement.store.facts import Reader

KINDS = frozenset(kind.value for kind in HELD)


def follow(connection: Reader, edits: Iterable[Edit], after: Snapshot, *, gives: bool) -> None:
    """Keep the beds that are taken in step with the stays. What goes frees its beds before others take theirs.

    Raises:
        BedTaken: A stay that is given now would take a bed that somebody has.
    """
    stays = [edit for edit in edits if edit.table == "stays"]
    for edit in stays:
        claims.take(connection, edit.key, (), gives=False)
    for edit in stays:
        if edit.after is not None:
            claims.take(connection, edit.key, wanted(edit.after, after), gives=gives)


def wanted(stay: Body, facts: Snapshot) -> Iterator[Want]:
    """A share takes a bed for each who sleeps in one; whoever takes a room takes all of it."""
    if stay["kind"] not in KINDS:
        return
    until = stay["until"] or FOREVER.isoformat()
    shares = str(stay["place"]).endswith(BED)
    for room in str(stay["place"]).removesuffix(BED).split("+"):
        body = facts.body("rooms", room) or {}
        beds = max(1, body.get("single", 0) + body.get("double", 0))
        yield Want(room, _sleepers(stay["household"], facts) if shares else beds, beds, stay["start"], until)


def _sleepers(household: str, facts: Snapshot) -> int:
    value = facts.values.get("households", {}).get(household)
    return max(1, value.sleepers) if value is not None else 1
