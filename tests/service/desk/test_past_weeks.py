"""Earlier weeks: those in which a plan was made, with what was published; none that was opened by mistake."""

from datetime import date

import pytest

from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.past_weeks import past_weeks
from placement.service.desk.undo import undo
from tests.service.desk.published import keep_plan, publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def open_week(desk, day):
    carry_out(desk, "kari", OpenWeek(as_of=day, anyway=True))


def test_this_week_is_not_past_and_a_week_without_a_plan_has_nothing_to_read(desk):
    open_week(desk, date(2026, 11, 30))
    keep_plan(desk)
    assert past_weeks(desk) == ()


def test_a_week_that_is_over_has_its_plans_and_which_was_published(desk):
    draft = keep_plan(desk)
    publish(desk)
    waits = keep_plan(desk)
    open_week(desk, date(2026, 11, 30))
    (week,) = past_weeks(desk)
    assert (week.number, week.as_of) == (48, date(2026, 11, 23))
    assert week.plans == (waits, waits - 1, draft)
    assert week.published == waits - 1
    open_week(desk, date(2027, 1, 4))
    assert past_weeks(desk) == (week,)


def test_a_week_that_was_opened_and_taken_back_is_none(desk):
    keep_plan(desk)
    open_week(desk, date(2026, 11, 30))
    keep_plan(desk)
    undo(desk, "kari")
    assert past_weeks(desk) == ()
