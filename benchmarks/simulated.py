"""A year of a small town in many sampled futures, whole: `python -m benchmarks.simulated` prints a Markdown table.

A fictional week of 20 households (`placement generate`) is simulated by the real planner; every plan is judged, and a
breach ends it. Futures are kept in a folder as they come: stopped or killed, the same command goes on where it was, and
the wall clock of all its runs is summed up. `--write` puts the line into docs/benchmarks.md.
"""

import argparse
import os
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from benchmarks.timings import machine
from placement.bench.machine import machine as hardware
from placement.domain.instance import Instance
from placement.domain.record import WeekRecord
from placement.domain.scenario import Scenario
from placement.service.simulating import simulate
from placement.simulation.generate import generate
from placement.simulation.kept import Kept, packed
from placement.simulation.sweep import Progress, futures_kept, sweep, tasks_of
from tests.binding import BENCHMARKS, written

HEAD = (
    "| week | weeks × futures | plans, all judged | workers | wall clock | ms of one core a week | proved the best "
    "| breaches | records |\n|---|--:|--:|--:|--:|--:|--:|--:|---|"
)
OFTEN = 30.0
"""Seconds between two lines of progress."""


class Clock:
    """Seconds of all runs, in a file beside the futures."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "seconds.txt"
        self._before = float(self._file.read_text("utf-8")) if self._file.exists() else 0.0
        self._begun = self._told = time.monotonic()

    @property
    def seconds(self) -> float:
        """So far."""
        return self._before + time.monotonic() - self._begun

    def tell(self, progress: Progress) -> None:
        """Write down how long it took so far, and print now and then how far it is."""
        if progress.done > progress.reused:
            self._file.write_text(f"{self.seconds:.1f}\n", "utf-8")
        if progress.done == progress.of or time.monotonic() - self._told > OFTEN:
            self._told = time.monotonic()
            left = f", {progress.seconds_left / 60:.0f} minutes left" if progress.seconds_left else ""
            print(f"{progress.done} of {progress.of} futures{left}", flush=True)


def line(base: Instance, scenario: Scenario, folder: Path, workers: int) -> str:
    """Simulate what is left of it: one line of the table."""
    kept, clock = Kept(folder), Clock(folder)
    sweep(base, tasks_of(base, [scenario]), simulate, kept, workers=workers, tell=clock.tell)
    seconds = Clock(folder).seconds
    plans, proved, digest = told(futures_kept(base, scenario, kept))
    return (
        f"| {scenario.name} | {scenario.weeks} × {scenario.replications:,} | {plans:,} | {workers} "
        f"| {seconds / 60:.1f} min | {1000 * seconds * workers / plans:.1f} | {proved:,} | 0 | `{digest}` |"
    )


def told(futures: Iterable[tuple[WeekRecord, ...]]) -> tuple[int, int, str]:
    """How many plans, how many of them proved the best, and the first digits of the SHA-256 of all records."""
    plans = proved = 0
    digest = sha256()
    for records in futures:
        plans += len(records)
        proved += sum(record.proved for record in records)
        digest.update(packed("", records))
    return plans, proved, digest.hexdigest()[:12]


def main() -> None:
    """Print the line; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="S")
    options.add_argument("--seed", type=int, default=1, help="of the week and of its futures")
    options.add_argument("--weeks", type=int, default=52)
    options.add_argument("--replications", type=int, default=1000)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--keep", type=Path, required=True, help="the folder of the futures")
    options.add_argument("--write", action="store_true", help="write the line into docs/benchmarks.md")
    given = options.parse_args()
    name = f"{given.size}, seed {given.seed}"
    scenario = Scenario(name=name, weeks=given.weeks, replications=given.replications, seed=given.seed)
    found = line(generate(given.size, given.seed), scenario, given.keep, given.workers)
    with_what = hardware()
    note = (
        f"`python -m benchmarks.simulated --weeks {given.weeks} --replications {given.replications} "
        f"--seed {given.seed} --workers {given.workers} --keep FOLDER`. {with_what['processor']}, "
        f"{with_what['cores']} cores, load {with_what['load']} when it ended. {machine()} a process."
    )
    body = f"{note}\n\n{HEAD}\n{found}"
    print(body)
    if given.write:
        BENCHMARKS.write_text(written(BENCHMARKS.read_text("utf-8"), "simulated", body), "utf-8")


if __name__ == "__main__":
    main()
