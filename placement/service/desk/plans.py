"""A plan on the desk: kept as a draft, and proposed."""

import hashlib
from datetime import datetime

from placement.domain.fact import ONE, WEEK
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import Finding
from placement.domain.run import Run
from placement.errors import PlacementError
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.planning import Answer
from placement.store import facts, plans
from placement.store.plans import PlanRow

ACCEPT = "accept_plan"
"""What every change that comes of accepting is called; nobody takes it back by an undo."""
PROPOSE = "propose_plan"
"""What the line of the log is called by which a draft was put before the meeting."""
ACCEPTED, PROPOSED, DRAFT, SUPERSEDED = "accepted", "proposed", "draft", "superseded"


class Stale(PlacementError):
    """Facts changed since the plan was made."""

    exit_code = 2
    usual_code = "plan_stale"
    usual_todo = "Make the plan again."


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
        row = found(act, number)
        if row.state != DRAFT:
            raise CannotDo("the plan is no draft any more.", code="plan_decided")
        plans.set_state(act.tx.connection, number, PROPOSED)
        act.log(PROPOSE, {"plan": {str(number): ()}})


def found(act: Act, number: int) -> PlanRow:
    """A plan that was kept. Raises CannotDo where there is none of that number."""
    row = plans.get(act.tx.connection, number)
    if row is None:
        raise CannotDo("there is no such plan.", code="plan_gone")
    return row


def keep_answer(desk: Desk, login: str, answer: Answer, change: int) -> int:
    """Keep a plan that was just made; its number."""
    return keep(desk, login, answer.plan, answer.run, change)
