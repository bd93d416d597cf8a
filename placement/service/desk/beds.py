"""What a held stay takes of each of its rooms."""

from collections.abc import Iterable, Iterator, Sequence

from placement.domain.fact import ONE, WEEK, Body, Edit
from placement.domain.housing import BED
from placement.domain.stay import HELD, StayKind
from placement.domain.value import FOREVER
from placement.service.desk.snapshot import Snapshot
from placement.store import claims
from placement.store.claims import Want
from placement.store.facts import Reader

KINDS = frozenset(kind.value for kind in HELD)
WHOSE = {"persons": "household", "households": "alias", "exits": "household"}
"""Table -> field that names the household whose stays take other beds when a row of it changes."""


def follow(
    connection: Reader, edits: Sequence[Edit], before: Snapshot, after: Snapshot, *, gives: bool
) -> None:
    """Keep the beds that are taken in step with the facts: with stays, who sleeps there, and the beds of rooms.

    What goes frees its beds before others take theirs, and where somebody lives is written down before a bed is given.

    Args:
        connection: Of the transaction that writes the edits.
        edits: What changes.
        before: The facts before it.
        after: The facts after it.
        gives: Whether what is held from now on is given now. Where somebody lives is a fact, and is never refused.

    Raises:
        BedTaken: A bed that is given now is one that somebody has.
    """
    changed = [
        (key, then, now)
        for key in _touched(edits, after)
        if (then := _wanted(before, key)) != (now := _wanted(after, key))
    ]
    for key, _, _ in changed:
        claims.take(connection, key, (), gives=False)
    given = {key: gives and _is_given(after, key, then, now) for key, then, now in changed}
    for key, _, now in sorted(changed, key=lambda one: given[one[0]]):
        claims.take(connection, key, now, gives=given[key])


def _touched(edits: Iterable[Edit], after: Snapshot) -> dict[str, None]:
    """Keys of the stays that may take other beds now."""
    found: dict[str, None] = {}
    houses, rooms = set(), set()
    for edit in edits:
        if edit.table == "stays":
            found[edit.key] = None
        elif edit.table in WHOSE:
            bodies = (body for body in (edit.before, edit.after) if body is not None)
            houses |= {body[WHOSE[edit.table]] for body in bodies}
        elif edit.table == WEEK:
            found |= dict.fromkeys(after.rows("stays"))
        elif edit.table == "rooms":
            rooms.add(edit.key)
    if houses or rooms:
        for key, stay in after.rows("stays").items():
            if stay["household"] in houses or not rooms.isdisjoint(_rooms(stay)):
                found[key] = None
    return found


def _wanted(facts: Snapshot, key: str) -> tuple[Want, ...]:
    stay = facts.body("stays", key)
    return () if stay is None else tuple(wanted(stay, facts))


def _is_given(after: Snapshot, key: str, then: Iterable[Want], now: Iterable[Want]) -> bool:
    """Whether a bed is held that was not held before, on whatever night."""
    stay = after.body("stays", key)
    return (
        stay is not None and stay["kind"] == StayKind.HOLD and not all(_is_within(one, then) for one in now)
    )


def _is_within(one: Want, others: Iterable[Want]) -> bool:
    return any(
        one.room == o.room and one.beds <= o.beds and o.since <= one.since and one.until <= o.until
        for o in others
    )


def _rooms(stay: Body) -> list[str]:
    return str(stay["place"]).removesuffix(BED).split("+")


def wanted(stay: Body, facts: Snapshot) -> Iterator[Want]:
    """A share takes a bed for each who sleeps in one; whoever takes a room takes all of it."""
    if stay["kind"] not in KINDS:
        return
    until = _end(stay, facts)
    shares = str(stay["place"]).endswith(BED)
    for room in _rooms(stay):
        body = facts.body("rooms", room) or {}
        beds = max(1, body.get("single", 0) + body.get("double", 0))
        yield Want(room, _sleepers(stay["household"], facts) if shares else beds, beds, stay["start"], until)


def _end(stay: Body, facts: Snapshot) -> str:
    """Until when nobody else gets the bed: an end that has passed frees nothing, a recorded exit does (decision 22)."""
    as_of = str(facts.rows(WEEK).get(ONE, {}).get("as_of", ""))
    until, start = str(stay["until"] or ""), str(stay["start"])
    expected = until if until > as_of else FOREVER.isoformat()
    left = (str(row["on"]) for row in facts.rows("exits").values() if row["household"] == stay["household"])
    return min([expected, *(on for on in left if on > start)])


def _sleepers(household: str, facts: Snapshot) -> int:
    value = facts.values.get("households", {}).get(household)
    return max(1, value.sleepers) if value is not None else 1
