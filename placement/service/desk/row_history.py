"""What became of the rows of one household: who changed which fields when. Never what they held."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from placement.service.access import visible_fields
from placement.service.desk.desk import Act, Desk
from placement.service.desk.erasure import about
from placement.service.desk.named import field_name, table_name
from placement.service.desk.snapshot import Key
from placement.store import facts
from placement.store.facts import Change, Version
from placement.words.language import Lang


class Turn(NamedTuple):
    """One row in one change, or several new or removed rows of one table."""

    change: int
    at: str
    """UTC, ISO 8601."""
    by: str
    second: str | None
    command: str
    table: str
    """As its sheet is called."""
    fields: tuple[str, ...] = ()
    """As their columns are called; empty where the row was made, or went."""
    is_gone: bool = False
    rows: int = 1


def row_history(
    desk: Desk, login: str, household: str, lang: Lang, *, most: int = 100, at: datetime | None = None
) -> tuple[Turn, ...]:
    """The latest turns of a household's rows and its people's, newest first, as far as somebody may see their fields.

    Rows that are gone are told too. The log has a line of whose history was read before this returns.

    Raises:
        Refused: Nobody of that name may open the desk.
    """
    with desk.acting(login, at) as act:
        people = {key for key, row in act.now.rows("persons").items() if row["household"] == household}
        whom = people | {household}
        versions: dict[Key, list[Version]] = {}
        for version in facts.naming(act.tx.connection, sorted(whom)):
            if about(version) & whom:
                versions.setdefault((version.table, version.key), []).append(version)
        found = [turn for row in versions.values() for turn in _turns(act, row, lang)]
        act.log("read_history", {"households": {household: ()}} if found else {})
    return tuple(_together(sorted(found, key=lambda one: -one.change))[:most])


def _together(turns: Iterable[Turn]) -> list[Turn]:
    """Rows of one table that came, or went, in one change are told once."""
    found: dict[object, Turn] = {}
    for n, one in enumerate(turns):
        key = n if one.fields else (one.change, one.table, one.is_gone)
        before = found.get(key)
        found[key] = one if before is None else before._replace(rows=before.rows + 1)
    return list(found.values())


def _turns(act: Act, versions: Iterable[Version], lang: Lang) -> Iterator[Turn]:
    """The turns of one row, from its versions in order."""
    last: Version | None = None
    for version in versions:
        if last is not None and last.until is not None and last.until != version.since:
            yield from _gone(act, last, lang)  # it was there once before
            last = None
        yield from _began(act, last, version, lang)
        last = version
    if last is not None and last.until is not None:
        yield from _gone(act, last, lang)


def _began(act: Act, old: Version | None, version: Version, lang: Lang) -> Iterator[Turn]:
    seen = visible_fields(act.actor, version.table, version.body, act.now.content)
    before = {} if old is None else old.body
    changed = [name for name, value in version.body.items() if name in seen and before.get(name) != value]
    if seen and (changed or old is None):
        names = tuple(field_name(version.table, name, lang) for name in changed) if old is not None else ()
        yield from _turn(act, version.since, version, lang, names)


def _gone(act: Act, version: Version, lang: Lang) -> Iterator[Turn]:
    if version.until is not None and visible_fields(act.actor, version.table, version.body, act.now.content):
        yield from (one._replace(is_gone=True) for one in _turn(act, version.until, version, lang, ()))


def _turn(act: Act, number: int, version: Version, lang: Lang, names: tuple[str, ...]) -> Iterator[Turn]:
    change: Change | None = facts.get_change(act.tx.connection, number)
    if change is not None:
        yield Turn(
            number,
            change.at,
            change.by,
            change.second,
            change.command,
            table_name(version.table, lang),
            names,
        )
