"""What takes two people and is no command: one asks, another says yes or no, and only then it is done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from placement.domain.actor import ActorRelation
from placement.domain.permission import Action
from placement.service.access import may, refusal
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.desk.requests import REFUSED, about_of
from placement.service.desk.snapshot import Snapshot
from placement.service.need_to_know import People
from placement.service.protection import Lowering
from placement.store import requests
from placement.store.requests import Request

KNOWN = ("persons", "households", "outsiders")
"""Tables of those for whose sake somebody must be allowed to say yes."""


def put(act: Act, kind: str, what: Mapping[str, str], lowerings: Sequence[Lowering], *, why: str) -> int:
    """Write the request, and a line of the log; its number."""
    number = requests.add(
        act.tx.connection, at=act.tx.at, by=act.actor.login, command={"name": kind, **what},
        seen=act.now.versions((one.table, one.key) for one in lowerings), why=why,
        about=about_of(tuple(lowerings)),
    )  # fmt: skip
    act.log(f"ask_{kind}", {"request": {str(number): ()}, **_named(what, lowerings)}, why=why)
    return number


def waiting(act: Act, number: int, kind: str) -> Request:
    """An open request of this kind, for another person than who asked. Raises CannotDo."""
    one = requests.get(act.tx.connection, number)
    if one is None or one.state != "open" or one.command["name"] != kind:
        raise CannotDo("the request is decided already.", code="request_closed")
    if one.by == act.actor.login:
        raise CannotDo("nobody approves their own request.", todo="Ask somebody else.", code="same_person")
    return one


def may_say_yes(act: Act, one: Request) -> None:
    """Need-to-know about everybody whom it is about, and no conflict of interest.

    What is about no person, such as a figure of a rule, is about everybody, and takes who may say yes to that.

    Raises:
        Refused: The person may not.
    """
    people = People(act.actor, act.now.content)
    whom = [{str(about[part]) for part in ("person", "other") if about[part]} for about in one.about]
    whom += [{str(one.command["household"])}] if "household" in one.command else []
    known = [{alias for alias in its if any(act.now.body(table, alias) for table in KNOWN)} for its in whom]
    standings = [
        people.standing(house) for alias in set().union(*known) for house in people.households_of(alias)
    ]
    allowed = all(
        stands.cleared and stands.knows_cases and may(act.actor, Action.APPROVE, relation=stands.relation)
        for stands in standings
    )
    if not (allowed and (all(known) or may(act.actor, Action.APPROVE, relation=ActorRelation.NONE))):
        raise refusal(act.actor, Action.APPROVE)


def not_more(one: Request, lowerings: Iterable[Lowering], now: Snapshot) -> None:
    """Raise CannotDo where more would be lowered than was asked for, or a row of it is another by now."""
    asked = {_same(about) for about in one.about}
    if {_same(about) for about in about_of(tuple(lowerings))} - asked:
        raise CannotDo("it would lower more than was asked for.", todo="Ask again.", code="request_grew")
    as_seen(one, now)


def as_seen(one: Request, now: Snapshot) -> None:
    """Raise CannotDo where a protection that it was asked about has another height by now: the yes is not for that."""
    if now.versions((table, key) for table, key, _ in one.seen) != one.seen:
        raise CannotDo("a row was changed meanwhile.", todo="Ask again.", code="row_changed")


def refuse(desk: Desk, login: str, number: int, kind: str, *, at: datetime | None = None) -> None:
    """Say no as the second person. Raises Refused, CannotDo."""
    with desk.acting(login, at) as act:
        may_say_yes(act, waiting(act, number, kind))
        requests.decide(act.tx.connection, number, REFUSED, at=act.tx.at, by=login, change=None)
        act.log("refuse_second", {"request": {str(number): ()}})


def _same(about: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(f"{name}={about[name]}" for name in sorted(about))


def _named(what: Mapping[str, str], lowerings: Iterable[Lowering]) -> dict[str, dict[str, tuple[str, ...]]]:
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    if "household" in what:
        told["households"] = {what["household"]: ()}
    for one in lowerings:
        told.setdefault(one.table, {})[one.key] = (one.field,) if one.field else ()
    return told
