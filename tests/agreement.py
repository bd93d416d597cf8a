"""Builder and judge about the same plans: every plan of a small world, seen from both halves.

`python -m tests.agreement --seeds 2000 --plans 0` judges the whole sets; CI runs a slice (test_agreement.py).
"""

import argparse
import itertools
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.rule import Rule
from placement.domain.seen import Seen
from placement.domain.week import Week
from placement.review.act_form import act_findings, readable_acts
from placement.review.audit import sound_stays
from placement.review.findings import rule_findings
from placement.review.points import goal_points
from placement.rules import GOALS, RULES
from placement.solver.candidates import Candidates, candidates, from_rows, judged
from placement.solver.pair_points import pair_points
from placement.solver.plans import plan_of
from placement.solver.terms import PLAN_FORM, ArrayTerms, build
from tests.drawn_acts import drawn_acts, with_acts
from tests.random_worlds import ACTS, SPICES, tiny

FAMILIES = (*SPICES, *ACTS, "mixed", "calm")
MOST = 20_000
"""Plans of a world at most, where whole sets were asked for."""
APART = 8
"""Of each so many plans one is judged again without its activities: its stays must be judged the same (A04)."""


class Difference(NamedTuple):
    """One plan about which the halves differ."""

    seed: int
    family: str
    what: str
    rules: tuple[str, ...]
    plan: tuple[tuple[str, ...], ...]


def in_parts(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Each part as a rule of its own, so that no part of a code hides another's slip."""
    return tuple(
        replace(rule, id=f"{rule.id}#{n}", parts=(part,))
        for rule in rules
        for n, part in enumerate(rule.parts)
    )


def drawn_options(week: Week, r: random.Random, per: int, wild: int | None = None) -> Candidates:
    """A few options for each household, `wild` of them of any place and date: allowed or not, on and off the grid."""
    made = candidates(week, ())
    rows = []
    for n, household in enumerate(made.households):
        mine = np.flatnonzero(made.household == n).tolist()
        for k in r.sample(mine, min(len(mine), per)):
            stay = made.stay(k)
            assert stay.until is not None
            rows.append((n, int(made.place[k]), stay.start, stay.until, bool(made.move[k])))
        for _ in range(max(2, per * 3 // 4) if wild is None else wild):
            start = week.first_possible(household).toordinal() + r.choice([0, 0, 3, 7, 14, 20])
            end = min(week.need_end(household).toordinal(), start + r.choice([9, 28, 29, 40, 70]))
            if start < end:
                place = r.randrange(len(week.places))
                move = week.is_housed(household.alias) and r.random() < 0.8
                rows.append((n, place, date.fromordinal(start), date.fromordinal(end), move))
    table = {(n, p, a.toordinal(), b.toordinal(), m, 0, 0) for n, p, a, b, m in rows if a < b}
    drawn = from_rows(week, sorted(table))
    drawn.feasible, drawn.unwaived = made.feasible, made.unwaived
    judged(week, drawn)
    drawn.cost = pair_points(week, GOALS, drawn)
    return drawn


def plans_of(made: Candidates, r: random.Random, most: int) -> np.ndarray:
    """0/1 rows: every combination of at most one option a household, or a sample of `most`."""
    per = [[None, *np.flatnonzero(made.household == n).tolist()] for n in range(len(made.households))]
    total = int(np.prod([len(p) for p in per]))
    if most and total > most:
        chosen = {tuple(r.choice(p) for p in per) for _ in range(most)}
    else:
        chosen = set(itertools.product(*per))
    out = np.zeros((len(chosen), len(made)), np.int64)
    for row, options in enumerate(sorted(chosen, key=str)):
        out[row, [o for o in options if o is not None]] = 1
    return out


class Compared(NamedTuple):
    """What a world showed."""

    plans: int
    good: int
    breaches: Counter[str]
    differences: list[Difference]


def compare(
    seed: int, family: str, most: int, rules: tuple[Rule, ...] | None = None, per: int | None = None
) -> Compared:
    """Builder and judge about the plans of one world: the rules that each breaks, and the points.

    `per`: options drawn for each household; by default so many that a world has about 500 plans.
    """
    r = random.Random(seed)
    week = Week(tiny(seed, family), in_parts(RULES) if rules is None else rules)
    usual = 3 if family in ACTS else 9 if len(week.households) > 2 else 22
    made = drawn_options(week, r, per or usual, wild=1 if family in ACTS else None)
    made.acts = drawn_acts(week, made, r)
    terms = build(made, GOALS)
    chosen = with_acts(terms, plans_of(made, r, most), r, most or MOST)
    return compared(seed, family, made, terms, chosen)


def compared(seed: int, family: str, made: Candidates, terms: ArrayTerms, chosen: np.ndarray) -> Compared:
    """Builder and judge about some plans of a world, rows of 0/1."""
    week = made.week
    values = terms.values(chosen)
    broken = terms.broken(values)
    points = values @ terms.costs() + terms.constant
    blocked = np.concatenate(
        [made.blocked, np.array([made.acts[k].blocked for k in range(len(made.acts))], np.int64)]
    )
    breaches: Counter[str] = Counter()
    found: list[Difference] = []
    good = 0
    for row in range(len(chosen)):
        cols = np.flatnonzero(chosen[row]).tolist()
        builder = {week.rules[n].id for c in cols for n in range(len(week.rules)) if int(blocked[c]) >> n & 1}
        builder |= {rule for rule, bad in broken.items() if bad[row]}
        plan = plan_of(made, chosen[row])
        mine, seen = _breached(week, plan)
        if PLAN_FORM in builder & mine:
            # what cannot be read is shown to no rule
            builder = mine = {PLAN_FORM}
        breaches.update(mine)

        def differ(what: str, names: Iterable[str], plan: Plan = plan) -> None:
            found.append(Difference(seed, family, what, tuple(sorted(names)), _short(plan)))

        if builder != mine:
            differ("builder alone" if builder - mine else "judge alone", builder ^ mine)
        elif not mine:
            good += 1
            priced = [goal_points(week, seen, goal.configured(week.instance.policy)) for goal in GOALS]
            if sum(g.points for g in priced) != int(points[row]):
                differ(f"points {int(points[row])}", (f"{g.code}={g.points}" for g in priced if g.points))
        if len(made.acts) and row % APART == 0:
            bare = plan.but(enrolments=(), contacts=(), bookings=())
            if sound_stays(week, plan) != sound_stays(week, bare):
                differ("stays judged otherwise for an activity", ())
    return Compared(len(chosen), good, breaches, found)


def _breached(week: Week, plan: Plan) -> tuple[set[str], Seen]:
    """Parts of rules that the plan breaks, by the judge, and what the judge looks at."""
    plan, form = readable_acts(week, plan)
    seen = Seen(week, plan)
    form += act_findings(week, seen)
    said = (one.finding for rule in week.rules for one in rule_findings(week, seen, rule))
    mine = {finding.rule for finding in said if finding.kind is FindingKind.BREACH}
    return mine | ({PLAN_FORM} if form else set()), seen


def _short(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """A plan to be read."""
    return (
        *((s.household, s.place, str(s.start), str(s.until), s.kind.value) for s in plan.stays),
        *((e.person, e.programme, str(e.start), str(e.until), e.kind.value) for e in plan.enrolments),
        *((c.household, c.contact, c.kind.value) for c in plan.contacts),
        *((b.person, b.interpreter, b.programme or b.kind.value, str(b.on)) for b in plan.bookings),
    )


def _one(job: tuple[int, str, int]) -> Compared:
    return compare(*job)


def campaign(
    seeds: Iterable[int], most: int, families: tuple[str, ...] = FAMILIES, workers: int = 2
) -> Iterator[Compared]:
    """Worlds of the families in turn."""
    jobs = [(seed, families[seed % len(families)], most) for seed in seeds]
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_one, jobs, chunksize=4)


def main() -> None:
    """Print what a campaign showed."""
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=2000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--plans", type=int, default=500, help="plans a world at most; 0: all")
    options.add_argument("--only", nargs="*", choices=FAMILIES, default=FAMILIES, help="families")
    given = options.parse_args()
    begun, total, good = time.time(), 0, 0
    breaches: Counter[str] = Counter()
    kinds: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Difference] = {}
    sizes: list[int] = []
    for one in campaign(range(given.first, given.first + given.seeds), given.plans, tuple(given.only)):
        total, good = total + one.plans, good + one.good
        breaches.update(one.breaches)
        sizes.append(one.plans)
        for difference in one.differences:
            key = (difference.what.split()[0], *difference.rules)
            kinds[key] += 1
            first.setdefault(key, difference)
    print(
        f"{given.seeds} worlds, {total} plans (median {statistics.median(sizes):.0f} a world), "
        f"{good} without breach, {sum(kinds.values())} differences, {time.time() - begun:.0f} s"
    )
    print("plans in breach, by part:", dict(sorted(breaches.items())))
    for key, n in kinds.most_common(20):
        print(n, key, first[key])


if __name__ == "__main__":
    main()
