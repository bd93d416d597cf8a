"""Hard rules that people set aside: two of them, or one alone at night, whom another looks at afterwards."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import carry_out_or_ask, say_done
from placement.cli.options import Why, alias, dated, named, of_words, theme
from placement.cli.say import write, write_json
from placement.cli.tables import moment, show_table
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.domain.decision import OverrideReason

app = theme()

NOON = 11
"""UTC. Up to then it is the night of the evening before."""
REASONS = "no_alternative|own_wish|short_time|measure_agreed|equivalent_measure|other"


def _reasons() -> "type[OverrideReason]":
    from placement.domain.decision import OverrideReason

    return OverrideReason


Rule = Annotated[str, typer.Argument(metavar="RULE", help=later("Code of the rule, such as H06."))]
Households = Annotated[list[str], named("HOUSEHOLD", later("Aliases of the households that it is for."))]
Reason = Annotated[
    str, typer.Option(parser=of_words(_reasons), metavar=f"[{REASONS}]", help=later("Why; from the list."))
]


@app.command(name="set-aside", help=later("Ask a second person to set a hard rule aside for some nights."))
@at_desk
def set_aside(
    at: AtDesk,
    *,
    rule: Rule,
    households: Households,
    since: Annotated[date, dated(later("The first night."))],
    until: Annotated[date, dated(later("The first night on which it holds again."))],
    reason: Reason,
    second: Annotated[str, typer.Option(metavar="LOGIN", help=later("Who is asked to say yes."))],
    why: Why,
    unit: Annotated[
        str | None, typer.Option(parser=alias, metavar="UNIT", help=later("For a rule of housing: where."))
    ] = None,
    programme: Annotated[
        str | None, typer.Option(parser=alias, metavar="PROGRAMME", help=later("For a rule of activities."))
    ] = None,
    helper: Annotated[
        str | None,
        typer.Option(parser=alias, metavar="HELPER", help=later("For a rule of contacts and interpreters.")),
    ] = None,
) -> None:
    """By two."""
    from placement.service.desk.commands.overrides import GrantOverride

    carry_out_or_ask(at, GrantOverride(
        rule=rule, households=tuple(households), unit=unit, programme=programme, helper=helper, since=since,
        until=until, reason=_reasons()(reason), by=at.login, approved_by=second,
    ), why=why)  # fmt: skip


@app.command(
    name="break-glass", help=later("Alone on duty: set a hard rule aside for tonight, in one unit, at once.")
)
@at_desk
def break_glass(
    at: AtDesk,
    *,
    rule: Rule,
    households: Households,
    unit: Annotated[str, typer.Option(parser=alias, metavar="UNIT", help=later("In which unit."))],
    reason: Reason,
    hours: Annotated[int, typer.Option(min=1, max=24, help=later("For so many hours from now."))] = 12,
    why: Why = "",
) -> None:
    """By one, and seen by another."""
    from placement.service.desk.carry_out import carry_out
    from placement.service.desk.commands.overrides import BreakGlass

    begins = now()
    command = BreakGlass(
        rule=rule, households=tuple(households), unit=unit, night=night_of(begins), reason=_reasons()(reason),
        by=at.login, at=begins, until=begins + timedelta(hours=hours),
    )  # fmt: skip
    with at.opened() as desk:
        done = carry_out(desk, at.login, command, why=why)
    (number,) = (edit.key for edit in done.edits if edit.table == "break_glass")
    if at.as_json:
        write_json({"change": done.change, "glass": number})
        return
    say_done(at, done.change)
    _ = at.texts
    write(_("Another person looks at it: placement desk rule countersign {number}", number=number))


def now() -> datetime:
    """The log's clock is UTC."""
    return datetime.now(UTC)


def night_of(moment: datetime) -> date:
    """The night that a moment belongs to; a night has the date of its evening."""
    return (moment - timedelta(hours=NOON)).date()


@app.command(help=later("Show what somebody did alone, and nobody else has looked at."))
@at_desk
def alone(at: AtDesk) -> None:
    """Broken glass without a second name."""
    from placement.service.desk.glass import unseen

    with at.opened() as desk:
        found = unseen(desk, at.login)
    if at.as_json:
        write_json([one._asdict() for one in found])
        return
    _ = at.texts
    if not found:
        write(_("Somebody has looked at all of it."))
        return
    heads = (_("No."), _("When (UTC)"), _("Who"), _("Rule"), _("Households"), _("Unit"))
    show_table("", heads, [
        (one.number, moment(one.at), one.by, one.rule, ", ".join(one.households), one.unit) for one in found
    ])  # fmt: skip


@app.command(
    help=later("Say that you have looked at what somebody did alone. It does not say that it was right.")
)
@at_desk
def countersign(
    at: AtDesk,
    number: Annotated[str, typer.Argument(metavar="N", help=later("Its number: placement desk rule alone."))],
) -> None:
    """The second name."""
    from placement.service.desk.commands.overrides import Countersign

    carry_out_or_ask(at, Countersign(key=number, by=at.login))
