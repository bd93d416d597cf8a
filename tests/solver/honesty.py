"""However little time there is, a run claims nothing that is not so.

`python -m tests.solver.honesty` tries 60 fictional weeks of sizes S and M, tense and roomy, a fourth of them with
pins and a third with a group that arrived, and six limits.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver.candidates import candidates
from placement.solver.linear import linear
from placement.solver.run import solve
from placement.solver.terms import build
from tests.solver.campaign import Seen, main
from tests.solver.changes import value, who

LIMITS = (0.0001, 0.02, 0.05, 0.15, 0.3, 0.8)
"""Seconds."""
GRACE = 1.0
"""Processor seconds beyond the limit and the building of the model: a busy machine is no fault."""


def build_seconds(instance: Instance) -> float:
    """How long it takes here, now, to make the arrays."""
    begun = time.process_time()
    linear(build(candidates(Week(instance, RULES), GOALS), GOALS))
    return time.process_time() - begun


def pinned(instance: Instance, best: Run, r: random.Random) -> Instance:
    """Some of the best plan's stays as pins: they can all be kept."""
    stays = best.plan.stays if best.plan else ()
    some = r.sample(stays, len(stays) // 3)
    return instance.but(pins=tuple(Pin(household=s.household, place=s.place, start=s.start) for s in some))


def claims(instance: Instance, run: Run, best: Run) -> Iterator[str]:
    """What a run says that is not so."""
    if run.status not in (Status.OPTIMAL, Status.FEASIBLE):
        if run.status is not Status.OUT_OF_TIME or not instance.pins:
            yield f"status {run.status}"
        if run.plan is not None or run.points is not None or run.bound is not None or run.stages:
            yield f"a value with status {run.status}"
    elif run.plan is None or run.points is None:
        yield "no plan"
    else:
        review = judge(Week(instance, RULES), run.plan, GOALS)
        yield from (f"breach of {finding.code} {finding.about}" for finding in review.breaches)
        if tuple(s.vector for s in review.stages) != who(run) or review.points != run.points:
            yield "the judge counts otherwise"
        yield from _against_the_best(run, run.points, best)


def _against_the_best(run: Run, points: int, best: Run) -> Iterator[str]:
    if run.bound is not None and (run.bound > min(points, best.points or 0) or not run.stages_proved):
        yield f"bound {run.bound}, points {points}, best {best.points}, stages proved {run.stages_proved}"
    if run.status is Status.OPTIMAL and value(run) != value(best):
        yield "called the best and is not"
    if run.stages_proved and who(run) != who(best):
        yield "stages called proved and are not"
    if value(run) < value(best):
        yield "better than the best"


def check(seed: int) -> Seen:
    """One week under every limit."""
    r = random.Random(seed)
    instance = generate(
        r.choice(["S", "M", "M"]), seed, beds=r.choice([TENSE, ROOMY]), group_arrival=seed % 3 == 0
    )
    best = solve(instance, RULES, GOALS, seconds=60)
    if seed % 4 == 1:
        instance = pinned(instance, best, r)
    building = build_seconds(instance)
    tried: Counter[str] = Counter(weeks=1)
    faults = []
    for limit in LIMITS:
        begun = time.process_time()
        run = solve(instance, RULES, GOALS, seconds=limit)
        spent = time.process_time() - begun
        tried[f"{run.status}"] += 1
        faults += [f"seed {seed}, {limit} s: {one}" for one in claims(instance, run, best)]
        if spent > max(limit, building) * 1.5 + GRACE:
            faults.append(f"seed {seed}: {spent:.2f} s instead of {limit}")
    return Seen(tried, tuple(faults))


if __name__ == "__main__":
    main(check, 60)
