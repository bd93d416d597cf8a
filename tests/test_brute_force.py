"""The solver's plan is worth as much as the best of all plans, and its figures are the judge's."""

from tests.agreement import FAMILIES
from tests.brute_force import outcome

WORLDS = range(500, 500 + len(FAMILIES))
ACTS = 500
"""Plans with more than stays that are tried of a world; those that need more are left to the campaign."""


def test_the_solver_finds_the_optimum_of_brute_force():
    """In a world of each family; most are small enough to try every plan."""
    outcomes = [outcome(seed, FAMILIES[seed % len(FAMILIES)], ACTS) for seed in WORLDS]
    assert [one for one in outcomes if one.agree is False] == []
    assert sum(one.agree is True for one in outcomes) >= 0.8 * len(outcomes)
