"""Plans of the desk: made in a process of their own, shown, and accepted by a human."""

from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.asked import line
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import say_done
from placement.cli.followed import followed
from placement.cli.options import MOST, Why, theme
from placement.cli.say import note, write, write_json
from placement.cli.tables import show_table
from placement.words.texts import later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placement.service.desk.desk import Desk
    from placement.service.desk.kept_plan import Alarm, Kept

app = theme()

PlanNumber = Annotated[int, typer.Argument(metavar="N", min=1, max=MOST, help=later("Number of the plan."))]


@app.command(help=later("Make a plan from the facts as they are. Ctrl-C stops, and keeps the best so far."))
@at_desk
def plan(
    at: AtDesk,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Longest time to look for a better plan."))
    ] = 20.0,
) -> None:
    """A job, and what it says while it runs."""
    from placement.service.desk import jobs

    with at.opened() as desk:
        number = jobs.ask_for_plan(desk, at.login, seconds=seconds)
        say_plan(at, desk, followed(at, desk, number))


@app.command(help=later("Show a plan that the desk keeps."))
@at_desk
def show(at: AtDesk, number: PlanNumber) -> None:
    """One plan."""
    with at.opened() as desk:
        say_plan(at, desk, number)


@app.command(help=later("Write a comment on a plan, or take it away. What it says is asked for."))
@at_desk
def comment(at: AtDesk, number: PlanNumber) -> None:
    """A line of the meeting."""
    from placement.service.desk.plan_comment import comment_on

    _ = at.texts
    with at.opened() as desk:
        text = line(_("Comment: 200 characters at most, aliases only, no names. Empty takes it away: "))
        done = comment_on(desk, at.login, number, text)
    say_done(at, done.change)


def say_plan(at: AtDesk, desk: "Desk", number: int) -> None:
    """Show a plan that is kept, with its comment and its alarms."""
    from placement.service.desk.kept_plan import kept_plan
    from placement.service.desk.plan_comment import read_comment

    _show(at, kept_plan(desk, at.login, number), read_comment(desk, at.login, number))


def _show(at: AtDesk, kept: "Kept", said: str) -> None:
    from placement.service.desk.kept_plan import alarms
    from placement.service.desk.plans import DRAFT, PROPOSED
    from placement.service.terminal import show_plan, show_review
    from placement.service.veil import others_text

    found = alarms(kept, at.lang)
    if at.as_json:
        write_json({
            "number": kept.number, "state": kept.state, **kept.as_json(), "alarms": [one.id for one in found],
            "status": kept.answer.run.status if kept.answer else None, "comment": said,
        })  # fmt: skip
        return
    (show_plan if kept.answer else show_review)(kept.view(at.lang), at.lang)
    _ = at.texts
    if kept.others:
        write(others_text(kept.others, _))
    if said:
        write(_("Comment: {said}", said=said))
    if kept.state not in (DRAFT, PROPOSED):
        return
    _say_alarms(at, found)
    write("")
    write(_("Plan {number}: placement desk accept {number}", number=kept.number))


def _placed(one: "Alarm") -> str:
    """What it says, with the place: of two rooms it may say the same."""
    return f"{one.said.where}: {one.said.text}" if one.said.where else one.said.text


def _say_alarms(at: AtDesk, found: "Iterable[Alarm]") -> None:
    """Alarms with that by which they are acknowledged."""
    _ = at.texts
    rows = [(one.id, one.said.about, _placed(one)) for one in found]
    if rows:
        show_table(_("To be acknowledged ({count})", count=len(rows)), ("", "", ""), rows)


@app.command(help=later("Accept a plan: what begins within a week becomes offers and holds."))
@at_desk
def accept(
    at: AtDesk,
    number: PlanNumber,
    acknowledge: Annotated[
        list[str],
        typer.Option(metavar="all|ID", help=later("An alarm that you have looked at, by its id; or all.")),
    ] = [],  # noqa: B006 - the library copies it
    why: Why = "",
) -> None:
    """A named person decides."""
    from placement.service.desk import accepting
    from placement.service.desk.kept_plan import alarms, kept_plan
    from placement.service.desk.plans import alarm_id

    with at.opened() as desk:
        known = set(acknowledge)
        if "all" in known:
            kept = kept_plan(desk, at.login, number)
            known |= {one.id for one in alarms(kept, at.lang)}
        try:
            done = accepting.accept(desk, at.login, number, acknowledged=known, why=why)
        except accepting.Unacknowledged as open_:
            kept = kept_plan(desk, at.login, number)
            left = {alarm_id(one) for one in open_.alarms}
            found = alarms(kept, at.lang)
            for one in found:
                if one.id in left:
                    note(f"{one.id}  {one.said.about}: {_placed(one)}")
            raise
    _ = at.texts
    if at.as_json:
        write_json({"plan": done.plan, "change": done.change})
    else:
        write(_("Plan {number} is accepted (change {change}).", number=done.plan, change=done.change))
