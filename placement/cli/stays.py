"""Who really lives where, as somebody saw it."""

from datetime import date
from typing import Annotated

from placement.cli.asked import word
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import carry_out_or_ask, do_or_ask
from placement.cli.options import Household, UnitOption, Why, dated, theme
from placement.words.texts import later

app = theme()


@app.command(name="moved-in", help=later("A household moved in, with its real first night."))
@at_desk
def moved_in(
    at: AtDesk,
    *,
    household: Household,
    on: Annotated[date, dated(later("The first night that they slept there."))],
    unit: UnitOption = None,
    why: Why = "",
) -> None:
    """From held to lived in."""
    from placement.service.desk.commands.stays import MovedIn

    carry_out_or_ask(at, MovedIn(household=household, on=on, unit=unit), why=why)


@app.command(
    name="no-show", help=later("A household did not come: give the bed back, or keep it until a date.")
)
@at_desk
def no_show(
    at: AtDesk,
    *,
    household: Household,
    on: Annotated[date, dated(later("The day on which that was seen."))],
    keep_until: Annotated[
        date | None,
        dated(later("Keep the bed for them until then.")),
    ] = None,
    unit: UnitOption = None,
    why: Why = "",
) -> None:
    """No penalty, and no answer that is guessed."""
    from placement.service.desk.commands.stays import NoShow

    command = NoShow(household=household, on=on, keep_until=keep_until, unit=unit)
    carry_out_or_ask(at, command, why=why)


@app.command(help=later("The unit holds a bed for longer."))
@at_desk
def keep(
    at: AtDesk,
    *,
    household: Household,
    until: Annotated[date, dated(later("From then on it is held no longer."))],
    unit: UnitOption = None,
    why: Why = "",
) -> None:
    """A later end of a hold."""
    from placement.service.desk.commands.stays import KeepHold

    carry_out_or_ask(at, KeepHold(household=household, until=until, unit=unit), why=why)


@app.command(name="give-back", help=later("The time for which a bed was held is over: give it back."))
@at_desk
def give_back(at: AtDesk, *, household: Household, unit: UnitOption = None, why: Why = "") -> None:
    """No date does that by itself."""
    from placement.service.desk.commands.stays import HoldExpires

    carry_out_or_ask(at, HoldExpires(household=household, unit=unit), why=why)


@app.command(help=later("A stay ended, or will. Where they sleep after it is asked for."))
@at_desk
def end(
    at: AtDesk,
    *,
    household: Household,
    until: Annotated[
        date,
        dated(later("The first night that they do not sleep there.")),
    ],
    unit: UnitOption = None,
    why: Why = "",
) -> None:
    """The end of a stay."""
    from placement.domain.household import Situation
    from placement.service.desk.commands.stays import EndStay

    _ = at.texts
    with at.opened() as desk:
        situation = word(_("Where they sleep after it"), Situation) or Situation.UNKNOWN
        do_or_ask(
            at, desk, EndStay(household=household, until=until, situation=situation, unit=unit), why=why
        )


@app.command(help=later("A stay lasts longer than was thought, or the unit extended its limit."))
@at_desk
def extend(
    at: AtDesk,
    *,
    household: Household,
    until: Annotated[date | None, dated(later("The new expected end."))] = None,
    limit_until: Annotated[
        date | None,
        dated(later("Until when the unit extended its limit (H14).")),
    ] = None,
    unit: UnitOption = None,
    why: Why = "",
) -> None:
    """A later end of a stay."""
    from placement.service.desk.commands.stays import ExtendStay

    command = ExtendStay(household=household, until=until, limit_until=limit_until, unit=unit)
    carry_out_or_ask(at, command, why=why)
