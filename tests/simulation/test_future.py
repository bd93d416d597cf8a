"""Draws are looked up by what they are about, and have the shares that they should."""

import math
from statistics import mean, median

from placement.domain.profile import Profile
from placement.domain.scenario import Arrivals, StayLength, Stays
from placement.simulation.flow import usual_flow
from placement.simulation.future import Future
from placement.simulation.generate import generate
from placement.simulation.stays import ACUTE, LONG

MANY = 4000


def test_the_same_question_has_the_same_answer_in_whatever_order_it_is_asked():
    one, other = Future(1, 0), Future(1, 0)
    first = [one.share("a", n) for n in range(9)]
    assert [other.share("a", n) for n in reversed(range(9))] == first[::-1]
    assert len({*first, Future(1, 1).share("a", 0), Future(2, 0).share("a", 0)}) == 11


def test_shares_are_spread_evenly_between_0_and_1():
    found = [Future(1, n).share("a") for n in range(MANY)]
    assert 0 < min(found) < max(found) < 1
    assert abs(mean(found) - 0.5) < 0.02
    assert abs(sum(Future(1, n).yes(0.3, "b") for n in range(MANY)) / MANY - 0.3) < 0.03
    assert {Future(1, n).between(2, 4, "c") for n in range(100)} == {2, 3, 4}


def test_stays_have_the_medians_and_means_of_the_notes_on_magnitudes():
    short = [Future(1, n).nights(*ACUTE, "x") for n in range(MANY)]
    long = [Future(1, n).nights(*LONG, "x") for n in range(MANY)]
    assert 25 <= mean(short) <= 29
    assert 140 <= median(long) <= 160
    assert 0.08 <= sum(n > 18 * 30.4 for n in long) / MANY <= 0.12


def test_of_a_stay_of_which_some_nights_are_over_more_are_left():
    found = [Future(1, n).nights(*LONG, "x", gone=400) for n in range(500)]
    assert min(found) > 400
    assert median(found) > 500


def test_stays_are_longer_by_a_scenario_for_the_same_people():
    flow = usual_flow(generate("S", 1))
    longer = flow.changed([Stays(length=StayLength.LONG, percent=200)])
    pairs = [(flow.need(Future(1, n), "a"), longer.need(Future(1, n), "a")) for n in range(200)]
    assert all(more == few or abs(more / few - 2) < 0.5 for few, more in pairs)
    assert 0.4 < sum(more > few for few, more in pairs) / 200 < 0.9


def test_as_many_come_as_the_flow_says_and_cards_multiply():
    flow = usual_flow(generate("M", 1))
    expected = sum(rate for profile, rate in flow.a_week.items() if profile is not Profile.GROUP)
    changed = flow.changed([Arrivals(percent=150), Arrivals(profile=Profile.MAN, percent=200)])
    assert changed.percent[Profile.MAN] == 300
    assert changed.percent[Profile.WOMAN] == 150

    def count(of, step):
        return sum(one.profile is not Profile.GROUP for one in of.coming(Future(1, 0), step))

    found = mean(count(flow, step) for step in range(1500))
    assert abs(found - expected) < 4 * math.sqrt(expected / 1500)
    men = changed.a_week[Profile.MAN] * 3 / 1.5 - changed.a_week[Profile.MAN]
    more = mean(count(changed, step) for step in range(1500))
    assert abs(more - 1.5 * (expected + men)) < 6 * math.sqrt(1.5 * (expected + men) / 1500)


def test_names_of_those_who_come_are_all_different():
    flow = usual_flow(generate("L", 1)).changed([Arrivals(percent=1000)])
    names = [one.name for step in range(30) for one in flow.coming(Future(1, 0), step)]
    assert len(names) == len(set(names)) > 1000
