"""Accepting a plan: a human's decision, judged, in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from placement import __version__
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.week import Week
from placement.errors import PlacementError
from placement.service.desk.commands.command import CannotDo, edits_of
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.desk import Act, Desk, NeedsSecond
from placement.service.desk.outcome_of_plan import decided, edits_of_plan
from placement.service.desk.plans import (
    ACCEPT,
    ACCEPTED,
    DRAFT,
    PROPOSED,
    SUPERSEDED,
    Stale,
    alarm_id,
    digest,
    found,
)
from placement.service.planning import check_plan, derived
from placement.service.veil import untold
from placement.store import plans
from placement.store.plans import PlanRow, Verification


class InBreach(PlacementError):
    """The judge found a breach in the plan."""

    exit_code = 2
    usual_code = "plan_not_sound"

    def __init__(self, breaches: tuple[Finding, ...]) -> None:
        codes = ", ".join(sorted({one.code for one in breaches}))
        super().__init__(
            f"the judge found a breach: {codes}.",
            todo="Change the plan, or make it again.",
            facts={"codes": codes},
        )
        self.breaches = breaches


class Unacknowledged(PlacementError):
    """Alarms that nobody has acknowledged by name."""

    exit_code = 2
    usual_code = "alarms_open"

    def __init__(self, alarms: tuple[Finding, ...]) -> None:
        super().__init__(
            f"{len(alarms)} alarms are not acknowledged.", todo="Look at each, and acknowledge it.",
            facts={"count": len(alarms)},
        )  # fmt: skip
        self.alarms = alarms


class Accepted(NamedTuple):
    """What accepting did: the change with offers and holds, and what the judge said."""

    plan: int
    change: int
    review: Review


def accept(
    desk: Desk,
    login: str,
    number: int,
    *,
    acknowledged: Iterable[str] = (),
    why: str = "",
    at: datetime | None = None,
) -> Accepted:
    """Accept a plan, by a human's name: what it begins within a week becomes offers and holds.

    The judge judges it by the facts as they are. Then, in one transaction, the facts are read again and must be those
    that the plan was made from and the judge was shown; what he says, the plan's state, offers, holds and the line of
    the log are written together, or nothing is.

    Raises:
        Refused: The person may not.
        CannotDo: The plan is decided already, or it decides for somebody of whom they may not know.
        Stale: The facts are others by now.
        InBreach: The judge found a breach.
        Unacknowledged: There are alarms that the person did not acknowledge.
        BedTaken: A bed was given to somebody else meanwhile.
    """
    with desk.acting(login, at) as act:
        row = _open(act, number)
        instance, content, actor = act.now.instance, act.now.content, act.actor
    # The judge takes seconds on a large week, and others may write meanwhile. What he says depends on facts and plan
    # alone, so it holds for as long as both are what they were: that is asked again in the transaction that writes.
    plan = Plan.model_validate_json(row.body)
    week = derived(instance)
    hidden = untold(actor, week, content)
    if decided(week, plan) & hidden:
        raise CannotDo(
            "the plan decides for somebody whom a colleague looks after.", todo="Ask a colleague to publish it.",
            code="decides_untold",
        )  # fmt: skip
    review = check_plan(week, plan)
    if review.breaches:
        raise InBreach(review.breaches)
    known = set(acknowledged)
    # Those about somebody of whom they may not know stay on the list of a colleague.
    mine = (f for f in review.of(FindingKind.ALARM) if not hidden.intersection(f.about))
    if alarms := tuple(f for f in mine if alarm_id(f) not in known):
        raise Unacknowledged(alarms)
    with desk.acting(login, at) as act:
        if _open(act, number).hash != row.hash:
            raise Stale("the plan is no longer what the judge was shown.")
        plans.verify(act.tx.connection, _verification(act, row, review))
        _supersede(act)
        plans.set_state(act.tx.connection, number, ACCEPTED)
        act.log(ACCEPT, {"plan": {str(number): ()}}, why=why)
        _write_splits(act, week, plan)
        edits = edits_of_plan(week, plan, review, act.now)
        change = act.write(edits, ACCEPT, why=why, gives=True).change if edits else act.now.change
    return Accepted(number, change, review)


def _open(act: Act, number: int) -> PlanRow:
    """A plan that may be accepted by this person now: undecided, unspoilt, and made from the facts as they are.

    Raises:
        Refused: The person may not.
        CannotDo: There is no such plan, or it is decided.
        Stale: The facts are others, or the plan is not what was kept.
    """
    act.ask(Action.ACCEPT)
    row = found(act, number)
    if row.state not in (DRAFT, PROPOSED):
        raise CannotDo("the plan is decided already.", code="plan_decided")
    if (
        act.now.instance.content_hash != row.instance_hash
        or digest(Plan.model_validate_json(row.body)) != row.hash
    ):
        raise Stale("facts changed since the plan was made.")
    return row


def _write_splits(act: Act, week: Week, plan: Plan) -> None:
    """A household that the rules split, and a part of which is housed, is written down as the parts that it is.

    Else the hold of one part would be read as that of the other.

    Raises:
        NeedsSecond: Writing it down would lower a protection.
    """
    rows = act.now.rows("households")
    origins = {week.household[one.household].origin for one in plan.stays if one.household in week.household}
    for whole in sorted(origin for origin in origins if origin is not None and origin in rows):
        edits = edits_of(SplitHousehold(household=whole, why=SplitReason.OWN_WORD), act.now)
        if lowerings := act.lowerings(edits):
            raise NeedsSecond(lowerings)
        act.write(edits, ACCEPT)


def _verification(act: Act, row: PlanRow, review: Review) -> Verification:
    count = {kind: len(review.of(kind)) for kind in FindingKind}
    return Verification(
        id=0,
        at=act.tx.at,
        plan=row.id,
        change=act.now.change,
        plan_hash=row.hash,
        instance_hash=row.instance_hash,
        breaches=count[FindingKind.BREACH],
        alarms=count[FindingKind.ALARM],
        tasks=count[FindingKind.TASK],
        points=review.points,
        judge=__version__,
    )


def _supersede(act: Act) -> None:
    """One plan runs at a time; drafts of the same moment stay drafts, and are stale by themselves."""
    if (last := plans.running(act.tx.connection)) is not None:
        plans.set_state(act.tx.connection, last.id, SUPERSEDED)
