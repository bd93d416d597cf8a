"""The solver in a process of its own: engines can hang, abort, or ask for all memory there is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import UNKNOWN, Known, Stop, Tell
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run, Status
from placement.errors import Defect, OutOfTime, PlacementError
from placement.isolate import Child, Failed
from placement.review.watch import Watch

if TYPE_CHECKING:
    from placement.solver.model import Memory

MEMORY_MB = 4096
"""Address space for one planning run."""
SEARCH_SECONDS = 900.0
"""Wall clock for a search of many plans; each of them has a limit of its own."""
GRACE_SECONDS = 30.0
"""Wall clock beyond the engines' limit: imports, rules, arrays, and the last step of an engine."""

T = TypeVar("T")


class ChildPlanner:
    """A `Planner` in a warm child process; a context manager.

    The process starts at once and imports the solver while the caller still reads its tables.
    """

    def __init__(
        self, *, remembers: bool = False, searcher: str = "race", workers: int | None = None
    ) -> None:
        """`remembers` the last week until it is closed: for who asks one question and is gone.

        `searcher` and `workers`: who proves what is best, one of the words of `placement.domain.optimiser.Searcher`,
        and how many at a time; the plan is the same.
        """
        self._child = Child("placement.solver", "placement.rules")
        self._remembers = remembers
        self._searcher, self._workers = searcher, workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._child.close()

    @contextmanager
    def one_question(self) -> Iterator[Self]:
        """Plans of one week, made one after the other: the week is remembered while the context lasts, and no longer.

        Where two threads ask at once, the first that ends makes it forget for both.
        """
        self._remembers = True
        try:
            yield self
        finally:
            self._remembers = False
            self._child.run(forget, seconds=GRACE_SECONDS, memory_mb=MEMORY_MB)

    def __call__(  # noqa: PLR0913 - those of every planner
        self,
        instance: Instance,
        rules: tuple[Rule, ...],
        goals: tuple[Rule, ...],
        *,
        seconds: float,
        stop: Stop | None = None,
        progress: Tell | None = None,
        other_than: tuple[Plan, ...] = (),
        keeping: tuple[Pin, ...] = (),
        known: Known = UNKNOWN,
    ) -> Run:
        """Solve one instance. Time that runs out, and a stop, are a status of the answer.

        The last plan that the solver handed over outlives it: it is the answer of a solver that died since.

        Args:
            instance: The facts of the week.
            rules: What every plan keeps to.
            goals: What plans are compared by.
            seconds: Wall clock for the engines.
            stop: Asked about twenty times a second; once it says yes, the best plan so far comes back within two
                seconds.
            progress: Told how far the solver has come, in the caller's thread.
            other_than: Plans from each of which the answer differs (`placement.solver.run.solve`).
            keeping: Pins that planned stays of the answer keep.
            known: Shortens the proof.

        Raises:
            OutOfTime: It asked for too much memory before there was a plan (`too_large`).
            Defect: The solver raised; or it crashed before there was a plan.
        """
        heard = _Heard(progress)
        answer = self._child.run(
            solve_here,
            instance,
            rules,
            goals,
            seconds,
            Beside(other_than, keeping, known, self._remembers, self._searcher, self._workers),
            seconds=seconds + GRACE_SECONDS,
            memory_mb=MEMORY_MB,
            progress=heard,
            stop=stop,
            lets_through=(PlacementError,),
        )
        if not isinstance(answer, Failed):
            return answer.value
        if isinstance(answer.error, PlacementError):
            raise answer.error
        if answer.kind != "error" and heard.best is not None:
            return heard.best.but(cut_short=answer.kind)
        if answer.kind in ("time", "cancelled"):
            return Run(status=Status.OUT_OF_TIME, seconds=heard.seconds, cut_short=answer.kind)
        raise _given_up(answer)

    def search(self, search: Callable[..., T], *args: object, watch: Watch[Any]) -> T:
        """Carry out a search that takes many plans in the process, as a whole: so weeks are read and judged there, too.

        The week that was planned last is remembered while it lasts, and no longer.

        Args:
            search: A function of a module; called with a planner and a watch behind the arguments.
            args: Values.
            watch: Of the caller: told in the caller's thread what is found, asked about twenty times a second.

        Raises:
            PlacementError: As the search.
            OutOfTime: It did not end in time, or not soon enough after a stop, or asked for too much memory. What was
                told was found.
            Defect: It raised, or the process died.
        """
        answer = self._child.run(
            search_here,
            search,
            args,
            seconds=SEARCH_SECONDS,
            memory_mb=MEMORY_MB,
            progress=watch.so_far,
            stop=watch.stop,
            lets_through=(PlacementError,),
        )
        if not isinstance(answer, Failed):
            return cast("T", answer.value)
        if isinstance(answer.error, PlacementError):
            raise answer.error
        if answer.kind in ("time", "cancelled"):
            raise OutOfTime("the search was ended.", code="stopped")
        raise _given_up(answer)


def _given_up(answer: Failed) -> PlacementError:
    """Why the solver has no answer."""
    if answer.kind == "memory":
        return OutOfTime("The week is too large for the memory of one plan.", code="too_large")
    return Defect(f"The solver failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")


class _Heard:
    """What the child said so far: its best plan is kept, its progress is passed on."""

    def __init__(self, progress: Tell | None) -> None:
        self.best: Run | None = None
        self._progress = progress
        self._begun = time.monotonic()

    def __call__(self, said: Progress | Run) -> None:
        if isinstance(said, Run):
            self.best = said
        elif self._progress is not None:
            self._progress(said.but(seconds=self.seconds))

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self._begun, 3)


class Beside(NamedTuple):
    """What is asked beside the week itself."""

    other_than: tuple[Plan, ...]
    keeping: tuple[Pin, ...]
    known: Known
    remembers: bool
    searcher: str = "race"
    workers: int | None = None


def solve_here(
    instance: Instance,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    seconds: float,
    beside: Beside,
    *,
    progress: Callable[[Progress | Run], None],
    stop: Stop | None = None,
) -> Run:
    """Solve in this process; what the child is asked to do. Plans on the way are said beside the progress."""
    from placement.domain.optimiser import Searcher
    from placement.solver import solve
    from placement.solver.model import Memory

    if beside.remembers and not _memories:
        _memories.append(Memory())
    return solve(
        instance,
        rules,
        goals,
        seconds=seconds,
        stop=stop,
        progress=progress,
        found=progress,
        other_than=beside.other_than,
        keeping=beside.keeping,
        known=beside.known,
        memory=_memories[0] if beside.remembers else None,
        searcher=Searcher(beside.searcher),
        workers=beside.workers,
    )


_memories: list["Memory"] = []
"""Of this process: at most one, while a question lasts."""


def forget() -> None:
    """What the child is asked to do when a question ends: it holds no week any more."""
    _memories.clear()


def search_here(
    search: Callable[..., T], args: tuple[object, ...], *, progress: Callable[[Any], None], stop: Stop
) -> T:
    """Carry out a search in this process; what the child is asked to do."""
    from placement.solver import solve
    from placement.solver.model import Memory

    return search(*args, partial(solve, stop=stop, memory=Memory()), Watch[Any](stop, progress))
