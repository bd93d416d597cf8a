"""The facts before one person's eyes: rows of their role's shape, with the versions that they saw."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from placement.domain.actor import Actor
from placement.domain.fact import Body, Content, desk_tables
from placement.service.access import shaped
from placement.service.desk.desk import Act, Desk, actor_of
from placement.service.desk.snapshot import Key
from placement.store import facts


class Sight(NamedTuple):
    """What one person sees of a desk after a change."""

    change: int
    actor: Actor
    content: Content
    """A field that they may not see is not there."""
    versions: Mapping[Key, int]
    """Row -> its version, so that a change of a row that somebody else changed meanwhile is refused."""

    def rows(self, table: str) -> Mapping[str, Body]:
        """Key -> body of a table."""
        return self.content.get(table, {})


def newest(desk: Desk) -> int:
    """Number of the last change: a screen that shows an older one is out of date."""
    with desk.store.reading() as connection:
        return facts.last_change(connection)


def who(desk: Desk, login: str) -> Actor:
    """The person behind a login. Raises Refused."""
    return actor_of(desk.now(), login)


def sight(desk: Desk, login: str, *, at: datetime | None = None) -> Sight:
    """All rows as this person may see them; the log has a line of the tables before this returns.

    Raises:
        Refused: Nobody of that name may open the desk.
    """
    with desk.acting(login, at) as act:
        return seen_in(act)


def seen_in(act: Act) -> Sight:
    """All rows as whoever acts may see them by now, with its line of the log, in their transaction. Raises Refused."""
    actor = actor_of(act.now, act.actor.login)
    found = shaped(actor, act.now.content)
    # every table there is: one that holds others' rows alone is like one that holds none
    content = {table: found.get(table, {}) for table in desk_tables()}
    act.log("read", {table: {"*": ()} for table, rows in content.items() if rows})
    versions = {
        (table, key): act.now.stamps[table, key].version for table, rows in content.items() for key in rows
    }
    return Sight(act.now.change, actor, content, versions)
