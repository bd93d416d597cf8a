"""Emergency mode beside the judge: what it offers breaks nothing, and what it does not offer breaks something."""

from itertools import product

import pytest

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.options import choices
from placement.review.tonight import NOWHERE, Way, tonight
from placement.rules import GOALS, RULES
from placement.service.tonight import tonight_view
from placement.simulation.generate import generate
from tests.greedy import greedy
from tests.worlds import town, vary

SEEDS = range(8)


def a_week(seed: int, *, group_arrival: bool = False) -> tuple[Week, Plan]:
    instance = generate("S", seed, group_arrival=group_arrival)
    return Week(instance, RULES), greedy(instance, RULES)


def breaches(week: Week, plan: Plan) -> set[tuple[str, tuple[str, ...], str, str]]:
    """What the judge says of the stays; who follows whom up is settled later."""
    plan = plan.but(enrolments=(), contacts=(), bookings=())
    found = judge(week, plan, ()).findings
    return {(f.code, f.about, f.where, f.says) for f in found if f.kind is FindingKind.BREACH}


def without(plan: Plan, group: tuple[str, ...]) -> Plan:
    return plan.but(stays=tuple(s for s in plan.stays if s.household not in group))


def with_stays(plan: Plan, stays: tuple[Stay, ...]) -> Plan:
    return plan.but(stays=tuple(sorted((*plan.stays, *stays), key=lambda s: s.household)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_is_offered_just_where_the_judge_finds_no_breach(seed: int) -> None:
    week, plan = a_week(seed)
    tried = 0
    for household in [h for h in week.households if week.wants_option(h)][:6]:
        others = without(plan, (household.alias,))
        before = breaches(week, others)
        found = tonight(week, plan, (household.alias,), GOALS, most=10**6)
        assert found.proved
        for way in found.ways:
            assert breaches(week, with_stays(others, way.stays)) <= before
        offered = {week.unit_of(way.stays[0]).alias for way in found.ways}
        for choice in choices(week, household):
            for stay in choice.stays(household):
                if stay.start == week.as_of and choice.place.unit.alias not in offered:
                    assert not breaches(week, with_stays(others, (stay,))) <= before
                    tried += 1
    assert tried


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_cheaper_than_the_first_answer_for_several(seed: int) -> None:
    """Every way for two households, judged one by one."""
    week, plan = a_week(seed)
    group = tuple(h.alias for h in week.households if week.wants_option(h))[:2]
    others = without(plan, group)
    before = breaches(week, others)
    every = (
        tonight(week, others, group[:1], GOALS, most=10**6),
        tonight(week, others, group[1:], GOALS, most=10**6),
    )
    nobody = Way(NOWHERE, ())
    sound = [
        one.cost.plus(two.cost)
        for one, two in product((*every[0].ways, nobody), (*every[1].ways, nobody))
        if (one.stays or two.stays) and breaches(week, with_stays(others, (*one.stays, *two.stays))) <= before
    ]
    found = tonight(week, plan, group, GOALS)
    assert found.proved
    assert [way.cost for way in found.ways][:1] == sorted(sound)[:1]
    for way in found.ways:
        assert breaches(week, with_stays(others, way.stays)) <= before


def test_of_a_group_that_arrives_nobody_is_offered_what_another_of_it_gets() -> None:
    answered = 0
    for seed in SEEDS:
        week, plan = a_week(seed, group_arrival=True)
        group = tuple(h.alias for h in week.households if h.group_arrival)
        assert 4 <= len(group) <= 9
        others = without(plan, group)
        before = breaches(week, others)
        found = tonight(week, plan, group, GOALS)
        costs = [way.cost for way in found.ways]
        assert costs == sorted(costs)
        for way in found.ways:
            answered += 1
            assert {stay.household for stay in way.stays} <= set(group)
            assert way.cost.unplaced == len(group) - len(way.stays)
            assert breaches(week, with_stays(others, way.stays)) <= before
        units = [tuple(sorted(week.unit_of(stay).alias for stay in way.stays)) for way in found.ways]
        assert len(set(units)) == len(units)
    assert answered


def test_an_answer_is_for_tonight_and_leaves_nobody_out_for_whom_it_has_room() -> None:
    few = 0
    for seed in SEEDS:
        week, plan = a_week(seed, group_arrival=True)
        group = tuple(h.alias for h in week.households if h.group_arrival)
        others = without(plan, group)
        before = breaches(week, others)
        found = tonight(week, plan, group, GOALS)
        assert found.proved
        few += 0 < len(found.ways) < 3
        for way in found.ways:
            assert {stay.start for stay in way.stays} == {week.as_of}
            planned = with_stays(others, way.stays)
            left = set(group) - {stay.household for stay in way.stays}
            more = [one for alias in left for one in from_tonight(week, alias)]
            assert not [one for one in more if breaches(week, with_stays(planned, (one,))) <= before]
    assert few


def from_tonight(week: Week, alias: str, *, later: bool = False) -> list[Stay]:
    household = week.household[alias]
    stays = (stay for choice in choices(week, household) for stay in choice.stays(household))
    return [stay for stay in stays if (stay.start > week.as_of) is later]


def test_who_has_no_bed_tonight_is_told_their_first_day_apart_from_the_answers() -> None:
    told = 0
    for seed in SEEDS:
        week, plan = a_week(seed)
        for household in [h for h in week.households if week.wants_option(h)][:6]:
            others = without(plan, (household.alias,))
            found = tonight(week, plan, (household.alias,), GOALS)
            if found.ways:
                assert not found.later
                continue
            before = breaches(week, others)
            then = [
                stay.start
                for stay in from_tonight(week, household.alias, later=True)
                if breaches(week, with_stays(others, (stay,))) <= before
            ]
            assert [stay.start for stay in found.later] == sorted(then)[:1]
            told += bool(then)
    assert told


def test_of_a_group_those_who_wait_are_told_their_first_day_beside_the_best_answer() -> None:
    told = 0
    for seed in SEEDS:
        week, plan = a_week(seed, group_arrival=True)
        group = tuple(h.alias for h in week.households if h.group_arrival)
        others = without(plan, group)
        found = tonight(week, plan, group, GOALS)
        best = found.ways[0].stays if found.ways else ()
        assert all(stay.start > week.as_of for stay in found.later)
        assert not {stay.household for stay in found.later} & {stay.household for stay in best}
        planned = with_stays(others, (*best, *found.later))
        assert breaches(week, planned) <= breaches(week, others)
        told += bool(best and found.later)
    assert told


def test_a_search_that_is_cut_short_says_so() -> None:
    week, plan = a_week(1, group_arrival=True)
    group = tuple(h.alias for h in week.households if h.group_arrival)
    assert not tonight(week, plan, group, GOALS, looks=1).proved


def test_a_no_of_their_own_is_never_told_as_a_rule_to_set_aside() -> None:
    no = {"consents": [{"person": "Rype-3", "answer": "declined", "on": 0}]}
    told = tonight_view(Week(vary(town(), no), RULES), Plan(), ("Rype-3",), "en")
    assert told.ways == ()
    assert told.told == "No place is possible tonight: Rype-3 said no. A no is never set aside."
    vetoes = {"vetoes": [{"person": "Rype-3", "unit": "Granly", "since": -5}]}
    shut = {"rooms": {"S1": {"confirmed": False}, "S2": {"confirmed": False}}}
    week = Week(vary(town(), {**vetoes, **shut}), RULES)
    told = tonight_view(week, Plan(), ("Rype-3",), "nb")
    assert told.ways == ()
    assert told.told.endswith("Det noen har sagt nei til, settes aldri til side.")
