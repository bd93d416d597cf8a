"""Bookable hours: whole, each once, whatever the rows say twice."""

from datetime import date, time
from itertools import permutations

from placement.domain.activity import minutes
from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours, Booking, Interpreter, TalkKind
from placement.domain.interpreting import Need, need_of, slots
from placement.domain.week import Week
from tests.worlds import clock, day, vary, week_of_activities

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


def test_a_booking_for_a_session_takes_the_hours_of_that_session():
    assert booked(7, "10:00") == Need("Rype-3", TalkKind.SESSION, "Norsk-A", day(7), 600, 720)


def test_a_booking_on_the_day_before_a_session_or_at_another_hour_is_for_nothing():
    assert booked(6, "10:00") is None
    assert booked(7, "11:00") is None
