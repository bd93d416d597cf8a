"""What it saves that futures go where it is open what comes first: `python -m benchmarks.racing WEEK --keep FOLDER`.

What to open next is asked as the command asks it. Then every candidate that was done with early meets the rest of the
futures too, and is ranked on all of them: the answer that the same number of futures for each would have given.
"""

import argparse
from pathlib import Path
from unittest.mock import patch

from placement.domain.resource import Need
from placement.domain.scenario import Scenario
from placement.service.next_capacity import MOST, NextCapacity, next_capacity
from placement.service.planning import load
from placement.simulation import racing
from placement.simulation.kept import Kept


def firsts(found: NextCapacity) -> list[str]:
    """The candidate that comes first of each need, where one is shown to help."""
    rows = [[row for row in found.rows if row.rank and row.need is need] for need in Need]
    return [f"{one[0].need.value}: {one[0].resource.id}" for one in rows if one]


def told(name: str, found: NextCapacity) -> str:
    """A line of the table."""
    futures = found.futures + sum(row.futures for row in found.rows)
    shown = sum(row.rank is not None for row in found.rows)
    return f"| {name} | {futures} | {shown} of {len(found.rows)} | {'; '.join(firsts(found))} |"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("week", type=Path)
    options.add_argument("--keep", type=Path, required=True)
    options.add_argument("--weeks", type=int, default=6)
    options.add_argument("--replications", type=int, default=40)
    options.add_argument("--most", type=int, default=MOST)
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    scenario = Scenario(name="racing", weeks=given.weeks, replications=given.replications)
    base, kept = load(given.week), Kept(given.keep)

    def ask() -> NextCapacity:
        return next_capacity(base, scenario, kept, most=given.most, workers=given.workers)

    print("| futures | in all | shown to help | first of each need |\n|---|--:|--:|---|")
    print(told("where it is open", ask()), flush=True)
    with patch.object(racing, "looks", lambda most: (most,)):
        print(told("the same for each", ask()))


if __name__ == "__main__":
    main()
