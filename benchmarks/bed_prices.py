"""What prices of beds do: `python -m benchmarks.bed_prices` on the weeks for tuning, `--held-out` on those kept apart.

Four ways to plan live through the same sampled futures (`benchmarks.bed_trial`): first come, first served; greedy by
tier under the same rules; the program with the flat points of goal G11; the program with prices that are found anew
each week. 100 % is what hindsight saves over giving nobody a place, 0 % is nobody. `--write` puts the table into
docs/benchmarks.md; `--keep FILE` keeps each future as it is done and goes on from there.
"""

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.bed_trial import calm, hindsight, rolled, trial
from benchmarks.timings import machine
from placement.domain.instance import Instance
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.service.bed_worth import as_rows
from placement.service.first_come import in_turn
from placement.simulation.ahead import Ahead, ahead, leaving, who_wants
from placement.simulation.bands import difference, students_t
from placement.simulation.bed_prices import bed_prices
from placement.simulation.flow import Flow, usual_flow
from placement.simulation.future import Future
from placement.simulation.generate import generate
from placement.solver.optimiser import Engines
from placement.solver.run import solve
from tests.binding import BENCHMARKS, written

SETS = Path(__file__).parent / "held_out_futures.json"
FUTURES, WEEKS, SEED = 8, 4, 777
"""By which a week's prices are found: chosen on the weeks for tuning."""
SECONDS = 10.0
NAMES = {
    "first_come": "first come, first served", "greedy": "greedy by tier", "flat": "flat 30 (off)",
    "prices": "prices (on)",
}  # fmt: skip
SURE = 0.95
HEAD = (
    "| weeks | futures | way to plan | weighted need | % of hindsight | less than flat | better / worse |\n"
    "|---|--:|---|--:|--:|--:|--:|"
)


class Done(NamedTuple):
    """One future: weighted need by way to plan, at best, and if nobody got a place."""

    week: Mapping[str, Any]
    replication: int
    need: Mapping[str, int]
    best: int
    nothing: int


def one(week: Mapping[str, Any], seed: int, replication: int, weeks: int) -> Done:
    """Live through one future in every way."""
    base, flow, foreseen = _town(
        *(week[name] for name in ("size", "seed", "beds", "men_heavy", "group_arrival"))
    )
    future = trial(base, flow, Future(seed, replication), weeks)
    ways = {
        "first_come": lambda monday, _: in_turn(Week(monday, RULES), by_priority=False),
        "greedy": lambda monday, _: in_turn(Week(monday, RULES), by_priority=True),
        "flat": lambda monday, _: planned(monday),
        "prices": lambda monday, _: planned(foreseen.with_prices(monday)),
    }
    need = {name: rolled(future, way) for name, way in ways.items()}
    return Done(week, replication, need, hindsight(future), future.nothing)


@cache
def _town(size: str, seed: int, beds: float, men: bool, group: bool) -> "tuple[Instance, Flow, Foreseen]":  # noqa: FBT001 - as the file has them
    base = generate(size, seed, beds=beds, men_heavy=men, group_arrival=group)
    flow = usual_flow(base)
    return base, flow, Foreseen(base, flow)


def planned(monday: Instance) -> tuple[Stay, ...]:
    """The program's own plan."""
    run = solve(monday, RULES, GOALS, seconds=SECONDS, workers=1)
    return run.plan.stays if run.plan else ()


class Foreseen:
    """The futures by which prices are found: who comes in them is drawn once, who waits and leaves anew each week."""

    def __init__(self, base: Instance, flow: Flow) -> None:
        """Draw who comes to the town."""
        self.flow = flow
        self.futures = [Future(SEED, n) for n in range(FUTURES)]
        town = calm(base)
        self.coming = [
            tuple(one for one in ahead(town, RULES, flow, future, WEEKS).wanting if one.day)
            for future in self.futures
        ]

    def with_prices(self, monday: Instance) -> Instance:
        """The week with the prices of the rooms that somebody can be given, and the switch on."""
        week = Week(monday, RULES)
        shared = {stay.place.split("/")[0] for stay in week.held if week.place(stay.place).shared}
        free = {room for room in week.unit_of_room if room not in week.held_in_room or room in shared}
        found = bed_prices((self._ahead(monday, week, n) for n in range(FUTURES)), Engines(brief=True), free)
        settings = {**monday.policy.settings, "scarce_place": {"prices": 1}}
        return monday.but(bed_prices=as_rows(found, monday), policy=monday.policy.but(settings=settings))

    def _ahead(self, monday: Instance, week: Week, n: int) -> Ahead:
        leaves = leaving(monday, week, self.flow, self.futures[n])
        return Ahead(week, (*who_wants(week, {}, leaves), *self.coming[n]), leaves)


def share(done: Sequence[Done], way: str) -> tuple[float, float]:
    """Per cent of what hindsight saves, and half of its 95 % interval (a ratio of sums, linearised)."""
    saved = np.array([d.nothing - d.need[way] for d in done], float)
    most = np.array([d.nothing - d.best for d in done], float)
    ratio = saved.sum() / most.sum()
    if len(done) < 2:
        return 100 * ratio, math.nan
    apart = (saved - ratio * most) / most.mean()
    half = students_t(len(done) - 1, SURE) * float(apart.std(ddof=1)) / math.sqrt(len(done))
    return 100 * ratio, 100 * half


def lines(title: str, done: Sequence[Done]) -> Iterator[str]:
    """A line for each way to plan."""
    flat = [d.need["flat"] for d in done]
    for way, name in NAMES.items():
        own = [d.need[way] for d in done]
        ratio, half = share(done, way)
        less = difference(flat, own)
        told = (
            "–"
            if way == "flat" or less is None
            else f"{less.mean:,.0f} ({less.low:,.0f} to {less.high:,.0f})"
        )
        better = sum(mine < there for mine, there in zip(own, flat, strict=True))
        worse = sum(mine > there for mine, there in zip(own, flat, strict=True))
        cells = (
            title,
            len(done),
            name,
            f"{np.mean(own):,.0f}",
            f"{ratio:.1f} ± {half:.1f}",
            told,
            f"{better} / {worse}",
        )
        yield f"| {' | '.join(map(str, cells))} |"


def table(done: Sequence[Done]) -> list[str]:
    """All weeks together, then each mix and group arrivals."""
    body = [HEAD, *lines("all", done)]
    for men, group in ((False, False), (True, False), (False, True), (True, True)):
        mine = [d for d in done if (d.week["men_heavy"], d.week["group_arrival"]) == (men, group)]
        if mine:
            title = f"{'most are men' if men else 'most are women'}{', a group arrives' if group else ''}"
            body += lines(title, mine)
    return body


def carried_out(chosen: Mapping[str, Any], replications: int, workers: int, keep: Path | None) -> list[Done]:
    """Every future, those that are kept already among them."""
    there_before = keep.read_text("utf-8").splitlines() if keep and keep.exists() else []
    kept = [Done(**json.loads(text)) for text in there_before]
    there = {(d.week["seed"], d.replication) for d in kept}
    drawn = chosen["futures"]
    with ProcessPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(one, week, drawn["seed"], n, drawn["weeks"])
            for n in range(replications) for week in chosen["weeks"] if (week["seed"], n) not in there
        ]  # fmt: skip
        for job in as_completed(jobs):
            kept.append(job.result())
            print(json.dumps(kept[-1]._asdict()), flush=True)
            if keep:
                with keep.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(kept[-1]._asdict()) + "\n")
    return [d for d in kept if d.replication < replications]


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--held-out", action="store_true")
    options.add_argument("--replications", type=int, help="fewer than are set down")
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--keep", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    chosen = json.loads(SETS.read_text("utf-8"))["held_out" if given.held_out else "tuning"]
    drawn = chosen["futures"]
    replications = min(given.replications or drawn["replications"], drawn["replications"])
    body = table(carried_out(chosen, replications, given.workers, given.keep))
    print("\n".join(body))
    if given.write:
        note = (
            f"`python -m benchmarks.bed_prices{' --held-out' * given.held_out} --replications {replications}`: "
            f"{len(chosen['weeks'])} weeks of size S, {replications} of {drawn['replications']} futures of "
            f"{drawn['weeks']} weeks of each (seed {drawn['seed']}), prices anew each week from {FUTURES} futures of "
            f"{WEEKS} weeks. {machine()}."
        )
        text = written(BENCHMARKS.read_text("utf-8"), "bed prices", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
