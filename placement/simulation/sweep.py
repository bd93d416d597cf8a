"""Many futures of many scenarios, on the cores of a machine or of a cluster: each once, kept as soon as it is there.

What is kept decides what is left to do. So a sweep that was stopped, or killed, goes on when it is started again, and
another sweep that shares points with it shares their futures.
"""

import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.record import WeekRecord
from placement.domain.scenario import Scenario
from placement.errors import InputError, Problem
from placement.simulation.kept import Kept, Records, packed
from placement.simulation.processes import processes, program

Simulate = Callable[[Instance, Scenario, int], Iterable[WeekRecord]]
"""One future of a scenario of a week, by its number. A function of a module: other processes look it up by its name."""
SILENT_SECONDS = 3600.0
"""After so long without any result its processes count as lost: joblib does not hear of the end of a cluster's."""


class Task(NamedTuple):
    """One future of one scenario."""

    scenario: Scenario
    replication: int
    program: str
    """Fingerprint of the program that is to simulate it."""
    key: str
    """SHA-256 of all that it depends on: week, scenario, replication, program."""


class Progress(NamedTuple):
    """How far a sweep is."""

    done: int
    of: int
    reused: int
    """Of those done: kept from before."""
    seconds_left: float | None
    """At the pace so far; none before the first."""


Tell = Callable[[Progress], None]
Cancelled = Callable[[], bool]


def task_of(base: Instance, scenario: Scenario, replication: int) -> Task:
    """One future of one scenario."""
    depends_on = base.content_hash, scenario.future_hash(replication), program()
    return Task(scenario, replication, program(), sha256(" ".join(depends_on).encode()).hexdigest())


def tasks_of(base: Instance, scenarios: Iterable[Scenario]) -> tuple[Task, ...]:
    """Every future of these scenarios once: the first of each, then the second: what is done can be compared."""
    found = [task_of(base, one, n) for one in scenarios for n in range(one.replications)]
    found.sort(key=lambda task: task.replication)
    return tuple({task.key: task for task in found}.values())


def futures_kept(base: Instance, scenario: Scenario, kept: Kept) -> Iterator[Records]:
    """The futures of a scenario that was simulated, in their order, one at a time: thousands are too many at once.

    Raises:
        InputError: One is not there any more.
    """
    for number in range(scenario.replications):
        records = kept.get(task_of(base, scenario, number).key)
        if records is None:
            raise InputError(Problem("", "a future is gone.", "Start it again.", "sweep_future_gone"))
        yield records


def sweep(
    base: Instance,
    tasks: Sequence[Task],
    simulate: Simulate,
    kept: Kept,
    *,
    workers: int = 1,
    cluster: str | None = None,
    tell: Tell = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> bool:
    """Simulate what is not kept yet.

    Args:
        base: The week before any card.
        tasks: Every future once, in the order in which to begin them.
        simulate: Simulates one.
        kept: Where results are, and go.
        workers: Processes of this machine.
        cluster: Address of the scheduler of a Dask cluster, whose processes do the work instead.
        tell: Told before the first future and after each.
        cancelled: Asked after each future; what is done stays.

    Returns:
        Whether all are there.

    Raises:
        InputError: There is no such cluster, or it runs another program.
        Defect: A process was ended from outside. This, and whatever `simulate` raises, leaves what is done.
    """
    left = [task for task in tasks if not kept.has(task.key)]
    reused, began = len(tasks) - len(left), time.monotonic()
    tell(Progress(reused, len(tasks), reused, None if left else 0.0))
    if not left:
        return True
    silent = SILENT_SECONDS if cluster else None
    with (
        processes(min(workers, len(left)), cluster),
        closing(_results(base, left, simulate, silent)) as results,
    ):
        for made, (key, content) in enumerate(results, 1):
            kept.put(key, content)
            pace = (time.monotonic() - began) / made
            tell(Progress(reused + made, len(tasks), reused, pace * (len(left) - made)))
            if made < len(left) and cancelled():
                return False
    return True


def _results(
    base: Instance, tasks: Sequence[Task], simulate: Simulate, silent: float | None
) -> Generator[tuple[str, bytes]]:
    """Key and packed records of each, as they come."""
    from joblib import Parallel, delayed

    begun = Parallel(return_as="generator_unordered", batch_size=1, timeout=silent)
    with warnings.catch_warnings():
        # Who cancels knows that what was under way is lost.
        warnings.filterwarnings("ignore", message=".*(executed|cancelled)", module="joblib")
        yield from begun(delayed(_carry_out)(simulate, base, task) for task in tasks)


def _carry_out(simulate: Simulate, base: Instance, task: Task) -> tuple[str, bytes]:
    """In another process, perhaps on another machine."""
    if program() != task.program:
        what, todo = "the cluster runs another program.", "Install the same version everywhere."
        raise InputError(Problem("", what, todo, "sweep_other_program"))
    return task.key, packed(task.key, simulate(base, task.scenario, task.replication))
