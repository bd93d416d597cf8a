"""A fact that was wrong in the past."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.asked import line
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import do_or_ask
from placement.cli.options import Why, choice, dated, theme
from placement.cli.say import note
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.service.desk.commands.corrections import CorrectFact
    from placement.service.desk.desk import Desk

app = theme()


def _field(word: str) -> str:
    """A field of a row. Raises ValueError where only a row is named."""
    if len(choice(word)) < len(("table", "key", "field")):
        raise ValueError(word)
    return word


@app.command(
    help=later("Correct a field that was wrong since a date. What is right is asked for, as in a sheet.")
)
@at_desk
def correct(
    at: AtDesk,
    *,
    field: Annotated[
        str, typer.Argument(parser=_field, metavar="TABLE:KEY:FIELD", help=later("The row and the field."))
    ],
    since: Annotated[date, dated(later("Since when the right value is true."))],
    why: Why = "corrected",
) -> None:
    """Not news, but what should have been known then."""
    from placement.service.desk.commands.corrections import CorrectFact
    from placement.service.desk.correcting import columns, typed

    table, key, name = choice(field)
    with at.opened() as desk:
        cells = {one.field: line(f"{one.header(at.lang)}: ") for one in columns(table, name)}
        right = typed(table, name, cells, at.lang)
        command = CorrectFact(table=table, key=key, fields={name: right}, since=since)
        if do_or_ask(at, desk, command, why=why):
            _say_plans(at, desk, command)


def _say_plans(at: AtDesk, desk: "Desk", command: "CorrectFact") -> None:
    from placement.service.desk.correcting import relied

    if found := relied(desk, command):
        _ = at.texts
        note(_("Plans that were made on what was wrong: {numbers}.", numbers=", ".join(map(str, found))))
