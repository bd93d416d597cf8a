"""Engines give one value to one model and one plan to one week, whoever is forced to prove it.

The relaxation's bound holds too, and what it buries is in no best solution. `python -m tests.solver.engines` tries the
models of 60 weeks: stages, goals, and random objectives; and plans each week once with each engine, and once with two
side by side.
"""

import random
from collections import Counter
from collections.abc import Iterator
from unittest.mock import patch

import numpy as np

from placement.domain.decision import Tier
from placement.domain.linear import Ints, Linear
from placement.domain.optimiser import Searcher
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.solver import race
from placement.solver.candidates import candidates
from placement.solver.engine import Engine, minimise, price
from placement.solver.linear import linear
from placement.solver.model import _forbidden, housing_rows, longest
from placement.solver.narrow import nights_missing
from placement.solver.run import solve
from placement.solver.stages import TOLERANCE, Stages
from placement.solver.terms import ArrayTerms, build
from placement.solver.watch import Deadline
from tests.solver.campaign import Seen, main
from tests.solver.weights import any_week


def models(seed: int) -> Iterator[tuple[str, Linear, Ints]]:
    """(name, model, objective): nights of each tier, a random objective, the goals before and after the stages."""
    week = Week(any_week(seed), RULES)
    made = candidates(week, GOALS)
    terms = build(made, GOALS)
    model = linear(terms)
    open_columns = longest(made, ~_forbidden(terms))
    keep = np.concatenate([open_columns, np.ones(terms.columns - terms.n, dtype=bool)])
    small = model.only(keep)
    nights = nights_missing(terms.made) - 35
    for tier in Tier:
        mine = np.array([week.tier(h.alias) is tier for h in made.households], dtype=bool)[made.household]
        if mine.any():
            yield f"nights of {tier}", small, _padded(terms, np.where(mine, nights, 0))[keep]
    r = np.random.default_rng(seed)
    yield "random", small, r.integers(-50, 50, len(keep))[keep]
    yield "goals alone", small, (_padded(terms, np.full(len(made), -500)) + terms.costs())[keep]
    housing, _ = housing_rows(terms, model, open_columns)
    decided = Stages(terms, housing, open_columns, [], Deadline(60), np.zeros(len(made), np.int64)).run()
    left = np.concatenate([decided.allowed, np.ones(terms.columns - terms.n, dtype=bool)])
    yield "goals", model.plus(decided.rows).only(left), terms.costs()[left]


def _padded(terms: ArrayTerms, coefs: Ints) -> Ints:
    return np.concatenate([coefs, np.zeros(terms.columns - terms.n, np.int64)])


def wrong(seed: int, tried: Counter[str]) -> Iterator[str]:
    """About what the engines or the bound differ."""
    for name, model, objective in models(seed):
        tried["models"] += 1
        answers = [minimise(model, objective, Deadline(60), engine=e) for e in Engine]
        if not all(a.proved for a in answers) or len({a.value for a in answers}) > 1:
            yield f"{name}: {[(a.proved, a.value) for a in answers]}"
            continue
        best = answers[0].value or 0
        for answer in answers:
            if answer.x is not None and not _fits(model, answer.x):
                yield f"{name}: an answer outside the model"
        priced = price(model, objective, Deadline(60))
        if priced is None:
            tried["models without duals"] += model.columns > 0
            continue
        if priced.bound > best + TOLERANCE:
            yield f"{name}: bound {priced.bound} above the best {best}"
        dead = priced.reduced > best - priced.bound + TOLERANCE
        tried["columns"] += model.columns
        tried["columns buried"] += int(dead.sum())
        if any(a.x is not None and a.x[dead].any() for a in answers):
            yield f"{name}: a best solution uses a buried column"
        yield from _forced(name, model, objective, dead, best, random.Random(seed), tried)


def _forced(
    name: str,
    model: Linear,
    objective: Ints,
    dead: np.ndarray,
    best: int,
    r: random.Random,
    tried: Counter[str],
) -> Iterator[str]:
    """With a buried column forced in, every solution is worse than the best."""
    gone = np.flatnonzero(dead).tolist()
    for col in r.sample(gone, min(2, len(gone))):
        tried["buried columns forced in"] += 1
        forced = model.plus([(np.array([col]), np.array([1]), 1.0, 1.0)])
        answer = minimise(forced, objective, Deadline(60), engine=Engine.HIGHS)
        if not answer.infeasible and (answer.value is None or answer.value <= best):
            yield f"{name}: column {col} is buried, and as good as the best"


def _fits(model: Linear, x: Ints) -> bool:
    total = np.bincount(model.row, model.coef * x[model.col], model.rows)
    inside = bool((total >= model.low - 1e-9).all() and (total <= model.high + 1e-9).all())
    return inside and bool(((x >= 0) & (x <= model.upper)).all())


def differing(seed: int, tried: Counter[str]) -> Iterator[str]:
    """Engines that, forced, give another run than the engine that is there by itself."""
    instance = any_week(seed)
    usual = solve(instance, RULES, GOALS, searcher=Searcher.CP_SAT)
    for searcher in (Searcher.RACE, Searcher.HIGHS, Searcher.SCIP):
        tried[f"plans by {searcher}"] += 1
        with patch.object(race, "LARGE", 0):  # so that small weeks race too
            run = solve(instance, RULES, GOALS, searcher=searcher, workers=2)
        if run.but(seconds=0, engine="") != usual.but(seconds=0, engine=""):
            yield f"{searcher}: {run.status}, {run.points} points, not {usual.status}, {usual.points}"


def check(seed: int) -> Seen:
    """The models and the plans of one week."""
    tried: Counter[str] = Counter()
    faults = tuple(f"seed {seed}: {one}" for one in (*wrong(seed, tried), *differing(seed, tried)))
    return Seen(tried, faults)


if __name__ == "__main__":
    main(check, 60)
