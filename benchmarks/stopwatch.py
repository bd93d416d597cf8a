"""How long something takes, and where a planning run spends its processor time, without a word in the solver."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from placement.solver import anew, blocks, conditions, model, run, stages

PHASES = {
    "candidates": ((model, "candidates"), (model, "near_ones"), (model, "shared")),
    "rows": (
        (model, "build"),
        (model, "linear"),
        (model, "housing_rows"),
        (model, "longest"),
        (conditions, "pinned"),
    ),
    "stages": ((run, "Stages"), (stages.Stages, "run")),
    "goals": (
        (anew, "as_chosen"),
        (anew, "relaxed"),
        (anew, "near_goals"),
        (anew, "with_goals"),
        (blocks.Blocks, "solve"),
    ),
}
"""Phase of a run -> the functions that are it; none calls another."""


class Spent(NamedTuple):
    """Seconds."""

    processor: float
    """Of this process and of those that it started and that have ended; what else runs changes them little."""
    clock: float


def stopwatch() -> Callable[[], Spent]:
    """Begins now; asked, it says what was spent since."""
    begun, clock = _processor(), time.perf_counter()
    return lambda: Spent(_processor() - begun, time.perf_counter() - clock)


def timed(ask: Callable[[], object]) -> Spent:
    """What it takes."""
    spent = stopwatch()
    ask()
    return spent()


def _processor() -> float:
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


@contextmanager
def phases() -> Iterator[dict[str, float]]:
    """Processor seconds of each phase, summed up while the context lasts."""
    spent = dict.fromkeys(PHASES, 0.0)
    with ExitStack() as patched:
        for phase, functions in PHASES.items():
            for holder, name in functions:
                timed = _timed(getattr(holder, name), spent, phase)
                patched.enter_context(patch.object(holder, name, timed))
        yield spent


def _timed(function: Callable[..., Any], spent: dict[str, float], phase: str) -> Callable[..., Any]:
    def timed(*args: object, **settings: object) -> object:
        begun = time.process_time()
        try:
            return function(*args, **settings)
        finally:
            spent[phase] += time.process_time() - begun

    return timed
