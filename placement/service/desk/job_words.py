"""Long work in words: what it does now, how good the plan is by now, and how it ended."""

import math
from datetime import datetime
from typing import NamedTuple

from placement.errors import Defect, Impossible, OutOfTime, PlacementError
from placement.service.desk.jobs import ASK_FIRST, CAUSES, HELPS, QUESTIONS, VARIANT
from placement.service.failures import say_error
from placement.service.findings import percent_better
from placement.store.jobs import WAITING, Job
from placement.words.say import say_moment, say_number
from placement.words.texts import Texts, later

PHASES = {
    "planning": later("Looking for the best plan …"),
    "rules": later("Reading the rules …"),
    "rows": later("Writing the model …"),
    "stages": later("Who is housed …"),
    "goals": later("Wishes …"),
    "judging": later("An independent check reads every rule …"),
    "explaining": later("Finding the reasons …"),
}
"""In the order of `placement.domain.run.Phase`."""
LOOKING = {
    ASK_FIRST: later("Looking for what to ask first about plan {plan} …"),
    HELPS: later("Looking for what would give somebody a place beside plan {plan} …"),
    CAUSES: later("Looking for what the changes of plan {plan} came from …"),
}
"""Whoever plans may see that somebody asks; not about whom."""
MANY_PERCENT = 100
"""From so much on it says nothing that a plan is at most so far from the best."""
SECONDS_OF_A_MINUTE = 60


class JobView(NamedTuple):
    """A piece of work as a screen tells it."""

    number: int
    is_open: bool
    by: str
    asked: str
    """When, by the clock on the wall."""
    phase: str
    """What it does now; how it ended."""
    best: str
    """What the best plan so far is worth; empty before the first. Of questions: how many were looked at."""
    elapsed: str
    plan: int | None
    failed: str
    """What went wrong, and what to do; empty where nothing did."""


def job_view(job: Job, ahead: int, now: datetime, _: Texts) -> JobView:
    """A piece of work.

    Args:
        job: Its row.
        ahead: How many pieces come before it.
        now: This moment.
        _: The texts of the language.
    """
    return JobView(
        number=job.id,
        is_open=job.is_open,
        by=job.by,
        asked=say_moment(job.at, _.lang, now),
        phase=_phase(job, ahead, _) if job.is_open else _ended(job, _),
        best=_best(job, _) if job.is_open else "",
        elapsed=_elapsed(job, now, _),
        plan=job.plan,
        failed="" if job.is_open or job.plan is not None else " ".join(say_error(no_plan(job), _.lang)),
    )


def phase_of(job: Job) -> str:
    """The id of the text of what it does now."""
    return PHASES.get(str(job.progress.get("phase")), PHASES["planning"])


def no_plan(job: Job) -> PlacementError:
    """Why there is no plan. A job keeps the code of its error alone."""
    match job.error or job.state:
        case "out_of_time":
            return OutOfTime("there is no plan.", code="no_plan_in_time")
        case "stopped" | "orphaned" | "too_large" as code:
            return OutOfTime("there is no plan.", code=code)
        case "impossible" | "pins_clash":
            return Impossible("what is pinned or held contradicts itself.", code="impossible")
        case code:
            return Defect("there is no plan.", code=code)


def _phase(job: Job, ahead: int, _: Texts) -> str:
    if job.stop:
        if job.kind in QUESTIONS:
            return _("Stopping, and keeping what was found …")
        return _("Stopping, and keeping the best plan so far …")
    if job.state == WAITING and ahead:
        return _.n("Waits: {count} job before it.", "Waits: {count} jobs before it.", ahead)
    if job.state == WAITING:
        return _("Begins in a moment …")
    return _at_work(job, _)


def _at_work(job: Job, _: Texts) -> str:
    if job.kind in LOOKING:
        return _(LOOKING[job.kind], plan=job.params["plan"])
    if job.kind == VARIANT:
        return _("Looking for another plan …")
    tier = job.progress.get("tier")
    said = _(phase_of(job))
    return f"{said.removesuffix(' …')}: {tier} …" if tier else said


def _best(job: Job, _: Texts) -> str:
    if of := job.progress.get("of"):
        figures = {name: job.progress.get(name, 0) for name in ("looked", "could")}
        return _("{looked} of {of} questions looked at, {could} could change the plan.", of=of, **figures)
    placed = job.progress.get("placed")
    if placed is None:
        return ""
    found = _.n(
        "The best plan so far gives {count} household a place.",
        "The best plan so far gives {count} households a place.",
        placed,
    )
    return f"{found} {gap(job, _)}".rstrip()


def gap(job: Job, _: Texts) -> str:
    """How far the best plan so far can be from the best one, in words; nothing while nobody knows."""
    points, bound = job.progress.get("points"), job.progress.get("bound")
    if points is None or bound is None:
        return ""
    if points <= bound:
        return _("Proven best.")
    percent = percent_better(points, bound)
    if percent >= MANY_PERCENT:
        return ""
    return _("Wishes: at most {percent} % better possible.", percent=percent)


def _elapsed(job: Job, now: datetime, _: Texts) -> str:
    end = datetime.fromisoformat(job.ended_at) if job.ended_at else now
    seconds = max(0, math.floor((end - datetime.fromisoformat(job.at)).total_seconds()))
    if seconds < SECONDS_OF_A_MINUTE:
        return _("{seconds} s", seconds=seconds)
    minutes, rest = divmod(seconds, SECONDS_OF_A_MINUTE)
    return _("{minutes} min {seconds} s", minutes=say_number(minutes, _.lang), seconds=rest)


def _ended(job: Job, _: Texts) -> str:
    if job.plan is None:
        return _("No plan was made")
    if job.stop:
        return _("Stopped: plan {number} is the best one that was found", number=job.plan)
    return _("Plan {number} is ready", number=job.plan)
