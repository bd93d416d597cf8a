"""What a history tells of those who will come, and how sure the forecast is of it."""

from datetime import date, timedelta
from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import forecast as bench
from placement.domain.arrival import Arrival
from placement.domain.instance import Instance
from placement.domain.profile import Profile
from placement.simulation.arrivals import History, arrivals_of, history
from placement.simulation.forecast import SHARES, band, forecast, usual_rate
from tests.worlds import household, person

MONDAY = date(2026, 11, 23)
COUNTS = st.lists(st.integers(0, 12), max_size=40)
ALONE = [p for p in Profile if p is not Profile.GROUP]


def weeks_ago(weeks, days=0):
    return MONDAY - timedelta(weeks=weeks, days=days)


def test_a_history_counts_whole_weeks_up_to_a_day():
    arrivals = [
        Arrival(on=weeks_ago(1), profile=Profile.WOMAN),
        Arrival(on=weeks_ago(0, days=1), profile=Profile.MAN, households=2),
        Arrival(on=weeks_ago(2), profile=Profile.FAMILY),
        Arrival(on=MONDAY, profile=Profile.WOMAN),
        Arrival(on=weeks_ago(2, days=1), profile=Profile.WOMAN),
    ]
    found = history(arrivals, since=weeks_ago(2, days=3), until=MONDAY)
    assert found.single == (1, 3)
    assert found.profiles == {Profile.WOMAN: 1, Profile.MAN: 2, Profile.FAMILY: 1}
    assert found.weeks == 2


def test_a_group_comes_once_on_its_first_day_and_in_no_week_of_others():
    arrivals = [Arrival(on=weeks_ago(1, days=-n), profile=Profile.GROUP, group="Ankomst-1") for n in range(5)]
    arrivals += [Arrival(on=weeks_ago(3), profile=Profile.GROUP, group="Ankomst-2")]
    assert history(arrivals, weeks_ago(2), MONDAY) == History((0, 0), {}, (5,))


def test_nothing_is_learnt_from_less_than_a_week():
    assert history([Arrival(on=weeks_ago(0, 1), profile=Profile.MAN)], weeks_ago(0, 6), MONDAY) == History()
    assert history([], MONDAY, weeks_ago(1)) == History()


def test_a_household_that_was_split_came_once():
    came = household("Elg-17", person("Elg-171"), referral=weeks_ago(3))
    part = household("Elg-172", person("Elg-172"), referral=weeks_ago(3), origin="Elg-17")
    group = household("Rev-1", person("Rev-11"), referral=weeks_ago(2), group_arrival="Ankomst-1")
    found = arrivals_of(Instance(as_of=MONDAY, households=(part, group, came)))
    assert [(one.on, one.group) for one in found] == [(weeks_ago(3), None), (weeks_ago(2), "Ankomst-1")]


def test_without_a_history_what_is_usual_comes():
    usual = forecast(History())
    assert usual.weekly == pytest.approx(0.7)
    assert [one for one in usual.rates if usual.rates[one] == max(usual.rates.values())] == [Profile.WOMAN]
    assert 52 * usual.rates[Profile.GROUP] == pytest.approx(1.5, abs=0.05)
    low, high = band(usual.singles(26))[1::2]
    assert 7 <= low <= 9
    assert 28 <= high <= 36


def test_a_larger_town_expects_more():
    assert usual_rate(19) == pytest.approx(0.73, abs=0.01)
    assert usual_rate(260) == 10
    assert usual_rate(0) == 0.7


def test_a_count_of_one_known_rate_is_poisson():
    sure = forecast(History((2,) * 4000)).singles(1)
    views = [exp(-2) * 2**n / factorial(n) for n in range(6)]
    assert np.abs(sure[:6] - views).max() < 0.05


def test_a_long_history_outweighs_what_is_usual():
    assert forecast(History((3, 2, 4, 3, 3, 2, 4, 3) * 13)).weekly == pytest.approx(3, abs=0.15)


def test_a_change_of_level_is_followed_within_weeks():
    before, after = forecast(History((4,) * 60)), forecast(History((4,) * 60 + (9, 8, 10, 9, 8, 9)))
    assert before.weekly < 4.2
    assert after.weekly > 7


def test_where_weeks_differ_the_band_is_wider():
    even, uneven = forecast(History((6, 5, 7, 6) * 20)), forecast(History((0, 13, 1, 10) * 20))
    assert even.weekly == pytest.approx(uneven.weekly, rel=0.2)
    narrow, wide = band(even.singles()), band(uneven.singles())
    assert wide.p90 - wide.p10 > narrow.p90 - narrow.p10


def test_groups_that_came_make_groups_likelier_and_of_their_size():
    none, seen = forecast(History((1,) * 52)), forecast(History((1,) * 52, groups=(14, 14, 14, 14)))
    assert seen.rates[Profile.GROUP] > 1.5 * none.rates[Profile.GROUP]
    assert seen.in_groups(1)[14] > 0
    assert none.in_groups(1)[14] < 1e-3


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(1, 30), st.floats(0.05, 20), st.lists(st.integers(2, 12), max_size=3))
def test_chances_come_to_one_and_means_agree(counts, weeks, usual, groups):
    found = forecast(History(tuple(counts), groups=tuple(groups)), usual)
    together = [found.singles(weeks), found.in_groups(weeks), found.all(weeks)]
    parts = [found.of(profile, weeks) for profile in ALONE]
    for chances in [*together, *parts]:
        assert chances.sum() == pytest.approx(1, abs=1e-6)
        assert chances.min() >= 0
    alone, in_groups, whole = (band(one).mean for one in together)
    assert whole == pytest.approx(alone + in_groups, rel=1e-4, abs=1e-6)
    assert sum(band(one).mean for one in parts) == pytest.approx(alone, rel=1e-4, abs=1e-6)
    assert alone == pytest.approx(weeks * found.weekly, rel=1e-4, abs=1e-6)
    assert sum(found.rates[profile] for profile in ALONE) == pytest.approx(found.weekly)


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(1, 30))
def test_a_band_is_in_order_and_more_weeks_bring_no_fewer(counts, weeks):
    found = forecast(History(tuple(counts)))
    here, longer = band(found.all(weeks)), band(found.all(weeks + 1))
    assert 0 <= here.p10 <= here.p50 <= here.p90
    assert longer.mean > here.mean
    assert longer.p90 >= here.p90


@settings(max_examples=60, deadline=None)
@given(COUNTS.filter(bool), st.data())
def test_one_more_who_came_never_lowers_what_is_expected_in_one_view(counts, data):
    """Between views it may: one week that sticks out speaks for uneven weeks, and then tells less."""
    at = data.draw(st.integers(0, len(counts) - 1))
    more = [*counts[:at], counts[at] + 1, *counts[at + 1 :]]
    for low, high in zip(forecast(History(tuple(counts))).levels, forecast(History(tuple(more))).levels,
                         strict=True):  # fmt: skip
        if not low.uneven:
            assert high.shape > low.shape
            assert high.rate == low.rate


def test_the_usual_shares_are_of_everybody():
    assert sum(SHARES.values()) == pytest.approx(1)
    assert set(SHARES) == set(ALONE)


def test_the_exact_coverage_of_a_right_forecast_is_eight_of_ten():
    """Of one that foretells what it draws, whatever the counts are; the plain one is higher for small counts."""
    chances = forecast(History((1, 0, 1, 0))).singles()
    exact = sum(chance * bench.exact(chances, n) for n, chance in enumerate(chances))
    low, high = band(chances)[1::2]
    assert exact == pytest.approx(0.8, abs=1e-6)
    assert chances[low : high + 1].sum() > 0.85


def test_the_band_holds_eight_of_ten_weeks_that_it_has_not_seen():
    """A slice of the table in docs/benchmarks.md, which holds each kind to 75 to 85 %."""
    found = [bench.scored(kind, n, histories=1) for n, kind in enumerate(bench.KINDS.values())]
    assert 0.75 <= np.mean([one.exact for one in found]) <= 0.85
    assert all(0.65 <= one.exact <= 0.95 for one in found)
    assert all(one.plain >= one.exact for one in found)


def test_a_line_of_the_table_has_a_cell_for_each_head():
    line = bench.line("few data, 0.5", histories=1)
    assert line.count("|") == bench.HEAD.splitlines()[0].count("|") == bench.HEAD.splitlines()[1].count("|")
    assert line.startswith("| few data, 0.5 | 26 | ")


def test_simple_forecasts_give_the_right_quantiles():
    assert bench._poisson([2, 2, 2]) == (0, 2, 4)
    assert bench._recent([*range(50), *[1] * 13, *[3] * 13]) == (1, 1, 3)
    assert bench.loss((0, 2, 4), 2) == pytest.approx((0.2 + 0 + 0.2) / 3)
