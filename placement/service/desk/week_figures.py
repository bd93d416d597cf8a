"""Six figures of the week, and what they were a week ago: numbers of the unit as a whole, of nobody.

Households are counted as they are written down: one that the rules split counts once, as in the list of people.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.fact import ONE, WEEK, Content, Wrong
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, parted
from placement.service.access import may, refusal
from placement.service.capacity import free_tonight
from placement.service.desk.clock_rows import Rows
from placement.service.desk.desk import Desk, actor_of
from placement.service.desk.today import today
from placement.service.planning import check_plan, derived
from placement.service.remembered import remembered
from placement.store import facts

WHO = (Action.PLAN, Action.REPORT)
"""Whoever may do one of these sees the figures."""
A_WEEK = timedelta(days=7)


class WeekFigures(NamedTuple):
    """How many, today."""

    waiting: int
    """Households that live in no place of ours, and for whom no bed is held."""
    held: int
    """Households that live in no place of ours yet, and for whom a bed is held: offered or agreed."""
    placed: int
    """Households that live in a place of ours. No household is in two of the three."""
    free_beds: int
    """Tonight, in rooms that are open."""
    warnings: int
    """What breaks a hard or absolute rule: alarms, and what the running plan may no longer do; of two rooms once."""
    seats: int
    """Seats taken in programmes that run today."""
    seats_in_all: int


class Compared(NamedTuple):
    """The figures of today, and those of the last day that was read at least seven days before; none: no such day."""

    now: WeekFigures
    before: WeekFigures | None
    since: date | None


def compared(desk: Desk, login: str) -> Compared:
    """The figures. Raises Refused for who may neither plan nor see figures."""
    actor = actor_of(desk.now(), login)
    if not any(may(actor, action, relation=one) for action in WHO for one in ActorRelation):
        raise refusal(actor, Action.REPORT)
    now = today(desk)
    then = _a_week_ago(desk, now.week.as_of)
    since, before = _then(desk, *then) if then else (None, None)
    return Compared(figures(now.week, now.review), before, since)


def figures(week: Week, review: Review) -> WeekFigures:
    """The figures of a week, with what the judge says of it."""
    running = [
        p for p in week.programmes if p.since <= week.as_of and (p.until is None or week.as_of < p.until)
    ]
    groups = Counter(parted(week).values())
    return WeekFigures(
        waiting=groups[Whereabouts.WAITS],
        held=groups[Whereabouts.HELD],
        placed=groups[Whereabouts.LIVES],
        free_beds=free_tonight(week),
        warnings=review.alerts,
        seats=sum(len(week.enrolled_in.get(p.alias, ())) for p in running),
        seats_in_all=sum(p.seats for p in running),
    )


def not_in_list(desk: Desk, seen: Content) -> int:
    """So many households that are here are counted, but are not among these rows: the reader may not know of them."""
    as_of = date.fromisoformat(str(desk.now().rows(WEEK)[ONE]["as_of"]))
    return len(Rows(desk.now().content, as_of).households - Rows(seen, as_of).households)


def _a_week_ago(desk: Desk, as_of: date) -> tuple[int, date] | None:
    """The last change before the day was moved on to within seven days of today, and the day of it."""
    with desk.store.reading() as connection:
        versions = facts.history(connection, WEEK, ONE)
    found = [(v.until - 1, date.fromisoformat(v.body["as_of"])) for v in versions if v.until is not None]
    return max(((change, on) for change, on in found if on <= as_of - A_WEEK), default=None)


@remembered(maxsize=4)
def _then(desk: Desk, change: int, on: date) -> tuple[date | None, WeekFigures | None]:
    """What is past does not change; where rows of it are erased there is nothing to compare with."""
    try:
        week = derived(desk.at(change).instance)
    except Wrong:
        return None, None
    if not week.households and not week.units:
        return None, None
    review = check_plan(week, Plan(instance_hash=week.instance.content_hash))
    return on, figures(week, review)


def changes(both: Compared) -> Iterator[tuple[str, int, int | None]]:
    """Name, value, and by how much it changed."""
    for name in WeekFigures._fields:
        before = getattr(both.before, name) if both.before else None
        value = getattr(both.now, name)
        yield name, value, None if before is None else value - before
