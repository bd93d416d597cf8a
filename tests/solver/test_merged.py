"""Rows that say the same of several options of a household are one row: the same plans are possible, worth the same."""

import itertools
import random
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

import placement.solver.terms as terms_module
from placement.domain.week import Week
from placement.rules import RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver.candidates import Candidates
from placement.solver.merged import merge_options
from placement.solver.requirements import Requirements
from placement.solver.rows import Aux, Part
from tests.solver.worth import relaxed

OWNER = (0, 0, 0, 1, 1, 2)
OPTIONS, COLUMNS = len(OWNER), len(OWNER) + 1


class Drawn(Requirements):
    """Marks that are 1 if an option is chosen and nothing else that would make up for it, as goals make them."""

    def __init__(self, seed: int) -> None:
        r = random.Random(seed)
        self.n, self.first_aux, self.rule, self.rows, self.aux = OPTIONS, COLUMNS, "any", [], []
        self.made = cast("Candidates", SimpleNamespace(household=np.array(OWNER)))
        self.heed = lambda: None
        for household in (0, 1):
            self.row(np.flatnonzero(np.array(OWNER) == household), np.ones(3 - household, np.int64), high=1)
        for _ in range(r.randrange(1, 4)):
            self._mark(r)
        self.all_rows = list(self.rows)

    def _mark(self, r: random.Random) -> None:
        rest: list[tuple[list[int], list[int]]] = [([], []), ([], [])]
        rest += [([c], [r.choice([-1, -1, 1])]) for c in r.sample(range(COLUMNS), 2)]
        parts = []
        for option in r.sample(range(OPTIONS), r.randrange(1, OPTIONS)):
            cols, coefs = r.choice(rest)
            if option not in cols:
                parts.append(Part((option, *cols), (1, *coefs), int(sum(w > 0 for w in coefs))))
        mark = self.add(Aux(tuple(parts), 1, priced=True))
        for wanted, weights, base in parts:
            self.row(np.array([*wanted, mark]), np.array([*weights, -1]), high=base)

    def least(self, rows, chosen):
        """The fewest marks that keep the rows with a plan; none where no marks do."""
        fits = [
            sum(marks)
            for marks in itertools.product((0, 1), repeat=len(self.aux))
            if all(np.array([*chosen, *marks])[row.cols] @ row.coefs <= row.high for row in rows)
        ]
        return min(fits, default=None)


@pytest.mark.parametrize("seed", range(60))
def test_each_plan_is_possible_and_worth_the_same(seed):
    drawn = Drawn(seed)
    merge_options(drawn)
    for chosen in itertools.product((0, 1), repeat=COLUMNS):
        assert drawn.least(drawn.rows, chosen) == drawn.least(drawn.all_rows, chosen)


def test_some_rows_are_merged_and_never_those_of_two_households():
    drawn = [Drawn(seed) for seed in range(60)]
    for one in drawn:
        merge_options(one)
        for row in one.rows:
            alike = row.cols[(row.coefs == 1) & (row.cols < OPTIONS)][: len(row.cols) - 1]
            others = row.cols[1:-1]
            assert len({OWNER[c] for c in set(alike.tolist()) - set(others.tolist())}) <= 1
    assert sum(len(one.rows) for one in drawn) < sum(len(one.all_rows) for one in drawn)


@pytest.mark.parametrize(("size", "seed", "beds"), [("S", 1, TENSE), ("S", 4, ROOMY), ("M", 1, TENSE)])
def test_the_relaxation_is_no_looser_with_fewer_rows(size, seed, beds, monkeypatch):
    week = Week(generate(size, seed, beds=beds), RULES)

    rows, bound = relaxed(week)
    monkeypatch.setattr(terms_module, "LARGE", 0)
    fewer, sharper = relaxed(week)
    assert fewer < rows
    assert sharper >= bound - 1e-3
