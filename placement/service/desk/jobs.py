"""Long work: a row that anybody can look at, and a process that does it.

Closing a page, F5, or a crash of the process loses nothing that is in the row. Work that is asked to stop ends within
two seconds, with the best plan so far if there is one. Of work whose process died nothing more is heard: it is an
orphan, told apart when a process starts, and now and then.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from placement.domain.permission import Action
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.desk.plans import found
from placement.store import jobs
from placement.store.jobs import Job

PLAN = "plan"
ASK_FIRST = "ask_first"
"""What to ask first about a plan that is kept: no plan comes of it, and what it finds stands in its row."""
HELPS = "helps"
"""What would give a place to a household that has none in such a plan; as above."""
CAUSES = "causes"
"""What the changes from one plan that is kept to another came from; as above."""
VARIANT = "variant"
"""Another plan beside one that is kept. It ends done without one, with a code, where there is none that is near."""
PLANS, QUESTIONS = (PLAN, VARIANT), (ASK_FIRST, HELPS, CAUSES)
"""The queues: work of one queue is done one after the other, and that of the other meanwhile."""
SCENARIO = "scenario"
"""The weeks to come of a scenario. What they come to stands in its row."""
NEXT = "next_capacity"
"""What to open or train next in the world of a scenario. The answer stands in its row."""
SWEEP = "sweep"
"""One or two levers turned, on top of a scenario. Its figures stand in its row."""
FUTURES = (SCENARIO, NEXT, SWEEP)
"""A queue of its own: nobody's plan waits until futures are simulated."""
SILENT_SECONDS = 15.0
"""Work of which nothing was heard for so long has lost its process."""


def ask_for_plan(desk: Desk, login: str, *, seconds: float, variants: int = 0) -> int:
    """Ask for a plan of the facts as they are when its turn comes; the number of the job.

    Args:
        desk: The desk.
        login: Who asks.
        seconds: Wall clock that may be spent on finding the plan, and as much on each variant.
        variants: So many other plans are looked for once it is kept, each by a job of its own that follows by itself.

    Raises:
        Refused: They may not.
    """
    with desk.acting(login) as act:
        return asked(act, seconds=seconds, variants=variants)


def asked(act: Act, *, seconds: float, variants: int = 0) -> int:
    """Ask for a plan in an act that may do more; the number of the job. Raises Refused."""
    act.ask(Action.PLAN)
    return added(act, PLAN, {"seconds": seconds, "variants": variants})


def ask_for_variant(desk: Desk, login: str, numbers: Sequence[int], *, seconds: float) -> int:
    """Ask for a plan beside some that are kept, and that differs from each; the number of the job.

    Args:
        desk: The desk.
        login: Who asks.
        numbers: The plan that it is compared with, then its other variants.
        seconds: Wall clock that may be spent.

    Raises:
        Refused: They may not.
        CannotDo: One of the plans is not there.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        for number in numbers:
            found(act, number)
        return added(act, VARIANT, {"seconds": seconds, "of": list(numbers)})


def added(act: Act, kind: str, params: Mapping[str, object], *, change: int | None = None) -> int:
    """Write down work to be done, for somebody who may ask for it; its number.

    It is about the facts as they are, or as they were after a change.
    """
    at = act.now.change if change is None else change
    number = jobs.add(act.tx.connection, kind, params, at=act.tx.at, by=act.actor.login, change=at)
    act.log("start_job", {"job": {str(number): ()}})
    return number


def stop(desk: Desk, login: str, number: int) -> None:
    """Ask a job to end with what it has. Raises Refused, or CannotDo where it ended already."""
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        one = jobs.get(act.tx.connection, number)
        if one is None or not one.is_open:
            raise CannotDo("the job has ended.", code="job_ended")
        jobs.ask_stop(act.tx.connection, number, at=act.tx.at)
        act.log("stop_job", {"job": {str(number): ()}})


def look(desk: Desk, number: int) -> Job | None:
    """A job as it is."""
    with desk.store.reading() as connection:
        return jobs.get(connection, number)


def ahead(desk: Desk, one: Job) -> int:
    """How many jobs of its queue come before this one."""
    queue = next((kinds for kinds in (QUESTIONS, FUTURES) if one.kind in kinds), PLANS)
    with desk.store.reading() as connection:
        return jobs.ahead_of(connection, one.id, queue)


def latest(desk: Desk) -> list[Job]:
    """The latest jobs about plans, newest first."""
    with desk.store.reading() as connection:
        return jobs.every(connection, kinds=(*PLANS, *QUESTIONS))


def recover(desk: Desk, *, now: datetime | None = None) -> list[int]:
    """Tell apart the work whose process died; its numbers."""
    moment = now or datetime.now(UTC)
    silent = (moment - timedelta(seconds=SILENT_SECONDS)).isoformat(timespec="milliseconds")
    with desk.store.reading() as connection:
        if not jobs.silent(connection, since=silent):
            return []
    with desk.store.writing(moment) as tx:
        return jobs.recover(tx.connection, silent_since=silent, at=tx.at)
