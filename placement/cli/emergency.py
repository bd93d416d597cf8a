"""An address that somebody dangerous knows."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.desk_plans import say_plan
from placement.cli.followed import followed
from placement.cli.keeping import today
from placement.cli.options import UnitName, Why, dated, theme
from placement.cli.say import write, write_json
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.service.desk.emergency import Burnt

app = theme()


@app.command(
    help=later("This address is burnt: close it at once, show whom to call, and make a plan for them.")
)
@at_desk
def burnt(
    at: AtDesk,
    *,
    unit: UnitName,
    why: Why,
    on: Annotated[
        date | None,
        dated(later("Since when it is known; by default today.")),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Longest time to look for a better plan."))
    ] = 60.0,
) -> None:
    """Every unit at its entrance is closed before a plan is looked for."""
    from placement.service.desk.commands.addresses import BurnAddress
    from placement.service.desk.emergency import burn_address

    command = BurnAddress(unit=unit, on=on or today())
    with at.opened() as desk:
        done = burn_address(desk, at.login, command, why=why, seconds=seconds)
        _say(at, done)
        number = followed(at, desk, done.job)
        if not at.as_json:
            say_plan(at, desk, number)


def _say(at: AtDesk, done: "Burnt") -> None:
    """Told before the plan is there: whom to call cannot wait for it."""
    _ = at.texts
    whom = done.touched
    if at.as_json:
        write_json({"change": done.change, "job": done.job, **whom._asdict()})
        return
    none = _("nobody")
    write(
        _("Closed from now on: {units} (change {number}).", units=", ".join(whom.units), number=done.change)
    )
    write(_("Live there, and are acute: {names}.", names=", ".join(whom.living) or none))
    write(_("Were to move in, and are not: {names}.", names=", ".join(whom.holds) or none))
    write(_("Had an offer there, which is over: {names}.", names=", ".join(whom.offers) or none))
    if whom.unnamed:
        write(_.n(
            "{count} more household of whom you may not know: somebody else must call them.",
            "{count} more households of whom you may not know: somebody else must call them.",
            whom.unnamed,
        ))  # fmt: skip
