"""Who is housed is decided before any wish: no points, however they are set, change the stages (a) to (f).

`python -m tests.solver.weights` tries 300 weeks.
"""

import random
from collections import Counter

from placement.domain.instance import Instance
from placement.domain.run import Status
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver.run import solve
from tests.agreement import FAMILIES
from tests.random_worlds import tiny
from tests.solver.campaign import Seen, main
from tests.solver.changes import weighed, who

SETTINGS = 4


def any_week(seed: int) -> Instance:
    """A small random week; each fifth is the fictional week of a town, half of these with a group that arrived."""
    if seed % 10 == 6:
        return generate("S", seed)
    if seed % 10 == 9:
        return generate("S", seed, beds=TENSE, group_arrival=True)
    return tiny(seed, FAMILIES[seed % len(FAMILIES)])


def check(seed: int) -> Seen:
    """Four random settings of all goals, and none at all, against the default."""
    instance, r = any_week(seed), random.Random(seed)
    usual = solve(instance, RULES, GOALS)
    faults = [] if usual.status is Status.OPTIMAL else [f"seed {seed}: {usual.status}"]
    points = set()
    for n in range(SETTINGS + 1):
        other = weighed(instance, r, most=1000 if n else 0)
        run = solve(other, RULES, GOALS)
        points.add(run.plan)
        if run.status is not Status.OPTIMAL or who(run) != who(usual):
            faults.append(f"seed {seed}: weights {n} change who is housed: {who(usual)} {who(run)}")
    return Seen(
        Counter(weeks=1, settings=SETTINGS + 1, **{"weeks where the plan moved": len(points) > 1}),
        tuple(faults),
    )


if __name__ == "__main__":
    main(check, 300)
