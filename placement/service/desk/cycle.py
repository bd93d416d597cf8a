"""Where the week is: freeze, draft, meeting, publish, answers, moved in. Each step is done, at hand, or to come."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK
from placement.service.desk.commands.decisions import Unrecorded, to_record
from placement.service.desk.desk import Desk
from placement.service.desk.plans import DRAFT, PROPOSE, PROPOSED
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.state_line import facts_hash
from placement.service.remembered import remembered
from placement.store import plans, wanted
from placement.store.wanted import Wanted
from placement.words.texts import later

OFFERED, HOLD = "open", "hold"


class Step(StrEnum):
    """The steps of a week, in order."""

    FREEZE = "freeze"
    """What happened is recorded: the week's facts can be planned with."""
    DRAFT = "draft"
    MEETING = "meeting"
    PUBLISH = "publish"
    """A plan is accepted: offers go out, beds are held."""
    ANSWERS = "answers"
    MOVED_IN = "moved_in"


NAMES = {
    Step.FREEZE: later("Freeze"),
    Step.DRAFT: later("Draft"),
    Step.MEETING: later("Meeting"),
    Step.PUBLISH: later("Publish and offer"),
    Step.ANSWERS: later("Answers"),
    Step.MOVED_IN: later("Moved in"),
}


class State(NamedTuple):
    """What the place in the week follows from."""

    unrecorded: int
    has_draft: bool
    """A plan made from the facts as they are waits."""
    is_proposed: bool
    """One of them is before the meeting."""
    is_published: bool
    """The running plan was accepted in this week."""
    open_offers: int
    holds: int


class Cycle(NamedTuple):
    """The week's line of steps. `at`: the step that is at hand; none: all is done."""

    as_of: date
    at: Step | None
    unrecorded: tuple[Unrecorded, ...]
    """What should have happened by now, and is not recorded."""
    draft: int | None = None
    """The newest plan of the facts as they are that waits."""
    proposed: int | None = None
    """The newest of them that is before the meeting."""
    skipped: frozenset[Step] = frozenset()
    """Of the steps before the one at hand those that nobody took."""


def cycle(desk: Desk) -> Cycle:
    """Where the week is; for those who plan."""
    now = desk.now()
    as_of = date.fromisoformat(str(now.rows(WEEK)[ONE]["as_of"]))
    open_ones = to_record(now, as_of)
    with desk.store.reading() as connection:
        running = plans.running(connection)
        waiting = [p for p in plans.heads(connection) if p.state in (DRAFT, PROPOSED)]
    hash_now = facts_hash(desk, now.change)
    current = [p for p in waiting if p.instance_hash == hash_now]
    proposed = [p.id for p in current if p.state == PROPOSED]
    is_published = running is not None and is_same_week(date.fromisoformat(running.as_of), as_of)
    at = step_at(State(
        unrecorded=len(open_ones),
        has_draft=bool(current),
        is_proposed=bool(proposed),
        is_published=is_published,
        open_offers=_count(now, "offers", "answer", OFFERED),
        holds=_count(now, "stays", "kind", HOLD),
    ))  # fmt: skip
    draft = max((p.id for p in current), default=None)
    is_skipped = running is not None and is_published and not was_proposed(desk, running.id)
    skipped = frozenset({Step.MEETING} if is_skipped else ())
    return Cycle(as_of, at, open_ones, draft, max(proposed, default=None), skipped)


@remembered(maxsize=8)
def was_proposed(desk: Desk, number: int) -> bool:
    """Whether a published plan was before a meeting; else it was published as the draft that it was."""
    with desk.store.reading() as connection:
        return bool(wanted.lines(connection, Wanted(acts=frozenset({PROPOSE}), about=str(number)), most=1))


def step_at(state: State) -> Step | None:
    """The step that is at hand."""
    if state.is_proposed:
        return Step.PUBLISH
    if state.has_draft:
        return Step.MEETING
    if not state.is_published:
        return Step.FREEZE if state.unrecorded else Step.DRAFT
    if state.open_offers:
        return Step.ANSWERS
    return Step.MOVED_IN if state.holds else None


def is_same_week(one: date, other: date) -> bool:
    """Whether two days lie in one week, Monday to Sunday."""
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def next_week(as_of: date) -> date:
    """The Monday after a day."""
    return as_of + timedelta(days=7 - as_of.weekday())


def _count(now: Snapshot, table: str, field: str, value: str) -> int:
    return sum(row[field] == value for row in now.rows(table).values())
