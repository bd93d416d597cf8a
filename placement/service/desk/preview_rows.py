"""What a file would change, row by row, as one person may see it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from placement.domain.fact import Content
from placement.errors import Problem
from placement.service.access import shaped
from placement.service.compared import Unclear
from placement.service.desk.desk import Desk
from placement.service.desk.importing import Shown
from placement.service.desk.named import field_name, table_name, value_text
from placement.tables.problems import told
from placement.tables.whole import Origin
from placement.words.language import Lang


class Sort(StrEnum):
    """What becomes of a row or a field of the file."""

    ADDED = "added"
    CHANGED = "changed"
    MISSING = "missing"
    """It is not in the file, and stays unless somebody chooses that it goes."""
    STAYS = "stays"
    """Somebody who is not in the file: an exit is recorded, never imported by silence."""
    UNCLEAR = "unclear"


class PreviewRow(NamedTuple):
    """One line of the preview. `choice` is how the row or field is named where something is chosen."""

    sort: Sort
    table: str
    choice: str
    where: str
    """Sheet and row of the file."""
    field: str
    old: str
    new: str
    says: str


def preview_rows(desk: Desk, login: str, shown: Shown, lang: Lang) -> tuple[PreviewRow, ...]:
    """The lines of a preview. What the person may not see of a row is not told, old or new.

    Raises:
        Refused: Nobody of that name may open the desk.
    """
    with desk.acting(login) as act:
        seen = shaped(act.actor, act.now.content)
    return tuple(_rows(shown, seen, lang))


def _rows(shown: Shown, seen: Content, lang: Lang) -> Iterator[PreviewRow]:
    found = shown.preview
    for add in found.adds:
        where = _where(add.origin)
        yield PreviewRow(
            Sort.ADDED, table_name(add.table, lang), f"{add.table}:{add.key}", where, "", "", "", ""
        )
    for one in found.changes:
        named = table_name(one.table, lang), f"{one.table}:{one.key}:{one.field}", _where(one.origin)
        if one.field not in seen.get(one.table, {}).get(one.key, {}):
            yield PreviewRow(Sort.CHANGED, *named, "", "", "", "")
            continue
        old, new = (
            value_text(one.table, {one.field: value}, one.field, lang) for value in (one.old, one.new)
        )
        yield PreviewRow(Sort.CHANGED, *named, field_name(one.table, one.field, lang), old, new, "")
    for gone in found.removals:
        if gone.key in seen.get(gone.table, {}):
            yield PreviewRow(
                Sort.MISSING, table_name(gone.table, lang), f"{gone.table}:{gone.key}", "", "", "", "", ""
            )
    for clash in found.conflicts:
        problem = told(clash.problem, lang)
        choice = ":".join(filter(None, (clash.table, clash.key, clash.field)))
        sort = Sort.STAYS if clash.kind is Unclear.LEAVES_BY_EXIT else Sort.UNCLEAR
        yield PreviewRow(
            sort, table_name(clash.table, lang), choice, problem.where, "", "", "", _says(problem)
        )


def _where(origin: Origin) -> str:
    return f"{origin.sheet} {origin.row}"


def _says(problem: Problem) -> str:
    return f"{problem.what} {problem.todo}"
