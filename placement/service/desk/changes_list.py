"""The changes that somebody looks for, in words, and which of them they can still take back."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from placement.service.desk.act_words import act_name
from placement.service.desk.desk import Desk
from placement.service.desk.history import sees_all
from placement.service.desk.named import table_name
from placement.service.desk.undo import is_open
from placement.service.desk.why import why_text
from placement.store import facts, wanted
from placement.store.facts import Change
from placement.store.wanted import Wanted
from placement.words.language import Lang
from placement.words.say import say_moment
from placement.words.texts import Texts, texts

ANYTHING = Wanted()
PAGE, NAMED = 50, 4
"""So many are shown at once; so many tables are named of each."""


class ChangeLine(NamedTuple):
    """One change. Which rows it was about is not in it, only of which tables."""

    number: int
    at: str
    by: str
    what: str
    rows: str
    why: str
    became: str
    """That it was taken back, or takes another one back; empty for most."""
    is_open: bool
    """Whether whoever looks can take it back."""


class Changes(NamedTuple):
    """Those that were found, newest first, and what can be looked for."""

    lines: tuple[ChangeLine, ...]
    more: bool
    """Whether there are older ones."""
    who: tuple[str, ...]
    commands: tuple[str, ...]


def changes(
    desk: Desk,
    login: str,
    lang: Lang,
    sought: Wanted = ANYTHING,
    *,
    most: int = PAGE,
    at: datetime | None = None,
) -> Changes:
    """The changes that somebody looks for: all people's for who plans or reads the log, else one's own.

    The log has a line of it before this returns. Raises Refused for somebody unknown.
    """
    now = at or datetime.now().astimezone()
    with desk.acting(login, at) as act:
        every = sees_all(act)
        connection = act.tx.connection
        found = wanted.changes(connection, sought if every else sought._replace(by=login), most=most + 1)
        lines = tuple(_line(one, connection, lang, now, can_undo=is_open(act, one)) for one in found[:most])
        who = wanted.doers(connection) if every else (login,)
        commands = wanted.commands(connection)
        act.log("read_history", {})
    return Changes(lines, len(found) > most, who, commands)


def few(parts: Sequence[str], _: Texts) -> str:
    """The first of several in one line, and how many more there are."""
    told = ", ".join(parts[:NAMED])
    more = len(parts) - NAMED
    return _.n("{told} and {count} more", "{told} and {count} more", more, told=told) if more > 0 else told


def _line(one: Change, connection: facts.Reader, lang: Lang, now: datetime, *, can_undo: bool) -> ChangeLine:
    rows: dict[str, int] = {}
    for edit in facts.edits_of(connection, one.id):
        rows[edit.table] = rows.get(edit.table, 0) + 1
    return ChangeLine(
        number=one.id,
        at=say_moment(one.at, lang, now),
        by=f"{one.by} + {one.second}" if one.second else one.by,
        what=act_name(one.command, lang),
        rows=few([f"{table_name(table, lang)} {count}" for table, count in rows.items()], texts(lang)),
        why=why_text(one.why, lang),
        became=_became(one, facts.undone_by(connection, one.id), texts(lang)),
        is_open=can_undo,
    )


def _became(one: Change, undone_by: int | None, _: Texts) -> str:
    if undone_by is not None:
        return _("taken back by {number}", number=undone_by)
    return _("takes {number} back", number=one.undoes) if one.undoes is not None else ""
