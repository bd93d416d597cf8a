"""One week, one plan: fresh processes, other hash seeds and other orders of rows give it byte for byte.

Every other process has one engine worker, the others two. `python -m tests.solver.repeat` starts 100 processes, two at
a time; each plans every week once. `LARGE=1 python -m tests.solver.repeat` takes two large weeks instead.
"""

import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from placement.domain.instance import Instance
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver.run import solve
from placement.tables.read import read_week
from tests.solver.campaign import Seen, main
from tests.solver.changes import shuffled

ROOT = Path(__file__).parents[2]
LARGE = "LARGE"
"""Name of a setting from outside: large weeks, on which engines race, instead of small ones; the second has sides."""
PATIENCE_SECONDS = 900


def weeks() -> dict[str, Instance]:
    """The example weeks, two fictional weeks of a town, one with a group that arrived, and one of size M."""
    if os.environ.get(LARGE):
        return {"L": generate("L", 2, beds=TENSE), "L, two sides": generate("L", 3, beds=1.08)}
    found = {f"data/{name}": ROOT / "data" / name for name in ("small_town", "bergen_week")}
    there = {name: read_week(path) for name, path in found.items() if path.exists()}
    towns = {"a town": generate("S", 3), "a group": generate("S", 3, beds=TENSE, group_arrival=True)}
    return there | towns | {"M": generate("M", 1, beds=TENSE)}


@cache
def digest(seed: int) -> str:
    """A line a week: its name and a hash of all that the run says but its seconds; rows shuffled by seed."""
    r = random.Random(seed)
    lines = []
    for name, instance in weeks().items():
        facts = shuffled(instance, r) if seed else instance
        run = solve(facts, RULES, GOALS, seconds=600, workers=1 + seed % 2)
        said = run.but(seconds=0.0).model_dump_json().encode()
        lines.append(f"{name} {run.status} {hashlib.sha256(said).hexdigest()[:16]}")
    return "; ".join(lines)


def check(seed: int) -> Seen:
    """What a process of its own says."""
    env = os.environ | {
        "PYTHONHASHSEED": str(random.Random(seed).randrange(1, 2**32)),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", f"from tests.solver.repeat import digest; print(digest({seed}))"],
        env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    said = done.stdout.strip()
    if not said or said != digest(0):
        return Seen(Counter(processes=1), (f"seed {seed}: {said or done.stderr[-300:]}",))
    return Seen(Counter(processes=1, plans=len(weeks())))


if __name__ == "__main__":
    main(check, 100)
