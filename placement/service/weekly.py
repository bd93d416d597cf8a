"""The contest of `placement bench weekly`: our core, other engines on the identical files, and simpler ways.

Each contender runs in a process of its own, one after the other, on the same cores and with the same limit.
"""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from placement.bench.machine import machine
from placement.bench.weekly.contest import ENGINES, OWN, Entry, least
from placement.domain.instance import Instance
from placement.domain.run import Progress, Run, Status
from placement.domain.week import Week
from placement.isolate import Failed, run_isolated
from placement.rules import GOALS, RULES
from placement.service.child import MEMORY_MB
from placement.service.first_come import in_turn, locks
from placement.service.generate import beds_ratio
from placement.simulation.generate import generate
from placement.solver import solve
from placement.solver.programmes import Programme, as_mps
from placement.solver.rivals import answer

GRACE_SECONDS = 120.0
"""Wall clock beyond the limit: imports, the made-up week, its rows and the judge."""
T = TypeVar("T")


class Asked(NamedTuple):
    """One week of the contest."""

    size: str
    seed: int
    beds: str
    seconds: float

    def week(self) -> Instance:
        """Made up, the same for the same seed."""
        return generate(self.size, self.seed, beds=beds_ratio(self.beds))


class File(NamedTuple):
    """The programme of a stage, and what it came to."""

    text: str
    value: int | None


class Solved(NamedTuple):
    """What a process measured of itself."""

    households: int
    seconds: float
    megabytes: int
    run: Run
    files: tuple[File, ...] = ()


def contest(asked: Asked, against: Sequence[str], *, memory_mb: int = MEMORY_MB) -> Iterator[Entry]:
    """Our core first, then each of the others; what fails is an entry too."""
    told = machine()
    own = _alone(asked, memory_mb, own_core, asked, bool(set(against) & set(ENGINES)))
    if isinstance(own, Failed):
        yield _nothing(OWN, asked, own.kind, told)
        return
    yield _of_run(OWN, asked, own, told)
    for name in against:
        if name in ENGINES:
            yield _of_engine(name, asked, own, told, memory_mb)
            continue
        done = _alone(asked, memory_mb, simple_way, asked, name)
        yield (
            _nothing(name, asked, done.kind, told)
            if isinstance(done, Failed)
            else _of_run(name, asked, done, told)
        )


def own_core(asked: Asked, files: bool) -> Solved:  # noqa: FBT001 - an argument of another process
    """Our core; asked of a process of its own."""
    week = asked.week()
    (run, found, peak), seconds = least(lambda: _planned(week, asked.seconds))
    texts = tuple(File(as_mps(one), one.value if one.proved else None) for one in found) if files else ()
    return Solved(len(week.households), seconds, peak, run, texts)


def _planned(week: Instance, limit: float) -> tuple[tuple[Run, list[Programme], int], float]:
    """The run, the programmes of its stages, the peak; and the seconds from the first to the last of them.

    A week that is searched in blocks has none: then it is the seconds of the whole run.
    """
    found: list[Programme] = []
    ticks: list[float] = []

    def tell(said: Progress) -> None:
        if said.phase in ("stages", "goals") and not ticks:
            ticks.append(time.perf_counter())

    def told(programme: Programme) -> None:
        found.append(programme)
        ticks.append(time.perf_counter())

    run = solve(week, RULES, GOALS, seconds=limit, progress=tell, told=told)
    spent = ticks[-1] - ticks[0] if found else run.seconds if run.plan else limit
    return (run, found, _peak()), spent


def simple_way(asked: Asked, name: str) -> Solved:
    """Homes one after the other; activities, contacts and interpreters are then planned as well as can be."""
    instance = asked.week()
    week = Week(instance, RULES)
    begun = time.perf_counter()
    stays = in_turn(week, by_priority=name == "priority")
    seconds, peak = time.perf_counter() - begun, _peak()
    run = solve(instance.but(pins=locks(week, stays)), RULES, GOALS, seconds=asked.seconds)
    return Solved(len(instance.households), seconds, peak, run)


def other_engine(engine: str, files: Sequence[File], seconds: float) -> tuple[float, bool, bool, int]:
    """Seconds over all files, whether each is proved and each proved value is ours, and the peak."""
    (proved, same), spent = least(lambda: _answered(engine, files, seconds))
    return (spent if proved else max(spent, seconds)), proved, same, _peak()


def _answered(engine: str, files: Sequence[File], seconds: float) -> tuple[tuple[bool, bool], float]:
    spent, proved, same = 0.0, True, True
    for file in files:
        if spent >= seconds:
            return (False, same), seconds
        found = answer(file.text, engine, seconds - spent)
        spent, proved = spent + found.seconds, proved and found.proved
        same = same and (not found.proved or file.value is None or found.value == file.value)
    return (proved, same), spent


def _alone(asked: Asked, memory_mb: int, function: Callable[..., T], *args: object) -> T | Failed:
    seconds = 2 * asked.seconds + GRACE_SECONDS
    done = run_isolated(function, *args, seconds=seconds, memory_mb=memory_mb)
    return done if isinstance(done, Failed) else done.value


def _of_engine(name: str, asked: Asked, own: Solved, told: dict[str, str], memory_mb: int) -> Entry:
    done = _alone(asked, memory_mb, other_engine, name, own.files, asked.seconds)
    if isinstance(done, Failed):
        return _nothing(name, asked, done.kind, told)
    seconds, proved, same, peak = done
    return Entry(
        name, asked.size, asked.beds, asked.seed, own.households, round(seconds, 3), proved, same,
        megabytes=peak, why_not="" if proved else "time", machine=told,
    )  # fmt: skip


def _of_run(name: str, asked: Asked, done: Solved, told: dict[str, str]) -> Entry:
    run = done.run
    planned = run.plan is not None
    gap = None
    if planned and run.bound is not None and run.points is not None:
        gap = round((run.points - run.bound) / max(1, run.points), 6)
    return Entry(
        name, asked.size, asked.beds, asked.seed, done.households, round(done.seconds, 3),
        proved=name == OWN and run.status is Status.OPTIMAL, same=None, gap=gap if name == OWN else None,
        megabytes=done.megabytes,
        in_time=tuple(len(s.flags) - s.not_in_time for s in run.stages),
        nights=sum(s.nights for s in run.stages) if planned else None,
        points=run.points, why_not=run.cut_short, machine=told,
    )  # fmt: skip


def _nothing(name: str, asked: Asked, why: str, told: dict[str, str]) -> Entry:
    return Entry(
        name, asked.size, asked.beds, asked.seed, 0, asked.seconds, proved=False, same=None, why_not=why, machine=told
    )  # fmt: skip


def _peak() -> int:
    """Megabytes of this process, and of none that it started."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
