"""Two who agreed to live together, in a week of which not all options are columns: who has a place is proved still."""

from itertools import product

import numpy as np
import pytest

from placement.domain.decision import Override, OverrideReason
from placement.domain.held_beds import HeldBeds
from placement.domain.linear import INFINITY, Mask
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.solver import left_out, solve
from placement.solver.agreed import Homes, agreed
from placement.solver.bed_prices import BedPrices, Within, cheapest
from placement.solver.candidates import Candidates, candidates
from placement.solver.engine import minimise
from placement.solver.model import model_of
from placement.solver.terms import ArrayTerms, build
from placement.solver.together import in_common_units, pairs_of, splits
from placement.solver.watch import Deadline, Watch
from tests.random_worlds import tiny
from tests.solver.columns import columns_are, narrowed

SEEDS = (7, 33, 37, 52, 61, 82, 86, 98, 100, 131)
"""Weeks in which beds alone allow a better plan than one that keeps to the agreement."""


def vectors(run: object) -> list[tuple[object, ...]]:
    return [s.vector for s in run.stages]  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_best_where_two_live_together_is_proved(seed, monkeypatch):
    """One option is no column, so that the price of beds has to prove it."""
    week = tiny(seed, "H26")
    best = solve(week, RULES, GOALS)

    def all_but_one(wide: Candidates) -> Mask:
        kept = np.ones(len(wide), dtype=bool)
        kept[np.random.default_rng(seed).integers(len(wide))] = False
        return kept

    columns_are(monkeypatch, all_but_one)
    run = solve(week, RULES, GOALS)
    assert run.stages_proved
    assert vectors(run) == vectors(best)


@pytest.mark.parametrize("seed", [4, 9, 11, 18, 22, 24, 25, 26, 27, 32])
def test_where_both_could_live_is_among_the_columns(seed, monkeypatch):
    """With one column a household they could not: there was no unit with a column of each."""
    week = tiny(seed, "H26")
    best = solve(week, RULES, GOALS)
    narrowed(monkeypatch, 1)
    run = solve(week, RULES, GOALS)
    assert run.stages_proved
    assert vectors(run) == vectors(best)


@pytest.mark.parametrize("family", ["H26", "mixed"])
@pytest.mark.parametrize("seed", range(20))
def test_each_plan_that_keeps_to_the_agreement_is_in_a_case(seed, family):
    """And who the solver says are bound are so by the rows: in any two units, on any night."""
    wide = candidates(Week(tiny(seed, family), RULES), GOALS)
    terms = build(wide, ())
    for pair in pairs_of(wide):
        cases = [(set(one.tolist()), set(other.tolist())) for one, other in splits(wide, pair)]
        for a, b in product([None, *pair.one.tolist()], [None, *pair.other.tolist()]):
            is_kept = a is None or b is None or not _parts(terms, a, b)
            is_in = any((a is None or a in one) and (b is None or b in other) for one, other in cases)
            assert is_in or not is_kept


def _parts(terms: ArrayTerms, a: int, b: int) -> bool:
    """Whether the rows of the agreement forbid these two together."""
    chosen = np.zeros((1, terms.n), np.int64)
    chosen[0, [a, b]] = 1
    broken = terms.broken(terms.values(terms.left_alone(chosen)))
    return bool(broken.get("keep_together", np.zeros(1))[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_whom_an_override_names_is_not_bound(seed):
    week = tiny(seed, "H26")
    wide = candidates(Week(week, RULES), GOALS)
    pairs = pairs_of(wide)
    assert pairs
    one, other = (wide.households[wide.household[mine[0]]].alias for mine in pairs[0])
    row = Override(
        rule="H26", households=(one, other), unit=wide.places[0].unit.alias, since=week.as_of,
        until=wide.week.horizon, reason=OverrideReason.NO_ALTERNATIVE, by="a", approved_by="b",
    )  # fmt: skip
    named = candidates(Week(week.but(overrides=(row,)), RULES), GOALS)
    assert len(pairs_of(named)) == len(pairs) - 1


@pytest.mark.parametrize("seed", SEEDS)
def test_each_place_where_both_could_live_has_a_column_of_each(seed):
    wide = candidates(Week(tiny(seed, "H26"), RULES), GOALS)
    near = in_common_units(wide, wide.cost)
    for pair in pairs_of(wide):
        unit = [set(wide.unit_of[wide.place[mine]].tolist()) for mine in pair]
        has_tier = all(wide.week.tier(wide.households[wide.household[mine[0]]].alias) for mine in pair)
        for mine in pair:
            places = {p for p in wide.place[mine].tolist() if wide.unit_of[p] in unit[0] & unit[1]}
            assert has_tier <= (places <= set(wide.place[mine[near[mine]]].tolist()))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_owed_is_paid_for_and_the_bound_is_one_still(seed):
    """Whoever must have a place, and of whom few options are left: there need be no plan."""
    week = Week(tiny(seed, "mixed"), RULES)
    with Watch() as watch:
        model = model_of(week, GOALS, watch)
    made, rng = model.made, np.random.default_rng(seed)
    if not len(made):
        return
    cost, prices = rng.integers(-1000, 100, len(made)), BedPrices(made, HeldBeds(week))
    allowed = prices.fits & (rng.random(len(made)) < 0.5)
    must = np.zeros(len(made.households), dtype=bool)
    must[np.unique(made.household[allowed])] = rng.random(len(np.unique(made.household[allowed]))) < 0.7
    coefs = rng.integers(-3, 1, len(made))
    within = Within(allowed, must, [(coefs, -2.0)])
    found = prices.near(cost, within, cheapest(made.household, cost, 1), Deadline(20), 500)
    assert found is not None
    rows = [(np.flatnonzero(made.household == k), 1, INFINITY) for k in np.flatnonzero(must)]
    asked = [(cols, np.ones(len(cols), np.int64), low, high) for cols, low, high in rows]
    used = np.flatnonzero(coefs)
    keep = model.keep.copy()
    keep[: len(made)] &= allowed
    columns = np.pad(cost, (0, model.terms.columns - len(made)))
    best = minimise(
        model.housing.plus([*asked, (used, coefs[used], -INFINITY, -2.0)]).only(keep),
        columns[keep],
        Deadline(20),
    )
    assert best.infeasible or (best.value is not None and found.bound <= best.value + 1e-3)


@pytest.mark.parametrize(("seed", "each", "points"), [(25, 1, 120), (35, 1, 130), (38, 4, 185), (56, 2, 80)])
def test_the_bound_of_points_knows_who_agreed_to_live_together(seed, each, points, monkeypatch):
    """Options that are no columns would else have one of the two here and the other elsewhere."""
    week = tiny(seed, "H26")
    assert solve(week, RULES, GOALS).points == points
    narrowed(monkeypatch, each)
    monkeypatch.setattr(left_out, "CLOSE", 1.0)  # the prices are the best that there are
    assert solve(week, RULES, GOALS).bound == points


@pytest.mark.parametrize("who", [[], [0], [1], [2]])
def test_whom_the_stages_left_nothing_leaves_the_other_all(who):
    """Of two whom they left nothing no column was left to ask about, and that ended the plan of the week."""
    household, ones = np.array(who, np.int64), np.ones(len(who), np.int64)
    assert list(agreed(Homes(household, ones, ones, 9 * ones, 0), [(0, 1)])) == []


def test_two_whom_the_stages_left_nothing_end_no_plan(monkeypatch):
    week = tiny(456, "H26")
    best = solve(week, RULES, GOALS)
    narrowed(monkeypatch, 1)
    assert vectors(solve(week, RULES, GOALS)) == vectors(best)
