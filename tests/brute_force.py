"""The best plan of a small week by trying all of them: only the judge and the domain's definition of an option.

First all plans of stays, then for those of them that house people best everything else that can be planned beside
them (`every_act.py`): what is more than housing decides only among these.

`python -m tests.brute_force --seeds 1500` runs the whole comparison; CI runs a slice (test_brute_force.py).
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.option import _against, dates_of, is_open_to, kind_of
from placement.domain.review import Review
from placement.domain.run import Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests import every_act
from tests.agreement import FAMILIES
from tests.every_act import Everything, TooMany, stands, with_give_ups
from tests.random_worlds import tiny

MOST = 3000
"""Larger worlds are left out."""


def options(week: Week) -> dict[str, list[Stay]]:
    """Household -> its options: of one start the longest stay that the judge lets stand beside what is held."""
    found: dict[str, list[Stay]] = {}
    for household in week.households:
        if not week.wants_option(household):
            continue
        best: dict[tuple[str, object], Stay] = {}
        for place in week.places:
            if not is_open_to(week, household, place):
                continue
            blocking, _ = _against(week, household, place)
            kind = kind_of(week, household, place)
            for start, until in dates_of(week, household, place, blocking):
                stay = Stay(household=household.alias, place=place.alias, start=start, until=until, kind=kind)
                if stands(week, (stay,)):
                    key = (place.alias, start)
                    if key not in best or best[key].until < stay.until:  # type: ignore[operator]
                        best[key] = stay
        found[household.alias] = list(best.values())
    return found


def value(review: Review) -> tuple[object, ...]:
    """What is minimised: the stages tier by tier, then all goals."""
    return (*(s.vector for s in review.stages), review.points)


class Best(NamedTuple):
    """The least value and how many plans were tried; no value where the world was too large."""

    value: tuple[object, ...] | None
    plans: int


def best_of(week: Week, acts: int = every_act.MOST) -> Best:
    """Try every plan that two-by-two looks possible; at most so many with more than stays."""
    per = options(week)
    names = sorted(per)
    fits: dict[tuple[Stay, Stay], bool] = {}

    def beside(a: Stay, b: Stay) -> bool:
        if (a, b) not in fits:
            fits[a, b] = stands(week, (a, b))
        return fits[a, b]

    size = 1
    for name in names:
        size *= 1 + len(per[name])
    if size > MOST * 20:
        return Best(None, size)
    plans: list[tuple[Stay, ...]] = [()]
    for name in names:
        plans += [(*p, s) for p in plans for s in per[name] if all(beside(o, s) for o in p)]
    if len(plans) > MOST:
        return Best(None, len(plans))
    try:
        return least(week, plans, acts)
    except TooMany as many:
        return Best(None, many.plans)


def least(week: Week, plans: Iterable[tuple[Stay, ...]], acts: int = every_act.MOST) -> Best:
    """The least value of these plans of stays with anything else. Raises TooMany, and ValueError without a plan."""
    reviews = {stays: judge(week, with_give_ups(week, stays), ()) for stays in plans}
    good = {stays: value(review)[:-1] for stays, review in reviews.items() if not review.breaches}
    housed = min(good.values())
    best = {s: judge(week, with_give_ups(week, s), GOALS) for s, stages in good.items() if stages == housed}
    everything = Everything(week, GOALS, acts)
    points = everything.least_points(best)
    return Best((*housed, points), len(reviews) + everything.tried)


class Outcome(NamedTuple):
    """One world: what the solver and brute force say."""

    seed: int
    family: str
    plans: int
    agree: bool | None
    solver: tuple[object, ...] | None = None
    brute: tuple[object, ...] | None = None


def outcome(seed: int, family: str, acts: int = every_act.MOST) -> Outcome:
    """Compare the solver with brute force on one world."""
    instance: Instance = tiny(seed, family)
    week = Week(instance, RULES)
    best = best_of(week, acts)
    if best.value is None:
        return Outcome(seed, family, best.plans, None)
    run = solve(instance, RULES, GOALS)
    if run.status is not Status.OPTIMAL or run.plan is None:
        return Outcome(seed, family, best.plans, agree=False)
    review = judge(week, run.plan, GOALS)
    mine = value(review)
    claimed = (*(s.vector for s in run.stages), run.points)
    agree = mine == best.value == claimed and not review.breaches
    return Outcome(seed, family, best.plans, agree, claimed, best.value)


def _job(job: tuple[int, str]) -> Outcome:
    return outcome(*job)


def campaign(first: int, seeds: int, workers: int = 2) -> Iterator[Outcome]:
    """Worlds of all families in turn."""
    jobs = [(seed, FAMILIES[seed % len(FAMILIES)]) for seed in range(first, first + seeds)]
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_job, jobs, chunksize=4)


def main() -> None:
    """Print what the comparison showed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=1500)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    begun, counts, plans = time.time(), Counter[str](), 0
    for one in campaign(given.first, given.seeds):
        counts["left out" if one.agree is None else "same" if one.agree else "different"] += 1
        plans += one.plans if one.agree is not None else 0
        if one.agree is False and counts["different"] < 10:
            print(one)
    print(dict(counts), f"{plans} plans, {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
