"""A week that takes over what another one found out is the same as one that finds everything out itself."""

from functools import cache

from placement.domain.content_hash import ContentHash
from placement.domain.instance import Instance
from placement.domain.option import Fitting, remember_fitting
from placement.domain.rule import declared
from placement.domain.scenario import Scenario
from placement.domain.week import Week
from placement.review.audit import audit, judge
from placement.review.reasons import first_reasons
from placement.rules import GOALS, RULES
from placement.service.simulating import rolled, world
from placement.simulation.generate import generate

WEEKS = 6
PRICED = declared(next(goal for goal in GOALS if goal.id == "cost").pair_goals[0].points)[0]


@cache
def future():
    scenario = Scenario(name="a", weeks=WEEKS)
    return tuple(rolled(world(generate("S", 2), scenario), scenario, 0))


def fresh(instance):
    """The same facts in other objects, of which nobody has seen anything."""
    return Instance.model_validate_json(instance.model_dump_json())


def test_a_simulated_week_is_judged_and_explained_as_if_nothing_had_been_known_before():
    for one in future():
        again = fresh(one.instance)
        assert audit(again, one.planned.plan, RULES, GOALS) == one.planned.review
        assert first_reasons(Week(again, RULES), one.planned.plan) == one.planned.reasons


def test_the_content_hash_is_the_same_whoever_knows_the_texts_of_other_weeks_rows():
    known = ContentHash()
    for one in future():
        assert known.of(one.instance) == fresh(one.instance).content_hash == one.planned.plan.instance_hash


def test_a_changed_row_changes_the_hash_of_whoever_knew_it_before():
    known, instance = ContentHash(), generate("S", 1)
    before = known.of(instance)
    household = instance.households[0]
    other = instance.but(
        households=(household.but(unsuitable=not household.unsuitable), *instance.households[1:])
    )
    assert known.of(other) == fresh(other).content_hash != before


def test_the_judge_takes_nobodys_word_for_what_fits_and_what_it_costs():
    """The planner writes both into its week; a slip there must not reach the judge."""
    for one in future():
        week, alone = Week(one.instance, RULES), Week(one.instance, RULES)
        week.attributes.cheapest = {h.alias: 99_999 for h in week.households}
        for household in week.households:
            week.attributes.view(PRICED, household)
        remember_fitting(week, {h.alias: Fitting((), (), 99_999) for h in week.households})
        assert judge(week.unplanned(), one.planned.plan, GOALS) == judge(alone, one.planned.plan, GOALS)
