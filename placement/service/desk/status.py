"""How a desk stands: its week, what waits, what runs, and the head of its log."""

from datetime import date, datetime
from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.fact import ONE, WEEK
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import FindingKind, Review
from placement.domain.week import Week
from placement.service.access import may, unseen
from placement.service.desk.commands.decisions import Unrecorded, to_record
from placement.service.desk.desk import Desk
from placement.service.desk.plans import DRAFT, PROPOSED
from placement.service.desk.running import running_review
from placement.service.findings import said, without_theirs
from placement.service.planning import derived
from placement.service.rows import Said
from placement.service.veil import Names, untold, veiled, without
from placement.store import audit, jobs, plans, requests
from placement.store.jobs import Job
from placement.store.made import holds_demo
from placement.words.language import Lang
from placement.words.texts import texts


class Running(NamedTuple):
    """The accepted plan, and what the judge says of it by the facts as they are now."""

    number: int
    week: Week
    plan: Plan
    review: Review
    untold: Names
    """Aliases of whom the reader may not know."""

    def said(self, kind: FindingKind, lang: Lang) -> tuple[Said, ...]:
        """What the judge says, in words."""
        found = said(self.week, self.plan, self.review.of(kind), lang, self.untold)
        return veiled(found, self.untold, texts(lang))

    def as_json(self) -> dict[str, object]:
        """The review, without whom the reader may not know."""
        found: dict[str, object] = without(
            without_theirs(self.week, self.review, self.untold).model_dump(mode="json"), self.untold
        )
        return found


class Status(NamedTuple):
    """How a desk stands. Nothing in it tells of a person but `running`."""

    as_of: date
    change: int
    """Number of the last change."""
    demo: bool
    """Whether it holds demo data, and is not encrypted."""
    requests: int
    """So many wait for a second person."""
    jobs: tuple[Job, ...]
    """Those that wait or run."""
    drafts: tuple[int, ...]
    """Plans that were made from the facts as they are, and wait to be accepted; newest first."""
    head: str
    """Number of the last line of the log and groups of its code, to be written down elsewhere."""
    plan: int | None
    """Number of the accepted plan."""
    running: Running | None
    """Only for those who plan, and where a plan was accepted."""


def status(desk: Desk, login: str, *, at: datetime | None = None) -> Status:
    """How the desk stands, as one person may see it. Raises Refused for somebody unknown."""
    with desk.acting(login, at) as act:
        connection, now = act.tx.connection, act.now
        plans_too = any(may(act.actor, Action.PLAN, relation=one) for one in ActorRelation)
        accepted = plans.running(connection)
        drafts = tuple(one for one in plans.every(connection) if one.state in (DRAFT, PROPOSED))
        open_jobs = tuple(one for one in jobs.every(connection) if one.is_open)
        waiting = len(requests.every(connection, state="open"))
        head = audit.head(connection).groups
        act.log("read_status", {"plan": {str(accepted.id): ()}} if plans_too and accepted else {})
    review = running_review(desk) if plans_too and accepted else None
    running = None
    if accepted is not None and review is not None:
        week, plan = derived(now.instance), Plan.model_validate_json(accepted.body)
        hidden = untold(act.actor, week, now.content)
        running = Running(accepted.id, week, plan, review, hidden)
    return Status(
        as_of=date.fromisoformat(str(now.rows(WEEK)[ONE]["as_of"])),
        change=now.change,
        demo=holds_demo(desk.store),
        requests=waiting,
        jobs=open_jobs,
        drafts=tuple(
            one.id for one in drafts if plans_too and one.instance_hash == now.instance.content_hash
        ),
        head=head,
        plan=accepted.id if accepted else None,
        running=running,
    )


def missing_records(desk: Desk, login: str, on: date) -> tuple[Unrecorded, ...]:
    """What nobody has written down by a date, of those of whom a person may know; the log has a line of it before.

    Raises:
        Refused: They do not plan.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        act.log("read_week", {"week": {str(act.now.change): ()}})
        found = to_record(act.now, on)
        hidden = unseen(act.actor, (one.household for one in found), act.now.content, Action.READ)
    return tuple(one for one in found if one.household not in hidden)
