"""Every place for one household, the best first; and who can be asked to say yes as the second."""

import pytest

from placement.domain.plan import Plan
from placement.review.options import choices
from placement.service.desk.accepting import accept
from placement.service.desk.against_running import against_running
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.hand_change import beside, stay_there
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.places_for import STATES, places_for
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.desk.seconds import who_may_second
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from tests.service.desk.desks import EVA, KARI, OLA, new_desk

WEEK = generate("S", 5)


@pytest.fixture(scope="module")
def answer():
    return make_plan(WEEK, seconds=20)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def test_every_place_is_there_once_in_the_order_of_how_it_stands(answer):
    for household in answer.week.household:
        lines = places_for(answer.week, answer.plan, household, "en")
        assert {line.place for line in lines} == {place.alias for place in answer.week.places}
        assert len(lines) == len(answer.week.places)
        order = [list(STATES).index(line.state) for line in lines]
        assert order == sorted(order)


def test_a_place_that_is_free_for_them_breaks_nothing_of_theirs(answer):
    week, plan = answer.week, answer.plan
    for household in week.households:
        allowed = {one.place.alias for one in choices(week, household) if one.spans}
        for line in places_for(week, plan, household.alias, "en"):
            if line.state == "open":
                assert line.place in allowed
                assert not beside(week, plan).clashes(stay_there(week, household, line.place))
            if line.state == "rules":
                assert line.place not in allowed


def test_what_the_plan_gives_is_named_first(answer):
    stay = answer.plan.stays[0]
    first = places_for(answer.week, answer.plan, stay.household, "en")[0]
    assert (first.place, first.state) == (stay.place, "planned")
    assert places_for(answer.week, Plan(), stay.household, "nb")[0].state != "planned"


def test_of_nobody_there_are_no_places(answer):
    with pytest.raises(CannotDo):
        places_for(answer.week, answer.plan, "Nobody-9", "en")


def test_the_second_person_is_another_one_who_may_know_of_people(desk):
    assert OLA in who_may_second(desk, KARI)
    assert KARI not in who_may_second(desk, KARI)
    assert {EVA, KARI} <= set(who_may_second(desk, OLA))
    assert not {"mona", "nils", "unn", "admin"} & set(who_may_second(desk, KARI))


def test_a_plan_is_compared_with_the_one_that_runs(desk, answer):
    number = keep_answer(desk, KARI, answer, desk.now().change)
    kept = kept_plan(desk, KARI, number)
    assert against_running(desk, KARI, kept, "en") is None
    accept(desk, KARI, number, acknowledged=[alarm_id(one) for one in kept.review.findings])
    assert against_running(desk, KARI, kept_plan(desk, KARI, number), "en") is None
    now = desk.now()
    again = keep_answer(desk, KARI, make_plan(now.instance, seconds=20), now.change)
    lines = against_running(desk, KARI, kept_plan(desk, KARI, again), "en")
    assert lines is not None
    begun = {s.household for s in answer.plan.starts if (s.start - WEEK.as_of).days < 7}
    assert {line.household for line in lines if line.what == "unchanged"} >= begun
