"""Why here: every rule, and the wishes that speak for the place."""

import random

import pytest

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.kept_plan import Kept
from placement.service.desk.why_here import why_here
from placement.service.planning import derived
from placement.solver.run import solve
from tests.random_worlds import tiny
from tests.worlds import town, vary

SEEDS = range(30)


def kept(week: Instance) -> Kept:
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    known = derived(week)
    return Kept(1, "draft", 1, run.plan, known, judge(known, run.plan, GOALS), None)


@pytest.fixture
def one():
    return kept(town())


def test_who_is_unknown_is_refused(one):
    with pytest.raises(CannotDo):
        why_here(one, "Ukjent-9", "nb")


def test_every_rule_about_housing_has_a_line_and_says_what_the_judge_says(one):
    found = why_here(one, "Rype-3", "nb")
    assert [line.code for line in found.rules] == [r.code for r in one.week.rules if r.is_about_housing]
    assert {line.state for line in found.rules} == {"kept"}
    assert found.place.startswith(("Granly", "Solbakken"))
    assert found.because.startswith("P3 fordi")


def test_what_is_broken_overdue_or_set_aside_is_told_of_this_place_alone():
    states = set()
    for seed in SEEDS:
        this = kept(tiny(seed))
        r = random.Random(seed)
        stays = tuple(s.but(place=r.choice(this.week.places).alias) for s in this.plan.stays)
        plan = this.plan.but(stays=stays)
        review = judge(this.week, plan, GOALS)
        for stay in stays:
            found = why_here(this._replace(plan=plan, review=review), stay.household, "en")
            broken = {line.code for line in found.rules if line.state == "broken"}
            judged = {
                f.code
                for f in review.of(FindingKind.BREACH)
                if stay.household in f.about and f.code.startswith("H")
            }
            assert broken <= judged
            states |= {line.state for line in found.rules}
            assert all(bool(line.sentences) == (line.state != "kept") for line in found.rules)
    assert states >= {"kept", "broken", "task"}


def test_a_wish_that_the_place_meets_is_its_strength():
    week = vary(town(), {"households": {"Lerke-2": {"wishes": ["Solbakken", "Granly"]}}})
    one = kept(week)
    found = why_here(one, "Lerke-2", "nb")
    assert found.place.startswith("Solbakken")
    assert 1 <= len(found.strengths) <= 3
    assert any("ønske" in s.title.casefold() and s.here == 0 for s in found.strengths)


def test_who_lives_nowhere_and_gets_nothing_has_no_place(one):
    found = why_here(one._replace(plan=Plan()), "Rype-3", "nb")
    assert (found.place, found.rules, found.strengths) == ("", (), ())
