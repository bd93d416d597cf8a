"""The desk as it stands today: the week, what the running plan still foresees of it, and what the judge says."""

from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.review import Review, Unplaced
from placement.domain.week import Week
from placement.review.reasons import reasons
from placement.service.desk.desk import Desk
from placement.service.desk.running import running_plan
from placement.service.planning import check_plan, derived
from placement.service.remembered import remembered
from placement.store import plans

MOST_EXPLAINED = 80
"""Of so many households that wait the reasons are found at once; of more it would take longer than a page may."""


class Today(NamedTuple):
    """The week after the last change, and the running plan judged about it."""

    number: int | None
    """Of the running plan."""
    week: Week
    plan: Plan
    """What is still to come of it; nothing where none runs."""
    review: Review
    unplaced: tuple[Unplaced, ...]
    """Why households have no place; empty where too many wait."""


def today(desk: Desk) -> Today:
    """For those who plan, and for figures. The judge is asked once for each change."""
    with desk.store.reading() as connection:
        running = plans.running(connection)
    return _today(desk, desk.now().change, running.id if running else None)


@remembered(maxsize=2)
def _today(desk: Desk, change: int, number: int | None) -> Today:  # noqa: ARG001 - what the answer hangs on
    instance = desk.now().instance
    week = derived(instance)
    plan = running_plan(desk) or Plan(instance_hash=instance.content_hash)
    review = check_plan(week, plan)
    many = sum(week.tier(h.alias) is not None for h in week.households) > MOST_EXPLAINED
    return Today(number, week, plan, review, () if many else reasons(week, plan))
