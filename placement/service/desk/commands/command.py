"""What every command is."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from placement.domain.fact import Body, Edit, fields_of
from placement.domain.permission import Action
from placement.domain.value import Value
from placement.errors import PlacementError
from placement.service.desk.snapshot import Snapshot

COMMANDS: dict[str, type["Command"]] = {}
"""Name -> command, of every command there is."""


class CannotDo(PlacementError):
    """A command that the facts do not allow."""

    exit_code = 2
    usual_code = "cannot_do"


class Command(Value):
    """Something that one person wants to change. It knows nothing of transactions, versions or permission."""

    name: ClassVar[str] = ""
    action: ClassVar[Action] = Action.WRITE
    """What the person must be allowed to do (`placement.service.access`)."""
    undoable: ClassVar[bool] = True
    gives: ClassVar[bool] = False
    """Whether it gives beds: one that somebody has is refused then."""
    alone: ClassVar[bool] = False
    """Whether one person alone may lower a protection by it; another looks at it afterwards."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - as the library has it
        super().__pydantic_init_subclass__(**kwargs)
        if cls.name:
            COMMANDS[cls.name] = cls

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """What it changes. Raises CannotDo where the facts do not allow it."""
        raise NotImplementedError


def edits_of(command: Command, now: Snapshot) -> tuple[Edit, ...]:
    """What a command changes, without what stays the same. Raises CannotDo where that is nothing."""
    edits = tuple(edit for edit in command.edits(now) if edit.before != edit.after)
    if not edits:
        raise CannotDo("that changes nothing.", code="no_change")
    return edits


def existing(facts: Snapshot, table: str, key: str) -> Body:
    """A row. Raises CannotDo where it is not there."""
    body = facts.body(table, key)
    if body is None:
        raise CannotDo(
            "the row is not there any more.", where=table, todo="Look at it again.", code="row_gone"
        )
    return body


def changed(facts: Snapshot, table: str, key: str, **fields: Any) -> Edit:  # noqa: ANN401 - what JSON holds
    """An edit of some fields of a row. Raises CannotDo where the row is not there."""
    body = existing(facts, table, key)
    return Edit(table, key, body, {**body, **fields})


def added(table: str, body: Mapping[str, Any], *, key: str = "new") -> Edit:
    """A new row; fields that are left out hold what nobody knows."""
    return Edit(table, key, None, complete(table, body))


def removed(facts: Snapshot, table: str, key: str) -> Edit:
    """A row that goes. Raises CannotDo where it is not there."""
    return Edit(table, key, existing(facts, table, key), None)


def complete(table: str, body: Mapping[str, Any]) -> Body:
    """A body with every field of its table, what is left out as the table has it by default."""
    unknown = body.keys() - set(fields_of(table))
    if unknown:
        raise CannotDo("no such field.", where=table, code="no_such_field")
    return {name: body.get(name, default) for name, default in defaults(table).items()}


def defaults(table: str) -> Mapping[str, Any]:
    """Field -> what it holds where nobody said anything, as JSON has it."""
    from placement.domain.fact import default_body

    return default_body(table)
