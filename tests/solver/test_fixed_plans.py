"""With a plan fixed, the engine finds what the plan is said to break and to cost: no auxiliary column helps it."""

import random

import numpy as np
import pytest

from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.solver.engine import minimise
from placement.solver.linear import linear
from placement.solver.terms import build
from placement.solver.watch import Deadline
from tests.agreement import FAMILIES, drawn_options, plans_of
from tests.drawn_acts import drawn_acts, with_acts
from tests.random_worlds import tiny

PLANS = 12


@pytest.mark.parametrize("family", FAMILIES)
def test_the_engine_agrees_about_every_fixed_plan(family: str):
    r = random.Random(family)
    week = Week(tiny(7, family), RULES)
    made = drawn_options(week, r, 3, wild=1)
    made.acts = drawn_acts(week, made, r)
    terms = build(made, GOALS)
    model, costs = linear(terms), terms.costs()
    plans = with_acts(terms, plans_of(made, r, 400), r, 400)
    values = terms.values(plans)
    bad = np.zeros(len(plans), dtype=bool)
    for rows in terms.broken(values).values():
        bad |= rows
    order = r.sample(range(len(plans)), len(plans))
    good, wrong = ([k for k in order if bad[k] == is_bad] for is_bad in (False, True))
    for k in (*good[:PLANS], *wrong[: PLANS // 3]):
        fixed = [(np.array([c]), np.array([1]), float(v), float(v)) for c, v in enumerate(plans[k].tolist())]
        answer = minimise(model.plus(fixed), costs, Deadline(60))
        assert answer.infeasible == bad[k]
        if not bad[k]:
            assert answer.value == values[k] @ costs
