"""Engines side by side: whichever proves first has proved it, and the plan is CP-SAT's own in any case.

CP-SAT searches in this process, with one worker and a fixed seed. Another engine works on the same programme in a
process of its own, so that it may be ended at any moment (HiGHS heeds no interrupter) and may die. Once its value is
proved CP-SAT needs no proof any more: it ends with the first answer of that value, which is the one that it would end
with if it ran alone. So the answer does not depend on who was first, nor on how many cores there are.
"""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self, TypeVar

import numpy as np
from ortools.util.python.solve_interrupter import SolveInterrupter

from placement.domain.linear import INFINITY, Ints, Linear, Solved
from placement.domain.optimiser import Searcher
from placement.domain.run import CutShort
from placement.errors import Defect
from placement.isolate import Child, Failed
from placement.solver.engine import Engine, minimise
from placement.solver.programmes import Told
from placement.solver.search import fits
from placement.solver.watch import Deadline

LARGE = 5_000
"""Columns; with fewer, CP-SAT is done before a second engine would have begun."""
PROVER_MB = 4096
"""Address space of the other engine."""
GRACE_SECONDS = 10.0
"""Wall clock for the start of the other engine's process, and for its last step."""
NOTHING = Solved(proved=False, infeasible=False, x=None, value=None, bound=-INFINITY)
ENGINES = {Searcher.CP_SAT: Engine.CP_SAT, Searcher.HIGHS: Engine.HIGHS, Searcher.SCIP: Engine.GSCIP}
NAMES = {Searcher.HIGHS: "HiGHS, CP-SAT", Searcher.SCIP: "SCIP, CP-SAT"}

Heard = Callable[[float, float], None]
Found = TypeVar("Found")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def prove_here(
    model: Linear,
    objective: Ints,
    searcher: Searcher,
    hint: Ints | None,
    seconds: float,
    brief: bool,  # noqa: FBT001 - what goes to another process has no names
) -> Solved:
    """What the other process is asked to do."""
    return minimise(model, objective, Deadline(seconds), engine=ENGINES[searcher], hint=hint, brief=brief)


class Race:
    """Who searches, while a week is planned; a context manager."""

    def __init__(
        self, searcher: Searcher = Searcher.RACE, workers: int | None = None, told: Told | None = None
    ) -> None:
        """`searcher`: one who is forced, or the race. `workers`: by default as many as there are cores.

        `told`: Given the programme of each stage once it is solved.
        """
        self.searcher = searcher
        self.workers = cores() if workers is None else workers
        self.told = told
        self.own = True
        """Whether every proved answer is the one that CP-SAT alone would have ended with."""
        self.failed: CutShort = ""
        """Why the other engine gave no answer, the last time that it did not."""
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._child.close()

    @property
    def name(self) -> str:
        """Who proved and who made the plan; a race has the name of the one whose plan it is."""
        return NAMES.get(self.searcher, "CP-SAT")

    def minimise(
        self,
        model: Linear,
        objective: Ints,
        deadline: Deadline,
        *,
        hint: Ints | None = None,
        heard: Heard | None = None,
        brief: bool = False,
    ) -> Solved:
        """As `engine.minimise`. Raises Defect: two engines proved different values of one programme."""
        task = _Task(model, objective, deadline, hint, brief)
        if self.searcher in NAMES:
            return self._forced(task, heard)
        alone = self.searcher is Searcher.CP_SAT or self.workers < 2 or model.columns < LARGE  # noqa: PLR2004
        if alone or deadline.left <= 0:
            return minimise(model, objective, deadline, hint=hint, heard=heard, brief=brief)
        return self._side_by_side(task, heard)

    @staticmethod
    def reach(model: Linear, objective: Ints, enough: int, effort: float, deadline: Deadline) -> Solved:
        """CP-SAT's answer of a value below which there is none, if it finds one with no more than some effort.

        It ends with the first, which is the same on each machine.
        """
        used = np.flatnonzero(objective)
        with_value = model.plus([(used, objective[used], -INFINITY, float(enough))])
        known = _Known(Solved(proved=True, infeasible=False, x=None, value=enough, bound=enough))
        return known.search(_Task(with_value, objective, deadline, None, brief=True, effort=effort), None)

    def each(self, tasks: Sequence[Callable[["Race"], Found]]) -> list[Found]:
        """What tasks find that know nothing of each other: side by side where there are cores, then by CP-SAT alone."""
        if self.searcher is not Searcher.RACE or self.workers < 2:  # noqa: PLR2004 - one core, one task
            return [task(self) for task in tasks]
        alone = Race(Searcher.CP_SAT, workers=1)
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(lambda task: task(alone), tasks))

    def one_good(
        self, model: Linear, objective: Ints, deadline: Deadline, over: threading.Event | None = None
    ) -> Solved:
        """HiGHS's own plan, for who claims nothing of which plan it is: of a very large programme it comes much sooner.

        It depends on nothing but the programme unless the time was up. HiGHS works in the other process, so that a stop
        ends it at once. `over`: set once nobody waits for the plan any more.
        """
        task, over = _Task(model, objective, deadline, None, brief=True), over or threading.Event()
        return self._proved(task, Searcher.HIGHS, lambda: over.is_set() or deadline.stopped)

    def _forced(self, task: "_Task", heard: Heard | None) -> Solved:
        """The forced engine's answer; where that is proved, CP-SAT's plan of the same value."""
        answer = self._proved(task, self.searcher, lambda: task.deadline.stopped)
        if not answer.proved or answer.x is None:
            return answer
        known = _Known(answer)
        return self._agreed(known.search(task, heard), answer)

    def _side_by_side(self, task: "_Task", heard: Heard | None) -> Solved:
        over = threading.Event()
        known = _Known()
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(
                self._proved, task, Searcher.HIGHS, lambda: over.is_set() or task.deadline.stopped
            )
            other.add_done_callback(known.learn)
            try:
                answer = known.search(task, heard)
                if _settled(answer) or task.deadline.stopped:
                    over.set()
            except BaseException:
                over.set()
                raise
        return self._agreed(answer, other.result())

    def _proved(self, task: "_Task", searcher: Searcher, cancelled: Callable[[], bool]) -> Solved:
        """What an engine in a process of its own answers; nothing where it died, or broke a row."""
        if task.deadline.left <= 0:
            return NOTHING
        self._child = self._child or Child("placement.solver.race")
        done = self._child.run(
            prove_here,
            task.model,
            task.objective,
            searcher,
            task.hint,
            task.deadline.left,
            task.brief,
            seconds=task.deadline.left + GRACE_SECONDS,
            memory_mb=PROVER_MB,
            cancelled=cancelled,
        )
        if isinstance(done, Failed):
            if done.kind != "cancelled":
                self.failed = "crash" if done.kind == "error" else done.kind
            return NOTHING
        answer = done.value
        if answer.x is not None and not fits(task.model, answer.x):
            self.failed = "crash"
            return NOTHING
        return answer

    def _agreed(self, mine: Solved, other: Solved) -> Solved:
        """Both answers as one."""
        if _settled(mine) and _settled(other) and mine.value != other.value:
            raise Defect("Two engines proved different values.", code="engines_differ")
        if _settled(mine):
            return mine
        self.own &= not other.proved
        best = min((mine, other), key=lambda one: INFINITY if one.value is None else one.value)
        bound = max(mine.bound, other.bound)
        return Solved(other.proved, other.infeasible, best.x, best.value, bound)


def _settled(answer: Solved) -> bool:
    return answer.proved or answer.infeasible


@dataclass(frozen=True)
class _Task:
    model: Linear
    objective: Ints
    deadline: Deadline
    hint: Ints | None
    brief: bool = False
    effort: float | None = None


@dataclass
class _Known:
    """What another engine has proved, and how far CP-SAT is."""

    proved: Solved | None = None
    best: float = INFINITY
    enough: SolveInterrupter = field(default_factory=SolveInterrupter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def learn(self, other: Future[Solved]) -> None:
        """The other engine has ended."""
        if other.exception() is None and _settled(other.result()):
            with self.lock:
                self.proved = other.result()
            self._look()

    def _look(self) -> None:
        with self.lock:
            if self.proved and (self.proved.value is None or self.best <= self.proved.value):
                self.enough.interrupt()

    def search(self, task: _Task, heard: Heard | None) -> Solved:
        """CP-SAT's answer; it is proved too where it has the value that another engine proved."""

        def told(value: float, bound: float) -> None:
            with self.lock:
                self.best = min(self.best, round(value) if value < INFINITY else value)
            self._look()
            if heard:
                heard(value, bound)

        task.deadline.interrupter.add_trigger_target(self.enough)
        try:
            within = Deadline(task.deadline.left, self.enough)
            answer = minimise(
                task.model, task.objective, within, hint=task.hint, heard=told, brief=task.brief,
                effort=task.effort,
            )  # fmt: skip
        finally:
            task.deadline.interrupter.remove_trigger_target(self.enough)
        if self.proved and answer.value is not None and answer.value == self.proved.value:
            return Solved(proved=True, infeasible=False, x=answer.x, value=answer.value, bound=answer.value)
        return answer
