"""Facts into the desk, and out of it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import say_done, say_lowerings
from placement.cli.options import Why, theme
from placement.cli.say import note, say_what_was_written, write, write_json
from placement.cli.tables import few, show_table
from placement.words.texts import Texts, later

if TYPE_CHECKING:
    from placement.service.desk.importing import Applied, Shown
    from placement.service.desk.preview_rows import PreviewRow
    from placement.service.imports import Choices
    from placement.tables.partial import UnknownColumn

app = theme()

Demo = Annotated[
    bool,
    typer.Option("--demo", help=later("The file is made up: a desk that is not encrypted takes no other.")),
]
WeekFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=later("Folder of tables, or a workbook (.xlsx, .ods)."))
]


@app.command(help=later("Put the first week into a desk that has none."))
@at_desk
def load(at: AtDesk, file: WeekFile, demo: Demo = False) -> None:
    """First week."""
    from placement.service.desk.open import load_week
    from placement.service.planning import load as read

    with at.opened() as desk:
        change = load_week(desk, at.login, read(file), demo=demo)
    say_done(at, change)


@app.command(help=later("Write what your role may take out into a workbook or a folder. The log says so."))
@at_desk
def export(
    at: AtDesk,
    out: Annotated[Path, typer.Option(help=later("The workbook (.xlsx) or folder to write."))],
    why: Why,
) -> None:
    """Facts out."""
    from placement.service.desk.exporting import export as take_out

    _ = at.texts
    with at.opened() as desk:
        done = take_out(desk, at.login, out, at.lang, why=why)
    if at.as_json:
        write_json({"written": str(out), "id": done.id, "rows": done.rows})
        return
    say_what_was_written(out, at.lang, as_json=False)
    write(_("In the log it is export {id}. Delete the file when the meeting is over.", id=done.id))


def choice(word: str) -> tuple[str, ...]:
    """A row (TABLE:KEY) or a field (TABLE:KEY:FIELD) of the preview."""
    parts = re.fullmatch(r"([a-z_]+):([^:]+)(?::([a-z_.]+))?", word)
    if parts is None:
        raise ValueError(word)
    return tuple(filter(None, parts.groups()))


Chosen = list[str]
Remove = Annotated[
    Chosen,
    typer.Option(parser=choice, metavar="TABLE:KEY", help=later("Remove this row, which the file lacks.")),
]
Clear = Annotated[
    Chosen,
    typer.Option(
        parser=choice, metavar="TABLE:KEY:FIELD", help=later("Clear this field, which is empty in the file.")
    ),
]
Leave = Annotated[
    Chosen,
    typer.Option(parser=choice, metavar="TABLE:KEY[:FIELD]", help=later("Leave this row or field as it is.")),
]
Column = Annotated[
    list[str],
    typer.Option(
        metavar="SHEET:HEADER=FIELD", help=later("Which field a column of yours is; - leaves it out.")
    ),
]


@app.command(name="import", help=later("Show what a file would change. With --apply, change it."))
@at_desk
def import_(
    at: AtDesk,
    *,
    file: WeekFile,
    apply: Annotated[bool, typer.Option("--apply", help=later("Take it in, as one change."))] = False,
    column: Column = [],  # noqa: B006 - the library copies it
    remove: Remove = [],  # noqa: B006
    clear: Clear = [],  # noqa: B006
    leave: Leave = [],  # noqa: B006
    why: Why = "import",
    demo: Demo = False,
) -> None:
    """A preview first; lowerings wait for a second person."""
    from placement.service.desk import importing
    from placement.service.desk.preview_rows import preview_rows
    from placement.service.desk.waiting import knowable
    from placement.tables.partial import UnknownColumns, mapping_of

    mapping = mapping_of(column)
    with at.opened() as desk:
        try:
            shown = importing.show(desk, at.login, file, mapping=mapping, demo=demo)
        except UnknownColumns as unknown:
            _ask_columns(at, unknown.columns)
            raise
        rows = preview_rows(desk, at.login, shown, at.lang)
        lowered = knowable(desk, at.login, shown.lowerings)
        if not apply:
            _say_preview(at, shown, rows)
            say_lowerings(at, lowered)
            return
        choices = _choices(rows, clear, remove, leave)
        applied = importing.apply(desk, at.login, shown, choices, mapping=mapping)
        number = importing.ask_for_rest(desk, at.login, applied, why=why) if applied.waits else None
    _say_applied(at, applied, number)
    say_lowerings(at, lowered if number else ())


def _ask_columns(at: AtDesk, columns: "Iterable[UnknownColumn]") -> None:
    """How to say which field a column is. Headers are not repeated: in a file without any they are data."""
    _ = at.texts
    for one in columns:
        field = one.nearest[0] if one.nearest else _("FIELD")
        note(_("Say which field it is: --column {said}", said=f"'{one.table}:{_('HEADER')}={field}'"))


def _choices(rows: "Iterable[PreviewRow]", clear: Chosen, remove: Chosen, leave: Chosen) -> "Choices":
    """What was chosen. Raises BadParameter for a row or field of which the preview does not speak."""
    from placement.service.imports import Choices

    known = {tuple(row.choice.split(":")) for row in rows}
    known |= {one[:2] for one in known}
    for name, chosen in (("--clear", clear), ("--remove", remove), ("--leave", leave)):
        if not known.issuperset(chosen):
            raise typer.BadParameter("not in the preview", param_hint=name)
    return Choices(frozenset(clear), frozenset(remove), frozenset(leave))  # type: ignore[arg-type]


def _say_preview(at: AtDesk, shown: "Shown", rows: "Sequence[PreviewRow]") -> None:
    from placement.service.failures import say_problem
    from placement.service.protection_words import say_loosening

    _ = at.texts
    problems = [say_problem(one, at.lang) for one in shown.preview.problems]
    if at.as_json:
        write_json({
            "rows": [row._asdict() for row in rows], "problems": problems, "lowerings": len(shown.lowerings)
        })  # fmt: skip
        return
    _say_rows(rows, _)
    for text in problems:
        note(text)
    for one in shown.loosenings:
        note(f"– {say_loosening(one, at.lang)}")
    if shown.lowerings:
        note(_.n(
            "{count} protection would be lower: that waits for a second person.",
            "{count} protections would be lower: that waits for a second person.",
            len(shown.lowerings),
        ))  # fmt: skip
    if rows:
        note(_("Nothing is changed yet: give the same command with --apply."))


def _say_rows(rows: "Sequence[PreviewRow]", _: Texts) -> None:
    if not rows:
        write(_("The file says nothing new."))
    for sort, title in TITLES.items():
        found = [row for row in rows if row.sort == sort]
        if found:
            show_table(f"{_(title)} ({len(found)})", *_columns(sort, found[:MOST_ROWS], _))
        if len(found) > MOST_ROWS:
            write(_("and {count} more, which --json has", count=len(found) - MOST_ROWS))
    if stay := Counter(row.table for row in rows if row.sort == "stays"):
        names = few([f"{table} {count}" for table, count in stay.items()])
        note(
            _(
                "Not in the file, and they stay: {names}. An exit is recorded, never read from silence.",
                names=names,
            )
        )


MOST_ROWS = 30
"""Rows of one kind that a terminal shows."""
TITLES = {
    "added": later("New rows"),
    "changed": later("Changes"),
    "missing": later("Not in the file: they stay, unless you remove them"),
    "unclear": later("Left as it is: somebody must look at it"),
}


def _columns(
    sort: str, rows: "Iterable[PreviewRow]", _: Texts
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The heads of one part of the preview, and its cells."""
    what, name, where = _("Table"), _("Row"), _("In the file")
    match sort:
        case "added":
            return (what, name, where), [(r.table, r.choice, r.where) for r in rows]
        case "changed":
            heads = (what, name, _("Field"), _("Before"), _("After"))
            return heads, [(r.table, r.choice, r.field, r.old, r.new) for r in rows]
        case "missing":
            return (what, name), [(r.table, r.choice) for r in rows]
        case _:
            return (what, name, where, ""), [(r.table, r.choice, r.where, r.says) for r in rows]


def _say_applied(at: AtDesk, applied: "Applied", number: int | None) -> None:
    _ = at.texts
    change = applied.outcome.change if applied.outcome else None
    if at.as_json:
        write_json({"change": change, "request": number})
        return
    if change is not None:
        write(_("Taken in as change {number}: placement desk undo takes it back.", number=change))
    if number is not None:
        write(_("Request {number} waits for a second person: placement desk grant {number}", number=number))
