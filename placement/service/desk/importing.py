"""A file taken into the desk: shown first, then applied as one change that can be undone.

What would lower a protection is never part of what is applied: those fields and rows are left as they are, told apart,
and wait as a request for a second named person. So no column, empty cell or lower code of a file lowers anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from placement.domain.actor import Actor
from placement.domain.fact import Edit
from placement.domain.permission import Action
from placement.isolate import Child
from placement.service.access import shaped
from placement.service.desk.carry_out import Outcome
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import EditRows
from placement.service.desk.conflict import Seen
from placement.service.desk.desk import Act, Desk, NeedsSecond, lowerings_of
from placement.service.desk.open import encrypted_only
from placement.service.desk.requests import ask
from placement.service.desk.snapshot import Key, Snapshot
from placement.service.desk.undo import IMPORT
from placement.service.imports import AS_PROPOSED, Choices, Preview, preview, remembered
from placement.service.loosening import Loosening, loosened
from placement.service.protection import Lowering
from placement.service.veil import Names, tells, unknown
from placement.tables.partial import Mapped, Part, read_part


@dataclass(frozen=True)
class Shown:
    """What a file would do to the facts after a change.

    `lowerings` would lower a protection: they are left out of what is applied, and take a second person. `loosenings`
    make a unit look safer than it was: they are applied, and shown.
    """

    change: int
    preview: Preview
    lowerings: tuple[Lowering, ...]
    loosenings: tuple[Loosening, ...]
    left_out: int
    """So many rows of the file are about somebody of whom whoever looks may not know."""


@dataclass(frozen=True)
class Applied:
    """What was taken in, and what waits for a second person: edits that nobody carried out yet."""

    outcome: Outcome | None
    waits: tuple[Edit, ...]
    lowerings: tuple[Lowering, ...]


def show(
    desk: Desk,
    login: str,
    path: Path,
    *,
    mapping: Mapped | None = None,
    child: Child | None = None,
    demo: bool = False,
) -> Shown:
    """Read a file, and say what it would change. Nothing is written but the line of the log.

    Args:
        desk: The desk.
        login: Who asks.
        path: A workbook or a folder of tables; some tables and columns of them are enough.
        mapping: Headers that are not the template's; those that the desk remembers count too.
        child: A warm process to read it in.
        demo: Whether the file holds made-up data; a desk that is not encrypted takes no other.

    Raises:
        Refused: They may not.
        InputError: Every problem of the file, or the desk is for demo data.
        UnknownColumns: Headers of which nobody has said what they are.
    """
    if not demo:
        encrypted_only(desk)
    with desk.acting(login) as act:
        act.ask(Action.IMPORT)
        known = remembered(act.now.content)
        act.log("preview_import", {"week": {str(act.now.change): ()}})
        now, actor = act.now, act.actor
    given = {
        table: {**known.get(table, {}), **(mapping or {}).get(table, {})}
        for table in {*known, *(mapping or {})}
    }
    return shown(now, read_part(path, child=child, mapping=given), actor)


def shown(now: Snapshot, part: Part, actor: Actor) -> Shown:
    """What a file says against the facts as they are, as far as somebody may know of them.

    A row about somebody of whom they may not know is left out before it is compared: whether it says what is known
    already would tell where somebody lives to whoever guesses.
    """
    known, left_out = _known(part, unknown(actor, now.content))
    found = preview(now.content, known, shaped(actor, now.content))
    edits = found.edits()
    return Shown(now.change, found, lowerings_of(now, edits), loosened(now.content, edits), left_out)


def _known(part: Part, hidden: Names) -> tuple[Part, int]:
    """The file without rows that name one of these, and how many they are."""
    tables, left_out = {}, 0
    for name, table in part.tables.items():
        rows = tuple(row for row in table.rows if not tells(row.body, hidden))
        left_out += len(table.rows) - len(rows)
        if rows:
            tables[name] = table._replace(rows=rows)
    return Part(tables), left_out


def apply(
    desk: Desk,
    login: str,
    shown_before: Shown,
    choices: Choices = AS_PROPOSED,
    *,
    mapping: Mapped | None = None,
    at: datetime | None = None,
) -> Applied:
    """Take in what was shown, as one change; all but what would lower a protection.

    Args:
        desk: The desk.
        login: Who asks.
        shown_before: What they had before their eyes.
        choices: Cells that clear, rows that go, and what is not taken in.
        mapping: Headers to remember for the next file.
        at: The moment; by default now.

    Raises:
        Refused: They may not.
        Changed: A row that it is about was changed since it was shown.
        InputError: The rows would not hold together.
        CannotDo: There is nothing to take in.
    """
    with desk.acting(login, at) as act:
        safe, held_back, lowerings = _parted(act, shown_before.preview, choices)
        edits = (*safe, *_to_remember(act.now, mapping))
        act.ask_about(Action.IMPORT, edits, _seen(act, shown_before, edits))
        if not edits and not held_back:
            raise CannotDo("there is nothing to take in.", code="no_change")
        written = act.write(edits, IMPORT) if edits else None
    outcome = Outcome(written.change, written.edits) if written else None
    return Applied(outcome, held_back, lowerings)


def ask_for_rest(desk: Desk, login: str, applied: Applied, *, why: str) -> int:
    """Put what lowers a protection to a second person; the number of the request. Raises as `requests.ask`."""
    rows = tuple((e.table, e.key, e.before, e.after) for e in applied.waits)
    return ask(desk, login, EditRows(rows=rows), why=why)


def _to_remember(now: Snapshot, mapping: Mapped | None) -> tuple[Edit, ...]:
    known = {(row["table"], row["header"]): (key, row) for key, row in now.rows("mappings").items()}
    edits = []
    for table, columns in (mapping or {}).items():
        for header, name in columns.items():
            body = {"table": table, "header": header, "field": name}
            key, old = known.get((table, header), ("new", None))
            if old != body:
                edits.append(Edit("mappings", key, old, body))
    return tuple(edits)


def _parted(
    act: Act, found: Preview, choices: Choices
) -> tuple[tuple[Edit, ...], tuple[Edit, ...], tuple[Lowering, ...]]:
    """The edits that lower nothing, those that do, and what these would lower."""
    every = found.edits(choices)
    lowerings = act.lowerings(every)
    left, told = every, lowerings
    while told:
        names = {(one.table, one.key, one.field) for one in told}
        smaller = tuple(kept for edit in left if (kept := _without(edit, names)) is not None)
        if smaller == left:
            raise NeedsSecond(told)
        left, told = smaller, act.lowerings(smaller)
    done = {(edit.table, edit.key): edit for edit in left}
    return left, tuple(_rest(every, done)), lowerings


def _without(edit: Edit, names: set[tuple[str, str, str | None]]) -> Edit | None:
    """The edit without the fields that lower something; none where nothing is left of it."""
    mine = {field for table, key, field in names if (table, key) == (edit.table, edit.key)}
    if not mine:
        return edit
    if None in mine or edit.before is None or edit.after is None:
        return None
    kept = {**edit.after, **{name: edit.before[name] for name in mine if name is not None}}
    return edit._replace(after=kept) if kept != edit.before else None


def _rest(every: Sequence[Edit], done: dict[Key, Edit]) -> list[Edit]:
    """What is still to be carried out when these are done."""
    rest = []
    for edit in every:
        kept = done.get((edit.table, edit.key))
        if kept is None:
            rest.append(edit)
        elif kept.after != edit.after:
            rest.append(edit._replace(before=kept.after))
    return rest


def _seen(act: Act, before: Shown, edits: Sequence[Edit]) -> Seen:
    """The versions that were shown: a row that was changed since is refused, field by field."""
    if act.now.change == before.change:
        return {}
    newer = {key for key, stamp in act.now.stamps.items() if stamp.change > before.change}
    return {(e.table, e.key): 0 if e.before is None else -1 for e in edits if (e.table, e.key) in newer}
