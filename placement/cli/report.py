"""Papers for the week."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.options import theme
from placement.cli.say import say_what_was_written, write, write_json
from placement.words.texts import later

app = theme()


@app.callback()
def report() -> None:
    """A group, also while it has one command."""


@app.command(
    help=later(
        "Write the list for the allocation meeting: aliases alone, with boxes to tick. Print it from a browser."
    )
)
@at_desk
def monday(
    at: AtDesk,
    out: Annotated[Path, typer.Option(help=later("The new file to write (.html)."))],
) -> None:
    """Monday list."""
    from placement.service.desk.monday import print_monday

    _ = at.texts
    with at.opened() as desk:
        copy = print_monday(desk, at.login, out, at.lang).copy
    if at.as_json:
        write_json({"written": str(out), "copy": copy.number, "id": copy.code})
        return
    say_what_was_written(out, at.lang, as_json=False)
    write(_("It is copy {number}. Delete the file when it is printed.", number=copy.number))
