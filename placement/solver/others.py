"""Plans that differ from others: as rows, so that the best of them is proved like the best of all."""

import numpy as np

from placement.domain.linear import INFINITY, ExtraRow
from placement.domain.plan import Plan
from placement.solver.candidates import Candidates


def differs_from(made: Candidates, plan: Plan) -> ExtraRow:
    """At least one of those whom the plan places is in another unit, or in none.

    Rooms of one unit, dates and activities make no other plan. From a plan that places nobody nothing differs so.
    """
    units = {stay.household: made.week.unit_of(stay).alias for stay in plan.stays}
    mine = [units.get(household.alias) for household in made.households]
    there = [place.unit.alias for place in made.places]
    pairs = zip(made.household.tolist(), made.place.tolist(), strict=True)
    cols = np.array([n for n, (h, p) in enumerate(pairs) if mine[h] == there[p]], np.int64)
    return cols, np.ones(len(cols), np.int64), -INFINITY, float(len(units) - 1)
