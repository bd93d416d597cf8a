"""Carrying an erasure out: rows and their history, and names in plans, requests and jobs."""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from placement.domain.fact import Edit
from placement.service.desk.desk import Act
from placement.service.desk.erasure import Erasure
from placement.service.desk.jobs import FUTURES, QUESTIONS
from placement.service.desk.redacted import (
    NOT_PEOPLE,
    Words,
    mentions,
    renamed,
    renamed_everywhere,
    words_for,
)
from placement.service.desk.requests import WITHDRAWN
from placement.service.veil import tells_of
from placement.store import cleaning, erase, facts, jobs, ledger, requests
from placement.store.erase import PlanText
from placement.store.facts import Version
from placement.store.jobs import Job
from placement.store.requests import Request

EVERY = 1 << 30
TELL = frozenset({*QUESTIONS, *FUTURES})
"""Kinds of work that say of people what they find."""


class Traces(NamedTuple):
    """Where else than in rows the people of an erasure are named."""

    plans: tuple[PlanText, ...]
    """Also those that were made from facts that go: nobody can judge them again."""
    requests: tuple[Request, ...]
    jobs: tuple[Job, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, without kinds of which there are none."""
        found = {"plans": len(self.plans), "requests": len(self.requests), "jobs": len(self.jobs)}
        return {kind: count for kind, count in found.items() if count}


def traces(connection: facts.Reader, found: Erasure) -> Traces:
    """Look for them. Nothing is changed."""
    names, rows = found.aliases, found.rows
    return Traces(
        plans=tuple(
            one
            for one in erase.plan_texts(connection)
            if any(_held(v, one.change) for v in found.gone)
            or mentions([json.loads(one.body), json.loads(one.run)], names, frozenset())
        ),
        requests=tuple(
            one
            for one in requests.every(connection)
            if mentions([one.command, one.seen, one.about], names, rows)
        ),
        jobs=tuple(
            one
            for one in jobs.every(connection, most=EVERY)
            if mentions([one.params, one.progress], names, rows) or _tells(one, names)
        ),
    )


def _held(version: Version, change: int) -> bool:
    return version.since <= change and (version.until is None or version.until > change)


def _tells(job: Job, names: Collection[str]) -> bool:
    """Whether sentences of the job name somebody. What is being found just now might, a moment later."""
    return job.kind in TELL and (job.is_open or tells_of(str(job.progress), frozenset(names)))


def carry_out(
    act: Act, found: Erasure, kind: str, command: str, *, why: str = "", second: str | None = None
) -> int:
    """Delete what is to go, and write down whose data it was; the number of the change.

    After the transaction what is left outside the tables is to be cleaned up (`placement.store.cleaning`).

    Args:
        act: Whose transaction.
        found: What is to go.
        kind: As the ledger has it: erased people are also taken out of rows about others.
        command: What the change is called.
        why: Code of the reason.
        second: Who said yes beside the person.
    """
    words = words_for(found.aliases, act.tx.audit_key)
    rewritten = _renames(act, found, words) if kind == ledger.ERASED else ()
    written = act.write((*found.edits, *rewritten), command, why=why, second=second)
    connection, at = act.tx.connection, act.tx.at
    left = traces(connection, found)
    with erase.erasing(connection):
        erase.delete_versions(connection, [v.id for v in found.gone])
        if kind == ledger.ERASED:
            erase.rewrite_versions(connection, _rewritten(facts.every(connection), words))
        for plan in left.plans:
            erase.rewrite_plan(connection, _without(plan, words), at=at)
    for request in left.requests:
        if request.state == "open":
            requests.decide(connection, request.id, WITHDRAWN, at=at, by=act.actor.login, change=None)
        erase.rewrite_request(
            connection, request.id, command={"name": request.command["name"]},
            about=[renamed_everywhere(one, words) for one in request.about],
        )  # fmt: skip
    for job in left.jobs:
        params, progress = (renamed_everywhere(one, words) for one in (job.params, job.progress))
        if job.kind in TELL:
            # What it found goes as a whole; it can be asked for again. What still looks ends with nothing.
            progress = {}
            jobs.ask_stop(connection, job.id, at=at)
            jobs.end(connection, job.id, jobs.STOPPED, at=at)
        erase.rewrite_job(connection, job.id, params, progress)
    ledger.add(connection, found.aliases, kind, at=at, change=written.change)
    cleaning.owe(connection)
    return written.change


def _renames(act: Act, found: Erasure, words: Words) -> tuple[Edit, ...]:
    """Rows about others that name them; of what stays, nothing is deleted."""
    ends = {(edit.table, edit.key) for edit in found.edits}
    return tuple(
        Edit(table, key, body, after)
        for table, rows in act.now.content.items()
        for key, body in rows.items()
        if (table, key) not in ends and table not in NOT_PEOPLE and (after := renamed(body, words)) != body
    )


def _rewritten(versions: Iterable[Version], words: Words) -> dict[int, dict[str, object]]:
    return {
        v.id: after
        for v in versions
        if v.table not in NOT_PEOPLE and (after := renamed(v.body, words)) != v.body
    }


def _without(plan: PlanText, words: Words) -> PlanText:
    body, run = (json.dumps(renamed(json.loads(text), words)) for text in (plan.body, plan.run))
    return plan._replace(body=body, run=run)
