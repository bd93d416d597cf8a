"""What would come of a change of the facts, before it is saved: the week planned anew with it, for whoever reads it.

It is the command itself that is tried, on facts that nobody keeps. An answer takes as long as some plans.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from placement.domain.actor import Actor
from placement.domain.fact import Edit, Wrong
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.planner import Planner
from placement.domain.run import Run, Status
from placement.review.what_if import Side, Then, planned_anew
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.service.desk.commands.command import Command
from placement.service.desk.desk import Desk, unfit
from placement.service.desk.kept_plan import BY_HAND
from placement.service.desk.proved import SECONDS, Sections, for_reader
from placement.service.desk.snapshot import Misfit, Snapshot
from placement.service.desk.untold import edits_for
from placement.service.planning import check_plan, derived, make_plan
from placement.service.sections import Section
from placement.service.veil import Names, untold
from placement.service.what_if import comes_of, what_if_sections
from placement.store import plans
from placement.words.language import Lang

ASK = "ask_what_if"
"""What such a question is called in the log."""
ABOUT = ("household", "person", "a", "b")
"""Fields by which a row says whom it is about."""


class Tried(NamedTuple):
    """A command that somebody may carry out, and did not: the facts without and with it, and who asks."""

    now: Snapshot
    then: Snapshot
    actor: Actor
    asked: tuple[str, ...]
    """Households that the command itself is about."""

    @property
    def hidden(self) -> Names:
        """Of whom they may not know."""
        week = derived(self.now.instance)
        return untold(self.actor, week, self.now.content, self.then.content)


class Comes(NamedTuple):
    """What comes of it: the plan without, and with it."""

    before: Side
    then: Then


def tried(desk: Desk, login: str, command: Command, *, at: datetime | None = None) -> Tried:
    """Try a command; the log has a line of the question before this returns.

    Raises:
        Refused: They do not plan, or may not do what they ask about.
        CannotDo: The facts do not allow it.
        InputError: The rows would not hold together.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.PLAN)
        edits = edits_for(act, command)
        act.ask_about(command.action, edits)
        act.log(ASK, {"week": {str(act.now.change): ()}})
        now, actor = act.now, act.actor
    then = after(now, edits)
    return Tried(now, then, actor, tuple(sorted(set(_about(edits, then)))))


def beforehand(
    desk: Desk, login: str, command: Command, lang: Lang, planner: Planner, *, at: datetime | None = None
) -> Sections:
    """Who would live elsewhere or lose a place, who is served later, which findings appear. Nothing is saved.

    Args:
        desk: The desk.
        login: Who asks; they plan, and may do what they ask about.
        command: What they think of doing.
        lang: Of the texts.
        planner: Plans the week anew.
        at: The moment; by default now.

    Raises:
        Refused, CannotDo, InputError: As `tried`.
        Impossible, OutOfTime: As `make_plan`.
    """
    one = tried(desk, login, command, at=at)
    return for_reader(one.hidden, told(comes(desk, one, planner), lang), lang)


def comes(desk: Desk, one: Tried, planner: Planner) -> Comes:
    """The week planned anew with what was tried. Raises Impossible, OutOfTime."""
    before = _as_it_is(desk, one.now, planner)
    return Comes(before, planned_anew(before, one.then.instance, means(planner), one.asked))


def told(found: Comes, lang: Lang) -> Iterator[Section]:
    """In words, for somebody who may know of all."""
    yield from what_if_sections(comes_of(found.before, found.then, (), lang), lang)


def means(planner: Planner) -> Means:
    """With what is planned while somebody waits."""
    return Means(RULES, GOALS, planner, SECONDS)


def after(now: Snapshot, edits: Iterable[Edit]) -> Snapshot:
    """The facts with these edits, which nobody keeps. Raises InputError where they would not hold together."""
    named = [e._replace(key=f"new {n}" if n else "new") if e.key == "new" else e for n, e in enumerate(edits)]
    try:
        return now.after(named, now.change, {})
    except (Wrong, Misfit) as error:
        raise unfit(error) from None


def _as_it_is(desk: Desk, now: Snapshot, planner: Planner) -> Side:
    """The newest plan that was proved best for these facts; where nobody made one, it is made now."""
    week = derived(now.instance)
    plan = _proved(desk, now.instance.content_hash)
    if plan is None:
        plan = make_plan(now.instance, seconds=SECONDS, planner=planner, explain=False).plan
    return Side(week, plan, check_plan(week, plan))


def _proved(desk: Desk, facts: str) -> Plan | None:
    with desk.store.reading() as connection:
        for head in plans.heads(connection):
            if head.instance_hash == facts and head.run != BY_HAND and _is_best(head.run):
                row = plans.get(connection, head.id)
                if row is not None and row.redacted is None:
                    return Plan.model_validate_json(row.body)
    return None


def _is_best(run: str) -> bool:
    found = Run.model_validate_json(run)
    return found.status is Status.OPTIMAL and not found.differs_from


def _about(edits: Iterable[Edit], then: Snapshot) -> Iterator[str]:
    """Households whom the change itself is about; whom it adds too."""
    people = then.rows("persons")
    for edit in edits:
        if edit.table == "households":
            yield edit.key
        for name in ABOUT:
            who = str((edit.after or edit.before or {}).get(name))
            if who in then.rows("households"):
                yield who
            elif who in people:
                yield str(people[who]["household"])
