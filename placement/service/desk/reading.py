"""What one person may see of a desk: rows of their role's shape, and fields that are revealed one by one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from placement.domain.fact import Body
from placement.domain.permission import Action
from placement.service.access import refusal, shaped, visible_fields
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk


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
