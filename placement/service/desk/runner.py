"""Does the long work of a desk: each queue in a thread of its own, one piece at a time, in a child process.

Plans, questions and the weeks to come of scenarios are a queue each: no plan waits for what takes long.
"""

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple, Self

from placement.domain.planner import Planner
from placement.domain.run import Status
from placement.errors import OutOfTime, PlacementError, Refused, StoreError
from placement.service.child import ChildPlanner
from placement.service.desk.desk import Act, Desk
from placement.service.desk.future_work import FutureWork
from placement.service.desk.jobs import (
    FUTURES,
    NEXT,
    PLANS,
    QUESTIONS,
    SCENARIO,
    SWEEP,
    VARIANT,
    added,
    recover,
)
from placement.service.desk.next_work import NextWork
from placement.service.desk.other_plan import NO_OTHER, compared_with, too_far
from placement.service.desk.plans import kept
from placement.service.desk.pulse import LOOK_SECONDS, Pulse
from placement.service.desk.question_work import QuestionWork
from placement.service.desk.sweep_work import SweepWork
from placement.service.planning import Answer, make_plan
from placement.service.searches import Searcher
from placement.store import jobs
from placement.store.jobs import Job

WORK: Mapping[str, type[FutureWork | NextWork | SweepWork]] = {
    SCENARIO: FutureWork,
    NEXT: NextWork,
    SWEEP: SweepWork,
}
"""Kind of simulated work -> what does it."""
SIMULATORS = 2
"""So many scenarios are simulated at a time: the first future of each, and of the week as it is, is there soon."""
TRIES = 25
"""So often the end of a job is written, where the disk or another writer refuses; then it becomes an orphan."""


class _End(NamedTuple):
    """How a job ended: with a plan for the facts after a change, or with the code of an error."""

    state: str
    error: str | None = None
    answer: Answer | None = None
    change: int = 0
    said: Mapping[str, object] | None = None
    """What was said last; of work that makes no plan, what was found."""


class Runner:
    """Does the work of a desk; a context manager."""

    def __init__(
        self,
        desk: Desk,
        planner: Callable[[], AbstractContextManager[Planner]] = ChildPlanner,
        searcher: Callable[[], AbstractContextManager[Searcher]] = ChildPlanner,
    ) -> None:
        """`planner` makes what plans, once; `searcher` what looks into a question, for each anew."""
        self.desk = desk
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._planner, self._searcher = planner, searcher
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in (
                ("plans", self._plans),
                ("questions", self._questions),
                *((f"futures {n}", self._futures) for n in range(SIMULATORS)),
            )
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join()

    def _plans(self) -> None:
        with self._planner() as planner:  # warm: the first plan is there within seconds
            self._serve(PLANS, partial(self._planned, planner))

    def _questions(self) -> None:
        self._serve(QUESTIONS, self._asked)  # seldom: its child is there for as long as the questions last

    def _futures(self) -> None:
        self._serve(FUTURES, self._simulated)

    def _serve(self, queue: Collection[str], work: Callable[[Job, Pulse], _End]) -> None:
        while not self._closing.is_set():
            worked = False
            # Somebody else is writing, or the disk refuses: what waits can wait a little longer.
            with contextlib.suppress(StoreError):
                recover(self.desk)
                worked = self._work_once(queue, work)
            if not worked:
                self._closing.wait(LOOK_SECONDS)

    def _work_once(self, queue: Collection[str], work: Callable[[Job, Pulse], _End]) -> bool:
        """Do the next piece of work of a queue, if there is any."""
        with self.desk.store.reading() as connection:
            if not jobs.is_waiting(connection, queue):
                return False
        with self.desk.store.writing() as tx:
            one = jobs.take(tx.connection, queue, self.name, at=tx.at)
        if one is not None:
            with Pulse(self.desk, one.id, self._closing) as pulse:
                self._finish(one, work(one, pulse))
        return one is not None

    def _planned(self, planner: Planner, one: Job, pulse: Pulse) -> _End:
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
        return _End(jobs.STOPPED if stopped else jobs.DONE, None, answer, now.change, pulse.said)

    def _asked(self, one: Job, pulse: Pulse) -> _End:
        """Look into a question. What was found is kept, whatever ends the work."""
        work = QuestionWork(self.desk, one, pulse.wants_stop, pulse.tell)
        try:
            with self._searcher() as searcher:
                is_whole = work.look(searcher)
        except PlacementError as failed:
            is_stopped = pulse.wants_stop() or isinstance(failed, OutOfTime)
            return _End(jobs.STOPPED if is_stopped else jobs.FAILED, failed.code, said=work.said)
        except Exception:  # noqa: BLE001 - a defect of ours
            return _End(jobs.FAILED, "defect", said=work.said)
        return _End(jobs.DONE if is_whole else jobs.STOPPED, said=work.said)

    def _simulated(self, one: Job, pulse: Pulse) -> _End:
        """Simulate the weeks to come. What is known is kept, whatever ends the work."""
        said: Mapping[str, object] | None = None
        try:
            work = WORK[one.kind](self.desk, one, pulse.wants_stop, pulse.tell)
            try:
                is_whole = work.run()
            finally:
                said = work.said
        except PlacementError as failed:
            return _End(jobs.STOPPED if pulse.wants_stop() else jobs.FAILED, failed.code, said=said)
        except Exception:  # noqa: BLE001 - a defect of ours
            return _End(jobs.FAILED, "defect", said=said)
        return _End(jobs.DONE if is_whole else jobs.STOPPED, said=said)

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
                jobs.end(act.tx.connection, one.id, end.state, at=act.tx.at, plan=plan, progress=end.said)
                if end.state == jobs.DONE:
                    _follow(act, one, plan)


def _follow(act: Act, one: Job, plan: int) -> None:
    """The next variant, where more were asked for: the plan itself is there already for everybody to look at."""
    if left := int(one.params.get("variants", 0)):
        numbers = [*one.params.get("of", ()), plan]
        added(act, VARIANT, {"seconds": one.params["seconds"], "of": numbers, "variants": left - 1})
