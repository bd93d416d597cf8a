"""Futures of scenarios simulated in a process of its own, one by one; each is handed over when it is there."""

import os
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.planner import Stop
from placement.domain.scenario import Scenario
from placement.errors import Defect, PlacementError
from placement.isolate import Failed, run_isolated
from placement.service.child import GRACE_SECONDS, MEMORY_MB
from placement.service.future_summary import Sample, sample_of
from placement.service.simulating import SECONDS, World, future_of, world

NICE = 10
"""Nobody waits for a future as somebody does for a plan."""


class Sampled(NamedTuple):
    """One future: its number, what it came to, and how long it took."""

    number: int
    sample: Sample
    seconds: float


Futures = Sequence[tuple[Scenario, int]]
"""Futures by number, each of a scenario, in the order in which they are simulated."""


def simulate(base: Instance, wanted: Futures, told: Callable[[Sampled], None], stop: Stop) -> bool:
    """Simulate futures; whether all of them are there.

    Args:
        base: The week before any card.
        wanted: Which futures.
        told: Handed each future, in order, in the caller's thread.
        stop: Asked about twenty times a second; what was handed over by then stays.

    Raises:
        InputError: A card cannot be played.
        Defect: A plan breaks a rule, or the process crashed or asked for too much memory.
    """
    if not wanted:
        return True
    weeks = sum(scenario.planned_weeks for scenario, _ in wanted)
    answer = run_isolated(
        simulate_here, base, wanted,
        seconds=weeks * SECONDS + GRACE_SECONDS, memory_mb=MEMORY_MB, progress=told, stop=stop,
        lets_through=(PlacementError,),
    )  # fmt: skip
    if not isinstance(answer, Failed):
        return answer.value
    if answer.kind == "cancelled":
        return False
    if isinstance(answer.error, PlacementError):
        raise answer.error
    raise Defect(f"The simulation failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")


def simulate_here(
    base: Instance, wanted: Futures, *, progress: Callable[[Sampled], None], stop: Stop
) -> bool:
    """What the child is asked to do."""
    os.nice(NICE)
    worlds: dict[str, World] = {}
    for scenario, number in wanted:
        if stop():
            return False
        begun, name = time.monotonic(), scenario.future_hash(0)
        of = worlds.get(name) or worlds.setdefault(name, world(base, scenario))
        sample = sample_of(future_of(of, scenario, number))
        progress(Sampled(number, sample, time.monotonic() - begun))
    return True
