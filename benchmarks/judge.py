"""How long the judge takes: `python -m benchmarks.judge [persons]` prints milliseconds, the best of five."""

import sys
import time

from benchmarks.city import city, greedy
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES

TIMES = 5


def main(persons: int) -> None:
    """Judge a sound plan of a fictional town, and give the reasons of those who got no place."""
    instance = city(persons, RULES)
    plan = greedy(instance, RULES)
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        review = audit(instance, plan, RULES, GOALS)
        took.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    unplaced = reasons(Week(instance, RULES), plan)
    asked = time.perf_counter() - begun
    people = sum(len(h.members) for h in instance.households)
    places = len(Week(instance, RULES).places)
    print(
        f"{people} persons, {len(instance.households)} households, {places} places, {len(plan.stays)} planned"
    )
    print(
        f"judge: {min(took) * 1000:.0f} ms, {len(review.findings)} findings, {len(review.breaches)} breaches"
    )
    print(f"reasons: {asked * 1000:.0f} ms for {len(unplaced)} households")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
