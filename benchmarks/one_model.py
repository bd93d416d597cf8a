"""What planning homes first and activities after loses: `python -m benchmarks.one_model --size M --seeds 20`.

Homes first: the week without its activities is planned, each household's home (or none) is locked, and the activities
are planned around these. Both plans are proved best for what they may choose; who is housed is the same in both.
"""

import argparse
from typing import NamedTuple

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.simulation.sizes import Size
from placement.solver import solve

ACTIVITIES = (
    "programmes", "language_levels", "appointments", "activity_wishes", "activity_consents", "enrolments",
)  # fmt: skip


class Lost(NamedTuple):
    """Points of one week: planned as one, and homes first."""

    as_one: int
    homes_first: int

    @property
    def points(self) -> int:
        """What homes first costs."""
        return self.homes_first - self.as_one


def lost(instance: Instance) -> Lost:
    """Plan a week both ways. Raises RuntimeError where one is not proved, or somebody else would be housed."""
    as_one = _proved(instance)
    overrides = tuple(o for o in instance.overrides if o.programme is None)
    bare = instance.but(**dict.fromkeys(ACTIVITIES, ()), overrides=overrides)
    homes = _proved(bare)
    assert homes.plan is not None  # noqa: S101 - proved
    first = _proved(instance.but(pins=(*instance.pins, *locks(instance, homes.plan))))
    if as_one.stages != first.stages:
        raise RuntimeError("activities changed who is housed")
    return Lost(as_one.points or 0, first.points or 0)


def locks(instance: Instance, plan: Plan) -> list[Pin]:
    """Every household's home as the plan has it, as locks: this place from this date, or no place at all."""
    stays = {s.household: s for s in plan.stays}
    found = []
    for household in Week(instance, RULES).households:
        if stay := stays.get(household.alias):
            found.append(Pin(household=household.alias, place=stay.place, start=stay.start))
        else:
            found += [Pin(household=household.alias, unit=u.alias, must=False) for u in instance.units]
    return found


def _proved(instance: Instance) -> Run:
    run = solve(instance, RULES, GOALS, seconds=60)
    if run.status is not Status.OPTIMAL or run.plan is None:
        raise RuntimeError(f"not proved: {run.status}")
    return run


def main() -> None:
    """Print how many weeks lose points, and how many."""
    options = argparse.ArgumentParser()
    options.add_argument("--size", default="M", type=Size)
    options.add_argument("--seeds", default=20, type=int)
    given = options.parse_args()
    found = [lost(generate(given.size, seed)) for seed in range(1, given.seeds + 1)]
    worse = [one for one in found if one.points]
    total, extra = sum(one.as_one for one in found), sum(one.points for one in found)
    print(
        f"size {given.size}, seeds 1-{given.seeds}: homes first is worse in {len(worse)} of {len(found)} weeks, by "
        f"{extra} points in all ({100 * extra / total:.1f} %), at most {max(one.points for one in found)} in one week"
    )


if __name__ == "__main__":
    main()
