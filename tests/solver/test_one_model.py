"""Homes and activities are planned as one: by name a week in which homes first is worse, and by how much."""

from datetime import time

import pytest

from benchmarks.one_model import Lost, locks, lost
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.programme import EnrolmentKind
from placement.domain.run import Status
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.simulation.sizes import Size
from placement.solver.run import solve
from tests.worlds import vary, week_of_activities


def best(week: Instance) -> Plan:
    run = solve(week, RULES, GOALS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    return run.plan


@pytest.fixture
def evening():
    """Lerke-2 wishes for Solbakken first and Granly next, and for the class from 18 to 20, 20 minutes from both.

    Solbakken's door closes at a quarter past eight.
    """
    week = vary(
        week_of_activities(),
        {
            "households": {"Lerke-2": {"wishes": ["Solbakken", "Granly"]}},
            "activity_wishes": [{"person": "Lerke-2", "programme": "Kveld"}],
        },
    )
    solbakken = [u.but(door_closes=time(20, 15)) if u.alias == "Solbakken" else u for u in week.units]
    return week.but(units=tuple(solbakken))


def test_homes_first_gives_the_wished_home_and_shuts_the_class_out(evening):
    """The home costs 20 points more, the class missed 40: as one the week is better by 20."""
    assert lost(evening).points == 20


def test_as_one_the_second_home_goes_with_the_class(evening):
    plan = best(evening)
    assert {s.household: s.place[0] for s in plan.stays}["Lerke-2"] == "F"
    assert [(e.person, e.programme, e.kind) for e in plan.enrolments] == [
        ("Lerke-2", "Kveld", EnrolmentKind.NEW)
    ]


def test_with_the_door_open_both_ways_are_the_same(evening):
    free = evening.but(units=tuple(u.but(door_closes=None) for u in evening.units))
    both = lost(free)
    assert both == Lost(both.as_one, both.as_one)


def test_locks_keep_every_home_and_every_lack_of_one():
    week = generate(Size("S"), 3)
    first = best(week)
    again = best(week.but(pins=tuple(locks(week, first))))
    assert [(s.household, s.place, s.start) for s in again.stays] == [
        (s.household, s.place, s.start) for s in first.stays
    ]
