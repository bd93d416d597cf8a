"""Where the week is."""

from datetime import date

import pytest

from placement.service.desk.cycle import State, Step, is_same_week, next_week, step_at

NOTHING = State(unrecorded=0, has_draft=False, is_proposed=False, is_published=False, open_offers=0, holds=0)


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ({"unrecorded": 1}, Step.FREEZE),
        ({}, Step.DRAFT),
        ({"has_draft": True}, Step.MEETING),
        ({"has_draft": True, "unrecorded": 1}, Step.MEETING),
        ({"has_draft": True, "is_proposed": True}, Step.PUBLISH),
        ({"is_published": True, "open_offers": 1, "holds": 1}, Step.ANSWERS),
        ({"is_published": True, "holds": 1}, Step.MOVED_IN),
        ({"is_published": True}, None),
        ({"is_published": True, "has_draft": True}, Step.MEETING),
    ],
)
def test_the_step_at_hand_follows_from_what_is_there(given, step):
    assert step_at(NOTHING._replace(**given)) is step


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_the_next_week_begins_on_a_monday(day, monday):
    assert next_week(day) == monday


def test_a_week_runs_from_monday_to_sunday():
    assert is_same_week(date(2026, 12, 28), date(2027, 1, 3))
    assert not is_same_week(date(2027, 1, 3), date(2027, 1, 4))
