"""Plans, what the judge said of them, and which one is running."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from placement.store.schema import plan, verification


class PlanRow(NamedTuple):
    """A plan as it is kept. `change`: the facts it was made from; `body` and `run`: JSON."""

    id: int
    at: str
    by: str
    change: int
    as_of: str
    instance_hash: str
    hash: str
    body: str
    run: str
    state: str
    redacted: str | None = None
    """Since when data of somebody erased are missing: its hashes are those of the plan as it was."""


class PlanHead(NamedTuple):
    """What is told of a plan in a list. `run`: JSON."""

    id: int
    at: str
    by: str
    change: int
    instance_hash: str
    run: str
    state: str
    redacted: str | None = None
    """As of the plan."""


class Verification(NamedTuple):
    """What the judge said of a plan, about the facts after a change."""

    id: int
    at: str
    plan: int
    change: int
    plan_hash: str
    instance_hash: str
    breaches: int
    alarms: int
    tasks: int
    points: int
    judge: str


def add(connection: Connection, one: PlanRow) -> int:
    """Keep a plan; its number, which is the next one."""
    made = connection.execute(insert(plan).values(**_without_id(one._asdict())))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def get(connection: Connection, number: int) -> PlanRow | None:
    """One plan."""
    row = connection.execute(select(plan).where(plan.c.id == number)).first()
    return PlanRow(*row) if row else None


def running(connection: Connection) -> PlanRow | None:
    """The plan that was accepted last, and holds."""
    row = connection.execute(select(plan).where(plan.c.state == "accepted")).first()
    return PlanRow(*row) if row else None


def every(connection: Connection, *, most: int = 200) -> list[PlanRow]:
    """The latest plans, newest first."""
    return [PlanRow(*row) for row in connection.execute(select(plan).order_by(plan.c.id.desc()).limit(most))]


def heads(connection: Connection, *, most: int = 200) -> list[PlanHead]:
    """The latest plans, newest first, without what they hold."""
    columns = (plan.c[name] for name in PlanHead._fields)
    return [
        PlanHead(*row) for row in connection.execute(select(*columns).order_by(plan.c.id.desc()).limit(most))
    ]


def set_state(connection: Connection, number: int, state: str) -> None:
    """Move a plan on. The database refuses what it must not be."""
    connection.execute(update(plan).where(plan.c.id == number).values(state=state))


def verify(connection: Connection, said: Verification) -> None:
    """Write down what the judge said; the number is the next one."""
    connection.execute(insert(verification).values(**_without_id(said._asdict())))


def verifications(connection: Connection, number: int) -> list[Verification]:
    """What the judge said of a plan, oldest first."""
    asked = select(verification).where(verification.c.plan == number).order_by(verification.c.id)
    return [Verification(*row) for row in connection.execute(asked)]
