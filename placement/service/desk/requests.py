"""Two people: one asks for what lowers a protection, another grants it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from placement.domain.actor import ActorRelation
from placement.domain.fact import Edit
from placement.domain.permission import Action
from placement.service.access import may, visible_fields
from placement.service.access import refusal as refused
from placement.service.desk.carry_out import Outcome, named
from placement.service.desk.commands.command import COMMANDS, CannotDo, Command
from placement.service.desk.conflict import Changed, Seen, conflicts, others
from placement.service.desk.desk import Act, Desk, actor_of
from placement.service.desk.untold import edits_for
from placement.service.need_to_know import People
from placement.service.protection import Lowering
from placement.service.protection_kinds import Kind
from placement.store import requests
from placement.store.requests import Request

GRANTED, REFUSED, WITHDRAWN = "granted", "refused", "withdrawn"


def ask(
    desk: Desk,
    login: str,
    command: Command,
    *,
    seen: Seen | None = None,
    why: str,
    at: datetime | None = None,
) -> int:
    """Put a command that lowers a protection to a second person; the number of the request. Nothing is changed yet.

    Raises:
        Refused, Changed, CannotDo: As `carry_out`.
    """
    with desk.acting(login, at) as act:
        edits = edits_for(act, command)
        named(command, by=login)
        act.ask_about(command.action, edits, seen)
        lowerings = act.lowerings(edits)
        if not lowerings:
            raise CannotDo("that takes nobody else.", todo="Do it.", code="needs_no_second")
        number = requests.add(
            act.tx.connection, at=act.tx.at, by=login, command=written(command),
            seen=act.now.versions((e.table, e.key) for e in edits), why=why, about=about_of(lowerings),
        )  # fmt: skip
        act.log("ask_second", {"request": {str(number): ()}, **_told(lowerings)}, why=why)
    return number


def grant(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> Outcome:
    """Say yes as the second person: the command is carried out, as it was asked for.

    Raises:
        Refused: The person may not, asked for it themselves, or may not know of somebody it is about.
        CannotDo: It is decided already, would lower more than was asked for, or a row is not as it was in what the
            person may not see.
        Changed: What it was asked for is not as it was.
    """
    with desk.acting(login, at) as act:
        one = _open(act, number)
        command = read(one.command)
        first = actor_of(act.now, one.by)
        edits = edits_for(act, command, Action.APPROVE)
        _ask_second(act, one, edits)
        named(command, approved_by=login)
        asker = Act(act.tx, act.now, first)
        asker.ask_about(command.action, edits)
        _as_seen(act, one, edits)
        lowerings = act.lowerings(edits)
        if set(map(_same, about_of(lowerings))) - set(map(_same, one.about)):
            raise CannotDo("it would lower more than was asked for.", todo="Ask again.", code="request_grew")
        done = asker.write(
            edits, command.name, why=one.why, second=login, gives=command.gives,
            undoes=getattr(command, "undoes", None),
        )  # fmt: skip
        act.now = asker.now
        requests.decide(act.tx.connection, number, GRANTED, at=act.tx.at, by=login, change=done.change)
    return Outcome(done.change, done.edits)


def refuse(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Say no as the second person. Raises Refused, CannotDo."""
    with desk.acting(login, at) as act:
        one = _open(act, number)
        _ask_second(act, one, edits_for(act, read(one.command), Action.APPROVE))
        requests.decide(act.tx.connection, number, REFUSED, at=act.tx.at, by=login, change=None)
        act.log("refuse_second", {"request": {str(number): ()}})


def withdraw(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Take back one's own request. Raises Refused, CannotDo."""
    with desk.acting(login, at) as act:
        one = _open(act, number)
        if one.by != login:
            raise refused(act.actor, Action.APPROVE)
        requests.decide(act.tx.connection, number, WITHDRAWN, at=act.tx.at, by=login, change=None)
        act.log("withdraw_request", {"request": {str(number): ()}})


def _ask_second(act: Act, one: Request, edits: Iterable[Edit]) -> None:
    """Another person, with need-to-know and without a conflict of interest."""
    if one.by == act.actor.login:
        raise CannotDo("nobody approves their own request.", todo="Ask somebody else.", code="same_person")
    bodies = [(edit, body) for edit in edits for body in (edit.before, edit.after) if body is not None]
    people = People(act.actor, act.now.content)
    for edit, body in bodies:
        seen = visible_fields(act.actor, edit.table, body, act.now.content)
        relations = {people.relation(one) for whom in people.about(edit.table, body) for one in whom}
        allowed = all(
            may(act.actor, Action.APPROVE, relation=one) for one in relations or {ActorRelation.NONE}
        )
        if not allowed or not seen.issuperset(edit.fields):
            raise refused(act.actor, Action.APPROVE)


def _as_seen(act: Act, one: Request, edits: Sequence[Edit]) -> None:
    """Raise where a row is not as it was when it was asked; told is what the second person may see of it."""
    seen = {(table, key): version for table, key, version in one.seen}
    if not others(act.now, edits, seen):
        return
    if told := conflicts(act.tx.connection, act.now, edits, seen, act.actor):
        raise Changed(told)
    raise CannotDo("a row was changed meanwhile.", todo="Ask again.", code="row_changed")


def _open(act: Act, number: int) -> Request:
    one = requests.get(act.tx.connection, number)
    if one is None or one.state != "open":
        raise CannotDo("the request is decided already.", code="request_closed")
    return one


def written(command: Command) -> dict[str, Any]:
    """A command as JSON holds it."""
    return {"name": command.name, **command.model_dump(mode="json")}


def read(text: Mapping[str, Any]) -> Command:
    """The command that was written so. Raises CannotDo for one that this program does not know."""
    known = COMMANDS.get(text["name"])
    if known is None:
        raise CannotDo("this program does not know that command.", code="unknown_command")
    from pydantic_core import to_json

    return known.model_validate_json(to_json({name: value for name, value in text.items() if name != "name"}))


def about_of(lowerings: tuple[Lowering, ...]) -> tuple[dict[str, Any], ...]:
    """What is lowered, by ids and names of fields."""
    return tuple(
        {name: getattr(one, name) for name in ("kind", "person", "other", "unit", "table", "field")}
        for one in lowerings
    )


def lowering_of(about: Mapping[str, Any]) -> Lowering:
    """What a request says is lowered; it does not keep of which row."""
    named = {name: about.get(name) for name in ("person", "other", "unit", "field")}
    return Lowering(kind=Kind(about["kind"]), table=about["table"], key="", **named)


def _same(about: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name}={about[name]}" for name in sorted(about))


def _told(lowerings: tuple[Lowering, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in lowerings:
        told.setdefault(one.table, {})[one.key] = (one.field,) if one.field else ()
    return told
