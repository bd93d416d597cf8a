"""The lines of the log that somebody looks for, in words: who did what to which rows and fields, when and why."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from placement.domain.fact import ONE
from placement.domain.permission import Action
from placement.service.desk.act_words import act_name
from placement.service.desk.changes_list import few
from placement.service.desk.desk import Desk
from placement.service.desk.named import field_name, table_name
from placement.service.desk.why import why_text
from placement.store import wanted
from placement.store.audit import Line
from placement.store.wanted import Wanted
from placement.words.language import Lang
from placement.words.say import say_moment
from placement.words.texts import Texts, texts

ANYTHING = Wanted()
PAGE, NAMED = 50, 4
"""So many lines are shown at once; so many rows are named in a line."""
ALL = "*"
"""In the place of a row: all of its table that the person may see."""


class LogLine(NamedTuple):
    """One line. What a row holds is never in it."""

    number: int
    at: str
    by: str
    what: str
    rows: tuple[str, ...]
    why: str


class LogLines(NamedTuple):
    """Those that were found, newest first, and whose can be looked for."""

    lines: tuple[LogLine, ...]
    more: bool
    """Whether there are older ones."""
    who: tuple[str, ...]


def log_lines(
    desk: Desk,
    login: str,
    lang: Lang,
    sought: Wanted = ANYTHING,
    *,
    most: int = PAGE,
    at: datetime | None = None,
) -> LogLines:
    """The lines that somebody looks for; that they looked is a line itself. Raises Refused."""
    now = at or datetime.now().astimezone()
    with desk.acting(login, at) as act:
        act.ask(Action.LOG)
        connection = act.tx.connection
        found = wanted.lines(connection, sought, most=most + 1)
        who = wanted.doers(connection)
        act.log("read_log", {})
    return LogLines(tuple(_line(one, lang, now) for one in found[:most]), len(found) > most, who)


def _line(one: Line, lang: Lang, now: datetime) -> LogLine:
    _, what = texts(lang), act_name(one.action, lang)
    return LogLine(
        number=one.seq,
        at=say_moment(one.at, lang, now),
        by=one.by.replace(wanted.AND, f" {wanted.AND} "),
        what=_("{what} (change {number})", what=what, number=one.change) if one.change else what,
        rows=tuple(_rows(one.about, _)),
        why=why_text(one.why, lang),
    )


def _rows(about: Mapping[str, Mapping[str, tuple[str, ...]]], _: Texts) -> Iterable[str]:
    """Rows with their fields, as long as they are few; of many, in one line, how many of which tables."""
    named = [(table, key, fields) for table, rows in about.items() for key, fields in rows.items()]
    if len(named) > NAMED:
        return [few([_table(table, rows, _.lang) for table, rows in about.items()], _)]
    return [_row(*one, _.lang) for one in named]


def _table(table: str, rows: Mapping[str, tuple[str, ...]], lang: Lang) -> str:
    return table_name(table, lang) if list(rows) == [ALL] else f"{table_name(table, lang)} {len(rows)}"


def _row(table: str, key: str, fields: tuple[str, ...], lang: Lang) -> str:
    names = ", ".join(field_name(table, field, lang) for field in fields)
    told = table_name(table, lang) if key in (ALL, ONE) else f"{table_name(table, lang)}: {key}"
    return f"{told} ({names})" if names else told
