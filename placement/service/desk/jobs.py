"""Long work: a row that anybody can look at, and one warm child that does it.

Closing a page, F5, or a crash of the process loses nothing that is in the row. Work that is asked to stop ends within
two seconds, with the best plan so far if there is one. Of work whose process died nothing more is heard: it is an
orphan, told apart when a process starts, and now and then.
"""

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from placement.domain.permission import Action
from placement.domain.planner import Planner
from placement.domain.run import Status
from placement.errors import PlacementError, Refused, StoreError
from placement.service.child import ChildPlanner
from placement.service.desk.ask_work import AskFirstWork
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.desk.other_plan import NO_OTHER, compared_with, too_far
from placement.service.desk.plans import found, kept
from placement.service.desk.pulse import LOOK_SECONDS, Pulse
from placement.service.planning import Answer, make_plan
from placement.store import jobs
from placement.store.jobs import Job

PLAN = "plan"
ASK_FIRST = "ask_first"
"""What to ask first about a plan that is kept: no plan comes of it, and what it finds stands in its row."""
VARIANT = "variant"
"""Another plan beside one that is kept. It ends done without one, with a code, where there is none that is near."""
SILENT_SECONDS = 15.0
"""Work of which nothing was heard for so long has lost its process."""
TRIES = 25
"""So often the end of a job is written, where the disk or another writer refuses; then it becomes an orphan."""


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


def added(act: Act, kind: str, params: Mapping[str, object]) -> int:
    """Write down work to be done, for somebody who may ask for it; its number."""
    number = jobs.add(
        act.tx.connection, kind, params, at=act.tx.at, by=act.actor.login, change=act.now.change
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


def ahead(desk: Desk, number: int) -> int:
    """How many jobs come before this one."""
    with desk.store.reading() as connection:
        return jobs.ahead_of(connection, number)


def latest(desk: Desk) -> list[Job]:
    """The latest jobs, newest first."""
    with desk.store.reading() as connection:
        return jobs.every(connection)


def recover(desk: Desk, *, now: datetime | None = None) -> list[int]:
    """Tell apart the work whose process died; its numbers."""
    moment = now or datetime.now(UTC)
    silent = (moment - timedelta(seconds=SILENT_SECONDS)).isoformat(timespec="milliseconds")
    with desk.store.reading() as connection:
        if not jobs.silent(connection, since=silent):
            return []
    with desk.store.writing(moment) as tx:
        return jobs.recover(tx.connection, silent_since=silent, at=tx.at)


class _End(NamedTuple):
    """How a job ended: with a plan for the facts after a change, or with the code of an error."""

    state: str
    error: str | None = None
    answer: Answer | None = None
    change: int = 0
    said: Mapping[str, object] | None = None
    """What was found, of work that makes no plan."""


class Runner:
    """Does the work of a desk, one piece at a time, in a thread with a warm child; a context manager."""

    def __init__(
        self, desk: Desk, planner: Callable[[], AbstractContextManager[Planner]] = ChildPlanner
    ) -> None:
        self.desk = desk
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._planner = planner
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        with self._planner() as planner:
            while not self._closing.is_set():
                worked = False
                # Somebody else is writing, or the disk refuses: what waits can wait a little longer.
                with contextlib.suppress(StoreError):
                    recover(self.desk)
                    worked = self._work_once(planner)
                if not worked:
                    self._closing.wait(LOOK_SECONDS)

    def _work_once(self, planner: Planner) -> bool:
        """Do the next piece of work, if there is any."""
        with self.desk.store.reading() as connection:
            if not jobs.is_waiting(connection):
                return False
        with self.desk.store.writing() as tx:
            one = jobs.take(tx.connection, self.name, at=tx.at)
        if one is not None:
            with Pulse(self.desk, one.id, self._closing) as pulse:
                work = self._questions if one.kind == ASK_FIRST else self._planned
                self._finish(one, work(one, pulse, planner))
        return one is not None

    def _planned(self, one: Job, pulse: Pulse, planner: Planner) -> _End:
        """Make the plan. Whatever goes wrong is an end too: other work waits."""
        try:
            now = self.desk.now()
            others = compared_with(self.desk, one.params.get("of", ()), now)
            answer = make_plan(
                now.instance,
                seconds=float(one.params["seconds"]),
                planner=planner,
                stop=pulse.wants_stop,
                progress=pulse.say,
                explain=False,  # whoever looks at the plan is told; the desk keeps none of it
                other_than=others,
            )
            if others and (far := too_far(answer, others[0])):
                return _End(jobs.DONE, far)
        except PlacementError as failed:
            if failed.code == NO_OTHER:
                return _End(jobs.DONE, NO_OTHER)
            return _End(jobs.STOPPED if pulse.wants_stop() else jobs.FAILED, failed.code)
        except Exception:  # noqa: BLE001 - a defect of ours
            return _End(jobs.FAILED, "defect")
        stopped = pulse.wants_stop() and answer.run.status is not Status.OPTIMAL
        return _End(jobs.STOPPED if stopped else jobs.DONE, None, answer, now.change)

    def _questions(self, one: Job, pulse: Pulse, planner: Planner) -> _End:
        """Look for what to ask first. What was found is kept, whatever ends the work."""
        work = AskFirstWork(self.desk, one, pulse.wants_stop, pulse.tell)
        try:
            is_whole = work.look(planner)
        except PlacementError as failed:
            return _End(jobs.STOPPED if pulse.wants_stop() else jobs.FAILED, failed.code, said=work.said)
        except Exception:  # noqa: BLE001 - a defect of ours
            return _End(jobs.FAILED, "defect", said=work.said)
        return _End(jobs.DONE if is_whole else jobs.STOPPED, said=work.said)

    def _finish(self, one: Job, end: _End) -> None:
        for _ in range(TRIES):
            try:
                return self._write(one, end)
            except Refused as error:
                end = _End(jobs.FAILED, error.code)
            except StoreError:
                time.sleep(LOOK_SECONDS)
        return None

    def _write(self, one: Job, end: _End) -> None:
        """How it ended, and its plan with it, in one transaction."""
        if end.answer is None:
            with self.desk.store.writing() as tx:
                jobs.end(tx.connection, one.id, end.state, at=tx.at, error=end.error, progress=end.said)
            return
        with self.desk.acting(one.by) as act:
            still = jobs.get(act.tx.connection, one.id)
            if still is not None and still.state == jobs.RUNNING:
                plan = kept(act, end.answer.plan, end.answer.run, end.change)
                jobs.end(act.tx.connection, one.id, end.state, at=act.tx.at, plan=plan)
                if end.state == jobs.DONE:
                    _follow(act, one, plan)


def _follow(act: Act, one: Job, plan: int) -> None:
    """The next variant, where more were asked for: the plan itself is there already for everybody to look at."""
    if left := int(one.params.get("variants", 0)):
        numbers = [*one.params.get("of", ()), plan]
        added(act, VARIANT, {"seconds": one.params["seconds"], "of": numbers, "variants": left - 1})
