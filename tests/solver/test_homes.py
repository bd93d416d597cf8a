"""What the words about homes say is what a look at every option and every held stay says."""

from itertools import combinations

import pytest

from placement.domain.terms import Spot
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.solver.candidates import candidates
from placement.solver.terms import build
from tests.random_worlds import tiny

WEEKS = [(family, seed) for family in ("H15", "H16", "H03", "mixed") for seed in range(6)]


def looked_up(family, seed):
    """The words of a drawn week, the units in which each household lives or can, and the rooms it can be brought to."""
    week = Week(tiny(seed, family), RULES)
    made = candidates(week, GOALS)
    stays = [made.stay(row) for row in range(len(made))]
    homes = {
        h.alias: {week.unit_of(s).alias for s in stays if s.household == h.alias} for h in week.households
    }
    for stay in week.held:
        homes[stay.household].add(week.unit_of(stay).alias)
    return build(made, GOALS), homes, {room.alias for stay in stays for room in week.place(stay.place).rooms}


@pytest.mark.parametrize(("family", "seed"), WEEKS)
def test_two_could_meet_in_the_units_that_could_be_home_to_each(family, seed):
    terms, homes, _ = looked_up(family, seed)
    for a, b in combinations(homes, 2):
        assert terms.homes_of_both(a, b) == [Spot("unit", unit) for unit in sorted(homes[a] & homes[b])]


@pytest.mark.parametrize(("family", "seed"), WEEKS)
def test_the_rooms_of_a_unit_are_those_to_which_the_plan_can_bring_somebody(family, seed):
    terms, _, rooms = looked_up(family, seed)
    for unit in terms.week.units:
        mine = [Spot("room", room.alias) for room in unit.rooms if room.alias in rooms]
        assert terms.rooms_of(Spot("unit", unit.alias)) == mine


def test_some_pairs_could_meet_and_some_could_not():
    met = [
        bool(terms.homes_of_both(a, b))
        for terms, homes, _ in (looked_up(*week) for week in WEEKS)
        for a, b in combinations(homes, 2)
    ]
    assert True in met
    assert False in met
