"""Free beds, tonight and in the weeks to come."""

from datetime import timedelta

from placement.service.capacity import beds_of_room, beds_of_unit, free_tonight, weeks_of_beds
from placement.service.planning import derived
from tests.worlds import AS_OF, day, town, vary


def week(**changes):
    return derived(vary(town(), changes))


def held(household, place, start=-5, until=None, kind="current"):
    return {"household": household, "place": place, "start": start, "until": until, "kind": kind}


def room(of, alias):
    return next(r for r in of.unit_of_room[alias].rooms if r.alias == alias)


def test_a_share_takes_a_bed_and_a_room_takes_all():
    shared = week(stays=[held("Lerke-2", "F1a/bed")])
    assert beds_of_room(shared, room(shared, "F1a"), AS_OF)[:2] == (1, 2)
    whole = week(stays=[held("Lerke-2", "F1a")])
    assert beds_of_room(whole, room(whole, "F1a"), AS_OF)[:2] == (0, 2)
    assert beds_of_unit(whole, whole.unit["Granly"], AS_OF)[:2] == (3, 5)
    assert free_tonight(whole) == 3 + 3


def test_a_bed_is_free_before_what_is_agreed_and_after_what_ends():
    one = week(stays=[held("Lerke-2", "F2b", until=10), held("Rype-3", "S2", start=3, kind="hold")])
    f2b, s2 = room(one, "F2b"), room(one, "S2")
    assert [beds_of_room(one, f2b, day(n)).free for n in (0, 9, 10)] == [0, 0, 1]
    assert [beds_of_room(one, s2, day(n)).free for n in (2, 3)] == [1, 0]


def test_what_is_kept_for_emergencies_is_told_apart_also_where_nobody_said():
    one = week(rooms={"F2b": {"emergency": True}, "F2a": {"emergency": None}})
    assert beds_of_unit(one, one.unit["Granly"], AS_OF) == (5, 5, 3)


def test_week_by_week_the_fewest_nights_count_and_closures_are_told():
    one = week(
        closures=[
            {"unit": "Granly", "room": "F1a", "since": 3, "until": 14},
            {"unit": "Solbakken", "since": 7, "until": 14},
        ]
    )
    rows = {(r.unit, (r.since - AS_OF).days): r for r in weeks_of_beds(one)}
    assert len(rows) == 2 * 8
    assert rows["Granly", 0].beds[:2] == (3, 3)
    assert rows["Granly", 0].closes
    assert not rows["Granly", 7].closes
    assert rows["Granly", 14].beds.free == 5
    assert rows["Solbakken", 7].is_closed
    assert not rows["Solbakken", 7].closes
    assert rows["Solbakken", 14].beds.in_service == 3


def test_the_last_week_reaches_the_horizon():
    rows = weeks_of_beds(week())
    last = max(r.since for r in rows)
    assert last + timedelta(days=7) >= week().horizon
