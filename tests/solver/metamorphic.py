"""What must follow when a week changes in a way whose effect is known, without knowing its best plan.

`python -m tests.solver.metamorphic` tries 300 weeks.
"""

import random
from collections import Counter
from collections.abc import Iterator

import numpy as np

from placement.domain.housing import Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.review import Review
from placement.domain.rule import Rule
from placement.domain.run import Run
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.solver.candidates import Candidates, candidates
from placement.solver.linear import linear
from placement.solver.plans import plan_of
from placement.solver.run import solve
from placement.solver.terms import build
from tests.agreement import drawn_options
from tests.drawn_acts import drawn_acts, with_acts
from tests.solver.campaign import Seen, main
from tests.solver.changes import are_told_apart, new_names, plan_by, renamed, shuffled, value, without, worse
from tests.solver.weights import any_week
from tests.worlds import room, unit


def plan_for(instance: Instance, rules: tuple[Rule, ...] = RULES) -> Run:
    """The proved best plan."""
    run = solve(instance, rules, GOALS)
    if not run.stages_proved:
        raise AssertionError(f"not proved: {run.status}")
    return run


def one_more_unit(instance: Instance) -> Instance:
    """A house that takes anybody, with two lockable rooms."""
    zone = Zone(alias="Ny-1", policy=ZonePolicy.MIXED, welcomes_non_binary=True)
    rooms = tuple(room(f"Nyrom-{n}", "Ny-1", single=2, child=1, cots=1) for n in (1, 2))
    new = unit("Nyhus", (zone,), rooms, district=instance.areas[0].alias, security=3)
    return instance.but(units=(*instance.units, new))


def one_more_bed(instance: Instance, r: random.Random) -> Instance:
    """One more single bed in some room that stands empty, so that no held stay changes what it means."""
    held = {name for s in instance.stays for name in s.place.removesuffix("/bed").split("+")}
    empty = sorted(
        q.alias for u in instance.units for q in u.rooms if q.alias not in held and not q.shareable
    )
    if not empty:
        return instance
    lucky = r.choice(empty)
    units = tuple(
        u.but(rooms=tuple(q.but(single=q.single + 1) if q.alias == lucky else q for q in u.rooms))
        for u in instance.units
    )
    return instance.but(units=units)


def arrays(instance: Instance) -> list[np.ndarray]:
    """Everything that an engine is given."""
    made: Candidates = candidates(Week(instance, RULES), GOALS)
    terms = build(made, GOALS)
    model = linear(terms)
    return [
        made.household, made.place, made.start, made.until, made.move, made.cost, model.row, model.col, model.coef,
        model.low, model.high, model.upper, terms.costs(),
    ]  # fmt: skip


def judged_value(review: Review) -> tuple[object, ...]:
    """What a plan is worth, by the judge."""
    return (*(s.vector for s in review.stages), review.points)


def wrong(seed: int, tried: Counter[str]) -> Iterator[str]:
    """Each property that one week does not have."""
    instance, r = any_week(seed), random.Random(seed)
    usual = plan_for(instance)
    week = Week(instance, RULES)
    tried["weeks"] += 1
    if lost := worse(plan_for(one_more_unit(instance)), usual):
        yield f"one more unit: {lost}"
    if lost := worse(plan_for(one_more_bed(instance, r)), usual):
        yield f"one more bed: {lost}"
    mixed = plan_for(shuffled(instance, r))
    if (
        mixed.plan is None
        or usual.plan is None
        or mixed.plan.model_dump_json() != usual.plan.model_dump_json()
    ):
        yield "shuffled rows: another plan"
    yield from _renamed(instance, week, usual, r, tried)
    yield from _without_rule(instance, usual, r, tried)
    yield from _one_fewer(instance, week, r, tried)
    yield from _planted(week, usual, r, tried)


def _without_turns(run: Run) -> tuple[object, ...]:
    """The stages (a) to (d), which no lot decides."""
    return tuple((s.nights, s.not_in_time, s.waiting_days, s.ease) for s in run.stages)


def _renamed(
    instance: Instance, week: Week, usual: Run, r: random.Random, tried: Counter[str]
) -> Iterator[str]:
    names = new_names(instance, r)
    other_instance = renamed(instance, names)
    other = plan_for(other_instance)
    parts = any(h.origin for h in week.households)  # they share a lot: names decide whose turn it is
    mine, theirs = ((_without_turns(run) if parts else value(run)) for run in (usual, other))
    if mine != theirs:
        yield f"renamed: {mine} {theirs}"
    if not parts and are_told_apart(instance):
        tried["renamed to the stay"] += 1
        if plan_by(usual.plan, names) != plan_by(other.plan, {}):
            yield "renamed: another plan"
        if not all(map(np.array_equal, arrays(instance), arrays(other_instance))):
            yield "renamed: an engine is given other arrays"


def _without_rule(instance: Instance, usual: Run, r: random.Random, tried: Counter[str]) -> Iterator[str]:
    """Who comes first is written in facts that rules judge (tiers), so the tiers must be the same to compare."""
    off = r.choice(RULES)
    rest = tuple(rule for rule in RULES if rule is not off)
    before, after = (Week(instance, rules) for rules in (RULES, rest))
    if before.priorities == after.priorities:
        tried["a rule off"] += 1
        if lost := worse(plan_for(instance, rest), usual):
            yield f"{off.code} off: {lost}"


def _one_fewer(instance: Instance, week: Week, r: random.Random, tried: Counter[str]) -> Iterator[str]:
    """Somebody who waits, goes: the others of the same and of higher tiers have no more nights without a place."""
    gone = r.choice(instance.households)
    parts = [h for h in week.households if gone.alias in (h.alias, h.origin)]
    if not parts or any(week.held_of.get(p.alias) for p in parts):
        return
    left = without(instance, gone)
    after = Week(left, RULES)
    kept = {h.alias: week.tier(h.alias) for h in week.households if h not in parts}
    if kept != {h.alias: after.tier(h.alias) for h in after.households}:
        return
    tried["one fewer"] += 1
    before, fewer = plan_for(instance), plan_for(left)
    mine = {week.tier(p.alias) for p in parts}
    for old, new in zip(before.stages, fewer.stages, strict=True):
        rest = old.nights - sum(
            _nights(before, week, p.alias) for p in parts if week.tier(p.alias) == old.tier
        )
        if new.nights > rest:
            yield f"without {gone.alias}: {old.tier} {rest} -> {new.nights}"
        if old.tier in mine or new.nights < rest:
            return  # the tiers below may now lose to this one


def _nights(run: Run, week: Week, alias: str) -> int:
    from placement.review.stages import nights_without

    stays = {s.household: s for s in run.plan.stays} if run.plan else {}
    return nights_without(week, week.household[alias], stays.get(alias))


def _planted(week: Week, usual: Run, r: random.Random, tried: Counter[str]) -> Iterator[str]:
    """Whatever plan the judge accepts, the solver's is not worse."""
    made = drawn_options(week, r, 3)
    made.acts = drawn_acts(week, made, r)
    terms = build(made, GOALS)
    stays = np.zeros((12, len(made)), np.int64)
    for row in stays:
        for n in range(len(made.households)):
            cols = np.flatnonzero(made.household == n).tolist()
            if cols and r.random() < 0.8:
                row[r.choice(cols)] = 1
    for chosen in with_acts(terms, stays, r, 24):
        plan = plan_of(made, chosen)
        review = judge(week, plan, GOALS)
        if not review.breaches:
            tried["planted plans that the judge accepts"] += 1
            if judged_value(review) < value(usual):
                yield f"a better plan: {judged_value(review)} < {value(usual)}: {plan}"


def check(seed: int) -> Seen:
    """All properties of one week."""
    tried: Counter[str] = Counter()
    faults = tuple(f"seed {seed}: {one}" for one in wrong(seed, tried))
    return Seen(tried, faults)


if __name__ == "__main__":
    main(check, 300)
