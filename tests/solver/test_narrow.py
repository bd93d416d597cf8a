"""A week of which not all options are columns: judged plans, and what is proved of the stages holds for all."""

import random
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import placement.solver.goals as goals_module
import placement.solver.model as model_module
from placement.domain.decision import Pin
from placement.domain.held_beds import HeldBeds
from placement.domain.instance import Instance
from placement.domain.linear import INFINITY, Ints, Linear, Mask, Solved
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import left_out, narrow, solve
from placement.solver.bed_prices import BedPrices, Within, cheapest
from placement.solver.candidates import Candidates, candidates, from_rows
from placement.solver.engine import minimise, price
from placement.solver.model import Memory, model_of
from placement.solver.narrow import near_ones
from placement.solver.race import NOTHING, Race
from placement.solver.terms import build
from placement.solver.watch import Deadline, Watch
from tests.random_worlds import tiny
from tests.solver.changes import shuffled
from tests.solver.columns import columns_are, narrowed


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two options of a household become columns."""
    narrowed(monkeypatch, 2)


def is_sound(week: Instance, run: Run) -> bool:
    """Whether the judge finds no breach, and the values that the run claims."""
    if run.plan is None:
        return False
    review = judge(Week(week, RULES), run.plan, GOALS)
    said = [s.vector for s in run.stages], run.points
    return not review.breaches and said == ([s.vector for s in review.stages], review.points)


def vectors(run: Run) -> list[tuple[object, ...]]:
    return [s.vector for s in run.stages]


@pytest.mark.parametrize("family", ["mixed", "H26", "G16"])
@pytest.mark.parametrize("seed", range(40))
def test_what_is_proved_of_few_columns_is_proved_of_all_options(seed, family, monkeypatch):
    week = tiny(seed, family)
    best = solve(week, RULES, GOALS)
    for each in (1, 2, 5):
        narrowed(monkeypatch, each)
        run = solve(week, RULES, GOALS)
        assert is_sound(week, run)
        assert vectors(run) >= vectors(best)
        if run.stages_proved:
            assert vectors(run) == vectors(best)
            assert (run.points or 0) >= (best.points or 0)
            assert run.bound is not None
            assert run.bound <= (best.points or 0)


@pytest.mark.parametrize("family", ["mixed", "G14", "H08"])
@pytest.mark.parametrize("seed", range(7, 34, 2))
def test_whichever_options_are_columns_nothing_false_is_proved(seed, family, monkeypatch):
    """With somebody who shall be somewhere, without its being a lock, as well."""
    week = tiny(seed, family)
    options = candidates(Week(week, RULES), GOALS)
    if not len(options):
        return
    col = seed * 31 % len(options)
    place, household = (options.places[options.place[col]], options.households[options.household[col]])
    for keeping in ((), (Pin(household=household.alias, unit=place.unit.alias),)):
        best = solve(week, RULES, GOALS, keeping=keeping)
        for share in (0.2, 0.5):
            rng = np.random.default_rng(seed)

            def some(wide: Candidates, rng=rng, share=share) -> Mask:
                return narrow.with_longer(wide, rng.random(len(wide)) < share)

            with monkeypatch.context() as patch:
                columns_are(patch, some)
                run = solve(week, RULES, GOALS, keeping=keeping)
            if run.plan is None or best.plan is None:
                assert run.status is Status.OUT_OF_TIME or run.status is best.status
                continue
            assert vectors(run) >= vectors(best)
            if run.stages_proved:
                assert vectors(run) == vectors(best)
                assert (run.bound or 0) <= (best.points or 0) <= (run.points or 0)


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.usefixtures("few")
def test_a_search_that_ends_by_time_leaves_the_bound_that_it_had(seed, monkeypatch):
    """The engine tells none then, where it had no solution; but it did on the way."""
    week = generate("M", seed)
    usual = solve(week, RULES, GOALS)
    monkeypatch.setattr(
        left_out, "minimise", lambda *asked, **how: replace(minimise(*asked, **how), bound=-INFINITY)
    )
    run = solve(week, RULES, GOALS)
    assert run.points == usual.points
    assert run.bound is not None
    assert usual.bound is not None
    assert usual.bound - 1 <= run.bound <= usual.bound


@pytest.mark.parametrize("seed", range(100))
def test_what_is_heard_of_a_bound_holds_at_any_time(seed):
    r = np.random.default_rng(seed)
    columns, rows = int(r.integers(5, 60)), int(r.integers(2, 25))
    row, col = np.nonzero(r.random((rows, columns)) < r.choice([0.1, 0.3, 0.5]))
    least = np.where(r.random(rows) < 0.2, r.integers(0, 2, rows).astype(float), -INFINITY)
    most = r.integers(1, 9, rows).astype(float)
    model = Linear(row, col, r.integers(-1, 4, len(row)), least, most, r.integers(1, 4, columns))
    heard = list[float]()
    found = minimise(
        model, r.integers(-5000, 1000, columns), Deadline(20), brief=True, bounding=True,
        heard=lambda _, bound: heard.append(bound),
    )  # fmt: skip
    assert found.proved or found.infeasible
    assert found.value is None or all(bound <= found.value + 1e-6 for bound in heard)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.usefixtures("few")
def test_the_bound_of_a_plan_of_few_columns_is_one_of_all_options(seed, monkeypatch):
    week = generate("M", seed)
    run = solve(week, RULES, GOALS)
    assert is_sound(week, run)
    assert run.status is Status.FEASIBLE
    monkeypatch.setattr(narrow, "MOST", 60_000)
    best = solve(week, RULES, GOALS)
    assert (run.bound is None) == (not run.stages_proved)
    if vectors(run) == vectors(best):
        assert (run.bound or 0) <= (best.points or 0) <= (run.points or 0)


@pytest.mark.parametrize("family", ["mixed", "H08", "H15", "H16", "H21"])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_forbidden_beside_who_is_held_does_not_depend_on_the_other_columns(seed, family, monkeypatch):
    """So that what is no open column is no option in a proof over all of them, either."""
    week = tiny(seed, family, held=0.85)
    with Watch() as watch:
        whole = model_of(Week(week, RULES), GOALS, watch)
    rng = np.random.default_rng(seed)

    def some(wide: Candidates, *_: object) -> Ints:
        return np.flatnonzero(narrow.with_longer(wide, rng.random(len(wide)) < 0.3))

    monkeypatch.setattr(model_module, "near_ones", some)
    with Watch() as watch:
        part = model_of(Week(week, RULES), GOALS, watch)
    assert (part.open_columns == whole.open_columns[part.kept]).all()


@pytest.mark.parametrize(("family", "seed", "each"), [("H16", 3, 1), ("H21", 15, 2), ("H21", 25, 2)])
def test_a_column_that_who_is_held_forbids_is_no_reason_to_doubt_a_stage(family, seed, each, monkeypatch):
    week = tiny(seed, family)
    best = solve(week, RULES, GOALS)
    narrowed(monkeypatch, each)
    run = solve(week, RULES, GOALS)
    assert run.stages_proved
    assert vectors(run) == vectors(best)


def test_what_is_a_column_has_its_later_ends_as_columns(monkeypatch):
    """An early end is an option only where the longer stay does not fit, which is found out of columns alone."""
    narrowed(monkeypatch, 1)
    week = Week(tiny(1, "mixed"), RULES)
    today = week.as_of.toordinal()
    dates = [(0, 30), (0, 40), (0, 50), (7, 50)]
    options = from_rows(week, [(0, 0, today + a, today + b, False, 0, 0) for a, b in dates])
    for best, kept in enumerate([[0, 1, 2], [1, 2], [2], [3]]):
        options.cost[:] = 1_000_000
        options.cost[best] = 0
        with Watch() as watch:
            assert near_ones(options, GOALS, watch).tolist() == kept


def test_each_of_the_nearest_places_has_a_column(monkeypatch):
    """Where one household must give way to another, another place helps, and another start seldom."""
    narrowed(monkeypatch, 1)
    monkeypatch.setattr(narrow, "PLACES", 4)
    options = candidates(Week(generate("S", 1), RULES), GOALS)
    with Watch() as watch:
        kept = near_ones(options, GOALS, watch)
    for household in np.unique(options.household).tolist():
        places = np.unique(options.place[options.household == household])
        mine = np.unique(options.place[kept[options.household[kept] == household]])
        tier = options.week.tier(options.households[household].alias)
        assert len(mine) >= min(4 if tier else 2, len(places))


@pytest.mark.usefixtures("few")
def test_the_plan_does_not_depend_on_the_order_of_rows():
    """Rooms as they stood in a unit once led to other prices of beds, where there are several that are as good."""
    week = generate("M", 900, beds=TENSE)
    plans = [
        solve(one, RULES, GOALS).but(seconds=0.0)
        for one in (week, *(shuffled(week, random.Random(seed)) for seed in (7, 8)))
    ]
    first, *others = (run.but(plan=run.plan and run.plan.but(instance_hash="")) for run in plans)
    assert others == [first, first]


def test_where_all_options_are_near_it_is_the_usual_plan(monkeypatch):
    week = generate("S", 2)
    usual = solve(week, RULES, GOALS)
    narrowed(monkeypatch, 100_000)
    assert solve(week, RULES, GOALS).but(seconds=0.0) == usual.but(seconds=0.0)


@pytest.mark.usefixtures("few")
def test_what_a_lock_asks_for_is_a_column():
    week = generate("S", 1)
    options = candidates(Week(week, RULES), GOALS)
    pins = [
        Pin(household=options.households[h].alias, place=options.places[p].alias)
        for h, p in zip(options.household.tolist(), options.place.tolist(), strict=True)
    ]
    for pin in list(dict.fromkeys(pins))[::7]:
        run = solve(week.but(pins=(pin,)), RULES, GOALS)
        assert run.plan is not None
        stays = [s for s in run.plan.stays if s.household == pin.household]
        assert [s.place for s in stays] == [pin.place] or pin.household in run.set_aside


@pytest.mark.parametrize(
    ("seed", "must"),
    [
        (1, True),
        (3, False),
        (5, False),
        (12, True),
        (14, True),
        (14, False),
        (19, True),
        (20, False),
        (21, True),
    ],
)
def test_what_a_lock_costs_is_no_reason_to_doubt_a_stage(seed, must, monkeypatch):
    """Some option that the locks do not ask for is no column, so that the price of beds has to prove each stage."""
    week = generate("S", seed)
    options = candidates(Week(week, RULES), GOALS)
    first, last = (
        Pin(
            household=options.households[options.household[col]].alias,
            place=options.places[options.place[col]].alias,
            must=must,
        )
        for col in (0, len(options) - 1)
    )
    for pins in ((first,), (last,), (first, last)):
        locked = week.but(pins=pins)
        best = solve(locked, RULES, GOALS)
        asked = {options.household[0], options.household[-1]}
        others = np.flatnonzero(~np.isin(options.household, list(asked)))

        def all_but_one(wide: Candidates, others=others) -> Mask:
            kept = np.ones(len(wide), dtype=bool)
            kept[others[seed * 31 % len(others)]] = False
            return kept

        with monkeypatch.context() as patch:
            columns_are(patch, all_but_one)
            run = solve(locked, RULES, GOALS)
        assert run.stages_proved
        assert vectors(run) == vectors(best)


def test_the_bound_allows_a_locked_household_what_the_columns_took_from_it(monkeypatch):
    """The best plan has it in the one of its two rooms that was impossible with the columns of the others."""
    pins = (Pin(household="H1", place="R00", must=False), Pin(household="H0", unit="U1"))
    week = tiny(242, "mixed").but(pins=pins)
    best = solve(week, RULES, GOALS)
    narrowed(monkeypatch, 2)
    with Watch() as watch:
        kept = near_ones(candidates(Week(week, RULES), GOALS), GOALS, watch)
    columns_are(monkeypatch, lambda wide: np.isin(np.arange(len(wide)), kept))
    run = solve(week, RULES, GOALS)
    assert vectors(run) == vectors(best)
    assert run.bound is not None
    assert run.bound <= (best.points or 0) < (run.points or 0)


@pytest.mark.usefixtures("few")
def test_locks_that_few_columns_cannot_keep_are_not_called_impossible():
    week = generate("S", 1)
    options = candidates(Week(week, RULES), GOALS)
    place = options.places[options.place[0]].alias
    asking = {
        options.households[h].alias for h in options.household[options.place == options.place[0]].tolist()
    }
    pins = tuple(Pin(household=alias, place=place) for alias in sorted(asking))
    run = solve(week.but(pins=pins), RULES, GOALS)
    assert run.status in (Status.OUT_OF_TIME, Status.FEASIBLE)


@pytest.mark.usefixtures("few")
def test_other_locks_make_the_columns_anew():
    week, memory = generate("S", 1), Memory()
    with Watch() as watch:
        first = memory.model(week, RULES, GOALS, watch)
        again = memory.model(week, RULES, GOALS, watch)
        options = first.wide
        pin = Pin(
            household=options.households[options.household[0]].alias,
            place=options.places[options.place[0]].alias,
        )
        other = memory.model(week.but(pins=(pin,)), RULES, GOALS, watch)
    assert first.terms.made.household is again.terms.made.household
    assert other.terms.made.household is not first.terms.made.household


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("world", ["S", "mixed"])
def test_a_price_of_beds_bounds_every_plan(seed, world):
    """Any objective, by drawn figures: the relaxation is never above the best plan of the whole model.

    Beds that a household holds itself are free to it.
    """
    week = Week(generate("S", seed) if world == "S" else tiny(seed, "mixed"), RULES)
    with Watch() as watch:
        model = model_of(week, GOALS, watch)
    made, rng = model.made, np.random.default_rng(seed)
    if not len(made):
        return
    cost = rng.integers(-1000, 100, len(made))
    everybody = Within(np.ones(len(made), dtype=bool), np.zeros(len(made.households), dtype=bool))
    begin = cheapest(made.household, cost, 1)
    found = BedPrices(made, HeldBeds(week)).near(cost, everybody, begin, Deadline(20))
    columns = np.zeros(model.terms.columns, np.int64)
    columns[: len(made)] = cost
    best = minimise(model.housing.only(model.keep), columns[model.keep], Deadline(20))
    assert found is not None
    assert best.value is not None
    assert found.bound <= best.value + 1e-3
    assert best.value <= found.bound + 1000 * len(made.households) / 4


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("world", ["S", "mixed", "beds"])
def test_the_price_of_beds_is_that_of_the_rows_that_count_beds(seed, world):
    """A household's own beds are free to it on the nights on which it holds them, and on no other night.

    Where a household was split the relaxation may allow more: it counts the parts as one.
    """
    week = Week(generate("S", seed) if world == "S" else tiny(seed, world), RULES)
    made = candidates(week, GOALS)
    if not len(made):
        return
    cost = np.random.default_rng(seed).integers(-1000, 100, len(made))
    prices = BedPrices(made, HeldBeds(week))
    everybody = Within(prices.fits, np.zeros(len(made.households), dtype=bool))
    found = prices.near(cost, everybody, cheapest(made.household, cost, 1) & prices.fits, Deadline(20))
    terms = build(made, ())
    taken = np.unique(np.concatenate([np.zeros(0, np.int64), *terms.barred.get("beds", ())]))
    columns = Linear(*(np.zeros(0, np.int64),) * 3, *(np.zeros(0),) * 2, np.ones(terms.columns, np.int64))
    columns.upper[taken] = 0
    model = columns.plus([
        (row.cols, row.coefs, -INFINITY, float(row.high))
        for row in terms.rows
        if row.rule in {"beds", "one_stay"} and row.high is not None
    ])  # fmt: skip
    by_rows = price(model, np.pad(cost, (0, terms.columns - len(made))), Deadline(20))
    assert found is not None
    assert by_rows is not None
    assert not prices.fits[taken[taken < len(made)]].any() or any(h.origin for h in week.households)
    assert found.bound <= by_rows.bound + 1e-3
    if not any(h.origin for h in week.households):
        assert found.bound >= by_rows.bound - 1e-3


@pytest.mark.parametrize(
    ("family", "seed"),
    [
        *(("H03S", seed) for seed in (52, 117, 140, 143)),
        *((f, s) for f in ("G14", "G16", "mixed") for s in range(4)),
    ],
)
def test_what_the_best_plan_uses_may_be_left_out(family, seed, monkeypatch):
    """The sharpest trial: no column is what the best plan has, of one household or of all; ways cost much.

    Of the first weeks somebody's home, which is no column, ends another's enrolment.
    """
    week = tiny(seed, family)
    figures = week.policy.settings | {
        "activity_travel": {"points": 50, "minutes_free": 0},
        "continuity": {"points_each": 0},
    }
    week = week.but(policy=week.policy.but(settings=figures))
    best = solve(week, RULES, GOALS)
    if best.plan is None:
        return
    stays = {(s.household, s.place, s.start.toordinal()) for s in best.plan.stays}
    for household in (None, *sorted({s.household for s in best.plan.stays})):

        def others(wide: Candidates, household=household) -> Mask:
            names, places = [h.alias for h in wide.households], [p.alias for p in wide.places]
            options = zip(wide.household.tolist(), wide.place.tolist(), wide.start.tolist(), strict=True)
            used = ((names[h], places[p], start) for h, p, start in options)
            return np.array([one not in stays or household not in (None, one[0]) for one in used])

        with monkeypatch.context() as patch:
            columns_are(patch, others)
            run = solve(week, RULES, GOALS)
        assert run.plan is None or is_sound(week, run)
        if run.stages_proved:
            assert vectors(run) == vectors(best)
            assert (run.bound or 0) <= (best.points or 0) <= (run.points or 0)


@pytest.mark.usefixtures("few")
def test_a_failure_of_the_bound_waits_for_no_plan(monkeypatch):
    """Such as too little memory, which is told at once."""
    ended = list[bool]()

    def searched(*asked: Callable[[], bool]) -> Solved:
        begun, cancelled = time.monotonic(), asked[-1]
        while not cancelled() and time.monotonic() < begun + 20:
            time.sleep(0.01)
        ended.append(cancelled())
        return NOTHING

    def starved(*_: object) -> float:
        raise MemoryError

    monkeypatch.setattr(goals_module, "LARGE", 0)
    monkeypatch.setattr(goals_module, "least", starved)
    monkeypatch.setattr(Race, "_proved", searched)
    with pytest.raises(MemoryError):
        solve(generate("S", 3), RULES, GOALS, workers=1)
    assert ended
    assert all(ended)
