"""A plan on the desk: kept as a draft, proposed, accepted in one transaction, and judged again as facts change."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from placement import __version__
from placement.domain.fact import ONE, WEEK
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.run import Run
from placement.domain.stay import HELD
from placement.domain.week import Week
from placement.errors import PlacementError
from placement.service.desk.carry_out import edits_of
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.desk import Act, Desk, NeedsSecond
from placement.service.desk.outcome_of_plan import edits_of_plan
from placement.service.desk.redacted import is_redacted
from placement.service.planning import Answer, check_plan, derived
from placement.store import facts, plans
from placement.store.plans import PlanRow, Verification

ACCEPT = "accept_plan"
"""What every change that comes of accepting is called; nobody takes it back by an undo."""
ACCEPTED, PROPOSED, DRAFT, SUPERSEDED = "accepted", "proposed", "draft", "superseded"


class Stale(PlacementError):
    """Facts changed since the plan was made."""

    exit_code = 2
    usual_code = "plan_stale"
    usual_todo = "Make the plan again."


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


def digest(plan: Plan) -> str:
    """SHA-256 of a plan's content."""
    return hashlib.sha256(plan.model_dump_json().encode()).hexdigest()


def alarm_id(finding: Finding) -> str:
    """By what an alarm is acknowledged: the same for the same alarm about the same facts."""
    return hashlib.sha256(finding.model_dump_json().encode()).hexdigest()[:16]


def keep(
    desk: Desk, login: str, plan: Plan, run: Run | None, change: int, *, at: datetime | None = None
) -> int:
    """Keep a plan as a draft; its number.

    Args:
        desk: The desk.
        login: Who asks.
        plan: From the solver, or changed by hand.
        run: How it was found; none for one that was made by hand.
        change: The change at which the facts were read that it was made from.
        at: The moment; by default now.
    """
    with desk.acting(login, at) as act:
        return kept(act, plan, run, change)


def kept(act: Act, plan: Plan, run: Run | None, change: int) -> int:
    """Keep a plan as a draft, in an act that may do more. Raises Refused."""
    act.ask(Action.PLAN)
    row = PlanRow(
        0, act.tx.at, act.actor.login, change, _as_of(act, change), plan.instance_hash, digest(plan),
        plan.model_dump_json(), run.model_dump_json(exclude={"plan"}) if run else "{}", DRAFT,
    )  # fmt: skip
    number = plans.add(act.tx.connection, row)
    act.log("keep_plan", {"plan": {str(number): ()}})
    return number


def _as_of(act: Act, change: int) -> str:
    """The day on which the facts after a change are read."""
    versions = facts.history(act.tx.connection, WEEK, ONE)
    return str(next(v.body["as_of"] for v in reversed(versions) if v.since <= change))


def propose(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Put a draft before the meeting. Raises Refused, CannotDo."""
    with desk.acting(login, at) as act:
        act.ask(Action.PLAN)
        row = _found(act, number)
        if row.state != DRAFT:
            raise CannotDo("the plan is no draft any more.", code="plan_decided")
        plans.set_state(act.tx.connection, number, PROPOSED)
        act.log("propose_plan", {"plan": {str(number): ()}})


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

    One transaction: the facts are read again and must be those that the plan was made from; the judge judges it again;
    what he says, the plan's state, offers, holds and the line of the log are written together, or nothing is.

    Raises:
        Refused: The person may not.
        CannotDo: The plan is decided already.
        Stale: The facts are others by now.
        InBreach: The judge found a breach.
        Unacknowledged: There are alarms that the person did not acknowledge.
        BedTaken: A bed was given to somebody else meanwhile.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.ACCEPT)
        row = _found(act, number)
        if row.state not in (DRAFT, PROPOSED):
            raise CannotDo("the plan is decided already.", code="plan_decided")
        plan, instance = Plan.model_validate_json(row.body), act.now.instance
        if instance.content_hash != row.instance_hash or digest(plan) != row.hash:
            raise Stale("facts changed since the plan was made.")
        week = derived(instance)
        review = check_plan(week, plan)
        if review.breaches:
            raise InBreach(review.breaches)
        known = set(acknowledged)
        if alarms := tuple(f for f in review.of(FindingKind.ALARM) if alarm_id(f) not in known):
            raise Unacknowledged(alarms)
        plans.verify(act.tx.connection, _verification(act, row, review))
        _supersede(act)
        plans.set_state(act.tx.connection, number, ACCEPTED)
        act.log(ACCEPT, {"plan": {str(number): ()}}, why=why)
        _write_splits(act, week, plan)
        edits = edits_of_plan(week, plan, review, act.now)
        change = act.write(edits, ACCEPT, why=why, gives=True).change if edits else act.now.change
    return Accepted(number, change, review)


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


def _found(act: Act, number: int) -> PlanRow:
    row = plans.get(act.tx.connection, number)
    if row is None:
        raise CannotDo("there is no such plan.", code="plan_gone")
    return row


def keep_answer(desk: Desk, login: str, answer: Answer, change: int) -> int:
    """Keep a plan that was just made; its number."""
    return keep(desk, login, answer.plan, answer.run, change)


def running_review(desk: Desk) -> Review | None:
    """What the judge says today of the running plan: of what it still foresees, and of all that is held.

    A breach is of something that the plan foresees and facts now forbid; an alarm is of a held stay. None: no plan
    runs.
    """
    with desk.store.reading() as connection:
        row = plans.running(connection)
    if row is None:
        return None
    now = desk.now().instance
    plan = Plan.model_validate_json(row.body)
    held = {stay.household for stay in now.stays if stay.kind in HELD}
    known = {house.alias for house in now.households}
    contacts = {one.household for one in now.assignments}
    left = plan.but(
        instance_hash=now.content_hash,
        stays=tuple(
            s
            for s in plan.stays
            if s.household not in held and s.start >= now.as_of and not is_redacted(s.household)
        ),
        enrolments=(),
        contacts=tuple(c for c in plan.contacts if c.household in known and c.household not in contacts),
        bookings=(),
    )
    return check_plan(derived(now), left)
