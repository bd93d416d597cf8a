"""A stop at any moment: the answer comes within two seconds, and claims nothing that is not so.

`python -m tests.solver.stops --size L --moments 40` prints what came of each moment of one made-up week.
"""

import argparse
import random
import time
from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.child import ChildPlanner
from placement.simulation.generate import TENSE, generate
from tests.solver.changes import who


class Stop(NamedTuple):
    """One stop: when, how long the answer took from then on, and the answer."""

    after: float
    took: float
    run: Run


def stops(planner: ChildPlanner, week: Instance, moments: int, seed: int) -> Iterator[Stop]:
    """Plan the week to the end, and then again and again, each time stopped at a moment drawn from that time."""
    planner(generate("S", seed), RULES, GOALS, seconds=60)  # so that the process is there
    begun = time.monotonic()
    planner(week, RULES, GOALS, seconds=60)
    whole = time.monotonic() - begun
    r = random.Random(seed)
    for _ in range(moments):
        after = r.uniform(0, whole)
        end = time.monotonic() + after
        run = planner(week, RULES, GOALS, seconds=60, stop=lambda end=end: time.monotonic() >= end)  # type: ignore[misc]
        yield Stop(after, max(0.0, time.monotonic() - end), run)


def wrong(week: Instance, run: Run) -> Iterator[str]:
    """What the answer says that is not so."""
    if run.status is Status.OUT_OF_TIME:
        if run.plan is not None or run.points is not None or run.bound is not None or run.stages:
            yield "a value without a plan"
        return
    if run.plan is None:
        yield f"{run.status} without a plan"
        return
    review = judge(Week(week, RULES), run.plan, GOALS)
    yield from (f"breach of {finding.code}" for finding in review.breaches)
    if tuple(s.vector for s in review.stages) != who(run) or review.points != run.points:
        yield "the judge counts otherwise"
    if run.bound is not None and (run.bound > (run.points or 0) or not run.stages_proved):
        yield "a bound that cannot be"
    if (run.cut_short == "") != (run.status is Status.OPTIMAL):
        yield "cut short and proved"


def main() -> None:
    """Print each moment."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="L")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--moments", type=int, default=40)
    given = parser.parse_args()
    week = generate(given.size, given.seed, beds=TENSE)
    slowest, faults = 0.0, 0
    with ChildPlanner() as planner:
        for after, took, run in stops(planner, week, given.moments, given.seed):
            said = list(wrong(week, run))
            slowest, faults = max(slowest, took), faults + len(said)
            print(
                f"{after:6.2f} s: {took:.2f} s, {run.status}, {run.points} points, {'; '.join(said)}",
                flush=True,
            )
    print(f"{given.moments} stops, {faults} faults, the slowest answer after {slowest:.2f} s")


if __name__ == "__main__":
    main()
