"""The solver's plan is worth as much as the best of all plans, and its figures are the judge's."""

import pytest

from tests.agreement import FAMILIES
from tests.brute_force import outcome

WORLDS = range(500, 560)


@pytest.fixture(scope="module")
def outcomes():
    return [outcome(seed, FAMILIES[seed % len(FAMILIES)]) for seed in WORLDS]


def test_the_solver_finds_the_optimum_of_brute_force(outcomes):
    assert [one for one in outcomes if one.agree is False] == []


def test_most_worlds_are_small_enough_to_try_every_plan(outcomes):
    assert sum(one.agree is True for one in outcomes) >= 0.8 * len(outcomes)
