"""Bookable hours: whole, each once, whatever the rows say twice."""

from datetime import date, time
from itertools import permutations
from typing import Any

import pytest

from placement.domain.activity import minutes
from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours, Booking, Interpreter, TalkKind
from placement.domain.interpreting import (
    Need,
    Slot,
    booking_of,
    need_of,
    session_needs,
    slots,
    talks_with,
    through_interpreter,
    touched,
)
from placement.domain.programme import Enrolment, EnrolmentKind, Interpreting, ProgrammeKind
from placement.domain.week import Week
from tests.worlds import clock, day, person, programme, vary, week_of_activities

MONDAY = date(2026, 11, 23)
TOLK = Interpreter(alias="Tolk-1", languages=frozenset({"ron"}))


def hours(*blocks: tuple[int, int, int]) -> list[tuple[date, int]]:
    """Date and first hour of what can be booked; a block is its day, and its start and end in half hours."""
    rows = [
        BookableHours(interpreter="Tolk-1", on=MONDAY.replace(day=day), start=half(start), end=half(end))
        for day, start, end in blocks
    ]
    found = [
        slots(Week(Instance(as_of=MONDAY, interpreters=(TOLK,), bookable_hours=order), ()), TOLK)
        for order in permutations(rows)
    ]
    assert len(set(found)) == 1, "the order of rows says nothing"
    return [(slot.on, slot.start) for slot in found[0]]


def half(number: int) -> time:
    return time(number // 2, 30 * (number % 2))


def test_a_block_is_cut_from_its_start():
    assert hours((23, 19, 24)) == [(MONDAY, minutes(time(9, 30))), (MONDAY, minutes(time(10, 30)))]


def test_overlapping_blocks_give_no_hour_twice():
    assert [start for _, start in hours((23, 18, 24), (23, 19, 26), (23, 18, 24))] == [540, 600, 660, 720]


def test_only_the_coming_week_counts():
    days = [on.day for on, _ in hours((22, 18, 20), (23, 18, 20), (29, 18, 20), (30, 18, 20))]
    assert days == [23, 29]


def booked(on: int, at: str) -> Need | None:
    """What a booking stands for; the course is on Mondays and Tuesdays 10-12."""
    sessions = ["monday 10:00-12:00", "tuesday 10:00-12:00"]
    world = vary(week_of_activities(), {"programmes": {"Norsk-A": {"sessions": sessions}}})
    one = Booking(person="Rype-3", interpreter="Tolk-1", kind=TalkKind.SESSION, programme="Norsk-A", on=day(on),
                  start=clock(at))  # fmt: skip
    return need_of(Week(world, ()), one)


def test_an_interpreter_is_for_who_shares_no_language_with_a_course_that_asks_for_one_and_takes_interpreters():
    course = programme("Kurs", ProgrammeKind.NORWEGIAN, "nord", interpreting=Interpreting.WELCOME,
                       languages=frozenset({"nob"}))  # fmt: skip
    stranger, speaker = (person("Mus-1", languages=frozenset({code})) for code in ("tir", "nob"))
    assert through_interpreter(stranger, course)
    assert through_interpreter(stranger, course.but(level=1))
    assert not through_interpreter(stranger, course.but(level=0))
    assert not through_interpreter(speaker, course)
    assert not through_interpreter(stranger, course.but(interpreting=Interpreting.NONE))


def test_a_booking_for_a_session_takes_the_hours_of_that_session():
    assert booked(7, "10:00") == Need("Rype-3", TalkKind.SESSION, "Norsk-A", day(7), 600, 720)


def test_a_booking_on_the_day_before_a_session_or_at_another_hour_is_for_nothing():
    assert booked(6, "10:00") is None
    assert booked(7, "11:00") is None


# -- sessions of the coming week
def needed(start: int, until: int | None, **course: Any) -> list[tuple[int, int]]:
    """Days from the as-of date, and hours, of the sessions for which Lerke-2 needs an interpreter."""
    known = {"interpreting": "welcome", "languages": ["nob"]} | course
    week = Week(vary(week_of_activities(), {"programmes": {"Norsk-A": known}}), ())
    end = None if until is None else day(until)
    one = Enrolment(
        person="Lerke-2", programme="Norsk-A", start=day(start), until=end, kind=EnrolmentKind.NEW
    )
    found = list(session_needs(week, one))
    assert {(need.person, need.kind, need.programme) for need in found} <= {
        ("Lerke-2", TalkKind.SESSION, "Norsk-A")
    }
    return [((need.on - day(0)).days, need.start) for need in found]


def test_an_interpreter_is_needed_for_each_session_of_the_coming_week_that_is_attended():
    assert needed(-20, None) == [(0, 600), (2, 600)]
    assert needed(1, None) == [(2, 600)]
    assert needed(0, 2) == [(0, 600)]
    assert needed(2, 90) == [(2, 600)]
    assert needed(7, None) == []
    assert needed(0, None, sessions=["sunday 10:00-12:00", "monday 18:30-19:15"]) == [(0, 1110), (6, 600)]


def test_a_need_for_a_session_is_booked_on_its_date_and_hour_and_a_talk_on_none():
    session = Need("Lerke-2", TalkKind.SESSION, "Norsk-A", day(0), 615, 700)
    assert booking_of(session, "Tolk-1") == Booking(
        person="Lerke-2", interpreter="Tolk-1", kind=TalkKind.SESSION, programme="Norsk-A", on=day(0),
        start=time(10, 15),
    )  # fmt: skip
    talk = Booking(person="Lerke-2", interpreter="Tolk-1", kind=TalkKind.OFFER)
    assert booking_of(Need("Lerke-2", TalkKind.OFFER), "Tolk-1") == talk
    assert need_of(Week(week_of_activities(), ()), talk) == Need("Lerke-2", TalkKind.OFFER)


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        (600, 720, [600, 660]), (600, 660, [600]), (615, 660, [600]), (659, 661, [600, 660]), (660, 720, [660]),
        (599, 660, []), (660, 721, []), (540, 600, []), (720, 780, []), (800, 900, [780, 840]), (700, 800, []),
    ],
)  # fmt: skip
def test_a_session_takes_every_hour_that_it_touches_or_none_where_they_do_not_cover_it(start, end, taken):
    there = tuple(Slot(day(on), at, at + 60) for on in (0, 1) for at in (600, 660, 780, 840))
    need = Need("Lerke-2", TalkKind.SESSION, "Norsk-A", day(1), start, end)
    assert touched(need, there) == tuple(Slot(day(1), at, at + 60) for at in taken)


# -- talks
def test_no_interpreter_is_needed_for_a_talk_with_a_contact_of_ones_language_who_is_at_work():
    def without(**changes: Any) -> bool:
        week = Week(vary(week_of_activities(), changes), ())
        return talks_with(week, week.contact["Ask-1"], week.person["Lerke-2"])

    assert without()
    assert without(contacts={"Ask-1": {"languages": ["ara", "eng"]}})
    assert not without(contacts={"Ask-1": {"languages": ["ara"]}})
    assert not without(persons={"Lerke-2": {"languages": []}})
    assert not without(absences=[{"contact": "Ask-1", "since": -3, "until": 9}])
    assert without(absences=[{"contact": "Ask-1", "since": -9, "until": 0}])
    assert without(absences=[{"contact": "Eik-2", "since": -3, "until": 9}])
