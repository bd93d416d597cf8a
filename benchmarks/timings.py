"""How long planning takes: `python -m benchmarks.timings` prints a Markdown table (milliseconds, median and range).

From the instance in memory to the plan, and to its review. Whole weeks of benchmarks/weeks.py, several seeds, one
process, one engine worker; the figures of one machine, to be compared with each other.
"""

import platform
import statistics
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.weeks import week
from placement.domain.instance import Instance
from placement.domain.run import Status
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver import solve
from placement.tables.read import read_week

SEEDS = range(1, 11)
SIZES = (20, 40, 60)


def measured(instance: Instance) -> tuple[float, float, bool]:
    """Seconds to the plan, seconds to its review, and whether it was proved and found sound."""
    begun = time.perf_counter()
    run = solve(instance, RULES, GOALS, seconds=60)
    planned = time.perf_counter()
    if run.plan is None:
        return planned - begun, 0.0, False
    review = audit(instance, run.plan, RULES, GOALS)
    sound = not review.breaches and review.points == run.points and review.stages == run.stages
    return planned - begun, time.perf_counter() - planned, sound and run.status is Status.OPTIMAL


def row(name: str, instances: list[Instance]) -> str:
    """One line of the table."""
    found = [measured(i) for i in instances]
    plans, reviews = ([one[k] * 1000 for one in found] for k in (0, 1))
    people = [sum(len(h.members) for h in i.households) for i in instances]
    proved = sum(one[2] for one in found)
    return (
        f"| {name} | {min(people)}-{max(people)} | {statistics.median(plans):.0f} "
        f"({min(plans):.0f}-{max(plans):.0f}) | {statistics.median(reviews):.0f} "
        f"({min(reviews):.0f}-{max(reviews):.0f}) | {proved} of {len(found)} |"
    )


def main() -> None:
    """Print the machine, the versions and the table."""
    measured(week(20, 99))  # the first run pays for imports
    print(f"Python {platform.python_version()}, OR-Tools {version('ortools')}, numpy {version('numpy')}; "
          f"seeds {SEEDS.start}-{SEEDS.stop - 1}")  # fmt: skip
    print("\n| week | persons | plan, ms | review, ms | proved and sound |\n|---|---|---|---|---|")
    bergen = read_week(Path(__file__).parents[1] / "data" / "bergen_week")
    print(row("data/bergen_week, 5 times", [bergen] * 5))
    for size in SIZES:
        print(row(f"{size} households", [week(size, seed) for seed in SEEDS]))


if __name__ == "__main__":
    main()
