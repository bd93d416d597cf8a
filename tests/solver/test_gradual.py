"""A relaxation over columns that join where they pay is the relaxation of all of them."""

from typing import Any

import numpy as np
import pytest

from placement.domain.linear import INFINITY, Ints, Linear, Mask, Priced
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import goals, gradual, solve
from placement.solver.engine import price
from placement.solver.gradual import price_gradually
from placement.solver.model import model_of
from placement.solver.watch import Deadline, Watch


@pytest.mark.parametrize("few", [0, 50])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_few_columns_price_all(seed, few, monkeypatch):
    monkeypatch.setattr(gradual, "FIRST", 1)
    monkeypatch.setattr(gradual, "MORE", 1)
    monkeypatch.setattr(gradual, "FEW", few)
    with Watch() as watch:
        model = model_of(Week(generate("S", seed), RULES), GOALS, watch)
    terms, whole, costs = model.terms, model.whole, model.terms.costs()
    owner = np.full(terms.columns, -1)
    owner[: terms.n] = terms.made.household
    owner[terms.n : terms.first_aux] = terms.acts.household
    contacts = terms.contacts
    at_once = price(whole, costs, Deadline(20))
    found = price_gradually(whole, costs, owner, ~contacts, Deadline(20))
    assert contacts.any()
    assert at_once is not None
    assert found is not None
    assert found.bound == pytest.approx(at_once.bound, abs=1e-3)
    assert (found.reduced >= -1e-6)[~found.used & (whole.upper > 0)].all()
    assert found.prices.shape == at_once.prices.shape


@pytest.mark.parametrize("lost", [0.0, 5.0, 500.0, INFINITY])
def test_a_bound_that_may_lose_something_loses_no_more(lost, monkeypatch):
    """One column of each household, of those that do not take part."""
    monkeypatch.setattr(gradual, "FIRST", 1)
    monkeypatch.setattr(gradual, "MORE", 1)
    with Watch() as watch:
        model = model_of(Week(generate("M", 3), RULES), GOALS, watch)
    terms, whole, costs = model.terms, model.whole, model.terms.costs()
    owner = np.full(terms.columns, -1)
    owner[: terms.n] = terms.made.household
    owner[terms.n : terms.first_aux] = terms.acts.household
    begin = ~terms.contacts
    at_once = price(whole, costs, Deadline(20))
    found = price_gradually(whole, costs, owner, begin, Deadline(20), lost)
    assert at_once is not None
    assert found is not None
    least = np.zeros(owner.max() + 1)
    np.minimum.at(least, owner[~begin & ~found.used], found.reduced[~begin & ~found.used])
    assert -float(least.sum()) <= lost + 1e-3
    assert found.bound <= at_once.bound + 1e-3


def test_a_week_priced_so_has_the_same_plan_proved(monkeypatch):
    week = generate("M", 2)
    usual = solve(week, RULES, GOALS)
    monkeypatch.setattr(goals, "LARGE", 1)
    monkeypatch.setattr(goals, "MANY", 1)
    run = solve(week, RULES, GOALS)
    assert (run.status, run.points, run.bound) == (usual.status, usual.points, usual.bound)


def test_auxiliary_columns_take_part_from_the_start(monkeypatch):
    """They are nobody's option: what several of them could lower the bound by is no household's one column."""
    begun = list[bool]()

    def seen(model: Linear, objective: Ints, owner: Ints, begin: Mask, *rest: Any) -> Priced | None:
        begun.append(bool((owner < 0).any()) and bool(begin[owner < 0].all()))
        return price_gradually(model, objective, owner, begin, *rest)

    monkeypatch.setattr(goals, "LARGE", 1)
    monkeypatch.setattr(goals, "MANY", 1)
    monkeypatch.setattr(goals, "price_gradually", seen)
    solve(generate("M", 2), RULES, GOALS)
    assert begun
    assert all(begun)
