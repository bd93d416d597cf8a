"""The plans that a desk keeps, as a list: who made each, when, what became of it, and how good it is."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from placement.domain.run import Run, Status
from placement.service.desk.desk import Desk
from placement.service.desk.kept_plan import BY_HAND
from placement.service.desk.plans import ACCEPTED, DRAFT, PROPOSED, SUPERSEDED
from placement.service.desk.state_line import facts_hash
from placement.service.findings import status_line
from placement.service.remembered import remembered
from placement.store import plans
from placement.store.plans import PlanHead
from placement.words.language import Lang
from placement.words.say import say_moment
from placement.words.texts import Texts, later, texts

STATES = {
    DRAFT: later("draft"),
    PROPOSED: later("before the meeting"),
    ACCEPTED: later("accepted, runs now"),
    SUPERSEDED: later("replaced by a later one"),
}
OUTDATED = later("out of date: facts changed")


class PlanLine(NamedTuple):
    """A plan in the list. Nothing in it tells of a person."""

    number: int
    state: str
    """In words."""
    is_open: bool
    """Whether it waits for a decision."""
    is_current: bool
    """Whether it was made from the facts as they are."""
    at: str
    by: str
    quality: str
    """How good it is proved to be, or that it was made by hand."""
    is_proved: bool


def plan_lines(desk: Desk, now: datetime, _: Texts) -> tuple[PlanLine, ...]:
    """The latest plans, newest first. For those who plan."""
    with desk.store.reading() as connection:
        kept = plans.heads(connection)
    hash_now = facts_hash(desk, desk.now().change)
    return tuple(_line(one, hash_now, now, _) for one in kept)


def first_to_look_at(lines: Iterable[PlanLine]) -> int | None:
    """The plan that a screen shows where nobody chose one: the newest that waits, else the newest."""
    every = list(lines)
    waiting = [one for one in every if one.is_open and one.is_current] or every
    return waiting[0].number if waiting else None


def _line(one: PlanHead, hash_now: str, now: datetime, _: Texts) -> PlanLine:
    is_open, is_current = one.state in (DRAFT, PROPOSED), one.instance_hash == hash_now
    state = _(STATES[one.state])
    quality, is_proved = quality_of(one.run, _.lang)
    return PlanLine(
        number=one.id,
        state=f"{state}; {_(OUTDATED)}" if is_open and not is_current else state,
        is_open=is_open,
        is_current=is_current,
        at=say_moment(one.at, _.lang, now),
        by=one.by,
        quality=quality,
        is_proved=is_proved,
    )


@remembered(maxsize=256)
def quality_of(run: str, lang: Lang) -> tuple[str, bool]:
    """How good a plan is proved to be, by its run (JSON), and whether it is proved to be best."""
    _ = texts(lang)
    if run == BY_HAND:
        return _("changed by hand"), False
    read = Run.model_validate_json(run)
    return status_line(read, _), read.status is Status.OPTIMAL
