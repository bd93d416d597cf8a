"""How long the judge takes: `python -m benchmarks.judge` prints a Markdown table, the best of five times.

It judges the plan that the solver finds for a tense fictional week in some seconds, and gives the reasons of those
who got no place.
"""

import argparse
import time

from benchmarks.timings import machine
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from tests.binding import BENCHMARKS, written

TIMES = 5
SECONDS = 60.0
HEAD = (
    "| week | persons | places | planned: stays, activities, contacts, interpreters | judge, ms | findings | breaches "
    "| reasons, ms | without a place |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def line(size: str, seed: int = 1) -> str:
    """Judge a plan several times, and ask once for the reasons."""
    instance = generate(size, seed, beds=TENSE)
    plan = solve(instance, RULES, GOALS, seconds=SECONDS).plan
    if plan is None:
        raise RuntimeError("no plan in time")
    took = []
    for _ in range(TIMES):
        begun = time.process_time()
        review = audit(instance, plan, RULES, GOALS)
        took.append(time.process_time() - begun)
    week = Week(instance, RULES)
    begun = time.process_time()
    unplaced = reasons(week, plan)
    asked = time.process_time() - begun
    people = sum(len(h.members) for h in instance.households)
    acts = ", ".join(str(len(a)) for a in (plan.stays, plan.enrolments, plan.contacts, plan.bookings))
    return (
        f"| {size} tense | {people} | {len(week.places)} | {acts} | {min(took) * 1000:.0f} | {len(review.findings)} "
        f"| {len(review.breaches)} | {asked * 1000:.0f} | {len(unplaced)} |"
    )


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", nargs="*", default=["S", "M", "L"])
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    body = [HEAD, *map(line, given.sizes)]
    print("\n".join(body))
    if given.write:
        note = f"`python -m benchmarks.judge`: seed 1, processor time, the best of {TIMES}. {machine()}."
        text = written(BENCHMARKS.read_text("utf-8"), "judge", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
