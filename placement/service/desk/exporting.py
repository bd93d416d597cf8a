"""Facts that leave the desk as a file: what a role may take out, and nothing else; the log says who took what."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation
from placement.domain.fact import IDENTITY, Body, Content, fields_of, key_field, tables
from placement.domain.permission import Action, FieldClass
from placement.service.access import may, refusal, visible_fields
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.desk.private import workbook_bytes
from placement.service.files import is_new_workbook
from placement.service.register import register
from placement.tables.write import new_folder, write_part
from placement.words.language import Lang

EVERY = "*"
"""In a line of the log: what is said of every row."""


class Exported(NamedTuple):
    """What was taken out. `id` stands in the log, and finds the line of whoever took it."""

    id: str
    rows: Mapping[str, int]
    """Table -> rows."""


def export(
    desk: Desk, login: str, path: Path, lang: Lang, *, why: str, at: datetime | None = None
) -> Exported:
    """Write what this person may take out into a new workbook (.xlsx) or folder.

    The line of the log is written first: of a file that could not be written there is one line too many.

    Args:
        desk: The desk.
        login: Who asks.
        path: Where to.
        lang: Language of headers and words.
        why: Code of the purpose.
        at: The moment; by default now.

    Raises:
        Refused: They may take nothing out.
        CannotDo: No purpose was given.
        InputError: The file is there already, or cannot be written.
    """
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    _is_free(path)
    with desk.acting(login, at) as act:
        found = _may_go(act)
        done = Exported(secrets.token_hex(4), {table: len(rows) for table, rows in found.items() if rows})
        act.log("export", {"export": {done.id: ()}, **_told(found)}, why=why)
    write_part(found, path, lang)
    return done


def export_bytes(desk: Desk, login: str, lang: Lang, *, why: str) -> bytes:
    """The workbook of `export` for a screen to hand on; nothing of it stays on the machine. Raises as `export`."""
    return workbook_bytes(lambda path: export(desk, login, path, lang, why=why))


def may_take_out(actor: Actor) -> Mapping[str, tuple[str, ...]]:
    """Table -> the fields of it that this person may take out of somebody's rows, in the order of the workbook.

    Of somebody whom they may not know of nothing goes, whatever is said here.
    """
    found = _fields(actor, Action.EXPORT)
    return {table: fields for table, fields in found.items() if _known_by(table) <= set(fields)}


def stays_here(actor: Actor) -> Mapping[str, tuple[str, ...]]:
    """Table -> the fields of it that this person may read of somebody, and take out of nobody."""
    goes = may_take_out(actor)
    found = {
        table: tuple(name for name in fields if name not in goes.get(table, ()))
        for table, fields in _fields(actor, Action.READ).items()
    }
    return {table: fields for table, fields in found.items() if fields}


def _fields(actor: Actor, action: Action) -> dict[str, tuple[str, ...]]:
    """Table -> the fields with which they may do this of anybody; a table without any is left out."""
    classes = {one for one in FieldClass if any(may(actor, action, one, how) for how in ActorRelation)}
    known = {place for place, entry in register().items() if entry.field_class in classes}
    found = {table: tuple(f for f in fields_of(table) if (table, f) in known) for table in tables()}
    return {table: fields for table, fields in found.items() if fields}


def ask_to_take_out(act: Act) -> None:
    """Raise Refused where the person may take nothing out at all."""
    if not may_take_out(act.actor):
        raise refusal(act.actor, Action.EXPORT)


def _may_go(act: Act) -> Content:
    ask_to_take_out(act)
    return {table: _rows(act, table) for table in tables()}


def _rows(act: Act, table: str) -> dict[str, Body]:
    """Rows of which at least that may go by which they are known."""
    known_by = _known_by(table)
    found: dict[str, Body] = {}
    for key, body in act.now.rows(table).items():
        fields = visible_fields(act.actor, table, body, act.now.content, Action.EXPORT)
        if fields and fields >= known_by:
            found[key] = {name: body[name] for name in sorted(fields)}
    return found


def _known_by(table: str) -> set[str]:
    return {own} if (own := key_field(table)) else set(IDENTITY[table])


def _told(found: Content) -> dict[str, dict[str, tuple[str, ...]]]:
    """Which rows went, and once for all the fields that any of them had."""
    return {
        table: {EVERY: tuple(sorted({name for body in rows.values() for name in body}))}
        | dict.fromkeys(rows, ())
        for table, rows in found.items()
        if rows
    }


def _is_free(path: Path) -> None:
    if path.suffix:
        is_new_workbook(path)
    else:
        new_folder(path)
