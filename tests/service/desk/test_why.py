"""Why here, and why not there: nothing speaks against a place exactly where the model has an option."""

import random

import pytest

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.kept_plan import Kept
from placement.service.desk.why_here import why_here
from placement.service.desk.why_not import why_not
from placement.service.planning import derived
from placement.solver.candidates import candidates
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


@pytest.mark.parametrize("family", ["mixed", "housing", "H06", "H12", "H24", "H10"])
def test_nothing_of_ones_own_speaks_against_a_place_exactly_where_there_is_an_option(family):
    """The masks of the solver say where that is."""
    told = 0
    for seed in SEEDS:
        this = kept(tiny(seed, family))
        week = this.week
        made = candidates(Week(week.instance, RULES), GOALS)
        options = {
            (made.households[h].alias, made.places[p].alias)
            for h, p in zip(made.household.tolist(), made.place.tolist(), strict=True)
        }
        wanting = [h for h in week.households if week.wants_option(h)]
        for household in wanting:
            for place in week.places:
                found = why_not(this, household.alias, place.alias, "en")
                assert (found.blocking == ()) == ((household.alias, place.alias) in options)
                told += bool(found.blocking)
            for unit in week.units:
                if not any(place.unit is unit for place in week.places):
                    continue
                found = why_not(this, household.alias, unit.alias, "nb")
                able = any(o == household.alias and week.place(p).unit is unit for o, p in options)
                assert (found.blocking == ()) == able
                assert week.place(found.place).unit is unit
    assert told > 20


def test_where_one_could_live_it_is_told_what_it_would_cost():
    costs = set()
    for seed in SEEDS:
        this = kept(tiny(seed))
        for household in this.week.households:
            for place in this.week.places:
                found = why_not(this, household.alias, place.alias, "en")
                if (
                    found.is_open
                    and not found.tiers
                    and found.cost is not None
                    and this.week.wants_option(household)
                ):
                    costs.add(found.cost)
                    assert found.cost >= 0, "the plan would not have been the best"
    assert len(costs) > 3


def test_of_a_place_that_others_have_it_is_told_who_would_go(one):
    places = {s.household: s.place for s in one.plan.stays}
    found = why_not(one, "Rype-3", places["Oter-4"], "nb")
    assert (found.blocking, found.pushes, found.is_open) == ((), ("Oter-4",), False)
    assert len(found.tiers) == 1


def test_the_own_place_is_open_and_costs_nothing(one):
    for stay in one.plan.stays:
        found = why_not(one, stay.household, stay.place, "nb")
        assert (found.is_open, found.cost, found.tiers) == (True, 0, ())


def test_a_man_is_told_that_the_floor_is_for_women(one):
    found = why_not(one, "Rype-3", "F1a", "nb")
    assert {row.code for row in found.blocking} == {"H07"}
    assert found.cost is None


def test_what_is_unknown_is_refused(one):
    for household, where in (("Ukjent-9", "Granly"), ("Rype-3", "Intet")):
        with pytest.raises(CannotDo):
            why_not(one, household, where, "nb")
    with pytest.raises(CannotDo):
        why_here(one, "Ukjent-9", "nb")


# -- why here


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
