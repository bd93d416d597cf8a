"""What stands in the way of a household, place by place: each place is told of once, and the figures come to all."""

import re

import pytest

from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.pairs import pairs
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.service.demo import WEEK
from placement.service.planning import load
from placement.service.resting import Resting
from placement.service.unplaced import groups
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from placement.words.texts import texts

WEEKS = {"bergen": lambda: load(WEEK)} | {
    f"{size} {seed}": lambda size=size, seed=seed: generate("S", seed, **size_of(size))
    for size in ("roomy", "tense")
    for seed in range(4)
}
COUNT = re.compile(r"^(\d+) other places?: ")


def size_of(size):
    return {"beds": TENSE} if size == "tense" else {}


def rooms(week, places):
    return {tuple(room.alias for room in week.place(one).rooms) for one in places}


@pytest.mark.parametrize("name", WEEKS)
def test_the_figures_come_to_all_places_and_no_place_is_told_twice(name):
    week = Week(WEEKS[name](), RULES)
    plan = solve(week.instance, RULES, GOALS).plan or Plan()
    mine = {stay.household: stay.place for stay in plan.stays}
    told = 0
    for one in reasons(week, plan):
        found = groups(week, plan, one, texts("en"))
        counted = [group for group in found if group.places]
        if not counted:
            assert one.nowhere
            continue
        told += 1
        every = rooms(week, (c.place.alias for c in choices(week, week.household[one.household])))
        given = rooms(week, [mine[one.household]]) if one.household in mine else set()
        assert sum(len(group.places) for group in counted) == len(set().union(*(g.places for g in counted)))
        assert set().union(*(group.places for group in counted)) | given == every | given
        for group in counted:
            if count := COUNT.match(group.text):
                assert int(count[1]) == len(group.places)
    assert told or name != "bergen"


@pytest.mark.parametrize("name", WEEKS)
def test_every_place_that_is_told_as_barred_is_barred_by_a_rule_that_is_told(name):
    """Of each pair of a household and a place: open, or some rule speaks against it."""
    week = Week(WEEKS[name](), RULES)
    known = pairs(week)
    for alias in known.households:
        row = known.households.index(alias)
        for choice in choices(week, week.household[alias]):
            place = choice.place.alias
            is_open = known.open[row, known.places.index(place)]
            assert bool(is_open) != bool(known.rules(alias, place)), (alias, place)


def test_how_many_are_left_is_hidden_where_any_line_before_it_is():
    """Else the figures would tell by what they lack of how many places somebody unknown is the reason."""
    week = Week(load(WEEK), RULES)
    plan = solve(week.instance, RULES, GOALS).plan or Plan()
    seen = 0
    for one in reasons(week, plan):
        every = groups(week, plan, one, texts("en"))
        if every and every[-1].text.endswith("other reasons."):
            *found, last = every
            named = {who for group in found for who in getattr(group.text, "about", ())}
            assert isinstance(last.text, Resting)
            assert named <= last.text.about
            seen += bool(named - {one.household})
    assert seen
