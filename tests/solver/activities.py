"""No activity, contact or interpreter is ever a condition for a bed (A04).

A week without all of them houses the same people in the same time: the stages (a) to (f) are the same, and so is every
row that the stages are given. `python -m tests.solver.activities` tries 300 weeks.
"""

from collections import Counter
from datetime import time
from typing import Any

import numpy as np

from placement.domain.instance import Instance
from placement.domain.programme import EnrolmentKind
from placement.domain.run import Status
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.candidates import candidates
from placement.solver.linear import linear
from placement.solver.model import _forbidden, housing_rows, longest
from placement.solver.run import solve
from placement.solver.terms import build
from tests.random_worlds import ACTS, tiny
from tests.solver.campaign import Seen, main
from tests.solver.changes import who

HOUSING = frozenset({
    "schema_version", "as_of", "policy", "areas", "units", "closures", "can_receive", "bed_prices", "households",
    "outsiders", "relations", "knows_address", "avoid_areas", "consents", "move_consents", "vetoes", "stays", "exits",
    "offers", "tier_changes", "pins", "overrides", "releases", "waivers",
})  # fmt: skip
"""What is asked about beds; every other table is about activities or helpers."""
FAMILIES = (*ACTS, "mixed", "generated")


def week_of(seed: int) -> Instance:
    """A small week of each family about activities in turn; each sixteenth is the fictional week of a town.

    In each third week every door closes at noon, so that many activities stand against every bed.
    """
    family = FAMILIES[seed % len(FAMILIES)]
    week = generate("S", seed) if family == "generated" else tiny(seed, family)
    if seed % 3:
        return week
    return week.but(units=tuple(u.but(door_closes=time(12)) for u in week.units))


def without_activities(instance: Instance) -> Instance:
    """The same week with housing alone."""
    helpers = {t.alias for t in instance.interpreters} | {c.alias for c in instance.contacts}
    changed: dict[str, Any] = {table: () for table in Instance.model_fields if table not in HOUSING}
    changed["relations"] = tuple(r for r in instance.relations if not helpers & {r.a, r.b})
    changed["overrides"] = tuple(o for o in instance.overrides if o.unit)
    return instance.but(**changed)


def housing_arrays(instance: Instance) -> list[np.ndarray]:
    """All that the stages are given: options, rows and columns about housing."""
    made = candidates(Week(instance, RULES), GOALS)
    terms = build(made, GOALS)
    model, keep = housing_rows(terms, linear(terms), longest(made, ~_forbidden(terms)))
    small = model.only(keep)
    return [
        made.household, made.place, made.start, made.until, made.move, keep[: len(made)], small.row, small.col,
        small.coef, small.low, small.high, small.upper,
    ]  # fmt: skip


def check(seed: int) -> Seen:
    """One week with its activities and without them."""
    instance = week_of(seed)
    bare = without_activities(instance)
    faults = []
    if not all(map(np.array_equal, housing_arrays(instance), housing_arrays(bare))):
        faults.append(f"seed {seed}: the stages are given other rows")
    usual, run = solve(instance, RULES, GOALS), solve(bare, RULES, GOALS)
    if not usual.status is run.status is Status.OPTIMAL:
        faults.append(f"seed {seed}: {usual.status} {run.status}")
    if who(usual) != who(run):
        faults.append(f"seed {seed}: {who(run)} without activities, {who(usual)} with them")
    acts = usual.plan.enrolments if usual.plan else ()
    tried = Counter({
        "weeks": 1, "weeks with enrolments": any(e.kind is EnrolmentKind.NEW for e in acts),
        "weeks with one given up": any(e.kind is EnrolmentKind.GIVEN_UP for e in acts),
        "weeks where homes differ": (usual.plan and usual.plan.stays) != (run.plan and run.plan.stays),
    })  # fmt: skip
    return Seen(tried, tuple(faults))


if __name__ == "__main__":
    main(check, 300)
