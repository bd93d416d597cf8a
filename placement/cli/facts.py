"""The first week into the desk, and facts out of it."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import say_done
from placement.cli.options import Why, theme
from placement.cli.say import say_what_was_written, write, write_json
from placement.words.texts import later

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
