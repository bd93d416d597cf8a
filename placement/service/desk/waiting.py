"""Requests that wait for a second person: what each is about, and the answer, whichever kind it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from placement.domain.fact import Wrong
from placement.domain.permission import Action, FieldClass
from placement.errors import PlacementError, Refused
from placement.service.access import may, unseen
from placement.service.desk import approvals, forgetting, requests, restore_approval
from placement.service.desk.approvals import KNOWN
from placement.service.desk.commands.command import CannotDo, edits_of
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.commands.overrides import GrantOverride
from placement.service.desk.desk import Act, Desk
from placement.service.desk.requests import lowering_of
from placement.service.need_to_know import People
from placement.service.protection import Lowering
from placement.store import requests as kept
from placement.store.requests import Request

WHOLE = (forgetting.ERASE, restore_approval.RESTORE)
"""Kinds that are no commands: what they would lower was found when they were asked for, and is not found anew."""


class Waits(NamedTuple):
    """A request that waits."""

    number: int
    at: str
    """UTC, ISO 8601."""
    by: str
    mine: bool
    command: str
    about: str
    """Alias of the household to be erased, or id of the backup to be restored; else empty."""
    why: str
    lowerings: tuple[Lowering, ...]
    """What it would lower: by the facts as they are, or, of a restore or an erasure, as it was asked for."""
    asked: int
    """How many protections it was asked for."""
    figure: tuple[str, str, int | None] | None = None
    """Of a figure that is to be set: rule, name, and the new value, or none for its default."""
    aside: GrantOverride | None = None
    """Of a rule that is to be set aside: which, for whom, where, and for which nights."""


class Waiting(NamedTuple):
    """Requests that one person may know of, and how many there are besides."""

    requests: tuple[Waits, ...]
    others: int


def waiting(desk: Desk, login: str, *, at: datetime | None = None) -> Waiting:
    """All open requests, oldest first. Raises Refused.

    A request is shown to who asked, and to those who might say yes to it; of others nobody is told but the number.
    """
    with desk.acting(login, at) as act:
        every = kept.every(act.tx.connection, state="open")
        shown = tuple(_waits(act, one) for one in every if one.by == login or _may_say_yes(act, one))
        act.log("read_requests", {"request": {str(one.number): () for one in shown}})
    return Waiting(shown, len(every) - len(shown))


def _may_say_yes(act: Act, one: Request) -> bool:
    try:
        approvals.may_say_yes(act, one)
    except Refused:
        return False
    return True


def _waits(act: Act, one: Request) -> Waits:
    what = one.command
    about = str(what.get("household", what.get("backup", ""))) if what["name"] in WHOLE else ""
    found = Waits(
        one.id, one.at, one.by, one.by == act.actor.login, what["name"], about, one.why, _lowerings(act, one),
        len(one.about), _figure(what), _aside(what),
    )  # fmt: skip
    # Whoever asked knew of them then; since then a conflict of interest may have come up.
    return found._replace(about="", aside=None) if _tells_of_hidden(act, found) else found


def _tells_of_hidden(act: Act, found: Waits) -> bool:
    named = {found.about, *(found.aside.households if found.aside else ())}
    known = {alias for alias in named if any(act.now.body(table, alias) for table in KNOWN)}
    return bool(unseen(act.actor, known, act.now.content, Action.READ))


def _figure(command: Mapping[str, Any]) -> tuple[str, str, int | None] | None:
    if command["name"] != SetPolicy.name:
        return None
    return command["rule"], command["setting"], command.get("value")


def _aside(command: Mapping[str, Any]) -> GrantOverride | None:
    found = requests.read(command) if command["name"] == GrantOverride.name else None
    return found if isinstance(found, GrantOverride) else None


def _lowerings(act: Act, one: Request) -> tuple[Lowering, ...]:
    """None where the facts have changed so that it cannot be carried out any more."""
    people = People(act.actor, act.now.content)
    if one.command["name"] in WHOLE:
        found = tuple(map(lowering_of, one.about)) if _may_say_yes(act, one) else ()
    else:
        try:
            found = act.lowerings(edits_of(requests.read(one.command), act.now))
        except (PlacementError, Wrong):
            return ()
    return tuple(lowering for lowering in found if _may_know(act, people, lowering))


def knowable(desk: Desk, login: str, lowerings: Iterable[Lowering]) -> tuple[Lowering, ...]:
    """Those of them that name only people of whom this person may know. Raises Refused for somebody unknown."""
    with desk.acting(login) as act:
        people = People(act.actor, act.now.content)
        return tuple(one for one in lowerings if _may_know(act, people, one))


def _may_know(act: Act, people: People, one: Lowering) -> bool:
    named = {
        alias for alias in (one.person, one.other) if alias and any(act.now.body(t, alias) for t in KNOWN)
    }
    found = [people.standing(house) for alias in named for house in people.households_of(alias)]
    return all(
        stands.cleared
        and stands.knows_cases
        and may(act.actor, Action.READ, FieldClass.SAFETY, stands.relation)
        for stands in found
    )


def say_yes(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> int | None:
    """Grant a request of any kind; the change that it made, if it made one at once.

    Raises:
        Refused, CannotDo, Changed: As `requests.grant`, `forgetting.grant_erasure` and `grant_restore`.
    """
    match _asked(desk, login, number).command["name"]:
        case forgetting.ERASE:
            return forgetting.grant_erasure(desk, login, number, at=at).change
        case restore_approval.RESTORE:
            restore_approval.grant_restore(desk, login, number, at=at)
            return None
        case _:
            return requests.grant(desk, login, number, at=at).change


def say_no(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Refuse a request of any kind; whoever asked for it takes it back. Raises Refused, CannotDo."""
    one = _asked(desk, login, number)
    if one.by == login:
        requests.withdraw(desk, login, number, at=at)
    elif one.command["name"] == forgetting.ERASE:
        forgetting.refuse_erasure(desk, login, number, at=at)
    elif one.command["name"] == restore_approval.RESTORE:
        restore_approval.refuse_restore(desk, login, number, at=at)
    else:
        requests.refuse(desk, login, number, at=at)


def _asked(desk: Desk, login: str, number: int) -> Request:
    with desk.acting(login) as act:
        one = kept.get(act.tx.connection, number)
    if one is None or one.state != "open":
        raise CannotDo("the request is decided already.", code="request_closed")
    return one
