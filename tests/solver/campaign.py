"""A campaign: one check over many seeds in two processes, and what it found."""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seen:
    """What one seed showed: what was tried (to be counted) and what was wrong (each a line)."""

    tried: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()


Check = Callable[[int], Seen]


def campaign(check: Check, seeds: Iterable[int], workers: int = 2) -> Seen:
    """All that the seeds showed."""
    tried: Counter[str] = Counter()
    faults: list[str] = []
    with ProcessPoolExecutor(workers) as pool:
        for seen in pool.map(check, seeds, chunksize=2):
            tried.update(seen.tried)
            faults += seen.faults
    return Seen(tried, tuple(faults))


def main(check: Check, seeds: int) -> None:
    """Run a whole campaign from the command line and print what it showed; ends with 1 if there is a fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=seeds)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    begun = time.monotonic()
    seen = campaign(check, range(given.first, given.first + given.seeds))
    for fault in seen.faults[:20]:
        print(fault)
    what = ", ".join(f"{n} {name}" for name, n in sorted(seen.tried.items()))
    print(f"seeds {given.first}-{given.first + given.seeds - 1}: {what}; {len(seen.faults)} faults, "
          f"{time.monotonic() - begun:.0f} s")  # fmt: skip
    raise SystemExit(bool(seen.faults))
