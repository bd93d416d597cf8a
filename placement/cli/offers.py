"""What people answered to an offer."""

from datetime import date
from typing import Annotated

from placement.cli.asked import needed_word, word
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import carry_out_or_ask, do_or_ask
from placement.cli.options import Household, UnitName, Why, dated, theme
from placement.words.texts import later

app = theme()

Offered = Annotated[date, dated(later("The date of the offer."))]


@app.command(help=later("What a household answered. The answer is asked for, and the reason of a no."))
@at_desk
def answer(
    at: AtDesk,
    *,
    household: Household,
    unit: UnitName,
    on: Offered,
    holds_until: Annotated[
        date | None,
        dated(later("Until when a no holds; else as its reason has it.")),
    ] = None,
    why: Why = "",
) -> None:
    """Yes or no."""
    from placement.domain.consent import DeclineReason, OfferAnswer
    from placement.service.desk.commands.offers import AnswerOffer

    _ = at.texts
    with at.opened() as desk:
        said = needed_word(_("What they answered"), OfferAnswer)
        reason = word(_("Why not"), DeclineReason) if said is OfferAnswer.DECLINED else None
        command = AnswerOffer(
            household=household, unit=unit, on=on, answer=said, reason=reason, holds_until=holds_until
        )
        do_or_ask(at, desk, command, why=why)


@app.command(help=later("The reason of a no holds no longer: the place may be offered again."))
@at_desk
def again(at: AtDesk, *, household: Household, unit: UnitName, on: Offered, why: Why = "") -> None:
    """The no itself stays."""
    from placement.service.desk.commands.offers import WithdrawDecline

    carry_out_or_ask(at, WithdrawDecline(household=household, unit=unit, on=on), why=why)
