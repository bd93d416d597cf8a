"""A relaxation that goes on from where a smaller one ended says the same as one that begins at nothing."""

from typing import Any

import numpy as np
import pytest
from ortools.math_opt import result_pb2, solution_pb2

from placement.domain.held_beds import HeldBeds
from placement.domain.linear import INFINITY, Ints, Linear, Priced
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import engine, gradual, left_out, solve
from placement.solver.bed_prices import BedPrices, Part, Within
from placement.solver.engine import Basis, PartOf, price
from placement.solver.gradual import live_rows
from placement.solver.model import model_of
from placement.solver.watch import Deadline, Watch
from tests.solver.columns import narrowed


def drawn(seed: int) -> tuple[Linear, Ints]:
    """Columns that share rows, as households share beds."""
    r = np.random.default_rng(seed)
    columns, rows = int(r.integers(5, 40)), int(r.integers(2, 15))
    cells = r.random((rows, columns)) < 0.4
    row, col = np.nonzero(cells)
    model = Linear(
        row, col, r.integers(1, 4, len(row)), np.full(rows, -INFINITY), r.integers(1, 6, rows).astype(float),
        r.integers(1, 3, columns),
    )  # fmt: skip
    return model, r.integers(-50, 10, columns)


@pytest.mark.parametrize("seed", range(60))
def test_growing_parts_are_priced_as_from_nothing(seed):
    model, costs = drawn(seed)
    r = np.random.default_rng(seed)
    basis, keep = Basis(model.columns, model.rows), np.zeros(model.columns, dtype=bool)
    for _ in range(4):
        keep |= r.random(model.columns) < 0.4
        keep[0] = True
        part = model.only(keep)
        mine = PartOf(basis, np.flatnonzero(keep), live_rows(model, keep))
        found, usual = (
            price(part, costs[keep], Deadline(20), part=mine),
            price(part, costs[keep], Deadline(20)),
        )
        assert found is not None
        assert usual is not None
        assert found.bound == pytest.approx(usual.bound, abs=1e-6)


@pytest.mark.parametrize("seed", range(60))
def test_a_basis_that_fits_nothing_changes_no_bound(seed):
    """It says where to begin, and no more; which columns and rows are basic is drawn."""
    model, costs = drawn(seed)
    columns, rows = np.arange(model.columns), np.arange(model.rows)
    r, codes = np.random.default_rng(seed), np.full(model.columns + model.rows, engine.AT_LOWER)
    codes[r.permutation(len(codes))[: model.rows]] = engine.BASIC
    drawn_one, basis = solution_pb2.BasisProto(), Basis(model.columns, model.rows)
    for field, values in (
        (drawn_one.variable_status, codes[: model.columns]), (drawn_one.constraint_status, codes[model.columns :])
    ):  # fmt: skip
        field.ids.extend(range(len(values)))
        field.values.extend(values.tolist())
    assert basis.begin(columns, rows) is None
    basis.learn(drawn_one, columns, rows)
    assert basis.begin(columns, rows) == drawn_one
    found = price(model, costs, Deadline(20), part=PartOf(basis, columns, rows))
    usual = price(model, costs, Deadline(20))
    assert found is not None
    assert usual is not None
    assert found.bound == pytest.approx(usual.bound, abs=1e-6)


def test_a_part_that_lacks_what_one_before_had_begins_at_nothing():
    model, costs = drawn(3)
    columns, rows, basis = np.arange(model.columns), np.arange(model.rows), Basis(model.columns, model.rows)
    found = price(model, costs, Deadline(20), part=PartOf(basis, columns, rows))
    assert found is not None
    assert found.used.any()
    assert basis.begin(columns, rows)
    assert basis.begin(columns[~found.used], rows) is None


def test_what_is_new_is_at_nothing_and_its_rows_are_slack():
    model, costs = drawn(3)
    half = np.arange(model.columns) < model.columns // 2
    basis = Basis(model.columns, model.rows)
    rows = live_rows(model, half)
    price(model.only(half), costs[half], Deadline(20), part=PartOf(basis, np.flatnonzero(half), rows))
    known = basis.begin(np.arange(model.columns), np.arange(model.rows))
    assert known is not None
    columns = np.array(known.variable_status.values)
    slack = np.setdiff1d(np.arange(model.rows), rows)
    assert (columns[~half] == engine.AT_LOWER).all()
    assert (np.array(known.constraint_status.values)[slack] == engine.BASIC).all()
    assert (columns == engine.BASIC).sum() + (
        np.array(known.constraint_status.values) == engine.BASIC
    ).sum() == model.rows


def test_rows_of_beds_have_the_same_number_in_each_part():
    with Watch() as watch:
        model = model_of(Week(generate("S", 2), RULES), GOALS, watch)
    whole = BedPrices(model.wide, HeldBeds(model.wide.week))
    within = Within(whole.fits, np.zeros(len(model.wide.households), dtype=bool), [(whole.size, 40.0)])

    def named(active: Ints) -> dict[int, tuple[Any, ...]]:
        part = Part(whole, active, within)
        beds = zip(part.room.tolist(), part.night.tolist(), strict=True)
        names = [*((one,) for one in part.owners.tolist()), *beds, ("row", 0)]
        numbers = part.numbers.tolist()
        assert len(numbers) == part.model.rows == len(names)
        assert max(numbers) < whole.rows_of_all(within)
        return dict(zip(numbers, names, strict=True))

    few, many = named(np.arange(0, len(model.wide), 7)), named(np.arange(len(model.wide)))
    assert few.keys() < many.keys()
    assert all(many[number] == name for number, name in few.items())
    assert len(set(many.values())) == len(many)


def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bool, int]]:
    """Of each relaxation whether it began with a basis, and in how many steps it was solved."""
    steps = list[tuple[bool, int]]()
    usual = engine.run

    def seen(*asked: Any, **more: Any) -> result_pb2.SolveResultProto:
        result = usual(*asked, **more)
        steps.append((more["basis"] is not None, result.solve_stats.simplex_iterations))
        return result

    monkeypatch.setattr(engine, "run", seen)
    return steps


def test_where_a_relaxation_ended_no_step_is_left(monkeypatch):
    with Watch() as watch:
        week = model_of(Week(generate("S", 2), RULES), GOALS, watch)
    model, costs = week.whole, week.terms.costs()
    basis, steps = Basis(model.columns, model.rows), told(monkeypatch)
    mine = PartOf(basis, np.arange(model.columns), np.arange(model.rows))
    found = [price(model, costs, Deadline(20), part=mine) for _ in range(2)]
    assert found[0]
    assert found[1]
    assert found[1].bound == pytest.approx(found[0].bound, abs=1e-6)
    assert steps[0][1] > 0
    assert [steps[0][0], steps[1]] == [False, (True, 0)]


def test_who_fails_from_a_basis_begins_at_nothing(monkeypatch):
    model, costs = drawn(2)
    mine = PartOf(Basis(model.columns, model.rows), np.arange(model.columns), np.arange(model.rows))
    usual, tried = engine.run, list[bool]()

    def fails(*asked: Any, **more: Any) -> result_pb2.SolveResultProto:
        tried.append(more["basis"] is not None)
        return result_pb2.SolveResultProto() if more["basis"] is not None else usual(*asked, **more)

    monkeypatch.setattr(engine, "run", fails)
    first, second = (price(model, costs, Deadline(20), part=mine) for _ in range(2))
    assert tried == [False, True, False]
    assert first
    assert second
    assert second.bound == first.bound


@pytest.mark.parametrize("module", [gradual, left_out])
def test_each_round_goes_on_from_the_one_before(module, monkeypatch):
    """And a number is the same column, and the same row, in each of them."""
    rounds = list[tuple[Basis, bool]]()
    known: dict[Basis, tuple[dict[int, Any], dict[int, Any]]] = {}

    def seen(model: Linear, costs: Ints, deadline: Deadline, *, part: PartOf) -> Priced | None:
        rounds.append((part.basis, part.basis.begin(part.columns, part.rows) is not None))
        assert (len(part.columns), len(part.rows)) == (model.columns, model.rows)
        columns, rows = known.setdefault(part.basis, ({}, {}))
        cells: dict[int, set[tuple[int, int]]] = {n: set() for n in part.rows.tolist()}
        for row, col, coef in zip(model.row.tolist(), model.col.tolist(), model.coef.tolist(), strict=True):
            cells[int(part.rows[row])].add((int(part.columns[col]), coef))
        for k, n in enumerate(part.columns.tolist()):
            assert columns.get(n, one := (int(costs[k]), int(model.upper[k]))) == one
        for k, n in enumerate(part.rows.tolist()):
            limits = float(model.low[k]), float(model.high[k])
            if n in rows:
                assert rows[n] == (limits, {cell for cell in cells[n] if cell[0] in columns})
            rows[n] = limits, cells[n]
        columns.update((n, (int(costs[k]), int(model.upper[k]))) for k, n in enumerate(part.columns.tolist()))
        return price(model, costs, deadline, part=part)

    narrowed(monkeypatch, 2)
    monkeypatch.setattr("placement.solver.goals.LARGE", 1)
    monkeypatch.setattr("placement.solver.goals.MANY", 1)
    for name in ("FIRST", "MORE", "FEW"):
        monkeypatch.setattr(gradual, name, 1)
    monkeypatch.setattr(left_out, "CLOSE", 0.0)
    monkeypatch.setattr(left_out, "MORE", 1)
    monkeypatch.setattr(module, "price", seen)
    run = solve(generate("M", 2), RULES, GOALS)
    assert run.plan
    first = [k for k, (basis, _) in enumerate(rounds) if not k or basis is not rounds[k - 1][0]]
    assert len(rounds) > len(first)
    assert [known for _, known in rounds] == [k not in first for k in range(len(rounds))]
