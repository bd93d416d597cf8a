"""Campaign: with a limit on moves the plan is the best of all that keep it, by trying all of them.

`python -m tests.budget --weeks 300`
"""

from collections import Counter

from placement.domain.instance import Instance
from placement.domain.move_budget import RULE, SETTING
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.smallest import housing_alone
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.brute_force import best_of, value
from tests.random_worlds import tiny
from tests.review.weeks import main
from tests.solver.campaign import Seen

MOST = 500
"""Plans beside one plan of stays."""
FAMILIES = ("G01", "H14", "H12", "G18", "H07", "H03", "mixed", "H10")


def homes_alone(instance: Instance) -> Instance:
    """The week without activities and helpers, so that there is little to try."""
    return housing_alone(instance).but(
        contacts=(), absences=(), assignments=(), impartiality=(), interpreters=(), bookable_hours=()
    )


def limited(instance: Instance, most: int) -> Instance:
    """The week in which a plan may hold so many moves that can wait."""
    settings = instance.policy.settings | {RULE: {SETTING: most}}
    return instance.but(policy=instance.policy.but(settings=settings))


def check(seed: int) -> Seen:
    """One small week without a limit, and with one of 0, 1 and 2."""
    free = homes_alone(tiny(seed, FAMILIES[seed % len(FAMILIES)]))
    instance = limited(free, seed // len(FAMILIES) % 3)
    week = Week(instance, RULES)
    best = best_of(week, MOST)
    if best.value is None:
        return Seen(Counter(left_out=1))
    run = solve(instance, RULES, GOALS)
    if run.status is not Status.OPTIMAL or run.plan is None:
        return Seen(faults=(f"{seed}: {run.status}",))
    review = judge(week, run.plan, GOALS)
    claimed = (*(stage.vector for stage in run.stages), run.points)
    faults = [f"{seed}: {claimed}, the best is {best.value}"] if claimed != best.value else []
    if review.breaches or value(review) != claimed:
        faults.append(f"{seed}: the judge says {review.breaches}")
    alone = solve(free, RULES, GOALS)
    assert alone.plan is not None
    binds = any(one.rule == "move_budget" for one in judge(week, alone.plan, GOALS).breaches)
    return Seen(Counter(weeks=1, binds=binds, plans=best.plans), tuple(faults))


if __name__ == "__main__":
    main(check)
