"""Facts from a file: shown first, then taken in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import say_lowerings
from placement.cli.facts import Demo, WeekFile
from placement.cli.options import Why, choice, theme
from placement.cli.previewed import say_preview
from placement.cli.say import note, write, write_json
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.service.desk.importing import Applied
    from placement.service.desk.preview_rows import PreviewRow
    from placement.service.imports import Choices
    from placement.tables.partial import UnknownColumn

app = theme()

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
            say_preview(at, shown, rows)
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
