"""The running plan, judged again as facts change."""

from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.stay import HELD
from placement.service.desk.desk import Desk
from placement.service.desk.redacted import is_redacted
from placement.service.planning import check_plan, derived
from placement.store import plans


def running_review(desk: Desk) -> Review | None:
    """What the judge says today of the running plan: of what it still foresees, and of all that is held.

    A breach is of something that the plan foresees and facts now forbid; an alarm is of a held stay. None: no plan
    runs.
    """
    left = running_plan(desk)
    return None if left is None else check_plan(derived(desk.now().instance), left)


def running_plan(desk: Desk) -> Plan | None:
    """What the running plan still foresees, for the facts as they are. None: no plan runs."""
    with desk.store.reading() as connection:
        row = plans.running(connection)
    if row is None:
        return None
    now = desk.now().instance
    plan = Plan.model_validate_json(row.body)
    held = {stay.household for stay in now.stays if stay.kind in HELD}
    gone = {one.household for one in now.exits if one.on <= now.as_of}
    known = {house.alias for house in now.households}
    contacts = {one.household for one in now.assignments}
    return plan.but(
        instance_hash=now.content_hash,
        stays=tuple(
            s
            for s in plan.stays
            if s.household not in held | gone and s.start >= now.as_of and not is_redacted(s.household)
        ),
        enrolments=(),
        contacts=tuple(c for c in plan.contacts if c.household in known and c.household not in contacts),
        bookings=(),
    )
