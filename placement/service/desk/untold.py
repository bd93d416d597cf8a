"""What the facts do not allow is told to nobody who may not know of those it is about: it would tell of them."""

from collections.abc import Iterator

from placement.domain.actor import ActorRelation
from placement.domain.fact import Edit
from placement.domain.permission import Action, FieldClass
from placement.service.access import may, refusal
from placement.service.desk.commands.command import CannotDo, Command, edits_of
from placement.service.desk.desk import Act
from placement.service.need_to_know import People

NAMES = ("household", "households", "into", "other", "mother", "persons")
"""Fields of commands that name households or people."""


def edits_for(act: Act, command: Command, action: Action | None = None) -> tuple[Edit, ...]:
    """What a command changes, as `edits_of`.

    Args:
        act: What the person does.
        command: What is to be changed.
        action: What they do about it; by default they carry it out.

    Raises:
        CannotDo: The facts do not allow it, and the person may know that.
        Refused: They do not, and the person may not know of somebody whom it names, or may do nothing of the kind. It
            is the same as where the facts allow it.
    """
    try:
        return edits_of(command, act.now)
    except CannotDo:
        if not _may_be_told(act, command, action or command.action):
            raise refusal(act.actor, action or command.action) from None
        raise


def _may_be_told(act: Act, command: Command, action: Action) -> bool:
    people = People(act.actor, act.now.content)
    named = list(_named(act, command, people))
    standings = [people.standing(household) for household in named]
    relations = {one.relation for one in standings} or set(ActorRelation)
    able = {relation for relation in relations if _may_at_all(act, action, relation)}
    if not named:
        return bool(able)
    return able == relations and all(one.cleared and one.knows_cases for one in standings)


def _named(act: Act, command: Command, people: People) -> Iterator[str]:
    """The households of all whom a command names."""
    told = command.model_dump()
    for name in NAMES:
        value = told.get(name) or ()
        for alias in (value,) if isinstance(value, str) else value:
            yield from people.households_of(alias)
    table, key = told.get("table"), told.get("key")
    if isinstance(table, str) and isinstance(key, str):
        row = act.now.body(table, key)
        yield from (one for whom in people.about(table, row) for one in whom) if row else ()
        if row is None and table in ("persons", "households", "outsiders"):
            yield key


def _may_at_all(act: Act, action: Action, relation: ActorRelation) -> bool:
    classes = FieldClass if action is Action.WRITE else (FieldClass.NONE,)
    return any(may(act.actor, action, one, relation) for one in classes)
