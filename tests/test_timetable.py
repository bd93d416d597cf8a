"""When sessions, appointments, ways and doors meet, and when a small child would have nobody."""

from datetime import date, time
from typing import Any

import pytest

from placement.domain.childcare import can_bring, is_small, left_alone, minders
from placement.domain.person import AgeBand, AgeStatus
from placement.domain.programme import AppointmentKind, Enrolment, EnrolmentKind, Session, Weekday
from placement.domain.relation import Relation, RelationKind
from placement.domain.timetable import (
    Busy,
    binds,
    every,
    first_meeting,
    first_on,
    hours,
    in_the_way,
    is_locked_out,
    known_minutes,
    meetings,
    minutes_between,
    not_covered,
    overlaps,
    runs,
)
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week
from tests.worlds import child, day, person, week_of_activities


def at(hours: str, weekday: Weekday = Weekday.MONDAY) -> Session:
    start, end = (time.fromisoformat(one) for one in hours.split("-"))
    return Session(weekday=weekday, start=start, end=end)


def busy(hours: str, weekday: Weekday | None = Weekday.MONDAY, on: date | None = None, **dates: date) -> Busy:
    hour = at(hours)
    dated = {"since": ALWAYS, "until": FOREVER} | dates
    return Busy(
        AppointmentKind.KINDERGARTEN, weekday, on, hour.start, hour.end, dated["since"], dated["until"]
    )


@pytest.mark.parametrize(
    ("since", "until", "found"), [(0, 1, 0), (0, 0, None), (1, 7, None), (1, 8, 7), (5, 90, 7)]
)
def test_the_first_monday_of_some_dates(since, until, found):
    assert first_on(Weekday.MONDAY, day(since), day(until)) == (None if found is None else day(found))


def test_the_first_date_of_all_dates_is_found_without_an_end():
    assert first_on(Weekday.TUESDAY, ALWAYS, FOREVER) == date(1, 1, 2)
    assert first_on(Weekday.SUNDAY, FOREVER, FOREVER) is None


def test_a_weekly_appointment_meets_a_session_on_the_first_date_on_which_both_hold():
    weekly = busy("08:00-09:00", since=day(3), until=day(15))
    assert first_meeting(at("10:00-11:00"), weekly, day(0), day(90)) == day(7)
    assert first_meeting(at("10:00-11:00"), weekly, day(15), day(90)) is None
    assert first_meeting(at("10:00-11:00", Weekday.TUESDAY), weekly, day(0), day(90)) is None


def test_an_appointment_on_a_date_meets_a_session_of_that_day_only():
    dated = busy("08:00-09:00", None, day(7))
    assert first_meeting(at("10:00-11:00"), dated, day(7), day(8)) == day(7)
    assert first_meeting(at("10:00-11:00"), dated, day(0), day(7)) is None
    assert first_meeting(at("10:00-11:00", Weekday.TUESDAY), dated, day(0), day(90)) is None


def test_a_course_and_an_appointment_meet_each_week_in_which_both_hold():
    weekly = busy("08:00-09:00", since=day(3), until=day(15))
    assert meetings(at("10:00-11:00"), weekly, day(0), day(90)) == [day(7), day(14)]
    assert meetings(at("10:00-11:00"), busy("08:00-09:00", None, day(7)), day(0), day(90)) == [day(7)]
    assert every(Weekday.MONDAY, day(0), day(14)) == [day(0), day(7)]
    assert every(Weekday.MONDAY, day(1), day(7)) == []


def test_hours_that_touch_do_not_overlap():
    assert not overlaps(at("10:00-11:00"), busy("11:00-12:00"))
    assert overlaps(at("10:00-11:01"), busy("11:00-12:00"))


@pytest.mark.parametrize(
    ("hours", "travel", "is_so"),
    [
        ("08:00-09:40", 20, False), ("08:00-09:41", 20, True), ("08:00-10:00", 0, False), ("08:00-10:00", 1, True),
        ("12:20-13:00", 20, False), ("12:19-13:00", 20, True), ("12:00-13:00", 0, False), ("12:00-13:00", 1, True),
        ("08:00-10:01", 60, False), ("11:00-13:00", 60, False),
    ],
)  # fmt: skip
def test_what_lies_on_the_way_is_before_or_after_a_session_and_never_at_its_hours(hours, travel, is_so):
    assert in_the_way(at("10:00-12:00"), busy(hours), travel) is is_so


def test_a_child_is_covered_from_one_row_to_the_next_and_only_by_a_row_that_covers_all_of_the_session():
    session = at("10:00-12:00")
    rows = (
        busy("08:00-12:00", until=day(7)),
        busy("10:00-16:00", since=day(7), until=day(14)),
        busy("10:01-16:00", since=day(14), until=day(21)),
        busy("08:00-16:00", Weekday.TUESDAY),
        busy("08:00-16:00", since=day(28)),
    )
    assert not_covered(session, rows) == [(day(14), day(28))]
    assert not_covered(session, ()) == [(ALWAYS, FOREVER)]
    assert not_covered(session, (busy("10:00-12:00"),)) == []


def test_two_sessions_leave_a_child_alone_while_both_last():
    assert left_alone(at("10:00-12:00"), at("12:00-13:00"), ()) == []
    assert left_alone(at("10:00-12:00"), at("10:00-12:00", Weekday.FRIDAY), ()) == []
    assert left_alone(at("10:00-12:00"), at("11:00-13:00"), (busy("11:00-12:00"),)) == []
    assert left_alone(at("10:00-12:00"), at("11:00-13:00"), (busy("11:01-12:00"),)) == [(ALWAYS, FOREVER)]


def test_small_is_under_six_or_a_child_of_unknown_age():
    assert is_small(child("a", age_band=AgeBand.TODDLER))
    assert is_small(child("a", age_band=None))
    assert is_small(child("a", age_status=AgeStatus.UNCLEAR, age_band=AgeBand.BABY))
    assert not is_small(child("a"))
    assert not is_small(person("a", age_status=AgeStatus.UNCLEAR, age_band=None))
    assert not is_small(person("a", age_band=None))


def test_a_confirmed_guardian_of_the_household_minds_a_child_before_all_others():
    world = week_of_activities()
    mother, toddler = world.households[3].members
    father, aunt = person("Oter-43"), person("Oter-44")
    family = world.households[3].but(members=(mother, toddler.but(age_band=AgeBand.TODDLER), father, aunt))

    def with_rows(*rows: tuple[str, bool], **facts: Any) -> dict[str, tuple[str, ...]]:
        known = {"kind": RelationKind.GUARDIAN} | facts
        guardians = tuple(Relation(a=a, b=toddler.alias, confirmed=sure, **known) for a, sure in rows)
        return minders(Week(world.but(households=(*world.households[:3], family), relations=guardians), ()))

    assert with_rows(("Oter-41", True), ("Oter-43", True)) == {"Oter-42": ("Oter-41", "Oter-43")}
    assert with_rows(("Oter-41", True), ("Oter-43", False)) == {"Oter-42": ("Oter-41",)}
    assert with_rows(("Oter-41", False), ("Oter-43", False)) == {"Oter-42": ("Oter-41", "Oter-43")}
    assert with_rows(("Orrfugl-1", True)) == {"Oter-42": ()}
    assert with_rows(("Oter-41", True), kind=RelationKind.FAMILY) == {"Oter-42": ()}
    assert (
        with_rows(("Oter-41", True), until=day(0))
        == with_rows(("Oter-41", True), since=day(1))
        == {"Oter-42": ()}
    )
    assert with_rows(("Oter-41", True), since=day(0), until=day(1)) == {"Oter-42": ("Oter-41",)}


def test_a_way_is_known_where_somebody_measured_it_or_there_is_none_to_go():
    world = week_of_activities()
    week, lost = Week(world, ()), Week(world.but(travel=()), ())
    granly = world.units[0]
    course, online = week.programme["Norsk-A"], week.programme["Nettkurs"]
    here = course.but(site=granly.entrance)
    assert known_minutes(week, granly, course) == 20
    assert known_minutes(lost, granly, course) is None
    assert known_minutes(lost, granly, online) == known_minutes(lost, granly, here) == 0
    assert minutes_between(week, course, week.programme["Praksis"]) == 20
    assert minutes_between(lost, course, week.programme["Praksis"]) == 60
    assert (
        minutes_between(lost, course, online) == minutes_between(lost, here, here.but(alias="Norsk-C")) == 0
    )


@pytest.mark.parametrize(
    ("door", "is_so"),
    [("21:00", False), ("20:59", True), ("12:00", True), ("11:59", False), ("00:00", False), (None, False)],
)
def test_a_door_that_closes_before_noon_closes_after_midnight(door, is_so):
    closes = None if door is None else time.fromisoformat(door)
    home = week_of_activities().units[0].but(door_closes=closes)
    assert is_locked_out(home, at("18:00-20:00"), 60) is is_so


def test_sessions_keep_clear_of_a_weekly_appointment_always_and_of_one_on_a_date_where_none_may_be_missed():
    course = week_of_activities().programmes[0]
    strict, mild = course.but(full_attendance=True), course.but(full_attendance=False)
    weekly, dated = busy("08:00-09:00"), busy("08:00-09:00", None, day(7))
    assert [binds(one, weekly) for one in (strict, mild)] == [True, True]
    assert [binds(one, dated) for one in (strict, mild)] == [True, False]


@pytest.mark.parametrize(
    ("attended", "course", "dates"),
    [
        ((-20, None), (-28, None), (0, None)), ((3, 40), (-28, None), (3, 40)), ((3, 40), (7, 30), (7, 30)),
        ((-20, 40), (-28, 30), (0, 30)), ((-20, 30), (-28, 40), (0, 30)), ((-20, None), (5, 30), (5, 30)),
    ],
)  # fmt: skip
def test_an_enrolment_runs_from_today_on_while_both_it_and_its_course_do(attended, course, dates):
    def end(n: int | None) -> date | None:
        return None if n is None else day(n)

    world = week_of_activities()
    first = world.programmes[0].but(since=day(course[0]), until=end(course[1]))
    week = Week(world.but(programmes=(first, *world.programmes[1:])), ())
    one = Enrolment(person="Lerke-2", programme=first.alias, start=day(attended[0]), until=end(attended[1]),
                    kind=EnrolmentKind.CURRENT)  # fmt: skip
    assert runs(week, one) == (day(dates[0]), end(dates[1]) or FOREVER)


def test_hours_are_written_from_start_to_end():
    assert hours(at("09:05-10:30")) == "09:05–10:30"


@pytest.mark.parametrize(("known", "is_so"), [(True, True), (False, False), (None, False)])
def test_a_child_is_brought_only_to_where_it_is_known_to_be_looked_after(known, is_so):
    assert can_bring(week_of_activities().programmes[0].but(childcare=known)) is is_so
