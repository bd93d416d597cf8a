"""Plans of the desk: made in a process of their own, shown, and accepted by a human."""

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.options import Why, theme
from placement.cli.say import note, write, write_json
from placement.cli.tables import show_table
from placement.errors import Defect, Impossible, OutOfTime, PlacementError
from placement.words.texts import Texts, later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placement.service.desk.desk import Desk
    from placement.service.desk.kept_plan import Alarm, Kept
    from placement.store.jobs import Job

app = theme()

LOOK_SECONDS = 0.1
PHASES = {
    "planning": later("Looking for the best plan …"),
    "rules": later("Reading the rules …"),
    "rows": later("Writing the model …"),
    "stages": later("Who is housed …"),
    "goals": later("Wishes …"),
    "judging": later("An independent check reads every rule …"),
    "explaining": later("Finding the reasons …"),
}
PlanNumber = Annotated[int, typer.Argument(metavar="N", min=1, help=later("Number of the plan."))]


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
        with jobs.Runner(desk):
            job = _followed(at, desk, number)
        _say_made(at, desk, job)


def _followed(at: AtDesk, desk: "Desk", number: int) -> "Job":
    """Wait for a job, and hand a Ctrl-C on to it."""
    from placement.service.desk import jobs
    from placement.service.desk.commands.command import CannotDo

    line = _Line(at.texts)
    while True:
        try:
            job = jobs.look(desk, number)
            if job is None or not job.is_open:
                line.end()
                break
            line.say(job)
            time.sleep(LOOK_SECONDS)
        except KeyboardInterrupt:
            with contextlib.suppress(CannotDo):  # it has just ended
                jobs.stop(desk, at.login, number)
    assert job is not None  # noqa: S101 - a job is never deleted
    return job


class _Line:
    """One line that is written over where somebody watches it; one a phase where nobody does."""

    def __init__(self, _: Texts) -> None:
        self._texts, self._said, self._phase = _, "", ""
        self._watched = sys.stderr.isatty()

    def say(self, job: "Job") -> None:
        """What the job does now."""
        phase = str(job.progress.get("phase", "planning"))
        text = f"{self._texts(PHASES.get(phase, PHASES['planning']))}"
        if self._watched:
            text += f" {job.progress.get('seconds', 0):.0f} s"
            if text != self._said:
                typer.echo(f"\r\x1b[K{text}", err=True, nl=False)
        elif phase != self._phase:
            note(text)
        self._said, self._phase = text, phase

    def end(self) -> None:
        """Leave nothing behind."""
        if self._watched:
            typer.echo("\r\x1b[K", err=True, nl=False)


def _say_made(at: AtDesk, desk: "Desk", job: "Job") -> None:
    from placement.service.desk.kept_plan import kept_plan

    if job.plan is None:
        raise _no_plan(job.error or job.state)
    _show(at, kept_plan(desk, at.login, job.plan))


def _no_plan(code: str) -> PlacementError:
    """Why there is none. A job keeps the code of its error alone."""
    match code:
        case "out_of_time" | "stopped" | "orphaned":
            return OutOfTime("there is no plan.", code=code)
        case "impossible" | "pins_clash":
            return Impossible("what is pinned or held contradicts itself.", code="impossible")
        case _:
            return Defect("there is no plan.", code=code)


@app.command(help=later("Show a plan that the desk keeps."))
@at_desk
def show(at: AtDesk, number: PlanNumber) -> None:
    """One plan."""
    from placement.service.desk.kept_plan import kept_plan

    with at.opened() as desk:
        _show(at, kept_plan(desk, at.login, number))


def _show(at: AtDesk, kept: "Kept") -> None:
    from placement.service.desk.kept_plan import alarms
    from placement.service.terminal import show_plan, show_review

    found = alarms(kept.week, kept.plan, kept.review, at.lang)
    if at.as_json:
        write_json({
            "number": kept.number, "state": kept.state, "plan": kept.plan.model_dump(mode="json"),
            "review": kept.review.model_dump(mode="json"), "alarms": [one.id for one in found],
            "status": kept.answer.run.status if kept.answer else None,
        })  # fmt: skip
        return
    (show_plan if kept.answer else show_review)(kept.view(at.lang), at.lang)
    _say_alarms(at, found)
    _ = at.texts
    write("")
    write(_("Plan {number}: placement desk accept {number}", number=kept.number))


def _say_alarms(at: AtDesk, found: "Iterable[Alarm]") -> None:
    """Alarms with that by which they are acknowledged."""
    _ = at.texts
    rows = [(one.id, one.said.about, one.said.text) for one in found]
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
            known |= {one.id for one in alarms(kept.week, kept.plan, kept.review, at.lang)}
        try:
            done = accepting.accept(desk, at.login, number, acknowledged=known, why=why)
        except accepting.Unacknowledged as open_:
            kept = kept_plan(desk, at.login, number)
            left = {alarm_id(one) for one in open_.alarms}
            found = alarms(kept.week, kept.plan, kept.review, at.lang)
            for one in found:
                if one.id in left:
                    note(f"{one.id}  {one.said.about}: {one.said.text}")
            raise
    _ = at.texts
    if at.as_json:
        write_json({"plan": done.plan, "change": done.change})
    else:
        write(_("Plan {number} is accepted (change {change}).", number=done.plan, change=done.change))
