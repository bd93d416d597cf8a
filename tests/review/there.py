"""Campaign: what is said of a household in a place is what the judge finds there, and what the solver does.

The check looks at nothing but the solver and the judge; the explaining code only says what it claims.
`python -m tests.review.there --weeks 500`
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.why_not_there import Means, There, why_not_there
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.review.smallest import SECONDS, week_of
from tests.review.weeks import main
from tests.solver.campaign import Seen

MEANS = Means(RULES, GOALS, solve, SECONDS)
HOUSING = frozenset(rule.code for rule in RULES if rule.is_about_housing)


def solved(instance: Instance, *pins: Pin) -> tuple[Instance, Run]:
    """The week with these locks in place of the same households' own, and the best plan of it.

    The first is kept by a planned stay also where the place is promised for later, which keeps a lock already.
    """
    mine = {pin.household for pin in pins}
    asked = instance.but(pins=(*(p for p in instance.pins if p.household not in mine), *pins))
    keeping = pins[:1] if is_promised(asked, pins[0]) else ()
    return asked, solve(asked, RULES, GOALS, seconds=SECONDS, keeping=keeping)


def is_promised(instance: Instance, pin: Pin) -> bool:
    """Whether the place is kept for the household already."""
    return any((s.household, s.place) == (pin.household, pin.place) for s in instance.stays)


def value(review: Review) -> tuple[object, ...]:
    """What plans are compared by."""
    return (*(stage.vector for stage in review.stages), review.points)


def blocked_faults(instance: Instance, said: There, start: date | None) -> Iterator[str]:
    """Where it is said to be impossible: the solver finds no way, and the judge finds just these rules."""
    pin = Pin(household=said.household, place=said.place, start=start)
    _, run = solved(instance, pin)
    impossible, aside = run.status is Status.IMPOSSIBLE, said.household in run.set_aside
    if is_promised(instance, pin) != impossible or (not impossible and not aside):
        yield "the solver puts it there"
    if said.stay is not None:
        asked = instance.but(pins=(Pin(household=said.household, place=said.place, start=said.stay.start),))
        alone = audit(asked, Plan(stays=(said.stay,)), RULES, GOALS)
        yields = set(Week(asked, RULES).programme)  # an activity yields to a bed, never the bed
        found = [f for f in alone.breaches if f.code in HOUSING and f.where not in yields]
        broken = {f.code for f in found if said.household in f.about}
        if broken != {f.code for f in said.blocking}:
            yield f"the judge finds {sorted(broken)}"


def possible_faults(instance: Instance, plan: Plan, said: There, start: date | None) -> Iterator[str]:
    """Where it is said to be possible: the plan keeps every rule, is the best, and differs just as it is told."""
    pin = Pin(household=said.household, place=said.place, start=start)
    asked, run = solved(instance, pin)
    assert said.after is not None
    assert run.plan is not None
    after, best = audit(asked, said.after, RULES, GOALS), audit(asked, run.plan, RULES, GOALS)
    if after.breaches:
        yield f"breaches {after.breaches[:2]}"
    if value(after) != value(best):
        yield "not the best with the household there"
    if not any((s.household, s.place) == (said.household, said.place) for s in said.after.stays):
        yield "not there"
    mine = [homes(plan), homes(said.after)]
    differ = {name for name in {*mine[0], *mine[1]} if mine[0].get(name) != mine[1].get(name)}
    if {one.household for one in said.touched} != differ - {said.household}:
        yield f"touched are {sorted(differ)}"
    for one in said.touched:
        if (one.before, one.after) != (mine[0].get(one.household), mine[1].get(one.household)):
            yield f"{one.household} is touched otherwise"
    before = audit(instance, plan, RULES, GOALS)
    if said.points != after.points - before.points:
        yield "other points"
    if said.touched and value(best) == value_untouched(instance, plan, said, pin):
        yield "nobody need be touched"


def value_untouched(instance: Instance, plan: Plan, said: There, pin: Pin) -> tuple[object, ...] | None:
    """The value of the best plan with it there in which all others keep what they are given; none: no such plan."""
    keep = (Pin(household=s.household, place=s.place, start=s.start) for s in plan.stays)
    fixed, run = solved(instance, pin, *(p for p in keep if p.household != said.household))
    if run.plan is None or not is_untouched(homes(plan), homes(run.plan), said.household):
        return None
    return value(audit(fixed, run.plan, RULES, GOALS))


def is_untouched(before: dict[str, Stay], after: dict[str, Stay], household: str) -> bool:
    """Whether everybody else keeps what they are given: a lock may be set aside, and who got nothing has none."""
    return all(before.get(name) == after.get(name) for name in {*before, *after} - {household})


def homes(plan: Plan) -> dict[str, Stay]:
    """Household -> the stay that the plan gives it."""
    return {stay.household: stay for stay in plan.stays}


def check(seed: int, *, questions: int = 6) -> Seen:
    """Some questions about one week, each of a household, a place and perhaps a date."""
    instance, tried, faults = week_of(seed), Counter[str](weeks=1), list[str]()
    draw = random.Random(seed)
    run = solve(instance, RULES, GOALS, seconds=SECONDS)
    assert run.plan is not None
    week = Week(instance, RULES)
    asking = [h.alias for h in week.households if week.wants_option(h)]
    for _ in range(questions if asking else 0):
        household, place = draw.choice(asking), draw.choice(week.places).alias
        start = week.as_of + timedelta(days=draw.randrange(30)) if draw.random() < 0.3 else None
        is_best = run.status is Status.OPTIMAL
        said = why_not_there(week, run.plan, household, place, MEANS, start=start, is_best=is_best)
        tried.update({"questions": 1, said.kind: 1})
        found: Iterator[str] = iter(())
        if said.kind == "blocked":
            found = blocked_faults(instance, said, start)
        elif said.after is not None:
            found = possible_faults(instance, run.plan, said, start)
        faults += [f"{seed} {household} {place} {start}: {what}" for what in found]
    return Seen(tried, tuple(faults))


if __name__ == "__main__":
    main(check)
