"""What a screen says of a desk in one line: which plan runs, whether it is sound, and what waits."""

from typing import NamedTuple

from placement.service.desk.desk import Desk
from placement.service.desk.plans import ACCEPT, DRAFT, PROPOSED
from placement.service.desk.running import running_review
from placement.service.remembered import remembered
from placement.store import facts, plans, requests

MOST_WRITTEN = 50
"""Publishing writes its changes right after what it was judged by: splits, and then all else at once."""


class StateLine(NamedTuple):
    """How the desk stands, in figures. Nothing in it tells of a person."""

    plan: int | None
    """Number of the accepted plan."""
    at: str
    """When it was accepted: UTC, ISO 8601; empty where none is."""
    by: str
    alarms: int
    """What the judge says today of the running plan; breaches count too, and what is said of two rooms is one."""
    draft: int | None
    """The newest plan that is made from the facts as they are and waits to be accepted."""
    stale: int | None
    """The newest plan that waits, but was made from other facts; none where a plan was published since it was made."""
    requests: int
    """So many wait for a second person."""


def state_line(desk: Desk) -> StateLine:
    """The line of today. For those who plan; to be drawn often, so the judge is asked once for each change."""
    with desk.store.reading() as connection:
        running = plans.running(connection)
        said = plans.verifications(connection, running.id) if running else []
        waiting = [one for one in plans.heads(connection) if one.state in (DRAFT, PROPOSED)]
        asked = len(requests.every(connection, state="open"))
    now = desk.now()
    mine = [one.id for one in waiting if one.instance_hash == facts_hash(desk, now.change)]
    draft = max(mine, default=None)
    # Whoever publishes a plan has decided against the drafts that lay beside it.
    later = max((one.id for one in waiting if not said or one.at > said[-1].at), default=None)
    return StateLine(
        plan=running.id if running else None,
        at=said[-1].at if said else "",
        by=published_by(desk, said[-1].change) or running.by if running and said else "",
        alarms=_alarms(desk, now.change, running.id) if running else 0,
        draft=draft,
        stale=later if draft is None else None,
        requests=asked,
    )


@remembered(maxsize=8)
def published_by(desk: Desk, change: int) -> str:
    """Who published a plan that was judged by the facts after a change: its maker may be another one."""
    with desk.store.reading() as connection:
        next_ones = facts.changes(connection, before=change + 1 + MOST_WRITTEN, most=MOST_WRITTEN)
    return next((one.by for one in next_ones if one.command == ACCEPT and one.id > change), "")


@remembered(maxsize=2)
def facts_hash(desk: Desk, change: int) -> str:  # noqa: ARG001 - the change is what the answer hangs on
    """By what the facts after the latest change are known."""
    return desk.now().instance.content_hash


@remembered(maxsize=2)
def _alarms(desk: Desk, change: int, plan: int) -> int:  # noqa: ARG001 - as above
    review = running_review(desk)
    return 0 if review is None else review.alerts
