"""Futures of several worlds, spent where it is still open which of them is the best of its group.

All are sampled side by side. At looks that are fixed beforehand a world is done with whose answer is clear: it is no
better than the one without it, surely less for the money than another of its group, or the only one left and surely
better. The chance of error is shared beforehand between the looks and, at each, between all that may be told there; so
however early a world is done with, all that is told holds together as often as is said (Bonferroni).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.scenario import Scenario
from placement.simulation.bands import SURE, difference
from placement.simulation.kept import Kept, Records
from placement.simulation.sweep import Progress, Simulate, sweep, task_of

FIRST, TIMES, LAST = 8, 1.5, 1.25
"""Futures at the first look, how many times as many at the next, and how many more at least at the last."""
EARLY = 0.2
"""Share of the chance of error that looks before the last may use: the last has intervals 3 % wider for it."""


class Entrant(NamedTuple):
    """A world that is compared with the one without what it has."""

    id: str
    group: str
    """Only those of one group are compared with each other."""
    world: Scenario
    kroner: int


class Raced(NamedTuple):
    """How far each was sampled, and how sure its own interval must be so that all hold together."""

    futures: int
    """Of the world without any."""
    reached: Mapping[str, int]
    sure: Mapping[str, float]
    early: frozenset[str]
    """Whose answer was clear before the last look."""
    spared: int
    """Futures that were not needed, of all worlds, where nobody stopped it."""


class Places(NamedTuple):
    """Where the worlds are simulated, and who is told."""

    simulate: Simulate
    kept: Kept
    workers: int | str = 1
    """Processes of this machine, or the address of a Dask cluster."""
    cancelled: Callable[[], bool] = lambda: False
    tell: Callable[[Progress], None] = lambda _: None
    """Told of the whole: as many futures as are left at most."""


def looks(most: int) -> tuple[int, ...]:
    """After how many futures it is looked, the last time after all of them."""
    found, at = [], float(FIRST)
    while at * LAST <= most:
        found.append(int(at))
        at *= TIMES
    return (*found, most)


def sureness(entrants: Sequence[Entrant], times: int) -> tuple[float, float]:
    """How sure one statement must be at a look before the last, and at the last, where there are so many looks."""
    error, count = 1 - SURE, max(1, len(entrants))
    if times == 1:
        return SURE, 1 - error / count
    sizes = [len(list(group)) for _, group in groupby(sorted(one.group for one in entrants))]
    pairs = sum(size * (size - 1) // 2 for size in sizes)
    return 1 - error * EARLY / ((times - 1) * (count + pairs)), 1 - error * (1 - EARLY) / count


def race(
    base: Instance,
    scenario: Scenario,
    entrants: Sequence[Entrant],
    measure: Callable[[Entrant, Records], float],
    places: Places,
) -> Raced:
    """Sample the world of a scenario, and each entrant as long as its answer is open.

    The same for the same arguments, in whatever processes; asked again, it goes on with what is kept.

    Args:
        base: The week before any card.
        scenario: The world that all are compared with, and how many futures are sampled at most.
        entrants: What is compared with it.
        measure: What a future leaves unmet, as an entrant is judged by it: less is better.
        places: Where it is done.
    """
    at = looks(scenario.replications) if entrants else (scenario.replications,)
    early, last = sureness(entrants, len(at))
    gaps: dict[str, list[float]] = {one.id: [] for one in entrants}
    sure = dict.fromkeys(gaps, last)
    left, begun, done, futures, whole = list(entrants), 0, 0, 0, True
    cluster = places.workers if isinstance(places.workers, str) else None
    for upto in at:
        worlds = [scenario, *(one.world for one in left)]
        tasks = [task_of(base, one, n) for n in range(begun, upto) for one in worlds]
        whole = sweep(
            base, tasks, places.simulate, places.kept, cluster=cluster, workers=1 if cluster else int(places.workers),
            cancelled=places.cancelled, tell=_of_all(places, done, done + len(worlds) * (at[-1] - begun)),
        )  # fmt: skip
        futures += _read(base, scenario, left, range(begun, upto), places.kept, measure, gaps)
        done, whole = done + len(tasks), whole and futures == upto
        if not whole or upto == at[-1]:
            break
        clear = settled({one: gaps[one.id] for one in left}, early)
        sure |= dict.fromkeys(clear, early)
        left = [one for one in left if one.id not in clear]
        begun = upto
        if not left:
            break
    spared = (len(entrants) + 1) * at[-1] - done if whole else 0
    reached = {name: len(found) for name, found in gaps.items()}
    return Raced(futures, reached, sure, frozenset(gaps) - {one.id for one in left}, spared)


def _of_all(places: Places, before: int, of: int) -> Callable[[Progress], None]:
    """Told of a look, it tells of the whole."""

    def tell(now: Progress) -> None:
        done, left_here = before + now.done, now.of - now.done
        seconds = 0.0 if done == of else None
        if now.seconds_left and left_here:
            seconds = now.seconds_left * (of - done) / left_here
        places.tell(Progress(done, of, before + now.reused, seconds))

    return tell


def _read(
    base: Instance, scenario: Scenario, left: Sequence[Entrant], numbers: range, kept: Kept,
    measure: Callable[[Entrant, Records], float], gaps: Mapping[str, list[float]],
) -> int:  # fmt: skip
    """Add to the gaps, for the money, as many futures as are there of all; how many these are."""
    for n in numbers:
        without = kept.get(task_of(base, scenario, n).key)
        found = [kept.get(task_of(base, one.world, n).key) for one in left]
        if without is None or None in found:
            return n - numbers.start
        for one, records in zip(left, found, strict=True):
            gaps[one.id].append((measure(one, without) - measure(one, records or ())) / one.kroner)
    return len(numbers)


def settled(gaps: Mapping[Entrant, Sequence[float]], sure: float) -> frozenset[str]:
    """Those whose answer is clear.

    Args:
        gaps: What each spares for its money, future by future; the same futures for all.
        sure: How sure each single statement must be.
    """
    own = {one: difference(found, [0.0] * len(found), sure) for one, found in gaps.items()}
    helping = [one for one, found in own.items() if found and found.low > 0]
    clear = set()
    for one, found in own.items():
        rivals = (other for other in helping if other.group == one.group and other is not one)
        apart = (difference(gaps[other], gaps[one], sure) for other in rivals)
        if (found and found.high <= 0) or any(gap and gap.low > 0 for gap in apart):
            clear.add(one.id)
    for one in helping:
        if {other.id for other in own if other.group == one.group} - clear == {one.id}:
            clear.add(one.id)
    return frozenset(clear)
