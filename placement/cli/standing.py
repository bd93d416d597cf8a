"""How the desk stands."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import do_or_ask
from placement.cli.options import Why, day, theme
from placement.cli.say import note, write, write_json
from placement.cli.tables import show_table
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.service.desk.commands.decisions import Unrecorded
    from placement.service.desk.status import Running, Status

app = theme()


@app.command(
    help=later("Show how the desk stands: its week, what waits, the plan that runs, the log's head.")
)
@at_desk
def status(at: AtDesk) -> None:
    """The desk at a glance."""
    from placement.service.desk.status import status as standing

    with at.opened() as desk:
        found = standing(desk, at.login)
    if at.as_json:
        write_json(_plain(found))
        return
    _say(at, found)
    if found.running:
        _say_running(at, found.running)


@app.command(
    name="open-week", help=later("Move the day on which all is read. What is not recorded yet is told.")
)
@at_desk
def open_week(
    at: AtDesk,
    *,
    on: Annotated[date, typer.Argument(parser=day, metavar="YYYY-MM-DD", help=later("The new day."))],
    anyway: Annotated[
        bool, typer.Option("--anyway", help=later("Although something is not recorded: it stays to be done."))
    ] = False,
    why: Why = "",
) -> None:
    """The next week."""
    from placement.service.desk.commands.command import CannotDo
    from placement.service.desk.commands.decisions import OpenWeek
    from placement.service.desk.status import missing_records

    with at.opened() as desk:
        try:
            do_or_ask(at, desk, OpenWeek(as_of=on, anyway=anyway), why=why)
        except CannotDo as error:
            if error.code == "record_first":
                _say_open(at, missing_records(desk, at.login, on))
            raise


def _say_open(at: AtDesk, found: "tuple[Unrecorded, ...]") -> None:
    from placement.words.say import say_date

    _ = at.texts
    for one in found:
        note(f"{one.household} ({one.place}), {say_date(one.on, at.lang)}: {_(OPEN[one.what])}")


OPEN = {
    "stay_ended": later("the stay was to end"),
    "hold_not_begun": later("they were to move in"),
    "not_answered": later("they were offered to move in, and have not answered"),
    "hold_expired": later("the bed was held until then"),
    "hold_ended": later("the agreed stay was to end"),
}


def _say(at: AtDesk, found: "Status") -> None:
    from placement.words.say import say_date

    _ = at.texts
    write(_("The week is read as of {day}; change {number}.", day=say_date(found.as_of, at.lang, year=True),
            number=found.change))  # fmt: skip
    if found.demo:
        write(_("Not encrypted: for made-up data alone."))
    if found.requests:
        write(_.n("{count} request waits for a second person.", "{count} requests wait for a second person.",
                  found.requests))  # fmt: skip
    for job in found.jobs:
        write(_("Job {number} of {by} is at work.", number=job.id, by=job.by))
    if found.drafts:
        write(_("Waits to be accepted: plan {numbers}.", numbers=", ".join(map(str, found.drafts))))
    write(
        _("No plan is accepted yet.") if found.plan is None else _("Plan {number} runs.", number=found.plan)
    )
    write(_("Head of the log: {groups}", groups=found.head))


def _say_running(at: AtDesk, running: "Running") -> None:
    from placement.domain.review import FindingKind

    _ = at.texts
    for kind, title in (
        (FindingKind.BREACH, _("The plan foresees what the facts forbid by now")),
        (FindingKind.ALARM, _("Alarms: somebody must look at this")),
    ):
        rows = [(one.about, one.text, one.code) for one in running.said(kind, at.lang)]
        if rows:
            show_table(f"{title} ({len(rows)})", ("", "", ""), rows)


def _plain(found: "Status") -> dict[str, object]:
    told = found._asdict() | {"jobs": [one.id for one in found.jobs]}
    if found.running:
        told["running"] = found.running.as_json()
    return told
