"""What the law asks for: a printout for the person, and how long data are kept."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.options import Why, named, theme
from placement.cli.say import say_what_was_written, write, write_json
from placement.words.texts import later

app = theme()


@app.command()
@at_desk
def printout(
    at: AtDesk,
    *,
    person: Annotated[str, named("PERSON", later("Alias of the person."))],
    out: Annotated[Path, typer.Option(help=later("The new file to write (.html or .txt)."))],
    why: Why,
) -> None:
    """GDPR, article 15."""
    from placement.service.desk.printing import print_out

    with at.opened() as desk:
        given = print_out(desk, at.login, person, out, at.lang, why=why)
    if at.as_json:
        counts = {name: len(getattr(given, name)) for name in ("held", "plans", "requests", "looked")}
        write_json({"written": str(out), **counts, "withheld": given.withheld})
        return
    _ = at.texts
    say_what_was_written(out, at.lang, as_json=False)
    if given.withheld:
        write(_.n(
            "{count} row tells of somebody else as well, and is not in it: a human decides, with a lawyer.",
            "{count} rows tell of somebody else as well, and are not in it: a human decides, with a lawyer.",
            given.withheld,
        ))  # fmt: skip
    write(_("Give it to the person alone, and delete the file."))


@app.command()
@at_desk
def retention(
    at: AtDesk,
    days: Annotated[int, typer.Argument(metavar="DAYS", help=later("So many days."))],
    why: Why,
) -> None:
    """A period."""
    from placement.service.desk.retention import set_retention

    with at.opened() as desk:
        set_retention(desk, at.login, days, why=why)
    _ = at.texts
    if at.as_json:
        write_json({"days": days})
    else:
        write(_.n("Data are kept for {count} day after a case is closed.",
                  "Data are kept for {count} days after a case is closed.", days))  # fmt: skip
