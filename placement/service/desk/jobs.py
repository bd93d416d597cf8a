"""Long work: a row that anybody can look at, and one warm child that does it.

Closing a page, F5, or a crash of the process loses nothing that is in the row. Work that is asked to stop ends within
two seconds, with the best plan so far if there is one. Of work whose process died nothing more is heard: it is an
orphan, told apart when a process starts.
"""

import os
import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from placement.domain.permission import Action
from placement.domain.run import Progress, Status
from placement.errors import PlacementError
from placement.service.child import ChildPlanner
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.plans import keep
from placement.service.planning import make_plan
from placement.store import jobs
from placement.store.jobs import Job

PLAN = "plan"
BEAT_SECONDS = 1.0
"""So often a row says that its work goes on."""
SILENT_SECONDS = 15.0
"""Work of which nothing was heard for so long has lost its process."""
LOOK_SECONDS = 0.2
"""So often other processes' wishes are looked for: work to be done, and an end to it."""


def ask_for_plan(desk: Desk, login: str, *, seconds: float) -> int:
    """Ask for a plan of the facts as they are when its turn comes; the number of the job.

    Args:
        desk: The desk.
        login: Who asks.
        seconds: Wall clock that may be spent on finding the plan.

    Raises:
        Refused: They may not.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        change = act.now.change
        number = jobs.add(
            act.tx.connection, PLAN, {"seconds": seconds}, at=act.tx.at, by=login, change=change
        )
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


def latest(desk: Desk) -> list[Job]:
    """The latest jobs, newest first."""
    with desk.store.reading() as connection:
        return jobs.every(connection)


def recover(desk: Desk, *, now: datetime | None = None) -> list[int]:
    """Tell apart the work whose process died; its numbers. Asked when a process starts, and now and then."""
    moment = now or datetime.now(UTC)
    with desk.store.writing(moment) as tx:
        silent = (moment - timedelta(seconds=SILENT_SECONDS)).isoformat(timespec="milliseconds")
        return jobs.recover(tx.connection, silent_since=silent, at=tx.at)


class Runner:
    """Does the work of a desk, one piece at a time, in a thread with a warm child; a context manager."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def __enter__(self) -> Self:
        recover(self.desk)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        with ChildPlanner() as planner:
            while not self._closing.is_set():
                if not self.work_once(planner):
                    self._closing.wait(LOOK_SECONDS)

    def work_once(self, planner: ChildPlanner) -> bool:
        """Do the next piece of work, if there is any."""
        with self.desk.store.reading() as connection:
            if not any(one.state == jobs.WAITING for one in jobs.every(connection)):
                return False
        with self.desk.store.writing() as tx:
            one = jobs.take(tx.connection, self.name, at=tx.at)
        if one is None:
            return False
        self._do(one, _Pulse(self.desk, one.id, self._closing), planner)
        return True

    def _do(self, one: Job, pulse: "_Pulse", planner: ChildPlanner) -> None:
        state = jobs.FAILED
        plan: int | None = None
        error: str | None = "defect"
        try:
            now = self.desk.now()
            answer = make_plan(
                now.instance,
                seconds=float(one.params["seconds"]),
                planner=planner,
                stop=pulse.wants_stop,
                progress=pulse.say,
            )
            plan = keep(self.desk, one.by, answer.plan, answer.run, now.change)
            stopped = pulse.was_stopped and answer.run.status is not Status.OPTIMAL
            state, error = (jobs.STOPPED if stopped else jobs.DONE), None
        except PlacementError as failed:
            state, error = (jobs.STOPPED if pulse.was_stopped else jobs.FAILED), failed.code
        finally:
            with self.desk.store.writing() as tx:
                jobs.end(tx.connection, one.id, state, at=tx.at, plan=plan, error=error)


class _Pulse:
    """What a running job says and hears: progress and a heartbeat out, the wish to stop in."""

    def __init__(self, desk: Desk, number: int, closing: threading.Event) -> None:
        self.desk, self.number, self.closing = desk, number, closing
        self.asked = False
        self._looked = self._beaten = 0.0
        self._said: dict[str, Any] | None = None
        self._one = threading.Lock()

    def say(self, progress: Progress) -> None:
        """Remember what was said; it is written with the next beat, and at once where the phase is new."""
        with self._one:
            new = self._said is None or self._said["phase"] != progress.phase
            self._said = progress.model_dump(mode="json")
        self._beat(at_once=new)

    def wants_stop(self) -> bool:
        """Whether somebody asked for an end; also keeps the heart beating."""
        self._beat()
        if not self.asked and time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()
            one = look(self.desk, self.number)
            self.asked = one is None or one.stop
        return self.was_stopped

    @property
    def was_stopped(self) -> bool:
        """Whether somebody asked for an end, or the process closes."""
        return self.asked or self.closing.is_set()

    def _beat(self, *, at_once: bool = False) -> None:
        with self._one:
            if not at_once and time.monotonic() - self._beaten < BEAT_SECONDS:
                return
            self._beaten = time.monotonic()
            said = self._said
        with self.desk.store.writing() as tx:
            jobs.beat(tx.connection, self.number, at=tx.at, progress=said)
