from pathlib import Path

import pytest

from placement.domain.fact import (
    IDENTITY,
    Wrong,
    applied,
    content_of,
    difference,
    fields_of,
    has_alias,
    identity,
    instance_of,
    tables,
)
from placement.service.planning import load
from placement.simulation.generate import generate
from tests.agreement import FAMILIES
from tests.random_worlds import tiny

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["bergen_week", "small_town"])
def test_the_rows_of_a_week_make_the_same_week(name):
    week = load(DATA / name)
    again = instance_of(content_of(week))
    assert again.content_hash == week.content_hash


@pytest.mark.parametrize("size", ["S", "M", "L"])
def test_the_rows_of_a_made_up_week_make_the_same_week(size):
    week = generate(size, 3)
    assert instance_of(content_of(week)).content_hash == week.content_hash


@pytest.mark.parametrize("family", list(FAMILIES))
def test_the_rows_of_a_random_world_make_the_same_world(family):
    world = tiny(7, family)
    assert instance_of(content_of(world)).content_hash == world.content_hash


def test_a_row_that_names_an_outer_row_which_is_not_there_is_refused():
    content = content_of(load(DATA / "bergen_week"))
    key, body = next(iter(content["rooms"].items()))
    content["rooms"][key] = {**body, "unit": "nowhere"}
    with pytest.raises(Wrong) as told:
        instance_of(content)
    assert (told.value.table, told.value.field) == ("rooms", "unit")


def test_a_wrong_field_is_named_and_its_value_is_not():
    content = content_of(load(DATA / "bergen_week"))
    key, body = next(iter(content["persons"].items()))
    content["persons"][key] = {**body, "support": "Kari Nordmann"}
    with pytest.raises(Wrong) as told:
        instance_of(content)
    assert "Kari" not in str(told.value)
    assert told.value.table == "households"


def test_every_row_without_an_alias_has_an_identity_of_fields_that_it_has():
    for table in tables():
        if not has_alias(table):
            assert set(IDENTITY[table]) <= set(fields_of(table)), table


def test_a_difference_applied_to_the_old_rows_gives_the_new_ones():
    old, new = content_of(load(DATA / "bergen_week")), content_of(load(DATA / "small_town"))
    edits = difference(old, new)
    assert applied(old, edits) == {table: dict(rows) for table, rows in new.items()}
    back = applied(applied(old, edits), [edit.undone for edit in reversed(edits)])
    assert {t: dict(r) for t, r in back.items()} == old
    with pytest.raises(ValueError, match="not as it was"):
        applied(new, edits)


def test_rows_of_one_table_are_mostly_known_apart_by_their_identity():
    content = content_of(load(DATA / "bergen_week"))
    for table, rows in content.items():
        seen = [identity(table, body) for body in rows.values()]
        assert len(seen) == len(set(seen)), table
