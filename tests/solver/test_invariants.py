"""A slice of every campaign, and by name each fault that one of them found."""

import random

import numpy as np
import pytest

from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.solver import engines, held, honesty, metamorphic, pins, repeat, weights
from tests.solver.campaign import Check, campaign
from tests.solver.changes import new_names, renamed, shuffled, without
from tests.solver.metamorphic import arrays
from tests.solver.weights import any_week
from tests.worlds import town, vary

SLICES: dict[str, tuple[Check, int]] = {
    "wishes move nobody from a bed": (weights.check, 20),
    "held breaches stop no week": (held.check, 52),
    "metamorphic": (metamorphic.check, 18),
    "one plan in every process": (repeat.check, 20),
    "little time": (honesty.check, 6),
    "two engines": (engines.check, 30),
    "pins": (pins.check, 30),
}


@pytest.mark.parametrize("name", SLICES)
def test_slice(name: str):
    check, seeds = SLICES[name]
    assert campaign(check, range(1, seeds + 1)).faults == ()


def test_the_alias_of_a_set_of_rooms_does_not_depend_on_the_order_of_rows():
    week = vary(town(), {"rooms": {"S1": {"single": 1, "child": 0}, "S2": {"single": 1}}})
    for other in week.households[:-1]:
        week = without(week, other)
    turned = week.but(units=tuple(u.but(rooms=u.rooms[::-1]) for u in week.units))
    one, same = (solve(w, RULES, GOALS) for w in (week, turned))
    assert one.plan is not None
    assert [s.place for s in one.plan.stays] == ["S1+S2"]
    assert one.plan == same.plan


@pytest.mark.parametrize("seed", [9, 19, 34, 49, 59])
def test_rows_of_pairs_and_of_peers_do_not_depend_on_names(seed: int):
    """Cliques were covered, and auxiliary columns numbered, in the order of aliases."""
    week = any_week(seed)
    same = renamed(week, new_names(week, random.Random(seed)))
    assert all(map(np.array_equal, arrays(week), arrays(same)))


def test_shuffling_really_shuffles():
    week = any_week(9)
    other = shuffled(week, random.Random(1))
    assert other != week
    assert other.content_hash == week.content_hash
