"""A slip in either half of a plan rule, or in the spreading of a pair rule, makes the halves differ."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import tests.agreement
from placement.domain.bites import bites, objections
from placement.domain.rule import Blocks, PlanRule
from placement.domain.value import ALWAYS, FOREVER
from placement.rules import GOALS, RULES
from placement.solver import acts, against, candidates
from placement.solver import pair_points as points_module
from tests.agreement import Difference, compare, in_parts
from tests.planted import PLAN_BUGS, plant
from tests.planted_acts import ACT_BUGS

WORLDS = 80
PLANS = 60
IDS = {rule.code: rule.id for rule in (*RULES, *GOALS)} | {"H03S": "harmful_link"}
BUGS = (*PLAN_BUGS, *ACT_BUGS)
GOAL_CODES = frozenset(goal.code for goal in GOALS)


def first_difference(code: str, rules: Any = RULES) -> Difference | None:
    """The first plan about which the halves of this rule differ, in worlds of its family."""
    for seed in range(WORLDS):
        for found in compare(seed, code, PLANS, in_parts(rules)).differences:
            named = [rule.split("#")[0] for rule in found.rules]
            if IDS[code] in named or (code in GOAL_CODES and found.what.startswith("points")):
                return found
    return None


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.code}, {bug.half}: {bug.what}")
def test_a_slip_in_one_half_is_found(bug, monkeypatch):
    if bug.patch:
        monkeypatch.setattr(*bug.patch)
    rules, goals = plant(bug)
    monkeypatch.setattr(tests.agreement, "GOALS", goals)
    assert first_difference(bug.code, rules) is not None


def test_every_part_about_who_else_is_there_has_two_slips_in_each_half():
    planted = Counter((bug.code, bug.half) for bug in BUGS)
    for rule in (*RULES, *GOALS):
        if any(isinstance(part, PlanRule) for part in rule.parts):
            assert min(planted[rule.code, "build"], planted[rule.code, "check"]) >= 2, rule.code


# -- the builder's spreading of what pair rules say
real_objections = against.Spoken.objections
real_bites = bites


def first_member_only(code):
    def objections(self, household, place):
        if self.code != code:
            return real_objections(self, household, place)
        return [
            o for view in self._people[household.alias][:1] for o in self._answers[view][self._place[place]]
        ]

    return objections


def another_place(code):
    def objections(self, household, place):
        wrong = (place + 1) % len(self._place) if self.code == code else place
        return real_objections(self, household, wrong)

    return objections


MEMBERS = ("H01", "H02", "H04", "H05", "H06", "H10", "H11", "H12", "H13", "H17", "H21", "H23")
PLACES = tuple(
    rule.code
    for rule in RULES
    if rule.pair_parts and rule.code != "H02"  # of any place
)


@pytest.mark.parametrize("code", MEMBERS)
def test_a_member_who_is_not_asked_is_found(code, monkeypatch):
    monkeypatch.setattr(against.Spoken, "objections", first_member_only(code))
    assert first_difference(code) is not None


@pytest.mark.parametrize("code", PLACES)
def test_an_answer_about_another_place_is_found(code, monkeypatch):
    monkeypatch.setattr(against.Spoken, "objections", another_place(code))
    assert first_difference(code) is not None


def a_day_longer(objection, stay, as_of):
    longer = objection.until if objection.until == FOREVER else objection.until + timedelta(days=1)
    return real_bites(objection._replace(until=longer), stay, as_of)


def a_day_later(objection, stay, as_of):
    later = objection.since if objection.since == ALWAYS else objection.since + timedelta(days=1)
    return real_bites(objection._replace(since=later), stay, as_of)


def start_only(objection, stay, as_of):
    wrong = objection._replace(blocks=Blocks.START) if objection.blocks is Blocks.NIGHT else objection
    return real_bites(wrong, stay, as_of)


def at_once(objection, stay, as_of):
    return real_bites(objection._replace(after=0), stay, as_of)


def moves_unasked(objection, stay, as_of):
    return objection.blocks is not Blocks.MOVE and real_bites(objection, stay, as_of)


DATES = [
    ("H04", a_day_longer), ("H04", a_day_later), ("H17", a_day_longer),
    ("H04", start_only), ("H08", start_only), ("H14", start_only),
    ("H14", at_once), ("H10", at_once), ("H20", moves_unasked),
]  # fmt: skip


@pytest.mark.parametrize(("code", "slip"), DATES, ids=lambda v: getattr(v, "__name__", v))
def test_a_date_read_wrongly_is_found(code, slip, monkeypatch):
    monkeypatch.setattr(candidates, "bites", slip)
    assert first_difference(code) is not None


def test_a_waiver_that_is_not_read_is_found(monkeypatch):
    real = against.Spoken.objections

    def unwaived(self, household, place):
        return [objection._replace(waived="") for objection in real(self, household, place)]

    monkeypatch.setattr(against.Spoken, "objections", unwaived)
    assert first_difference("H13") is not None


def test_an_override_that_is_not_read_is_found(monkeypatch):
    """Overrides are drawn for any rule, so that one of its own family needs more worlds."""
    said = against.Against.said

    def unread(self, household, places):
        real = self.week.not_overridden
        self.week.not_overridden = lambda *given: [given[-1]]
        try:
            return said(self, household, places)
        finally:
            self.week.not_overridden = real

    monkeypatch.setattr(against.Against, "said", unread)
    assert any(first_difference(code) for code in ("H07", "H18", "H12"))


# -- what pair rules say of enrolments, contacts and bookings
@pytest.mark.parametrize("code", ["A01", "A02", "A03", "A05", "K01", "T01"])
def test_an_answer_about_another_programme_or_helper_is_found(code, monkeypatch):
    def another(rule, who, where, at):
        week = at.week
        (alike,) = (rows for rows in (week.programmes, week.contacts, week.interpreters) if where in rows)
        wrong = alike[(alike.index(where) + 1) % len(alike)] if rule.code == code else where
        yield from objections(rule, who, wrong, at)

    monkeypatch.setattr(acts, "objections", another)
    assert first_difference(code) is not None


@pytest.mark.parametrize(
    ("code", "slip"), [("A01", start_only), ("A05", a_day_later)],
    ids=lambda v: getattr(v, "__name__", v),
)  # fmt: skip
def test_a_date_of_an_act_read_wrongly_is_found(code, slip, monkeypatch):
    monkeypatch.setattr(acts, "bites", slip)
    assert first_difference(code) is not None


def test_an_override_of_an_act_that_is_not_read_is_found(monkeypatch):
    said = acts.Against.said

    def unread(self, one, there):
        real = self.week.not_overridden
        self.week.not_overridden = lambda *given: [given[-1]]
        try:
            return list(said(self, one, there))
        finally:
            self.week.not_overridden = real

    monkeypatch.setattr(acts.Against, "said", unread)
    assert first_difference("K01") is not None


# -- the spreading of pair goals
@pytest.mark.parametrize("code", ["G02", "G03", "G07", "G12", "G17"])
def test_points_of_another_place_are_found(code, monkeypatch):
    real = points_module._points

    def wrong(at, part, made, options, when):
        if any(type(part) is type(p) for g in GOALS if g.code == code for p in g.parts):
            shifted = replace(made, place=(made.place + 1) % len(made.places), start=made.start)
            dated = [o._replace(start=o.start.fromordinal(o.start.toordinal() + 7)) for o in options]
            return real(at, part, shifted, dated, when)
        return real(at, part, made, options, when)

    monkeypatch.setattr(points_module, "_points", wrong)
    assert first_difference(code) is not None
