"""Deleting for good: versions of rows, and names in what else is kept.

The triggers let this happen inside `erasing` alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from placement.domain.fact import Body
from placement.store.facts import text_of
from placement.store.schema import fact, job, meta, plan, request

MARK = "erasing"


@contextmanager
def erasing(connection: Connection) -> Iterator[None]:
    """Inside, versions of rows and texts of plans may be deleted and rewritten. It ends before the transaction does."""
    connection.execute(insert(meta).values(name=MARK, value="yes"))
    yield
    connection.execute(delete(meta).where(meta.c.name == MARK))


def delete_versions(connection: Connection, ids: Iterable[int]) -> None:
    """Delete these versions of rows."""
    rows = [{"n": n} for n in ids]
    if rows:
        connection.execute(delete(fact).where(fact.c.id == bindparam("n")), rows)


def rewrite_versions(connection: Connection, bodies: Mapping[int, Body]) -> None:
    """Give these versions of rows other bodies."""
    rows = [{"n": n, "b": text_of(body)} for n, body in bodies.items()]
    if rows:
        connection.execute(update(fact).where(fact.c.id == bindparam("n")).values(body=bindparam("b")), rows)


class PlanText(NamedTuple):
    """What is written of a plan: its number, the change of its facts, the plan and how it was found."""

    id: int
    change: int
    body: str
    run: str


def plan_texts(connection: Connection) -> list[PlanText]:
    """All plans."""
    return [
        PlanText(*row)
        for row in connection.execute(
            select(plan.c.id, plan.c.change, plan.c.body, plan.c.run).order_by(plan.c.id)
        )
    ]


def rewrite_plan(connection: Connection, one: PlanText, *, at: str) -> None:
    """Write a plan's texts anew, and that it is no longer the one that was judged."""
    connection.execute(
        update(plan).where(plan.c.id == one.id).values(body=one.body, run=one.run, redacted=at)
    )


def rewrite_request(
    connection: Connection, number: int, *, command: Mapping[str, Any], about: Iterable[Mapping[str, Any]]
) -> None:
    """Write a request anew, without the rows that it was asked about."""
    connection.execute(
        update(request)
        .where(request.c.id == number)
        .values(command=text_of(command), seen="[]", about=text_of(list(about)))
    )


def rewrite_job(
    connection: Connection, number: int, params: Mapping[str, Any], progress: Mapping[str, Any]
) -> None:
    """Write anew what a job was asked, and what it said."""
    connection.execute(
        update(job).where(job.c.id == number).values(params=text_of(params), progress=text_of(progress))
    )
