"""The solver in a process of its own: engines can hang, abort, or ask for all memory there is."""

import time
from collections.abc import Callable
from typing import Self

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Stop, Tell
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run, Status
from placement.errors import Defect, PlacementError
from placement.isolate import Child, Failed

MEMORY_MB = 4096
"""Address space for one planning run."""
GRACE_SECONDS = 30.0
"""Wall clock beyond the engines' limit: imports, rules, arrays, and the last step of an engine."""


class ChildPlanner:
    """A `Planner` in a warm child process; a context manager.

    The process starts at once and imports the solver while the caller still reads its tables.
    """

    def __init__(self) -> None:
        self._child = Child("placement.solver", "placement.rules")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def __call__(
        self,
        instance: Instance,
        rules: tuple[Rule, ...],
        goals: tuple[Rule, ...],
        *,
        seconds: float,
        stop: Stop | None = None,
        progress: Tell | None = None,
        other_than: tuple[Plan, ...] = (),
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

        Raises:
            Defect: The solver raised; or it crashed or asked for too much memory before there was a plan.
        """
        heard = _Heard(progress)
        answer = self._child.run(
            solve_here,
            instance,
            rules,
            goals,
            seconds,
            *((other_than,) if other_than else ()),
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
        raise Defect(f"The solver failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")


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


def solve_here(
    instance: Instance,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    seconds: float,
    other_than: tuple[Plan, ...] = (),
    *,
    progress: Callable[[Progress | Run], None],
    stop: Stop | None = None,
) -> Run:
    """Solve in this process; what the child is asked to do. Plans on the way are said beside the progress."""
    from placement.solver import solve

    return solve(
        instance,
        rules,
        goals,
        seconds=seconds,
        stop=stop,
        progress=progress,
        found=progress,
        other_than=other_than,
    )
