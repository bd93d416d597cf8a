"""The solver in a process of its own: engines can hang, abort, or ask for all memory there is."""

from typing import Self

from placement.domain.instance import Instance
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
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
        self, instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], *, seconds: float
    ) -> Run:
        """Solve one instance. Time that runs out is a status of the answer.

        Raises:
            Defect: The solver crashed, raised or asked for too much memory.
        """
        answer = self._child.run(
            solve_here,
            instance,
            rules,
            goals,
            seconds,
            seconds=seconds + GRACE_SECONDS,
            memory_mb=MEMORY_MB,
            lets_through=(PlacementError,),
        )
        if not isinstance(answer, Failed):
            return answer.value
        if isinstance(answer.error, PlacementError):
            raise answer.error
        if answer.kind == "time":
            return Run(status=Status.OUT_OF_TIME, seconds=seconds)
        raise Defect(f"The solver failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")


def solve_here(instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], seconds: float) -> Run:
    """Solve in this process; what the child is asked to do."""
    from placement.solver import solve

    return solve(instance, rules, goals, seconds=seconds)
