"""The benchmarks run, and what they time is sound; how fast is no test."""

import pytest

from benchmarks import judge, timings
from benchmarks.weeks import week


@pytest.mark.parametrize("seed", [1, 2])
def test_a_timed_week_is_proved_and_found_sound(seed):
    planned, reviewed, proved = timings.measured(week(20, seed))
    assert proved
    assert planned > 0
    assert reviewed > 0


def test_a_row_of_the_table_counts_the_weeks_that_were_proved():
    assert timings.row("20 households", [week(20, 3)]).endswith("1 of 1 |")


def test_the_judge_is_timed_on_a_plan_without_breach(capsys):
    judge.main(40)
    assert "0 breaches" in capsys.readouterr().out
