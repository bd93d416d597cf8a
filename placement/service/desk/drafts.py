"""Plans that wait to be published."""

from collections.abc import Mapping

from placement.domain.plan import Plan
from placement.service.desk.desk import Desk
from placement.service.desk.plans import DRAFT, PROPOSED
from placement.service.desk.state_line import facts_hash, state_line
from placement.store import plans


def drafts(desk: Desk) -> Mapping[int, Plan]:
    """The plans that wait: those that were made from the facts as they are; if none is, the newest other one."""
    stale, now = state_line(desk).stale, facts_hash(desk, desk.now().change)
    with desk.store.reading() as connection:
        mine = [
            one.id
            for one in plans.heads(connection)
            if one.state in (DRAFT, PROPOSED) and (one.instance_hash == now or one.id == stale)
        ]
        rows = [plans.get(connection, number) for number in sorted(mine)]
    return {row.id: Plan.model_validate_json(row.body) for row in rows if row is not None}
