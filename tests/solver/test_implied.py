"""Rows that others imply are left out of a large week: the same plans are possible, worth the same."""

import itertools
import random
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

import placement.solver.terms as terms_module
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import ROOMY, TENSE, generate
from placement.solver import solve
from placement.solver.acts import Acts
from placement.solver.implied import leave_out_implied
from placement.solver.requirements import Requirements
from placement.solver.rows import Aux, Part, Row
from tests.solver.worth import assert_worth_the_same, relaxed

STAYS, COLUMNS = 4, 7


class Drawn(Requirements):
    """Rows as rules make them: at most one of some; and groups of stays that agree, each with its mark."""

    def __init__(self, seed: int) -> None:
        r = random.Random(seed)
        self.n, self.first_aux, self.rule, self.rows, self.aux = STAYS, COLUMNS, "any", [], []
        self.acts = cast("Acts", SimpleNamespace(of_helpers=np.array([True])))
        self.heed = lambda: None
        for _ in range(r.randrange(2, 6)):
            self._add(r.sample(range(COLUMNS), r.randrange(1, COLUMNS)))
        if r.random() < 0.3:
            self.row(np.array([0, 0, 1]), np.ones(3, np.int64), high=1)
        if r.random() < 0.3:
            self._add(r.sample(range(COLUMNS), 3), high=2)
        for _ in range(r.randrange(3)):
            self._agree(r.sample(range(STAYS), r.randrange(2, STAYS + 1)), r)
        self.all_rows = list(self.rows)

    def _add(self, cols: list[int], high: int = 1) -> None:
        self.row(np.array(cols), np.ones(len(cols), np.int64), high=high)

    def _agree(self, cols: list[int], r: random.Random) -> None:
        cut, marks = r.randrange(1, len(cols)), []
        for group in (cols[:cut], cols[cut:]):
            mark = self.add(Aux((Part(tuple(group), (1,) * len(group), 0),), 0))
            marks.append(mark)
            for col in group:
                self.row(np.array([col, mark]), np.array([1, -1]), high=0)
        self._add(marks)

    def fits(self, rows: list[Row], chosen: tuple[int, ...]) -> bool:
        """Whether a plan, with its marks, keeps the rows."""
        marks = [int(any(chosen[c] for c in aux.parts[0].cols)) for aux in self.aux]
        x = np.array([*chosen, *marks])
        return all(row.high is not None and x[row.cols] @ row.coefs <= row.high for row in rows)


@pytest.mark.parametrize("seed", range(80))
def test_the_same_plans_are_possible(seed):
    drawn = Drawn(seed)
    needless = leave_out_implied(drawn)
    assert all(needless.isdisjoint(row.cols.tolist()) for row in drawn.rows)
    for chosen in itertools.product((0, 1), repeat=COLUMNS):
        assert drawn.fits(drawn.rows, chosen) == drawn.fits(drawn.all_rows, chosen)


TALK = {STAYS}
MARKS = set(range(COLUMNS, COLUMNS + 9))


@pytest.mark.parametrize("seed", range(80))
@pytest.mark.parametrize(
    "others", [set(range(STAYS, COLUMNS)) | MARKS, set(range(COLUMNS)) - TALK | MARKS, TALK]
)
def test_no_row_about_stays_or_talks_alone_is_left_out_for_one_about_more(seed, others):
    drawn = Drawn(seed)
    leave_out_implied(drawn)
    before, after = (
        [row for row in rows if others.isdisjoint(row.cols.tolist())] for rows in (drawn.all_rows, drawn.rows)
    )
    for chosen in itertools.product((0, 1), repeat=COLUMNS):
        assert drawn.fits(after, chosen) == drawn.fits(before, chosen)


def test_something_is_left_out_of_each_kind():
    drawn = [Drawn(seed) for seed in range(80)]
    marks = sum(len(leave_out_implied(one)) for one in drawn)
    rows = sum(len(one.all_rows) - len(one.rows) for one in drawn)
    assert rows > marks > 0


@pytest.mark.parametrize(
    ("size", "seed", "beds"), [("S", 1, TENSE), ("S", 4, ROOMY), ("M", 1, TENSE), ("M", 3, ROOMY)]
)
def test_the_relaxation_is_as_tight_with_fewer_rows(size, seed, beds, monkeypatch):
    week = Week(generate(size, seed, beds=beds), RULES)

    rows, bound = relaxed(week)
    monkeypatch.setattr(terms_module, "LARGE", 0)
    monkeypatch.setattr(terms_module, "merge_options", lambda _: None)
    fewer, same = relaxed(week)
    assert fewer < rows
    assert same == pytest.approx(bound, abs=1e-3)


@pytest.mark.parametrize(("seed", "beds"), [(seed, beds) for seed in range(1, 9) for beds in (TENSE, ROOMY)])
def test_the_best_plan_is_worth_the_same(seed, beds, monkeypatch):
    week = generate("S", seed, beds=beds)
    whole = solve(week, RULES, GOALS)
    monkeypatch.setattr(terms_module, "LARGE", 0)
    fewer = solve(week, RULES, GOALS)
    assert_worth_the_same(week, whole, fewer)
