"""What to ask first about a plan that is kept: asked for, and read by whoever looks at the plan, while it is found."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from placement.domain.permission import Action
from placement.service.ask_first import SAME, AskFirstView, AskLine, alike
from placement.service.desk.desk import Desk
from placement.service.desk.job_words import no_plan
from placement.service.desk.jobs import ASK_FIRST, added
from placement.service.desk.kept_plan import Kept
from placement.service.desk.plans import found
from placement.service.failures import say_error
from placement.service.sections import Section
from placement.service.veil import DEPENDS, veiled
from placement.store import jobs
from placement.store.jobs import Job
from placement.words.language import Lang
from placement.words.texts import Texts, texts


class Asking(NamedTuple):
    """The answer by now."""

    job: Job
    sections: tuple[Section, ...]
    """What was found, in order; nothing of whom the reader may not know."""
    ended: str
    """Why it is not the whole answer, though nobody looks any more; empty: it is, or somebody does."""

    @property
    def could(self) -> int:
        """How many of the questions that were looked at could change the plan."""
        return int(self.job.progress.get("could", 0))

    @property
    def looked(self) -> int:
        """How many were looked at."""
        return int(self.job.progress.get("looked", 0))


def ask(desk: Desk, login: str, number: int) -> int:
    """Ask what to ask first about a plan; the number of the job, also where it is at work already.

    Raises:
        Refused: They may not.
        CannotDo: The plan is not there.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        found(act, number)
        last = jobs.latest_about(act.tx.connection, ASK_FIRST, "plan", number)
        if last is not None and last.is_open:
            return last.id
        return added(act, ASK_FIRST, {"plan": number})


def asking(desk: Desk, kept: Kept, lang: Lang) -> Asking | None:
    """What is known by now of what to ask first about a plan. None: nobody asked, or what was found is erased."""
    with desk.store.reading() as connection:
        job = jobs.latest_about(connection, ASK_FIRST, "plan", kept.number)
    if job is None or (job.state == jobs.DONE and not job.progress):
        return None
    _ = texts(lang)
    told = veiled(_view(job.progress, lang), kept.untold, _)
    return Asking(job, tuple(_sections(told, _)), "" if job.is_open else _ended(job, lang))


def _view(progress: Mapping[str, Any], lang: Lang) -> AskFirstView:
    told = progress.get("told", {}).get(lang, {})
    asked = (AskLine(one["ask"], one["expired"], tuple(one["could"])) for one in told.get("asked", ()))
    return AskFirstView(tuple(told.get("told", ())), tuple(asked), tuple(told.get("rest", ())))


def _sections(view: AskFirstView, _: Texts) -> Iterator[Section]:
    """Told once what can come of several questions: only once they are veiled, or it would tell what is hidden."""
    yield Section("", view.told)
    asked = [one for one in view.asked if one.ask != _(DEPENDS)]  # whom to ask is for a colleague
    for one, others in alike(asked):
        yield Section(one.ask, (one.expired,) if one.expired else (), one.could)
        if others:
            yield Section("", (_(SAME),), others)
    yield Section("", view.rest)


def _ended(job: Job, lang: Lang) -> str:
    _, left = texts(lang), job.progress.get("of", 0) - job.progress.get("looked", 0)
    told: list[str] = []
    if job.state == jobs.FAILED:
        told += say_error(no_plan(job), lang)
    if left:
        told.append(_.n("It was stopped: {count} open question was not looked at.",
                        "It was stopped: {count} open questions were not looked at.", left))  # fmt: skip
    elif job.state != jobs.DONE and not told:
        told.append(_("It was stopped before anything was found."))
    return " ".join(told)
