"""Long work as rows: whoever asks, whatever page is closed, and whichever process dies, the row is there."""

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, insert, select, update

from placement.store.facts import text_of
from placement.store.schema import job

WAITING, RUNNING, DONE, STOPPED, FAILED, ORPHANED = (
    "waiting", "running", "done", "stopped", "failed", "orphaned",
)  # fmt: skip


class Job(NamedTuple):
    """A piece of long work. `progress`: what it said last; `plan`: what came of it; `error`: a code."""

    id: int
    kind: str
    state: str
    at: str
    by: str
    change: int
    params: Mapping[str, Any]
    progress: Mapping[str, Any]
    runner: str | None
    heartbeat: str | None
    stop: bool
    ended_at: str | None
    plan: int | None
    error: str | None

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (WAITING, RUNNING)


def add(
    connection: Connection, kind: str, params: Mapping[str, Any], *, at: str, by: str, change: int
) -> int:
    """Write down work to be done; its number."""
    made = connection.execute(
        insert(job).values(
            kind=kind,
            state=WAITING,
            at=at,
            by=by,
            change=change,
            params=text_of(params),
            progress="{}",
            stop=0,
        )
    )
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def is_waiting(connection: Connection, kinds: Collection[str]) -> bool:
    """Whether any work of these kinds waits."""
    return connection.scalar(_waiting(kinds)) is not None


def take(connection: Connection, kinds: Collection[str], runner: str, *, at: str) -> Job | None:
    """The next piece of work of these kinds, if any, for this runner alone."""
    number = connection.scalar(_waiting(kinds))
    if number is None:
        return None
    connection.execute(
        update(job).where(job.c.id == number).values(state=RUNNING, runner=runner, heartbeat=at)
    )
    return get(connection, number)


def beat(connection: Connection, number: int, *, at: str, progress: Mapping[str, Any] | None = None) -> None:
    """Say that the work goes on, and how far it is."""
    given: dict[str, Any] = {"heartbeat": at}
    if progress is not None:
        given["progress"] = text_of(progress)
    connection.execute(update(job).where(job.c.id == number, job.c.state == RUNNING).values(**given))


def ask_stop(connection: Connection, number: int, *, at: str) -> None:
    """Ask for an end. What only waits ends at once."""
    connection.execute(
        update(job)
        .where(job.c.id == number, job.c.state == WAITING)
        .values(state=STOPPED, stop=1, ended_at=at)
    )
    connection.execute(update(job).where(job.c.id == number, job.c.state == RUNNING).values(stop=1))


def end(
    connection: Connection,
    number: int,
    state: str,
    *,
    at: str,
    plan: int | None = None,
    error: str | None = None,
    progress: Mapping[str, Any] | None = None,
) -> None:
    """Write down how it ended, and what it said last."""
    if progress is not None:
        beat(connection, number, at=at, progress=progress)
    connection.execute(
        update(job)
        .where(job.c.id == number, job.c.state == RUNNING)
        .values(state=state, ended_at=at, plan=plan, error=error)
    )


def silent(connection: Connection, *, since: str) -> list[int]:
    """Numbers of the running work of which nothing was heard since then."""
    return list(connection.scalars(select(job.c.id).where(job.c.state == RUNNING, job.c.heartbeat < since)))


def recover(connection: Connection, *, silent_since: str, at: str) -> list[int]:
    """Mark the running work of which nothing was heard since then as orphaned; its numbers."""
    lost = silent(connection, since=silent_since)
    connection.execute(
        update(job).where(job.c.id.in_(lost)).values(state=ORPHANED, ended_at=at, error="orphaned")
    )
    return lost


def get(connection: Connection, number: int) -> Job | None:
    """One piece of work."""
    row = connection.execute(select(job).where(job.c.id == number)).first()
    return _read(row) if row else None


def every(connection: Connection, *, most: int = 50, kinds: Collection[str] = ()) -> list[Job]:
    """The latest work, newest first; of all kinds, or of these."""
    asked = select(job).order_by(job.c.id.desc()).limit(most)
    rows = connection.execute(asked.where(job.c.kind.in_(kinds)) if kinds else asked)
    return [_read(row) for row in rows]


def of_kind(connection: Connection, kind: str) -> list[Job]:
    """All work of a kind, newest first."""
    asked = select(job).where(job.c.kind == kind).order_by(job.c.id.desc())
    return [_read(row) for row in connection.execute(asked)]


def latest_about(connection: Connection, kind: str, params: Mapping[str, str | int]) -> Job | None:
    """The newest work of a kind that was asked for with these parameters, whatever the others are."""
    about = [func.json_extract(job.c.params, f"$.{name}") == value for name, value in params.items()]
    asked = select(job).where(job.c.kind == kind, *about).order_by(job.c.id.desc()).limit(1)
    row = connection.execute(asked).first()
    return _read(row) if row else None


def ahead_of(connection: Connection, number: int, kinds: Collection[str]) -> int:
    """How many pieces of work of these kinds come before this one."""
    asked = select(func.count()).where(
        job.c.id < number, job.c.kind.in_(kinds), job.c.state.in_((WAITING, RUNNING))
    )
    return int(connection.scalar(asked) or 0)


def _waiting(kinds: Collection[str]) -> Select[int]:
    return select(job.c.id).where(job.c.kind.in_(kinds), job.c.state == WAITING).order_by(job.c.id).limit(1)


def _read(row: Any) -> Job:
    return Job(
        row.id, row.kind, row.state, row.at, row.by, row.change, json.loads(row.params),
        json.loads(row.progress), row.runner, row.heartbeat, bool(row.stop), row.ended_at, row.plan, row.error,
    )  # fmt: skip
