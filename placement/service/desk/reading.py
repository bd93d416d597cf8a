"""What one person may see of a desk: rows of their role's shape, and fields that are revealed one by one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from placement.domain.fact import Body
from placement.domain.permission import Action
from placement.service.access import refusal, shaped, visible_fields
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.snapshot import Key


def rows_for(
    desk: Desk, login: str, *, why: str = "", at: datetime | None = None
) -> Mapping[str, Mapping[str, Body]]:
    """All rows as this person may see them: a field that they may not see is not there.

    The log has a line with the tables that were read before this returns.

    Raises:
        Refused: Nobody of that name may open the desk.
    """
    with desk.acting(login, at) as act:
        found = shaped(act.actor, act.now.content)
        act.log("read", {table: {"*": ()} for table, rows in found.items() if rows}, why=why)
    return found


def reveal_rows(
    desk: Desk,
    login: str,
    rows: Iterable[Key],
    hidden: Callable[[str], frozenset[str]],
    *,
    why: str,
    at: datetime | None = None,
) -> Mapping[Key, Body]:
    """What of these rows a screen masks at first, with one line of the log before this returns.

    Args:
        desk: The desk.
        login: Who asks.
        rows: Table and key of each.
        hidden: Table -> the fields of it that are masked.
        why: Code of the reason.
        at: The moment; by default now.

    Returns:
        Row -> the masked fields that this person may see; a row of which they may see none is not there.

    Raises:
        CannotDo: No reason was given.
        Refused: The person may see nothing of any of them.
    """
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    found: dict[Key, Body] = {}
    with desk.acting(login, at) as act:
        for table, key in rows:
            body = act.now.body(table, key) or {}
            fields = hidden(table) & visible_fields(act.actor, table, body, act.now.content, Action.REVEAL)
            if fields:
                found[table, key] = {name: body[name] for name in sorted(fields)}
        if not found:
            raise refusal(act.actor, Action.REVEAL)
        about: dict[str, dict[str, tuple[str, ...]]] = {}
        for (table, key), body in found.items():
            about.setdefault(table, {})[key] = tuple(body)
        act.log("reveal", about, why=why)
    return found


def reveal(
    desk: Desk, login: str, table: str, key: str, field: str, *, why: str, at: datetime | None = None
) -> Any:  # noqa: ANN401 - what JSON holds
    """One field that a screen masks at first. The log says who looked, and why, before this returns.

    Raises:
        Refused: The person may not see it; also where there is no such row, so that nothing is told of it.
        CannotDo: No reason was given.
    """
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    with desk.acting(login, at) as act:
        body = act.now.body(table, key)
        if body is None or field not in visible_fields(
            act.actor, table, body, act.now.content, Action.REVEAL
        ):
            raise refusal(act.actor, Action.REVEAL)
        act.log("reveal", {table: {key: (field,)}}, why=why)
    return body[field]
