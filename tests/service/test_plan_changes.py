"""What a plan changes against the one that runs, and what that comes from."""

from datetime import timedelta

import pytest

from placement.domain.stay import StayKind
from placement.service.plan_changes import WHATS, Side, plan_changes
from placement.service.plan_list import household_lines
from tests.monday import PLAN, monday, week_with


@pytest.fixture(scope="module")
def week():
    return monday()


def changes(week, then, now, *, old=None, new=None):
    lines = plan_changes(Side(week, then, old or {}), Side(week, now, new or {}), "en")
    return {line.household: line for line in lines}


def new_stay():
    return next(s for s in PLAN.stays if s.kind is StayKind.NEW)


def test_the_same_plan_changes_nothing(week):
    found = changes(week, PLAN, PLAN)
    assert set(found) == set(week.household)
    assert {line.what for line in found.values()} == {"unchanged"}
    assert all(not line.cause for line in found.values())


def test_who_gets_a_place_is_new_and_who_gets_none_any_more_left(week):
    stay = new_stay()
    without = PLAN.but(stays=tuple(s for s in PLAN.stays if s != stay))
    line = changes(week, without, PLAN)[stay.household]
    assert (line.what, line.before) == ("new", "no place")
    line = changes(week, PLAN, without)[stay.household]
    assert (line.what, line.after) == ("left", "no place")
    assert line.cause == "follows from the other changes"


def test_another_day_is_a_move_too(week):
    stay = new_stay()
    later = stay.but(start=stay.start + timedelta(days=3))
    moved = PLAN.but(stays=tuple(later if s == stay else s for s in PLAN.stays))
    assert changes(week, PLAN, moved)[stay.household].what == "moved"


def test_what_changed_is_named_and_never_what_it_holds(week):
    stay = new_stay()
    without = PLAN.but(stays=tuple(s for s in PLAN.stays if s != stay))
    person = week.household[stay.household].members[0].alias
    old = {"persons": {person: {"household": stay.household, "support": 1, "origin": None}}}
    new = {"persons": {person: {"household": stay.household, "support": 3, "origin": "x"}}}
    cause = changes(week, PLAN, without, old=old, new=new)[stay.household].cause
    assert cause.startswith("changed: ")
    assert "3" not in cause
    assert "x" not in cause.removeprefix("changed: ").split(" ")


def test_what_changed_about_the_home_is_said_with_its_unit(week):
    stay = new_stay()
    unit = week.unit_of(stay).alias
    without = PLAN.but(stays=tuple(s for s in PLAN.stays if s != stay))
    new = {"closures": {"1": {"unit": unit, "since": "2026-11-23"}}}
    assert changes(week, PLAN, without, new=new)[stay.household].cause == f"changed: {unit}: closures"


def test_to_whom_a_place_goes_is_said(week):
    stay = new_stay()
    other = next(
        h for h in week.household if all(s.household != h for s in PLAN.stays) and not week.held_of.get(h)
    )
    given = tuple(s.but(household=other) if s == stay else s for s in PLAN.stays)
    found = changes(week, PLAN, PLAN.but(stays=tuple(sorted(given, key=lambda s: s.household))))
    assert found[stay.household].cause == f"its place goes to {other}"
    assert found[other].what == "new"


def test_who_came_and_who_left_care_are_told_apart(week):
    smaller = week_with({"exits": [{"household": "Rype-3", "on": 0}]})
    assert "Rype-3" not in smaller.household
    before, after = Side(week, PLAN, {}), Side(smaller, PLAN, {})
    gone = next(one for one in plan_changes(before, after, "en") if one.household == "Rype-3")
    assert (gone.what, gone.cause) == ("left", "is not in care any more")
    came = next(one for one in plan_changes(after, before, "en") if one.household == "Rype-3")
    assert (came.what, came.cause) == ("new", "new in care")
    assert list(WHATS) == ["moved", "new", "left", "unchanged"]


def test_the_list_puts_those_who_wait_first(week):
    lines = household_lines(week, PLAN, "en")
    assert {line.household for line in lines} == set(week.household)
    tiers = [line.tier for line in lines]
    assert tiers == sorted(tiers, key=lambda tier: (not tier.startswith("P"), tier))
    for line in lines:
        given = any(s.household == line.household for s in PLAN.stays)
        assert bool(line.planned) is given is bool(line.since)
