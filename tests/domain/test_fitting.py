"""Where an edit cannot make rows misfit, they are not looked at again: so what is looked at must be known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pytest

from placement.domain.decision import Pin
from placement.domain.fact import EXTRA, NESTED, SETTINGS, WEEK, Edit, fields_of, models, tables
from placement.domain.fitting import ALSO, can_misfit, fields_that_fit
from placement.domain.instance import Instance, dangling
from placement.domain.person import AgeStatus
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer, Value
from placement.simulation.generate import generate
from tests.random_worlds import tiny

INSIDE = {(nested.outer, nested.field) for nested in NESTED.values()}
FAMILIES = ("H03", "H04", "H09", "H15", "H16", "H20", "T01", "mixed")


def worlds() -> Iterable[Instance]:
    """Weeks with rows in every table, and somebody who lives apart from their household."""
    for week in (
        *(generate("S", seed) for seed in range(3)),
        *(tiny(n, f) for n in range(5) for f in FAMILIES),
    ):
        yield week
        yield apart(week)


def apart(week: Instance) -> Instance:
    """Whether somebody has a household of their own is asked where a held stay bears a person's alias."""
    place = next(room.alias for unit in week.units for room in unit.rooms)
    house = max(week.households, key=lambda one: len(one.members))
    leaving = {
        "age_status": AgeStatus.ADULT,
        "age_band": None,
        "asked_alone": True,
        "stay_together": Answer.NO,
    }
    members = (*house.members[:-1], house.members[-1].model_copy(update=leaving))
    stays = [
        Stay(household=person.alias, place=place, start=date(2020, 1, 1), kind=StayKind.CURRENT)
        for person in members
    ]
    houses = tuple(
        one.model_copy(update={"members": members}) if one is house else one for one in week.households
    )
    more = {"stays": (*week.stays, *stays), "pins": (Pin(household=house.alias, place=place),)}
    return week.model_copy(update={"households": houses, **more})


@pytest.fixture(scope="module")
def read():
    """Table -> the fields that are looked at."""
    found = defaultdict(set)
    table_of = {model: table for table, model in models().items()}

    copying: list[Value] = []

    def recorded(self, name):
        if not copying and name in type(self).model_fields and type(self) in table_of:
            found[table_of[type(self)]].add(name)
        return object.__getattribute__(self, name)

    def copied(self, **changes):
        copying.append(self)
        try:
            return real(self, **changes)
        finally:
            copying.pop()

    made, real = list(worlds()), Value.but
    patch = pytest.MonkeyPatch()
    patch.setattr(Value, "__getattribute__", recorded)
    patch.setattr(Value, "but", copied)
    try:
        for week in made:
            tuple(dangling(week))
    finally:
        patch.undo()
    return found


def test_every_field_that_is_looked_at_is_known(read):
    assert len(read) > 25
    for table, fields in read.items():
        own = {name for name in fields if (table, name) not in INSIDE}
        assert own <= fields_that_fit(table), table


def test_every_field_that_is_known_beside_names_is_looked_at(read):
    assert {table: read[table] >= {*fields} for table, fields in ALSO.items()} == dict.fromkeys(ALSO, True)


def test_nothing_is_known_that_no_table_has():
    for table in models():
        assert fields_that_fit(table) - {"alias"} <= {*fields_of(table)}, table


def edit(table, **changes):
    body = dict.fromkeys(fields_of(table))
    return Edit(table, "1", body, body | changes)


@pytest.mark.parametrize("table", [*tables(), *EXTRA])
def test_a_row_that_comes_or_goes_is_looked_at(table):
    body = dict.fromkeys(fields_of(table))
    assert can_misfit(Edit(table, "1", None, body)) is (table not in EXTRA)
    assert can_misfit(Edit(table, "1", body, None)) is (table not in EXTRA)


def test_what_names_another_row_is_looked_at_and_what_only_says_something_is_not():
    assert can_misfit(edit("stays", household="x"))
    assert can_misfit(edit("persons", household="x"))
    assert can_misfit(edit("rooms", unit="x"))
    assert can_misfit(edit(WEEK, as_of="2026-11-23"))
    assert can_misfit(edit(SETTINGS, value=3))
    assert not can_misfit(edit("persons", support=3))
    assert not can_misfit(edit("rooms", single=3))
    assert not can_misfit(edit("offers", answer="accepted"))
