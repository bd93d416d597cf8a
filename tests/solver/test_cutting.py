"""Bounds with cuts: true, never worse than without, and often better."""

import itertools

import numpy as np
import pytest

from placement.bench.pas.arrays import wards
from placement.bench.pas.first import columns_of
from placement.bench.pas.reading import read_hospital
from placement.domain.linear import INFINITY, Linear
from placement.solver.cutting import cuts_of
from placement.solver.optimiser import Engines
from placement.solver.search import fits, within
from tests.bench.hospitals import random_text

ENGINES = Engines()


def priced(made):
    found = ENGINES.price(made.model, made.cost, seconds=10)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Small programmes, each with the value of its best plan."""
    found = []
    for seed in range(100, 180):
        path = tmp_path_factory.mktemp("drawn") / "drawn.txt"
        path.write_text(random_text(seed))
        hospital = read_hospital(path)
        made = wards(hospital)
        rooms = itertools.product(range(-1, len(hospital.rooms)), repeat=len(hospital.patients))
        plans = [columns_of(made, np.array(some)) for some in rooms]
        kept = [x for x in plans if fits(made.model, x)]
        found.append((made, min(int(made.cost @ x) for x in kept), kept))
    return found


def test_bounds_are_true_and_get_better(drawn):
    better = 0
    for made, best, _ in drawn:
        first = priced(made)
        everything = np.ones(made.model.columns, dtype=bool)
        bounds = [one.bound for one in ENGINES.sharper(made.model, made.cost, everything, seconds=10)]
        assert bounds == pytest.approx(sorted(bounds))
        assert first.bound <= bounds[0] + 1e-6
        assert bounds[-1] <= best + 1e-6
        better += bounds[-1] > first.bound + 1e-3
    assert better >= 3


def test_a_bound_from_some_columns_holds_for_all(drawn):
    for made, best, _ in drawn:
        first = priced(made)
        near = (first.reduced <= 0) | (made.room < 0) | (made.night >= 0)
        everything = np.ones(made.model.columns, dtype=bool)
        some, whole = (
            [one.bound for one in ENGINES.sharper(made.model, made.cost, part, seconds=10)]
            for part in (near, everything)
        )
        assert max(some) <= best + 1e-6
        assert some[-1] == pytest.approx(whole[-1], abs=1e-3)


def test_no_plan_breaks_a_cut(drawn):
    for made, _, plans in drawn:
        cuts = cuts_of(made.model)
        for x in plans:
            flag = x[cuts.flag]
            assert (x[cuts.x] <= np.where(cuts.on, flag, 1 - flag)).all()


def test_rows_without_a_flag_make_no_cut():
    one = np.ones(2, np.int64)
    row = Linear(np.zeros(2, np.int64), np.arange(2), one, np.full(1, -INFINITY), np.ones(1), one)
    assert len(cuts_of(row).x) == 0


def test_a_part_of_a_programme_has_the_plans_that_the_whole_has(drawn):
    rng = np.random.default_rng(1)
    for made, _, plans in drawn:
        x = plans[int(rng.integers(len(plans)))]
        free = rng.random(made.model.columns) < 0.5
        free[0] = True
        part = within(made.model, x, free)
        assert part is not None
        for other in plans:
            new = x.copy()
            new[free] = other[free]
            assert fits(part, new[free]) == fits(made.model, new)
