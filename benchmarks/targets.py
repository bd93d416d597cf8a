"""What was promised of speed, line by line, on tense weeks: `python -m benchmarks.targets --write`.

Each line is measured on five seeds in a process of its own, by the clock and in processor seconds, and compared with
its target. `--sizes XL 10k` adds the largest weeks, and `--pas FILE …` files of the public benchmark, a minute each.
"""

import argparse
import resource
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import takewhile
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks import questions
from benchmarks.stopwatch import Spent, stopwatch, timed
from benchmarks.timings import Measured, measured
from placement.bench.machine import machine
from placement.domain.scenario import Scenario
from placement.service.pas import pas_view, run_pas
from placement.service.simulating import rolled, world
from placement.simulation.generate import generate
from tests.binding import BENCHMARKS, written

BEDS = (1.0, 1.04, 1.08, 1.11, 1.15)
"""Beds for each person who needs one, seed by seed."""
BEDS_LARGE = (1.15, 1.2, 1.25, 1.3, 1.4)
PLAN = {"S": 0.5, "M": 0.5, "L": 8.0, "XL": 60.0, "10k": 600.0}
FIRST = {"S": 0.3, "L": 2.0}
GAP = {"L": 0.001, "XL": 0.005, "10k": 0.01}
"""Share of the points that the bound may leave open; else the plan is proved best."""
MEGABYTES = {"XL": 1024, "10k": 4096}
QUESTIONS = {("M", "one more lock"): 0.1, ("M", "all pairs, found"): 0.1,
             ("L", "where tonight"): 0.5, ("L", "all pairs, found"): 1.0}  # fmt: skip
ASKED = {"M": 5, "L": 2}
"""How often at most, a week."""
WEEK, WEEKS = 0.06, 6
"""A simulated week; of each seed so many, after one that is not measured."""
PAS_SECONDS, PAS_GAP = 60.0, 1.5


class Line(NamedTuple):
    """One promise, and what was measured of it."""

    work: str
    target: float
    spent: list[Spent]
    short: int = 0
    """How many were not proved, or not as well as they should."""
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is kept, by the clock."""
        clock = [one.clock for one in self.spent]
        if self.short or not clock or statistics.median(clock) > self.target:
            return "missed"
        return "met" if max(clock) <= self.target else "met by the median"

    def row(self) -> str:
        """As a line of the table."""
        clock, processor = ([getattr(s, of) for s in self.spent] for of in ("clock", "processor"))
        cells = [f"{of(seconds):.3f}" for seconds in (clock, processor) for of in (statistics.median, max)]
        return (
            f"| {self.work} | {self.target:g} | {len(self.spent)} | {' | '.join(cells)} "
            f"| {self.note or '–'} | {self.verdict} |"
        )


HEAD = (
    "| work | target, s | times | clock: median | worst | processor: median | worst | proved | target |\n"
    "|---|--:|--:|--:|--:|--:|--:|---|---|"
)


def planned(size: str, seed: int) -> tuple[Measured, int, int]:
    """One week, and the peaks of this process and of the other engine's in megabytes."""
    beds = BEDS_LARGE if size in MEGABYTES else BEDS
    found = measured(generate(size, seed, beds=beds[(seed - 1) % len(beds)]), seconds=PLAN[size])
    mine, its = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return found, mine // 1024, its // 1024


def plans(size: str, seeds: int) -> list[Line]:
    """Weeks planned and judged."""
    measured(generate("S", 1))  # the first run pays for imports
    if size in MEGABYTES:
        # of each week its own peak
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as alone:
            weeks = list(alone.map(partial(planned, size), range(1, seeds + 1)))
    else:
        weeks = [planned(size, seed) for seed in range(1, seeds + 1)]
    found = [one for one, _, _ in weeks]
    gap = GAP.get(size, 0.0)
    well = [one.sound and one.stages_proved and one.gap is not None and one.gap <= gap for one in found]
    gaps = [one.gap for one in found if one.gap is not None]
    largest = max(gaps, default=0.0)
    note = f"{sum(one.optimal for one in found)} of {seeds}"
    note += f", gap at most {largest:.2%}" if largest else ""
    peak, other = max(mine for _, mine, _ in weeks), max(its for _, _, its in weeks)
    if size in MEGABYTES:
        stages = sum(one.stages_proved for one in found)
        told = ", ".join(f"{one.gap:.2%}" if one.gap is not None else "none" for one in found)
        note += f": {told} (of {stages} the stages are proved); at most {peak} MB, {MEGABYTES[size]} wanted"
        note += f", and {other} in the other process"
    short = well.count(False) + (peak > MEGABYTES.get(size, peak))
    lines = [Line(f"{size}: a judged plan, every rule", PLAN[size], [one.took for one in found], short, note)]
    if size in FIRST:
        first = [one.first for one in found if one.first]
        lines.append(Line(f"{size}: the first plan", FIRST[size], first, seeds - len(first)))
    return lines


def answers(size: str, seeds: int) -> list[Line]:
    """Questions about a week that is planned."""
    mine = {question: target for (of, question), target in QUESTIONS.items() if of == size}
    found: dict[str, list[Spent]] = {question: [] for question in mine}
    for seed in range(1, seeds + 1):
        put = questions.asked(size, seed, ASKED[size], BEDS[(seed - 1) % len(BEDS)])
        for question, spent in takewhile(lambda one: one[0] != "displaces whom", put):
            if question in found:
                found[question].append(spent)
    return [Line(f"{size}: {question}", target, found[question]) for question, target in mine.items()]


def simulated(seeds: int) -> list[Line]:
    """Weeks of size S, one after the other: made, planned by one engine, judged, and carried out."""
    spent = []
    for seed in range(1, seeds + 1):
        scenario = Scenario(name="measured", weeks=WEEKS + 1, seed=seed)
        base = generate("S", seed, beds=BEDS[(seed - 1) % len(BEDS)])
        weeks = rolled(world(base, scenario), scenario, 0)
        spent += [timed(partial(next, weeks)) for _ in range(WEEKS + 1)][1:]
    return [Line("S: a simulated week, one core", WEEK, spent)]


def public(files: list[Path]) -> list[Line]:
    """The public benchmark: what the bound leaves open after a minute."""
    gaps: list[float | None] = []
    spent = []
    for file in files:
        since = stopwatch()
        gaps.append(pas_view(run_pas(file, seconds=PAS_SECONDS, workers=2)).gap)
        spent.append(since())
    known = [gap for gap in gaps if gap is not None]
    mean = statistics.mean(known) if known else float("inf")
    note = f"gap {mean:.1f} % on average, {PAS_GAP} wanted"
    short = len(gaps) - len(known) + (mean > PAS_GAP)
    return [Line(f"PAS: {', '.join(file.stem for file in files)}", PAS_SECONDS + 5, spent, short, note)]


def jobs(sizes: list[str], seeds: int, pas: list[Path]) -> Iterator[Callable[[], list[Line]]]:
    """What is measured, each in a process of its own."""
    for size in ("S", "M", "L", *sizes):
        yield partial(plans, size, seeds)
        if size in ASKED:
            yield partial(answers, size, seeds)
    yield partial(simulated, seeds)
    if pas:
        yield partial(public, pas)


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=5, help="weeks a line")
    options.add_argument("--sizes", nargs="*", default=[], help="larger weeks than L")
    options.add_argument("--pas", nargs="*", type=Path, default=[], help="files of the public benchmark")
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    with_what = machine()
    body = [HEAD]
    print(HEAD)
    larger = "".join([" --sizes", *(f" {size}" for size in given.sizes)]) if given.sizes else ""
    larger += "".join([" --pas", *(f" {file.name}" for file in given.pas)]) if given.pas else ""
    for job in jobs(given.sizes, given.seeds, given.pas):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            for line in alone.submit(job).result():
                body.append(line.row())
                print(body[-1], flush=True)
    if given.write:
        note = (
            f"`python -m benchmarks.targets --seeds {given.seeds}{larger}`: {with_what['processor']}, "
            f"{with_what['cores']} cores, load {with_what['load']} before; Python {with_what['python']}, "
            f"OR-Tools {with_what['ortools']}."
        )
        text = written(BENCHMARKS.read_text("utf-8"), "targets", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
