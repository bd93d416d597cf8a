"""Pins: kept where they can be, set aside where they break a rule alone, and named where they contradict each other.

`python -m tests.solver.pins` tries 400 small weeks; the clash and the best plan are found a second way by trying all
plans that the judge accepts.
"""

import itertools
import random
from collections import Counter
from collections.abc import Iterator

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.option import fitting
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.options import choices
from placement.review.pins import pin_findings
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.agreement import FAMILIES
from tests.brute_force import least, options
from tests.every_act import TooMany, stands
from tests.random_worlds import tiny
from tests.solver.campaign import Seen, main
from tests.solver.changes import value

MOST = 4000
"""Worlds with more combinations are left out."""


def some_pins(instance: Instance, r: random.Random) -> tuple[Pin, ...]:
    """One to four pins, must and must not, of places and units, with and without a start, wise and foolish."""
    week = Week(instance, RULES)
    pins = []
    names = [h.alias for h in week.households]
    likely = {h.alias: fitting(week, h).places for h in week.households}
    crowded = r.choice(week.places).alias
    for _ in range(r.choice([1, 2, 2, 3, 4])):
        name = r.choice(names)
        if name not in {h.alias for h in instance.households}:
            continue
        place = r.choice(likely[name]) if likely[name] and r.random() < 0.6 else r.choice(week.places).alias
        place = crowded if r.random() < 0.35 else place
        unit = week.place(place).unit.alias if r.random() < 0.3 else None
        starts = sorted({s.start for s in options(week).get(name, [])})
        start = r.choice(starts) if starts and r.random() < 0.25 else None
        pins.append(
            Pin(household=name, place=None if unit else place, unit=unit, start=start, must=r.random() < 0.75)
        )
    return tuple(dict.fromkeys(pins))


def best_of(instance: Instance, pins: tuple[Pin, ...]) -> tuple[object, ...] | str | None:
    """The least value of all plans that keep these pins; "none" if there is none, None if there are too many."""
    week = Week(instance.but(pins=pins), RULES)
    per = {n: s for n, s in options_with_pins(week).items() if s}
    size = 1
    for stays in per.values():
        size *= 1 + len(stays)
    if size > MOST:
        return None
    plans = []
    for chosen in itertools.product(*([None, *stays] for stays in per.values())):
        plan = tuple(sorted((s for s in chosen if s), key=lambda s: s.household))
        if _keeps_pins(week, plan) and stands(week, plan):
            plans.append(plan)
    try:
        return least(week, plans).value if plans else "none"
    except TooMany:
        return None


def _keeps_pins(week: Week, stays: tuple[Stay, ...]) -> bool:
    said = pin_findings(week, Plan(stays=stays))
    return not any(one.finding.kind is FindingKind.BREACH for one in said)


def options_with_pins(week: Week) -> dict[str, list[Stay]]:
    """The options of everybody, whether they keep a pin or not; who is pinned has options too."""
    found = {}
    pinned = {p.household for p in week.instance.pins if p.must}
    for h in week.households:
        if week.wants_option(h) or pinned & {h.alias, h.origin}:
            best: dict[tuple[str, object], Stay] = {}
            for choice in choices(week, h):
                for stay in choice.stays(h):
                    if stands(week, (stay,)):
                        key = (stay.place, stay.start)
                        if key not in best or best[key].until < stay.until:  # type: ignore[operator]
                            best[key] = stay
            found[h.alias] = list(best.values())
    return found


def wrong(instance: Instance, tried: Counter[str]) -> Iterator[str]:
    """What is wrong with the answer to a week with pins."""
    run = solve(instance, RULES, GOALS)
    tried[str(run.status)] += 1
    if run.status is Status.IMPOSSIBLE:
        yield from _clash(instance, run, tried)
        return
    if run.status is not Status.OPTIMAL or run.plan is None:
        yield f"{run.status}"
        return
    review = judge(Week(instance, RULES), run.plan, GOALS)
    yield from (f"breach of {f.code} {f.says} {f.about}" for f in review.breaches)
    if (*(s.vector for s in review.stages), review.points) != value(run):
        yield "the judge counts otherwise"
    aside = {f.about[0] for f in review.findings if f.says == "set_aside" and f.kind is FindingKind.ALARM}
    if aside != set(run.set_aside):
        yield f"set aside: {run.set_aside}, the judge: {aside}"
    tried["set aside"] += bool(aside)
    best = best_of(instance, instance.pins)
    tried["compared with all plans"] += best is not None
    if best is not None and best != value(run):
        yield f"all plans: {best}, the solver {value(run)}"
    bare = solve(instance.but(pins=()), RULES, GOALS)
    tried["pins that cost something"] += value(bare) < value(run)


def _clash(instance: Instance, run: Run, tried: Counter[str]) -> Iterator[str]:
    if best_of(instance, instance.pins) not in ("none", None):
        yield f"impossible {run.clash}, but there is a plan"
    week = Week(instance, RULES)
    named = {*run.clash, *(week.household[h].origin for h in run.clash)}
    core = tuple(p for p in instance.pins if p.household in named)
    alone = solve(instance.but(pins=core), RULES, GOALS)
    if alone.status is not Status.IMPOSSIBLE:
        yield f"the clash {run.clash} is none"
    for household in run.clash:
        mine = {household, week.household[household].origin}
        rest = tuple(p for p in core if p.household not in mine)
        if solve(instance.but(pins=rest), RULES, GOALS).status is Status.IMPOSSIBLE:
            yield f"clash {run.clash}: {household} is needless"
        if best_of(instance, rest) == "none":
            yield f"clash {run.clash}: without {household} there is no plan by brute force"
        tried["members of clashes"] += 1


def check(seed: int) -> Seen:
    """One small week with pins."""
    r = random.Random(seed)
    instance = tiny(seed, FAMILIES[seed % len(FAMILIES)])
    instance = instance.but(pins=some_pins(instance, r))
    tried: Counter[str] = Counter()
    faults = tuple(f"seed {seed}: {one} {[p.model_dump(exclude_defaults=True) for p in instance.pins]}"
                   for one in wrong(instance, tried))  # fmt: skip
    return Seen(tried, faults)


if __name__ == "__main__":
    main(check, 400)
