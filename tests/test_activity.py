"""On which dates somebody could attend a programme, and which sessions are close to one another."""

from datetime import time
from typing import Any

import pytest

from placement.domain.activity import first_days, occurrences, same_time, span_of, wished
from placement.domain.programme import Session, Weekday
from placement.domain.rule import Blocks, Level, Objection
from placement.domain.value import FOREVER
from placement.domain.week import Week
from tests.worlds import day, vary, week_of_activities


def week(**course: Any) -> Week:
    """The course Norsk-A, Mondays and Wednesdays 10-12, with some things changed."""
    return Week(vary(week_of_activities(), {"programmes": {"Norsk-A": course}} if course else {}), ())


def no(since: int = 0, until: int | None = None, blocks: Blocks = Blocks.NIGHT) -> Objection:
    end = FOREVER if until is None else day(until)
    return Objection(Level.HARD, "no", since=day(since), until=end, blocks=blocks)


def attends(given: Week, *against: Objection) -> tuple[int, int] | None:
    """Days from the as-of date on which an enrolment would begin and end."""
    span = span_of(given, given.person["Lerke-2"], given.programme["Norsk-A"], against)
    return span and ((span[0] - given.as_of).days, (span[1] - given.as_of).days)


# -- what is offered
def test_what_meets_one_wish_of_several_is_offered_and_nothing_that_nobody_wished_for():
    wishes = [
        {"person": "Lerke-2", "programme": "Trening"},
        {"person": "Lerke-2", "kind": "norwegian"},
        {"person": "Rype-3", "programme": "Praksis"},
    ]
    given = Week(vary(week_of_activities(), {"activity_wishes": wishes}), ())
    assert [p.alias for p in wished(given, "Lerke-2")] == ["Norsk-A", "Norsk-B", "Trening"]
    assert wished(given, "Oter-41") == ()


# -- dates
def test_a_course_that_runs_takes_people_in_from_today_and_one_that_is_to_come_from_its_first_day():
    assert attends(week()) == (0, 56)
    assert attends(week(since=14)) == (14, 56)


@pytest.mark.parametrize(("since", "span"), [(-1, None), (0, (0, 56)), (7, (7, 56))])
def test_a_course_with_one_intake_takes_in_nobody_once_it_has_begun(since, span):
    assert attends(week(intake="dated", since=since)) == span


def test_an_enrolment_ends_with_the_course_or_when_somebody_leaves_our_care():
    assert attends(week(until=30)) == (0, 30)
    leaves = vary(week_of_activities(), {"exits": [{"household": "Lerke-2", "on": 20}]})
    assert attends(Week(leaves, ())) == (0, 20)


@pytest.mark.parametrize(
    ("against", "span"),
    [
        ([no(until=5)], (5, 56)),
        ([no(until=5), no(5, 9)], (9, 56)),
        ([no(-9, 0)], (0, 56)),
        ([no(20, 30)], (30, 56)),
        ([no(20, 20)], (0, 56)),
        ([no(60)], (0, 56)),
        ([no(20)], None),
        ([no(until=5, blocks=Blocks.START)], (5, 56)),
        ([no(1, 9, Blocks.START)], (0, 56)),
        ([no(blocks=Blocks.NOTE), no(blocks=Blocks.HELD)], (0, 56)),
    ],
)
def test_one_begins_on_the_first_day_after_which_nothing_speaks_against_any_session(against, span):
    assert attends(week(), *against) == span


def test_who_cannot_come_on_the_day_of_the_only_intake_cannot_begin_at_all():
    dated = week(intake="dated", since=7)
    assert attends(dated, no(until=8)) is None
    assert attends(dated, no(until=7)) == (7, 56)


# -- sessions
def test_sessions_fall_on_their_days_while_the_course_runs():
    course = week(since=2, until=10).programme["Norsk-A"]
    assert [one.on for one in occurrences(course, day(0), FOREVER)] == [day(2), day(7), day(9)]
    assert [(one.start, one.end) for one in occurrences(course, day(2), day(3))] == [(600, 720)]


def test_the_way_of_a_week_counts_once_on_its_first_session():
    given = week()
    assert first_days(given, given.programme["Norsk-A"], day(-9), day(16)) == [day(0), day(7), day(14)]
    assert first_days(given, given.programme["Norsk-A"], day(1), day(14)) == [day(2), day(7)]


@pytest.mark.parametrize(
    ("hours", "gap", "near"),
    [
        ("12:00-13:00", 0, False), ("11:59-13:00", 0, True), ("09:00-10:00", 0, False), ("09:00-10:01", 0, True),
        ("12:29-13:00", 30, True), ("12:30-13:00", 30, False), ("09:00-09:31", 30, True), ("09:00-09:30", 30, False),
    ],
)  # fmt: skip
def test_two_sessions_are_close_before_and_after_one_another_and_on_one_day_only(hours, gap, near):
    start, end = (time.fromisoformat(one) for one in hours.split("-"))
    morning = Session(weekday=Weekday.MONDAY, start=time(10), end=time(12))
    other = Session(weekday=Weekday.MONDAY, start=start, end=end)
    assert same_time(morning, other, gap) is same_time(other, morning, gap) is near
    assert not same_time(morning, other.but(weekday=Weekday.TUESDAY), gap)
