"""Facts of units and helpers that a change makes less strict, so that an import can show them."""

import pytest

from placement.domain.fact import Edit, content_of, fields_of
from placement.service.loosening import LOOSER, Loosening, loosened
from tests.worlds import vary, week_of_activities

UNIT = "Granly"


def after(table, key, before, then):
    """The fields that a change of one row loosens."""
    content = content_of(vary(week_of_activities(), {table: {key: before}}))
    body = content[table][key]
    said = loosened(content, [Edit(table, key, body, {**body, **then})])
    assert {(one.table, one.key) for one in said} <= {(table, key)}
    return {one.field for one in said}


@pytest.mark.parametrize(
    ("table", "key", "field", "up"),
    [
        ("units", UNIT, "clearance", (None, "hidden", "fortrolig", "strengt_fortrolig")),
        ("units", UNIT, "security", (None, 1, 2, 3)),
        ("units", UNIT, "staffing", (None, "on_call", "day", "full")),
        ("zones", "Granly-1", "boys_up_to", (0, 5, 12)),
        ("zones", "Granly-1", "welcomes_non_binary", (False, True)),
        ("rooms", "F1a", "lockable", (False, True)),
        ("rooms", "F1a", "lockable", (None, True)),
        ("programmes", "Norsk-A", "clearance", (None, "hidden", "fortrolig")),
        ("programmes", "Norsk-A", "welcomes_non_binary", (False, True)),
        ("contacts", "Ask-1", "clearance", (None, "hidden", "fortrolig")),
        ("interpreters", "Tolk-1", "adult", (False, True)),
    ],
)
def test_only_a_rise_is_less_strict(table, key, field, up):
    for n, before in enumerate(up):
        for m, then in enumerate(up):
            assert after(table, key, {field: before}, {field: then}) == ({field} if m > n else set())


def test_unknown_and_the_least_are_alike():
    assert after("units", UNIT, {"clearance": None}, {"clearance": "none"}) == set()
    assert after("units", UNIT, {"security": 0}, {"security": None}) == set()


@pytest.mark.parametrize(
    ("table", "key", "field", "one", "other", "clearing"),
    [
        ("units", UNIT, "site", "A", "B", True),
        ("units", UNIT, "district", "nord", "sør", None),
        ("zones", "Granly-1", "policy", "women", "mixed", False),
        ("rooms", "F1a", "zone", "Granly-1", "Granly-2", None),
        ("programmes", "Norsk-A", "site", "A", "B", True),
        ("programmes", "Norsk-A", "district", "nord", "sør", None),
        ("programmes", "Norsk-A", "attendees", "women", "mixed", False),
        ("interpreters", "Tolk-1", "gender", "woman", "man", None),
        ("interpreters", "Tolk-1", "region", "vest", "øst", False),
        ("interpreters", "Tolk-1", "case_group", "Sak-1", "Sak-2", True),
    ],
)
def test_another_value_is_less_strict_than_the_known_one(table, key, field, one, other, clearing):
    assert after(table, key, {field: one}, {field: other}) == {field}
    assert after(table, key, {field: one}, {field: one}) == set()
    if clearing is not None:
        assert after(table, key, {field: one}, {field: None}) == ({field} if clearing else set())
        assert after(table, key, {field: None}, {field: one}) == (set() if clearing else {field})


def test_a_floor_for_one_household_alone_is_the_strictest():
    assert after("zones", "Granly-1", {"policy": "women"}, {"policy": "own_unit"}) == set()
    assert after("zones", "Granly-1", {"policy": "own_unit"}, {"policy": "mixed"}) == {"policy"}


def test_approvals_and_what_is_no_safety_are_left_alone():
    then = {
        "fire_ok_until": "2030-01-01",
        "maintenance_ok_until": None,
        "cost_per_night": 9,
        "max_children": 9,
    }
    assert after("units", UNIT, {}, then) == set()


def test_a_way_that_no_longer_passes_an_area_or_is_forgotten():
    content = content_of(week_of_activities())
    key, body = next((key, row) for key, row in content["travel"].items() if row["via"])
    said = (Loosening("travel", key, "via", key),)
    assert loosened(content, [Edit("travel", key, body, {**body, "via": []})]) == said
    assert loosened(content, [Edit("travel", key, body, None)]) == said
    assert loosened(content, [Edit("travel", key, body, {**body, "via": [*body["via"], "nord"]})]) == ()
    plain = next(key for key, row in content["travel"].items() if not row["via"])
    assert loosened(content, [Edit("travel", plain, content["travel"][plain], None)]) == ()


def test_a_unit_that_comes_or_goes_loosens_nothing():
    content = content_of(week_of_activities())
    body = content["units"][UNIT]
    assert loosened(content, [Edit("units", UNIT, body, None)]) == ()
    assert loosened(content, [Edit("units", "Ny-1", None, {**body, "alias": "Ny-1"})]) == ()


def test_a_room_or_floor_is_told_by_its_unit():
    content = content_of(week_of_activities())
    body = content["zones"]["Granly-1"]
    (said,) = loosened(content, [Edit("zones", "Granly-1", body, {**body, "policy": "mixed"})])
    assert said.about == UNIT


def test_every_field_that_is_looked_at_is_one_of_its_table():
    for table, field in LOOSER:
        assert field in fields_of(table), (table, field)
