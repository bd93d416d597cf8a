"""The preview of a file as a screen draws it: by what becomes of rows, in people's names, and what may be chosen."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from placement.domain.fact import IDENTITY, Body, key_field
from placement.errors import Problem
from placement.service.compared import Unclear
from placement.service.desk.desk import Desk, lowerings_of
from placement.service.desk.forms import row_name
from placement.service.desk.importing import Shown
from placement.service.desk.named import table_name
from placement.service.desk.preview_rows import PreviewRow, Sort
from placement.service.desk.told_row import told_row
from placement.service.desk.waiting import knowable
from placement.service.imports import Choices
from placement.service.protection import Lowering
from placement.tables.bodies import defaults
from placement.words.language import Lang

OnScreen = Callable[[str, str], Collection[str]]
"""Table and key -> the fields of the row that may be on the screen now."""


class Line(NamedTuple):
    """One row or field. `choice` names it where something is chosen; `is_hidden`: some of it is not on the screen."""

    choice: str
    table: str
    name: str
    field: str
    old: str
    new: str
    where: str
    says: str
    is_hidden: bool = False

    @property
    def text(self) -> str:
        """Short, to be chosen from a list."""
        return " · ".join(filter(None, (self.table, self.name, self.field)))


class Count(NamedTuple):
    """Rows of one table of the file by what becomes of them; `unclear` may be several a row."""

    table: str
    added: int
    changed: int
    same: int
    missing: int
    unclear: int


class Offered(NamedTuple):
    """What can be chosen of a preview; each is the name of a line."""

    clear: tuple[Line, ...]
    remove: tuple[Line, ...]
    leave: tuple[Line, ...]


class Outlook(NamedTuple):
    """What would come of it after some choices."""

    problems: tuple[Problem, ...]
    """Why the rows would not hold together: it would be refused."""
    lowerings: tuple[Lowering, ...]
    """Of those that this person may know of: they wait for a second person."""
    waits: int
    """So many in all."""


def lines(
    rows: Sequence[PreviewRow], shown: Shown, on_screen: OnScreen, lang: Lang
) -> dict[Sort, tuple[Line, ...]]:
    """The lines by what becomes of them."""
    new = {(one.table, one.key): one.body for one in shown.preview.adds}
    found: dict[Sort, list[Line]] = {sort: [] for sort in Sort}
    for row in rows:
        table, key, *field = row.choice.split(":")
        fields = on_screen(table, key)
        body = new.get((table, key)) or shown.preview.content.get(table, {}).get(key, {})
        seen = {name: value for name, value in body.items() if name in fields}
        hidden = field[0] not in fields if field else _says_more(table, body, seen)
        found[row.sort].append(Line(
            row.choice, row.table, row_name(table, key, seen, lang), row.field,
            "" if hidden else row.old, "" if hidden else row.new, row.where,
            _told(table, seen, lang) if row.sort is Sort.ADDED else row.says, hidden,
        ))  # fmt: skip
    return {sort: tuple(one) for sort, one in found.items()}


def counts(shown: Shown, lang: Lang) -> tuple[Count, ...]:
    """One line a table of the file. People who are not in it are missing, and stay."""
    stay = Counter(one.table for one in shown.preview.conflicts if one.kind is Unclear.LEAVES_BY_EXIT)
    return tuple(
        Count(table_name(name, lang), one.added, one.changed, one.same, one.missing + stay[name],
              one.conflicts - stay[name])
        for name, one in shown.preview.counts.items()
    )  # fmt: skip


def offered(told: dict[Sort, tuple[Line, ...]], shown: Shown) -> Offered:
    """What may be chosen of these lines."""
    empty = {
        f"{one.table}:{one.key}:{one.field}" for one in shown.preview.conflicts if one.kind is Unclear.EMPTIED
    }
    return Offered(
        clear=tuple(one for one in told[Sort.UNCLEAR] if one.choice in empty),
        remove=told[Sort.MISSING],
        leave=(*told[Sort.CHANGED], *told[Sort.ADDED]),
    )


def chosen(clear: Collection[str], remove: Collection[str], leave: Collection[str]) -> Choices:
    """Choices from the names of lines."""
    parts = [frozenset(tuple(name.split(":")) for name in names) for names in (clear, remove, leave)]
    return Choices(*parts)  # type: ignore[arg-type]


def outlook(desk: Desk, login: str, shown: Shown, choices: Choices) -> Outlook:
    """What would come of a file with these choices. Nothing is written. Raises Refused for somebody unknown."""
    problems = shown.preview.problems_after(choices)
    lowerings = () if problems else lowerings_of(desk.now(), shown.preview.edits(choices))
    return Outlook(problems, knowable(desk, login, lowerings), len(lowerings))


def _says_more(table: str, body: Body, seen: Body) -> bool:
    unsaid = defaults(table)
    return any(name not in seen and value != unsaid.get(name) for name, value in body.items())


def _told(table: str, seen: Body, lang: Lang) -> str:
    known_by = {key_field(table)} if key_field(table) else set(IDENTITY.get(table, ()))
    unsaid = defaults(table)
    rest = {name: value for name, value in seen.items() if name not in known_by and value != unsaid.get(name)}
    return "; ".join(f"{head}: {text}" for head, text in told_row(table, rest, lang))
