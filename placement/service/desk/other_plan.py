"""Another plan beside one that is kept: what it is compared with, and whether it is near enough to be shown."""

from collections.abc import Iterable

from placement.domain.decision import Tier
from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.service.desk.desk import Desk
from placement.service.desk.difference import is_worse
from placement.service.desk.plans import Stale
from placement.service.desk.snapshot import Snapshot
from placement.service.how_much import MOVE
from placement.service.planning import Answer, check_plan
from placement.store import plans

NO_OTHER, SERVES_LATER, COSTS_MORE = "no_other_plan", "others_serve_later", "others_cost_more"
"""Why there is no other plan: none at all; none that serves the most urgent alike; none within the points."""
MOST_POINTS = MOVE
"""So many points more is near enough: as much as one move."""
ALIKE = frozenset({Tier.P0, Tier.P1, Tier.P2})
"""Tiers that another plan serves no worse; what differs for those who only wait is told."""


def compared_with(desk: Desk, numbers: Iterable[int], now: Snapshot) -> tuple[Plan, ...]:
    """The plans that another one is to differ from, the first is the one that it is compared with.

    Raises:
        Stale: Facts changed since one of them was made.
    """
    with desk.store.reading() as connection:
        rows = [plans.get(connection, number) for number in numbers]
    for row in rows:
        if row is None or row.instance_hash != now.instance.content_hash:
            raise Stale("facts changed since the plan was made.")
    return tuple(Plan.model_validate_json(row.body) for row in rows if row is not None)


def too_far(answer: Answer, first: Plan) -> str:
    """Why no other plan is near, as far as that is proved; nothing where this one may be shown."""
    before, after = check_plan(answer.week, first), answer.review
    run = answer.run
    if run.stages_proved and _serves_later(before, after):
        return SERVES_LATER
    alike = [s.vector for s in before.stages] == [s.vector for s in after.stages]
    if alike and run.bound is not None and run.bound > before.points + MOST_POINTS:
        return COSTS_MORE
    return ""


def _serves_later(before: Review, after: Review) -> bool:
    return any(
        is_worse(new, old)
        for old, new in zip(before.stages, after.stages, strict=True)
        if Tier(old.tier) in ALIKE
    )
