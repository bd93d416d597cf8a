"""A plan as rooms and weeks: bars and the table say the same."""

from datetime import timedelta
from itertools import pairwise

import pytest

from placement.domain.stay import StayKind
from placement.service.week_grid import DAYS_OF_A_WEEK, grid
from tests.monday import PLAN, monday


@pytest.fixture(scope="module")
def week():
    return monday()


@pytest.fixture(scope="module")
def shown(week):
    return grid(week, PLAN, "en")


def test_every_confirmed_or_unconfirmed_room_is_a_row(week, shown):
    assert {(row.unit, row.room) for row in shown.rows} == {
        (unit.alias, room.alias) for unit in week.units for room in unit.rooms
    }


def test_every_stay_is_a_bar_in_each_of_its_rooms(week, shown):
    for stay in (*week.held, *PLAN.stays):
        rooms = {room.alias for room in week.place(stay.place).rooms}
        bars = [bar for bar in shown.bars if bar.household == stay.household]
        assert rooms <= {shown.rows[bar.row].room for bar in bars}


def test_nobody_lies_over_anybody_in_one_row(shown):
    for number in range(len(shown.rows)):
        bars = sorted((b.first, b.last) for b in shown.bars if b.row == number and b.household)
        assert all(first[1] <= second[0] for first, second in pairwise(bars))


def test_bars_lie_within_the_plan(week, shown):
    days = (week.horizon - week.as_of).days
    assert shown.days == days
    assert all(0 <= bar.first <= bar.last <= days for bar in shown.bars)


def test_weeks_begin_with_the_as_of_date(week, shown):
    assert [one.first for one in shown.weeks] == list(range(0, shown.days, DAYS_OF_A_WEEK))
    assert shown.weeks[0].name == f"week {week.as_of.isocalendar().week}"
    assert shown.weeks[0].day in shown.weeks[0].since


def test_what_begins_late_is_a_forecast_and_what_waits_for_a_yes_a_proposal(week):
    late = next(s for s in PLAN.stays if s.kind is StayKind.NEW).but(start=week.as_of + timedelta(days=20))
    plan = PLAN.but(stays=tuple(late if s.household == late.household else s for s in PLAN.stays))
    kinds = {bar.household: bar.kind for bar in grid(week, plan, "en").bars if bar.household}
    assert kinds[late.household] == "forecast"
    for stay in week.held:
        if not any(s.household == stay.household for s in plan.stays):
            assert kinds[stay.household] == stay.kind.value


def test_the_table_names_everybody_whom_a_bar_names(shown):
    written = " ".join(cell for row in shown.as_table() for cell in row)
    assert all(bar.household in written for bar in shown.bars)
    assert all(len(row) == 2 + len(shown.weeks) for row in shown.as_table())


def test_some_units_alone_keep_their_bars(shown):
    unit = shown.rows[-1].unit
    some = shown.of_units([unit])
    assert {row.unit for row in some.rows} == {unit}
    assert len(some.bars) == sum(shown.rows[bar.row].unit == unit for bar in shown.bars)
    assert all(bar.row < len(some.rows) for bar in some.bars)
