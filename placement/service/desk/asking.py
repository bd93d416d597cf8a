"""Questions about a plan that is kept: asked for, and read by whoever looks at the plan, while the answer is found."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from placement.domain.permission import Action
from placement.service.ask_first import SAME, AskFirstView, AskLine, alike
from placement.service.desk.desk import Desk
from placement.service.desk.job_words import no_plan
from placement.service.desk.jobs import ASK_FIRST, CAUSES, HELPS, added
from placement.service.desk.kept_plan import Kept
from placement.service.desk.plans import found
from placement.service.desk.proved import for_reader
from placement.service.desk.section_rows import sections_of
from placement.service.failures import say_error
from placement.service.sections import Section
from placement.service.veil import DEPENDS, Names, veiled
from placement.store import jobs
from placement.store.jobs import Job
from placement.words.language import Lang
from placement.words.texts import Texts, texts


class Topic(NamedTuple):
    """What is asked about plans that somebody reads."""

    kind: str
    params: Mapping[str, str | int]
    untold: Names
    """Of whom the reader may not know."""
    facts: str
    """The hash of the facts that the answer is about."""


def what_first(kept: Kept) -> Topic:
    """Which open questions could change the plan."""
    return Topic(ASK_FIRST, {"plan": kept.number}, kept.untold, kept.plan.instance_hash)


def what_helps(kept: Kept, household: str) -> Topic:
    """What would give a place to a household. Raises CannotDo where there is none to know of."""
    params: dict[str, str | int] = {"plan": kept.number, "household": kept.whom(household)}
    return Topic(HELPS, params, kept.untold, kept.plan.instance_hash)


def what_from(then: Kept, now: Kept) -> Topic:
    """What the changes from one plan to another came from."""
    params: dict[str, str | int] = {"plan": now.number, "then": then.number}
    return Topic(CAUSES, params, then.untold | now.untold, now.plan.instance_hash)


class Asking(NamedTuple):
    """The answer by now."""

    job: Job
    sections: tuple[Section, ...]
    """What was found, in order; nothing of whom the reader may not know."""
    ended: str
    """Why it is not the whole answer, though nobody looks any more; empty: it is, or somebody does."""
    stale: str
    """That the facts, or the plan that runs, are others by now; empty: they are those that the answer is about."""

    @property
    def could(self) -> int:
        """How many of the questions that were looked at could change the plan."""
        return int(self.job.progress.get("could", 0))

    @property
    def looked(self) -> int:
        """How many were looked at."""
        return int(self.job.progress.get("looked", 0))


def ask(desk: Desk, login: str, topic: Topic) -> int:
    """Ask; the number of the job, also where it is at work already.

    Raises:
        Refused: They may not.
        CannotDo: A plan is not there.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        for name in topic.params.keys() & {"plan", "then"}:
            found(act, int(topic.params[name]))
        last = jobs.latest_about(act.tx.connection, topic.kind, topic.params)
        if last is not None and last.is_open:
            return last.id
        return added(act, topic.kind, topic.params)


def asking(desk: Desk, topic: Topic, lang: Lang) -> Asking | None:
    """What is known by now. None: nobody asked, or what was found is erased."""
    _ = texts(lang)
    with desk.store.reading() as connection:
        job = jobs.latest_about(connection, topic.kind, topic.params)
        other = jobs.latest_about(connection, topic.kind, {"plan": topic.params["plan"]})
    if job is None or (job.state == jobs.DONE and not job.progress):
        # Of another plan nothing is told here: whom its reader may not know of is not known.
        was = topic.kind == CAUSES and other is not None and other.progress
        return Asking(other, (), "", _was_about(other, _)) if was and other is not None else None
    ended = "" if job.is_open else _ended(job, lang)
    return Asking(job, _sections(job, topic, _), ended, _stale(desk, topic, _))


def _was_about(job: Job, _: Texts) -> str:
    return _(
        "What was found before is about plan {number}. Another plan runs now.", number=job.params["then"]
    )


def _stale(desk: Desk, topic: Topic, _: Texts) -> str:
    if desk.now().instance.content_hash == topic.facts:
        return ""
    number = topic.params["plan"]
    return _("Facts changed since. This is about those from which plan {number} was made.", number=number)


def _sections(job: Job, topic: Topic, _: Texts) -> tuple[Section, ...]:
    told = job.progress.get("told", {}).get(_.lang, {})
    if topic.kind == ASK_FIRST:
        return tuple(_questions(veiled(_view(told), topic.untold, _), _))
    return for_reader(topic.untold, sections_of(told), _.lang)


def _view(told: Mapping[str, Any]) -> AskFirstView:
    asked = (AskLine(one["ask"], one["expired"], tuple(one["could"])) for one in told.get("asked", ()))
    return AskFirstView(tuple(told.get("told", ())), tuple(asked), tuple(told.get("rest", ())))


def _questions(view: AskFirstView, _: Texts) -> Iterator[Section]:
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
        stopped = _("It was stopped before all was looked at. There may be more.")
        told.append(stopped if job.progress.get("told") else _("It was stopped before anything was found."))
    return " ".join(told)
