"""The solver's plan is worth as much as the best of all plans, and its figures are the judge's."""

from tests.agreement import FAMILIES
from tests.brute_force import outcome

WORLDS = range(500, 560)


def test_the_solver_finds_the_optimum_of_brute_force():
    """In 60 worlds of all families; most are small enough to try every plan."""
    outcomes = [outcome(seed, FAMILIES[seed % len(FAMILIES)]) for seed in WORLDS]
    assert [one for one in outcomes if one.agree is False] == []
    assert sum(one.agree is True for one in outcomes) >= 0.8 * len(outcomes)
