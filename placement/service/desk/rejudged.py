"""The running plan of a desk, judged once more about the facts as they were when it was accepted."""

from enum import StrEnum

from placement import __version__
from placement.domain.fact import Wrong
from placement.domain.plan import Plan
from placement.domain.review import FindingKind, Review
from placement.errors import StoreError
from placement.service.desk.desk import Desk
from placement.service.desk.plans import digest
from placement.service.planning import check_plan, derived
from placement.store import plans
from placement.store.plans import PlanRow, Verification


class Rejudged(StrEnum):
    """What came of it."""

    NO_PLAN = "no_plan"
    """No plan runs."""
    SAME = "same"
    """The judge says what he said then."""
    OTHER_JUDGE = "other_judge"
    """He was of another version of the program; the plan itself is as it was."""
    REDACTED = "redacted"
    """Somebody was erased since, from the plan or from its facts; nobody can judge it again."""


def rejudged(desk: Desk) -> Rejudged:
    """Judge the running plan once more.

    Raises:
        StoreError: The plan, its facts, or what is written of the judge is not what it was.
    """
    with desk.store.reading() as connection:
        row = plans.running(connection)
        said = plans.verifications(connection, row.id) if row else []
    if row is None:
        return Rejudged.NO_PLAN
    if row.redacted is not None:
        return Rejudged.REDACTED
    plan = Plan.model_validate_json(row.body)
    if not said or {digest(plan), said[-1].plan_hash} != {row.hash}:
        raise _spoilt()
    if said[-1].judge != __version__:
        return Rejudged.OTHER_JUDGE
    if not _as_then(desk, row, plan, said[-1]):
        raise _spoilt()
    return Rejudged.SAME


def _as_then(desk: Desk, row: PlanRow, plan: Plan, said: Verification) -> bool:
    try:
        instance = desk.at(said.change).instance
    except Wrong:
        return False
    if {instance.content_hash, said.instance_hash} != {row.instance_hash}:
        return False
    return counted(check_plan(derived(instance), plan)) == (
        said.breaches, said.alarms, said.tasks, said.points,
    )  # fmt: skip


def counted(review: Review) -> tuple[int, int, int, int]:
    """What is written down of a review: breaches, alarms, tasks and points."""
    kinds = FindingKind.BREACH, FindingKind.ALARM, FindingKind.TASK
    breaches, alarms, tasks = (len(review.of(kind)) for kind in kinds)
    return breaches, alarms, tasks, review.points


def _spoilt() -> StoreError:
    return StoreError(
        "The accepted plan is not what the judge found sound.",
        todo="Take another backup, and find out who wrote to the database.",
        code="store_plan_spoilt",
    )
