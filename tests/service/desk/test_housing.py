"""Units, rooms, areas and burnt addresses as somebody may see them."""

from datetime import date

import pytest

from placement.domain.actor import Actor, Role
from placement.domain.person import Secrecy
from placement.errors import Refused
from placement.service.access import shaped
from placement.service.desk.areas import tiles
from placement.service.desk.burning import to_call
from placement.service.desk.housing import beds_words, unit_rows
from placement.service.desk.marks import beds_text, programme_marks, room_marks, unit_marks
from placement.service.desk.rooms import room_rows
from placement.service.desk.told_row import told_columns, told_row
from placement.service.planning import derived
from placement.words.texts import texts
from tests.service.desk.desks import EVA, KARI, OLA, disqualify, new_desk
from tests.service.desk.facts import facts_of
from tests.worlds import day, town, vary

_ = texts("en")
HELD = [
    {"household": "Lerke-2", "place": "F1a/bed", "start": -5, "kind": "current"},
    {"household": "Rype-3", "place": "F2b", "start": -5, "until": 9, "kind": "current"},
    {"household": "Orrfugl-1", "place": "S2", "start": 3, "kind": "hold"},
]


def facts(**changes):
    return facts_of(vary(town(), {"stays": HELD} | changes))


def seen_by(role, found):
    actor = Actor(login="ane", role=role, clearance=Secrecy.STRENGT_FORTROLIG, case_groups="all")
    return shaped(actor, found.content)


def test_a_unit_has_its_free_beds_marks_and_what_to_look_at():
    closed = [
        {"unit": "Granly", "room": "F1a", "beds": 1, "since": -1, "until": 4},
        {"unit": "Solbakken", "since": 10},
        {"unit": "Solbakken", "since": -9, "until": -2},
    ]
    ends = {"Solbakken": {"available_until": 40, "fire_ok_until": -1, "maintenance_ok_until": None}}
    found = facts(closures=closed, units=ends)
    granly, solbakken = unit_rows(found.content, derived(found.instance), _)
    assert (granly.unit, granly.kind, granly.area) == ("Granly", "safe house", "nord")
    assert granly.beds is not None
    assert beds_words(granly.beds, _) == "2 of 4 free"
    assert granly.all_beds == 5
    assert granly.look_at == ("closed: 1 bed of F1a until Fri 27 Nov",)
    assert solbakken.look_at == (
        "closed: Solbakken from Thu 3 Dec", "the lease ends on Sat 2 Jan", "fire approval ended on Sun 22 Nov",
        "maintenance is not approved",
    )  # fmt: skip
    assert [mark.text for mark in granly.marks][:3] == [
        "women only",
        "women and men",
        "up to strictly confidential address",
    ]


def test_whoever_does_not_plan_is_told_nothing_of_who_sleeps_where():
    found = facts()
    (granly, _other) = unit_rows(seen_by(Role.MANAGER, found), None, _)
    assert granly.beds is None
    assert granly.area == ""
    rooms = room_rows("Granly", seen_by(Role.MANAGER, found), None, _)
    assert [(one.tonight, one.who) for one in rooms] == [("", ())] * 3


def test_rooms_tell_what_is_free_when_and_who_is_there():
    found = facts()
    rows = {one.room: one for one in room_rows("Granly", found.content, derived(found.instance), _)}
    assert (rows["F1a"].tonight, rows["F1a"].who) == ("1 free", ("Lerke-2",))
    assert rows["F2b"].tonight == "taken, free from Wed 2 Dec"
    assert rows["F1a"].policy is not None
    assert rows["F1a"].policy.text == "women only"
    (s2,) = [
        one for one in room_rows("Solbakken", found.content, derived(found.instance), _) if one.room == "S2"
    ]
    assert s2.who == ("Orrfugl-1 (agreed from Thu 26 Nov)",)


def test_a_closed_room_and_one_that_nobody_leaves_are_told():
    found = facts(
        closures=[{"unit": "Granly", "room": "F2a", "since": -1}],
        stays=[{"household": "Rype-3", "place": "F2b", "start": -5, "kind": "current"}],
    )
    rows = {one.room: one.tonight for one in room_rows("Granly", found.content, derived(found.instance), _)}
    assert rows["F2a"] == "closed"
    assert rows["F2b"] == "taken"


def test_what_nobody_knows_is_said_and_never_a_code():
    unit = {"alias": "Ny", "security": None, "clearance": None, "staffing": None, "access": [], "accepts": ["pet"],
            "door_closes": "22:00:00"}  # fmt: skip
    for lang in ("nb", "en"):
        marks = unit_marks(unit, [{"policy": None}, {"policy": "men"}, {"policy": "own_unit"}], texts(lang))
        assert all(mark.text and "_" not in mark.text for mark in marks)
    assert [mark.text for mark in unit_marks(unit, [{"policy": None}], _)] == [
        "for whom: not settled", "address protection: not settled", "security not known", "staffing not known",
        "a pet", "the door closes 22:00",
    ]  # fmt: skip
    room = {
        "confirmed": None,
        "emergency": None,
        "access": ["wheelchair"],
        "single": 0,
        "cots": 1,
        "child": 2,
    }
    assert [mark.text for mark in room_marks(room, _)] == [
        "not confirmed: does not count", "kept for emergencies", "room for a wheelchair"
    ]  # fmt: skip
    assert beds_text(room, _) == "2 children's beds and 1 cot"


def test_a_programme_says_for_whom_it_is_and_what_it_asks():
    body = {"attendees": "women", "languages": ["nob"], "level": 2, "interpreting": "welcome", "childcare": True,
            "min_age": 16, "max_age": 25, "full_attendance": True, "online": True}  # fmt: skip
    assert [mark.text for mark in programme_marks(body, _)] == [
        "women only", "Norwegian", "language level 2 or more", "we may bring an interpreter", "childcare",
        "16 to 25 years", "online", "every session, to the end",
    ]  # fmt: skip
    unknown = programme_marks({"attendees": None, "languages": [], "max_age": 12}, _)
    assert [mark.text for mark in unknown] == [
        "for whom: not settled",
        "language not known",
        "up to 12 years",
    ]
    assert [mark.text for mark in programme_marks({"attendees": "mixed", "min_age": 60}, _)][
        -1
    ] == "from 60 years"


def test_tiles_tell_areas_with_free_beds_and_bands_and_never_minutes():
    travel = [{"a": "nord", "b": "sør", "minutes": 23, "via": []}]
    found = facts(travel=travel)
    week = derived(found.instance)
    nord, south = tiles(found.content, week, "nord", _)
    assert (nord.area, nord.setting, nord.units, nord.free) == ("nord", "quiet", ("Granly: 3 free",), 3)
    assert south.far == "up to 30 min"
    assert "23" not in str((nord, south))
    assert (
        tiles(facts().content, derived(facts().instance), "nord", _)[1].far
        == "way not measured (counts as 60 minutes)"
    )
    assert tiles(found.content, week, None, _)[1].far == ""
    far = facts(travel=[travel[0] | {"minutes": 90}])
    assert tiles(far.content, derived(far.instance), "nord", _)[1].far == "more than 60 min"


def test_tiles_name_no_unit_whose_area_the_reader_may_not_see():
    found = facts()
    assert all(
        not one.units for one in tiles(seen_by(Role.CASEWORKER, found), derived(found.instance), None, _)
    )


@pytest.fixture
def desk(tmp_path):
    offers = [{"household": "Oter-4", "unit": "Granly", "on": 0}]
    made = new_desk(tmp_path / "desk", vary(town(), {"stays": HELD, "offers": offers}))
    yield made
    made.close()


def test_before_an_address_is_burnt_it_is_told_whom_to_call(desk):
    whom = to_call(desk, KARI, "Granly")
    assert whom == (("Granly",), ("Lerke-2", "Rype-3"), (), ("Oter-4",), 0)
    assert to_call(desk, KARI, "Solbakken").holds == ("Orrfugl-1",)


def test_of_those_whom_the_reader_may_not_see_it_is_told_how_many_they_are(desk):
    disqualify(desk, OLA, "Lerke-2")
    assert to_call(desk, OLA, "Granly") == (("Granly",), ("Rype-3",), (), ("Oter-4",), 1)


def test_who_does_not_plan_is_not_told(desk):
    with pytest.raises(Refused):
        to_call(desk, EVA, "Granly")


def test_a_row_is_told_in_words_without_what_nobody_knows():
    body = {"alias": "Granly", "type": "hotel", "security": None, "fire_ok_until": day(0).isoformat()}
    assert told_row("units", body, "en") == (
        ("Unit", "Granly"), ("Type", "hotel"), ("Fire approved until", date(2026, 11, 23).isoformat())
    )  # fmt: skip
    heads, rows = told_columns("units", [body, {"alias": "Ny", "type": "hotel", "cost_per_night": 9}], "en")
    assert heads == ["Unit", "Type", "Fire approved until", "Cost per night"]
    assert rows[1] == ["Ny", "hotel", "", "9"]
