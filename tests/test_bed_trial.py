"""The trial of bed prices: the same people in every way to plan, and hindsight that nobody beats."""

import math

import pytest

from benchmarks.bed_prices import Done, planned, share, table
from benchmarks.bed_trial import calm, hindsight, rolled, trial
from placement.domain.relation import Relation, RelationKind
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.first_come import in_turn
from placement.simulation.flow import usual_flow
from placement.simulation.future import Future
from placement.simulation.generate import generate

WEEKS = 4


def first_come(monday, _):
    return in_turn(Week(monday, RULES), by_priority=False)


def by_plan(monday, _):
    return planned(monday)


def nobody(_monday, _):
    return ()


@pytest.mark.parametrize("replication", [0, 1])
def test_no_way_to_plan_beats_hindsight_and_each_beats_doing_nothing(replication):
    base = generate("S", 101, beds=1.0)
    of = trial(base, usual_flow(base), Future(41, replication), WEEKS)
    need = {way.__name__: rolled(of, way) for way in (first_come, by_plan)}
    assert rolled(of, nobody) == of.nothing
    assert rolled(of, by_plan) == need["by_plan"]
    best = hindsight(of)
    assert all(best <= one < of.nothing for one in need.values())


def test_a_home_that_is_given_is_kept_until_the_household_leaves_and_held_no_more():
    base = generate("S", 101, beds=1.0)
    of = trial(base, usual_flow(base), Future(41, 1), WEEKS)
    lived: dict[str, set[str]] = {}

    def way(monday, step):
        for stay in monday.stays:
            lived.setdefault(stay.household, set()).add(stay.place)
            assert stay.start <= monday.as_of
        gone = {alias for alias, day in of.leaves.items() if day <= 7 * step}
        assert not gone & {household.alias for household in monday.households}
        return first_come(monday, step)

    rolled(of, way)
    assert all(len(places) == 1 for places in lived.values())
    assert len(lived) > len(of.whole.stays)


@pytest.mark.parametrize("seed", range(101, 105))
def test_a_calm_week_knows_no_helper(seed):
    week = generate("S", seed, beds=1.0, group_arrival=bool(seed % 2))
    helper = week.contacts[0].alias
    link = Relation(a=week.households[0].members[0].alias, b=helper, kind=RelationKind.FAMILY)
    left = calm(week.but(relations=(*week.relations, link)))
    assert not left.contacts
    assert helper not in {r.b for r in left.relations}


def test_in_a_calm_week_nobody_who_is_housed_asks_for_another_place():
    week = Week(calm(generate("S", 103, beds=1.0, group_arrival=True)), RULES)
    assert all(week.tier(h.alias) is None for h in week.households if week.is_housed(h.alias))


def test_the_share_is_of_what_hindsight_saves():
    week = {"men_heavy": False, "group_arrival": True}
    need = {"first_come": 60, "greedy": 50, "flat": 40, "prices": 30}
    done = [Done(week, n, need, 20, 100) for n in range(3)]
    assert share(done, "first_come") == (50.0, 0.0)
    assert share(done, "prices") == (87.5, 0.0)
    assert math.isnan(share(done[:1], "flat")[1])
    rows = table(done)
    assert len(rows) == 1 + 2 * 4
    assert "| 30 | 87.5 ± 0.0 | 10 (10 to 10) | 3 / 0 |" in rows[4]
