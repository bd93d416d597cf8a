"""Each household is in one of three groups: it lives with us, a bed is held for it, or it waits."""

from datetime import timedelta

import pytest

from placement.domain.stay import StayKind
from placement.domain.whereabouts import Whereabouts, parted, stands, whereabouts
from placement.service.planning import derived
from tests.worlds import AS_OF, vary, week_of_activities

CURRENT, HOLD, PAST = StayKind.CURRENT, StayKind.HOLD, StayKind.PAST
TODAY, TOMORROW = AS_OF, AS_OF + timedelta(days=1)


@pytest.mark.parametrize(
    ("stays", "group"),
    [
        ([], Whereabouts.WAITS),
        ([(PAST, None)], Whereabouts.WAITS),
        ([(HOLD, TODAY)], Whereabouts.WAITS),
        ([(HOLD, TOMORROW)], Whereabouts.HELD),
        ([(HOLD, None)], Whereabouts.HELD),
        ([(CURRENT, None)], Whereabouts.LIVES),
        ([(CURRENT, None), (HOLD, TOMORROW)], Whereabouts.LIVES),
        ([(PAST, None), (HOLD, TODAY), (HOLD, None)], Whereabouts.HELD),
    ],
)
def test_the_group_follows_from_the_stays(stays, group):
    assert whereabouts(stays, TODAY) is group


def of(household, **changes):
    return stands(derived(vary(week_of_activities(), changes)), household)


def test_a_bed_that_is_held_from_a_later_day_is_no_home_yet():
    hold = {"household": "Lerke-2", "place": "F2b", "start": 5, "kind": "hold", "expires": 12}
    assert of("Lerke-2") is Whereabouts.WAITS
    assert of("Lerke-2", stays=[hold]) is Whereabouts.HELD
    assert of("Lerke-2", stays=[hold | {"start": -7, "expires": 0}]) is Whereabouts.WAITS
    assert (
        of("Lerke-2", stays=[hold | {"start": -7, "kind": "current", "expires": None}]) is Whereabouts.LIVES
    )


def test_who_needs_no_place_is_in_no_group():
    decided = {
        "household": "Lerke-2",
        "tier": None,
        "since": -1,
        "reason": "need_met_elsewhere",
        "by": "kari",
    }
    week = derived(vary(week_of_activities(), {"tier_changes": [decided]}))
    assert stands(week, "Lerke-2") is None
    assert "Lerke-2" not in parted(week)
