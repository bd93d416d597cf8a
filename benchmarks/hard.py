"""Hard weeks, found by search: `python -m benchmarks.hard --size M --tries 60 --write`.

The parameters of made-up weeks are drawn and the hardest so far changed a little, again and again: the hardest is where
the search takes most processor time, and more so where it leaves a gap. The hardest few get names in
`benchmarks/hard_weeks.json`, with what makes them anew and what they came to; nothing else of them is kept.
"""

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.stopwatch import phases
from placement.domain.instance import Instance
from placement.domain.run import Run
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import solve

KEPT = Path(__file__).parent / "hard_weeks.json"
GAP_SECONDS = 1000.0
"""What a gap of all points counts for beside a second."""
FRESH = 0.4
"""Share of tries that begin anew."""
NEAR = 0.05
"""How far beds a person move in one change."""


@dataclass(frozen=True)
class Recipe:
    """What makes a week anew."""

    size: str
    seed: int
    beds: float
    men_heavy: bool
    group_arrival: bool

    def week(self) -> Instance:
        """The week."""
        return generate(
            self.size, self.seed, beds=self.beds, men_heavy=self.men_heavy, group_arrival=self.group_arrival
        )


@dataclass(frozen=True)
class Found:
    """A week and what it came to."""

    recipe: Recipe
    seconds: float
    """Processor seconds of stages and goals."""
    status: str
    points: int | None
    bound: int | None

    @property
    def hardness(self) -> float:
        """Seconds, and more for a gap."""
        if self.points is None or self.bound is None:
            return self.seconds + GAP_SECONDS
        return self.seconds + GAP_SECONDS * (self.points - self.bound) / max(1, self.points)


def tried(recipe: Recipe, seconds: float) -> Found:
    """Plan the week."""
    with phases() as spent:
        run: Run = solve(recipe.week(), RULES, GOALS, seconds=seconds, workers=1)
    took = spent["stages"] + spent["goals"]
    return Found(recipe, round(took, 3), run.status.value, run.points, run.bound)


def drawn(size: str, r: random.Random) -> Recipe:
    """Any week of the size, rather tense."""
    return Recipe(
        size, r.randrange(1, 10_000), round(r.uniform(0.9, 1.4), 2), r.random() < 0.3, r.random() < 0.3
    )


def changed(recipe: Recipe, r: random.Random) -> Recipe:
    """The same week in one respect otherwise."""
    beds = round(min(1.6, max(0.7, recipe.beds + r.uniform(-NEAR, NEAR))), 2)
    return r.choice(
        [
            replace(recipe, beds=beds),
            replace(recipe, men_heavy=not recipe.men_heavy),
            replace(recipe, group_arrival=not recipe.group_arrival),
        ]
    )


def search(size: str, tries: int, seconds: float, seed: int) -> list[Found]:
    """All that was tried, the hardest first, each recipe once."""
    r = random.Random(seed)
    found: dict[Recipe, Found] = {}
    for n in range(tries):
        best = max(found.values(), key=lambda one: one.hardness, default=None)
        recipe = drawn(size, r) if best is None or r.random() < FRESH else changed(best.recipe, r)
        if recipe not in found:
            found[recipe] = tried(recipe, seconds)
            print(n + 1, found[recipe], flush=True)
    return sorted(found.values(), key=lambda one: -one.hardness)


def kept() -> dict[str, Found]:
    """The named weeks."""
    rows = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return {name: Found(**row | {"recipe": Recipe(**row["recipe"])}) for name, row in rows.items()}


def keep(size: str, found: list[Found]) -> None:
    """Name these weeks, in place of those of the same size that were named before."""
    named = {name: one for name, one in kept().items() if one.recipe.size != size}
    named |= {f"{size}-{one.recipe.seed}": one for one in found}
    rows = {name: asdict(one) for name, one in sorted(named.items())}
    KEPT.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def main() -> None:
    """Search, and keep the hardest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="M")
    options.add_argument("--tries", type=int, default=60)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=int, default=3)
    options.add_argument("--write", action="store_true")
    options.add_argument(
        "--again", action="store_true", help="plan the named weeks and tell what they take now"
    )
    given = options.parse_args()
    if given.again:
        for name, one in kept().items():
            now = tried(one.recipe, given.seconds)
            print(
                f"{name}: {now.seconds:.2f} s ({one.seconds:.2f} s when it was found), {now.status}, {now.points}"
            )
        return
    begun = time.monotonic()
    found: dict[int, Found] = {}
    for one in search(given.size, given.tries, given.seconds, given.seed):
        found.setdefault(one.recipe.seed, one)
    print(f"{given.tries} tries, {time.monotonic() - begun:.0f} s")
    if given.write:
        keep(given.size, list(found.values())[: given.keep])


if __name__ == "__main__":
    main()
