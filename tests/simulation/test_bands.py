"""Bands and intervals of sampled futures."""

from statistics import mean

import pytest

from placement.simulation.bands import band, difference, students_t
from placement.simulation.future import Future


def test_a_band_holds_eight_of_ten_futures():
    found = band(list(range(101)))
    assert (found.low, found.middle, found.high, found.mean) == (10, 50, 90, 50)
    assert band([7.0]) == (7, 7, 7, 7)


@pytest.mark.parametrize(("freedom", "quantile"), [
    (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (29, 2.045), (99, 1.984), (999, 1.962),
])  # fmt: skip
def test_students_t_is_that_of_the_tables(freedom, quantile):
    assert students_t(freedom, 0.95) == pytest.approx(quantile, rel=0.005)


def test_a_difference_that_is_the_same_in_every_future_is_sure():
    found = difference([3, 5, 9], [1, 3, 7])
    assert found is not None
    assert (found.mean, found.low, found.high, found.is_sure) == (2, 2, 2, True)


def test_one_future_tells_no_interval():
    assert difference([1], [2]) is None


def test_the_interval_holds_the_true_difference_in_nineteen_of_twenty_trials():
    held = []
    for trial in range(2000):
        future = Future(trial, 0)
        gaps = [1 + sum(future.share(n, k) - 0.5 for k in range(6)) for n in range(12)]
        found = difference(gaps, [0] * 12)
        assert found
        held.append(found.low <= 1 <= found.high)
    assert mean(held) == pytest.approx(0.95, abs=0.015)
