"""What ways cost from homes that are no columns is what the rows say of columns."""

import numpy as np
import pytest

from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver import narrow
from placement.solver.model import model_of
from placement.solver.watch import Watch
from placement.solver.ways import likely, ways_of

WEEKS = [("S", seed, beds) for seed in range(1, 5) for beds in (TENSE, ROOMY)] + [("M", 1, TENSE)]


@pytest.mark.parametrize(("size", "seed", "beds"), WEEKS)
def test_the_least_of_a_unit_is_the_least_of_its_columns(size, seed, beds):
    with Watch() as watch:
        model = model_of(Week(generate(size, seed, beds=beds), RULES), GOALS, watch)
    made, terms, rows = model.made, model.terms, model.whole
    many = len(model.week.units)
    keys, number = np.unique(made.household * many + made.unit_of[made.place], return_inverse=True)

    ways = ways_of(terms, rows, made, number, len(keys))

    said = dict(
        zip(zip(ways.row.tolist(), ways.number.tolist(), strict=True), ways.coef.tolist(), strict=True)
    )
    assert said or (size, seed) != ("M", 1)
    assert not (ways.spared).any()  # each of these is a column, so none spares what no column changes
    for row in ways.rows.tolist():
        cells = rows.row == row
        coefs = dict(zip(rows.col[cells].tolist(), rows.coef[cells].tolist(), strict=True))
        (act,) = {col for col in coefs if terms.n <= col < terms.first_aux}
        owner = terms.acts.household[act - terms.n]
        for n in np.flatnonzero(keys // many == owner).tolist():
            least = min(coefs.get(col, 0) for col in np.flatnonzero(number == n).tolist())
            assert said.get((row, n), 0) == least


def test_an_act_is_wanting_only_where_homes_could_help():
    found = 0
    for size, seed, beds in WEEKS:
        with Watch() as watch:
            model = model_of(Week(generate(size, seed, beds=beds), RULES), GOALS, watch)
        forbidden = np.flatnonzero(model.whole.upper == 0)
        assert set(model.terms.wanting) <= set(forbidden.tolist())
        found += len(forbidden) > len(model.terms.wanting)
    assert found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_ways_are_likely_to_cost_is_known_before_any_row(seed):
    with Watch() as watch:
        model = model_of(Week(generate("S", seed, beds=ROOMY), RULES), GOALS, watch)
    before = narrow._ways(model.made, GOALS)
    assert (before == likely(model.terms, model.made)).all()


def test_what_ways_are_likely_to_cost_differs_by_home():
    with Watch() as watch:
        model = model_of(Week(generate("M", 1, beds=TENSE), RULES), GOALS, watch)
    cost = narrow._ways(model.made, GOALS)
    assert len(set(cost.tolist())) > 1
