"""The command line of the campaigns of `review`: `--weeks N`."""

import argparse
import time

from tests.solver.campaign import Check, campaign


def main(check: Check) -> None:
    """Check so many weeks in two processes and print what they showed; ends with 1 if there is a fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--weeks", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    begun = time.monotonic()
    seen = campaign(check, range(given.first, given.first + given.weeks))
    for fault in seen.faults[:20]:
        print(fault)
    what = ", ".join(f"{n} {name}" for name, n in sorted(seen.tried.items()))
    print(f"{what}; {len(seen.faults)} faults, {time.monotonic() - begun:.0f} s")
    raise SystemExit(bool(seen.faults))
