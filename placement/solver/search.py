"""Large neighbourhood search: free some columns of a plan, let an engine find the best for them, keep it, go on.

For programmes that no engine finishes in the time that there is. Any plan that it holds is one of the whole
programme, and never worse than the one before.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from placement.domain.linear import Ints, Linear, Mask
from placement.domain.optimiser import Neighbourhood
from placement.solver.engine import minimise
from placement.solver.watch import Deadline

BRIEF_SECONDS = 2.0
"""What one neighbourhood may take."""
QUICK, SLOW = 0.3, 0.6
"""Shares of that time: proved within the first, the next of the kind is much larger; within the second, a little."""
MUCH_LARGER, LARGER, SMALLER = 1.12, 1.03, 0.88
MEMORY = 0.8
"""How much of what a kind gained and took before still counts beside the last time."""
LARGEST_GAIN = 300.0
"""A single stroke of luck says little of the next one."""
CURIOSITY = 0.3
"""Of the draws, in equal shares for all kinds: one that gained nothing is still tried now and then."""


@dataclass
class _Kind:
    """What a way to choose has gained so far."""

    ways: Neighbourhood
    size: float
    gained: float = LARGEST_GAIN
    took: float = 1.0

    def heard(self, gain: float, seconds: float, *, proved: bool) -> None:
        """Learn from one neighbourhood."""
        self.gained = MEMORY * self.gained + min(gain, LARGEST_GAIN)
        self.took = MEMORY * self.took + seconds
        if not proved:
            self.size *= SMALLER
        elif seconds < QUICK * BRIEF_SECONDS:
            self.size *= MUCH_LARGER
        elif seconds < SLOW * BRIEF_SECONDS:
            self.size *= LARGER


@dataclass
class _Held:
    """The best plan so far, shared by those who search."""

    x: Ints
    value: int
    kinds: list[_Kind]
    rng: np.random.Generator
    rounds: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Task:
    """What is to be improved, until when, and who hears of it."""

    model: Linear
    objective: Ints
    deadline: Deadline
    enough: Callable[[], float]
    """A value that no plan goes below, as far as is known by now; reached, the search ends."""
    told: Callable[[int, Ints], None]
    """Given each better value and plan, in order."""


def improve(task: Task, x: Ints, ways: Sequence[Neighbourhood], *, workers: int = 1, seed: int = 1) -> Ints:
    """A plan that is at least as good as `x`, which must keep every row.

    Args:
        task: The programme and its limits.
        x: The plan to begin with.
        ways: How to choose what is free; drawn by what they gain a second.
        workers: How many neighbourhoods at a time. With more than one, or where a limit of time is reached, the plan
            depends on the machine.
        seed: Of all draws.
    """
    kinds = [_Kind(way, way.size) for way in ways]
    held = _Held(x, int(task.objective @ x), kinds, np.random.default_rng(seed))
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(_Searcher(task, held).run) for _ in range(workers)]:
            done.result()
    return held.x


class _Searcher:
    def __init__(self, task: Task, held: _Held) -> None:
        self.task, self.held = task, held

    def run(self) -> None:
        """One neighbourhood after the other."""
        held, task = self.held, self.task
        while task.deadline.left > 0 and held.value > task.enough():
            with held.lock:
                kind = self._drawn()
                start = held.x
                free = kind.ways.free(start, round(kind.size), held.rng)
                held.rounds += 1
                seed = held.rounds
            before = task.deadline.left
            better, proved = self._best(start, free, seed)
            with held.lock:
                gain = self._take(start, better)
                kind.heard(gain, before - task.deadline.left, proved=proved)

    def _drawn(self) -> _Kind:
        rates = np.array([kind.gained / (kind.took + 0.05) for kind in self.held.kinds]) + 1e-3
        shares = (1 - CURIOSITY) * rates / rates.sum() + CURIOSITY / len(rates)
        return self.held.kinds[int(self.held.rng.choice(len(shares), p=shares))]

    def _best(self, start: Ints, free: Mask, seed: int) -> tuple[Ints, bool]:
        """The best plan that differs from `start` in free columns only, as far as found; and whether it is proved."""
        part = within(self.task.model, start, free)
        if part is None:
            return start, True
        limit = self.task.deadline.within(BRIEF_SECONDS)
        found = minimise(part, self.task.objective[free], limit, hint=start[free], brief=True, seed=seed)
        if found.x is None:
            return start, found.proved
        new = start.copy()
        new[free] = found.x
        return new, found.proved

    def _take(self, start: Ints, new: Ints) -> float:
        """Make the changes in the plan at hand, which others may have changed meanwhile."""
        held = self.held
        changed = new != start
        if not changed.any():
            return 0
        if held.x is not start:
            joined = held.x.copy()
            joined[changed] = new[changed]
            new = joined if fits(self.task.model, joined) else new
        value = int(self.task.objective @ new)
        gain = held.value - value
        if gain >= 0:
            held.x, held.value = new, value
            if gain:
                self.task.told(value, new)
        return max(0, gain)


def within(model: Linear, x: Ints, free: Mask) -> Linear | None:
    """The programme of the free columns, with all others as in `x`; None where no column is free."""
    if not free.any():
        return None
    live = free[model.col]
    fixed = np.bincount(model.row[~live], model.coef[~live] * x[model.col[~live]], model.rows)
    row, col, coef = model.row[live], model.col[live], model.coef[live]
    low, high = model.low - fixed, model.high - fixed
    upper = model.upper[col]
    most = np.bincount(row, np.maximum(coef, 0) * upper, model.rows)
    least = np.bincount(row, np.minimum(coef, 0) * upper, model.rows)
    binds = (most > high) | (least < low)
    kept = binds[row]
    number = np.cumsum(binds) - 1
    new = np.cumsum(free) - 1
    return Linear(number[row[kept]], new[col[kept]], coef[kept], low[binds], high[binds], model.upper[free])


def fits(model: Linear, x: Ints) -> bool:
    """Whether a plan keeps every row."""
    total = np.bincount(model.row, model.coef * x[model.col], model.rows)
    return bool((total >= model.low).all() and (total <= model.high).all())
