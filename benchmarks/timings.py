"""How long planning takes: `python -m benchmarks.timings` prints a Markdown table.

Fictional weeks (`placement generate`) of several sizes and seeds, with as many beds as people (tense) and with many
(roomy), from the instance in memory to the judged plan, in processor seconds: other programs on the machine change
these little. Each line is measured in a process of its own, so that its peak memory is its own.
"""

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from benchmarks.stopwatch import PHASES, Spent, phases, stopwatch
from placement.domain.instance import Instance
from placement.domain.run import Status
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver import solve
from placement.tables.read import read_week
from tests.binding import BENCHMARKS, written

BERGEN = Path(__file__).parents[1] / "data" / "bergen_week"
BEDS = {"tense": TENSE, "roomy": ROOMY}
LARGE = ("L", "XL", "10k")
SECONDS = 60.0
"""Longest time to plan a week."""


@dataclass(frozen=True)
class Measured:
    """One week: processor seconds of each phase and of all, those of the whole also by the clock; what came of it."""

    households: int
    spent: dict[str, float]
    """Phase -> seconds; `judge` and `whole` are among them."""
    took: Spent
    optimal: bool
    gap: float | None
    """Share of the points that the bound leaves open; none where there is no bound."""
    sound: bool
    """The judge finds no breach, and the stages and points that the run claims."""
    stages_proved: bool = True
    first: Spent | None = None
    """Until the first plan was at hand."""


def measured(instance: Instance, seconds: float = SECONDS) -> Measured:
    """Plan a week and judge the plan."""
    since, begun, first = stopwatch(), time.process_time(), list[Spent]()
    with phases() as spent:
        run = solve(instance, RULES, GOALS, seconds=seconds, found=lambda _: first.append(since()))
    planned, gap, sound = time.process_time(), None, False
    if run.plan is not None:
        review = audit(instance, run.plan, RULES, GOALS)
        sound = not review.breaches and review.points == run.points and review.stages == run.stages
    if run.bound is not None and run.points is not None:
        gap = (run.points - run.bound) / max(1, run.points)
    ended = time.process_time()
    spent |= {"judge": ended - planned, "whole": ended - begun}
    return Measured(
        len(instance.households), spent, since(), run.status is Status.OPTIMAL, gap, sound,
        stages_proved=run.stages_proved, first=first[0] if first else None,
    )  # fmt: skip


def weeks(size: str, beds: str, seeds: int) -> Iterator[Instance]:
    """The weeks of one line: the town that is written down, again and again, or made-up ones."""
    for seed in range(1, seeds + 1):
        yield read_week(BERGEN) if size == "Bergen" else generate(size, seed, beds=BEDS[beds])


def line(size: str, beds: str, seeds: int, seconds: float) -> str:
    """One line of the table; it belongs into a process of its own."""
    measured(generate("S", 1))  # the first run pays for imports
    found = [measured(instance, seconds) for instance in weeks(size, beds, seeds)]
    return row(f"{size} {beds}".strip(), found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def row(name: str, found: list[Measured], memory: int) -> str:
    """Weeks as a line: each phase's median, and of the whole also the worst."""
    households = [one.households for one in found]
    middle = " | ".join(_middle(found, phase) for phase in (*PHASES, "judge", "whole"))
    worst = max(one.spent["whole"] for one in found)
    sound, optimal = sum(one.sound for one in found), sum(one.optimal for one in found)
    gaps = [one.gap for one in found if one.gap is not None]
    gap = f"{max(gaps):.2%}" if len(gaps) == len(found) else f"{len(found) - len(gaps)} without a bound"
    return (
        f"| {name} | {len(found)} | {min(households)}–{max(households)} | {middle} | {worst:.2f} | {memory} "
        f"| {optimal} | {gap} | {sound} |"
    )


def _middle(found: list[Measured], phase: str) -> str:
    return f"{statistics.median(one.spent[phase] for one in found):.2f}"


HEAD = (
    "| week | weeks | households | candidates | rows | stages | goals | judge | **whole** | worst | MB "
    "| proved | largest gap | sound |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def lines(sizes: Iterable[str], seeds: int, large: int, seconds: float) -> Iterator[str]:
    """The table's lines, the town that is written down first."""
    jobs = [("Bergen", "", seeds)]
    jobs += [(size, beds, large if size in LARGE else seeds) for size in sizes for beds in BEDS]
    for size, beds, count in jobs:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            yield alone.submit(line, size, beds, count, seconds).result()


def machine() -> str:
    """With what it was measured."""
    return (
        f"Python {platform.python_version()}, OR-Tools {version('ortools')}, numpy {version('numpy')}, "
        f"one engine worker"
    )


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", nargs="*", default=["S", "M", "L"], help="sizes of made-up weeks")
    options.add_argument("--seeds", type=int, default=10, help="weeks a line")
    options.add_argument("--large", type=int, default=2, help="weeks a line from size L on")
    options.add_argument("--seconds", type=float, default=SECONDS, help="longest time to plan a week")
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    body = [HEAD]
    print(HEAD)
    for one in lines(given.sizes, given.seeds, given.large, given.seconds):
        body.append(one)
        print(one, flush=True)
    if given.write:
        note = (
            f"`python -m benchmarks.timings`: seeds from 1 on, at most {given.seconds:g} s to plan a week. "
            f"{machine()}."
        )
        text = written(BENCHMARKS.read_text("utf-8"), "timings", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
