"""Which beds are taken follows the facts, whatever row of them changes; and no bed is given twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from placement.domain.fact import Edit
from placement.domain.housing import BED
from placement.domain.stay import HELD
from placement.domain.value import FOREVER
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added, changed, removed
from placement.service.desk.commands.rows import AddRow, EditRows, RemoveRow, SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.undo import redo, undo
from placement.simulation.generate import generate
from placement.store.claims import BedTaken
from placement.store.schema import claim
from tests.service.desk.desks import KARI, OLA, new_desk

WEEK = generate("S", 5)
HOUSES = [house.alias for house in WEEK.households if house.sleepers == 1]
SOON, LATER = WEEK.as_of + timedelta(days=2), WEEK.as_of + timedelta(days=9)
ROOM = "Nytt-rom"


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    like = next(iter(made.now().rows("rooms").values()))
    carry_out(made, OLA, AddRow(table="rooms", fields={**like, "alias": ROOM, "single": 2, "double": 0}))
    yield made
    made.close()


def taken(desk: Desk) -> Counter[tuple[str, str]]:
    """(stay, room) -> beds as the database has them."""
    with desk.store.reading() as connection:
        return Counter((row.stay, row.room) for row in connection.execute(select(claim)))


def wanted(desk: Desk) -> Counter[tuple[str, str]]:
    """The same, read from the facts alone."""
    now = desk.now()
    beds = {room.alias: room.single + room.double for unit in now.instance.units for room in unit.rooms}
    sleepers = {house.alias: house.sleepers for house in now.instance.households}
    found: Counter[tuple[str, str]] = Counter()
    for key, stay in now.values["stays"].items():
        if stay.kind in HELD:
            for room in stay.place.removesuffix(BED).split("+"):
                takes = sleepers.get(stay.household, 1) if stay.place.endswith(BED) else beds[room]
                found[key, room] = max(1, takes)
    return found


def hold(household: str, start: date = SOON, *, place: str = ROOM + BED) -> Edit:
    fields = {"household": household, "place": place, "start": start.isoformat(), "kind": "hold"}
    return added("stays", fields)


def give(desk: Desk, *edits: Edit, login: str = OLA) -> str:
    with desk.acting(login) as act:
        return act.write(edits, "test", gives=True).edits[-1].key


def test_at_first_the_beds_are_those_of_the_week(desk):
    assert taken(desk) == wanted(desk) != Counter()


def test_a_household_that_grows_or_shrinks_takes_more_or_fewer_beds(desk):
    give(desk, hold(HOUSES[0]))
    member = {"alias": "Unge-1", "household": HOUSES[0]}
    carry_out(desk, KARI, AddRow(table="persons", fields=member))
    assert taken(desk) == wanted(desk)
    with pytest.raises(BedTaken):
        give(desk, hold(HOUSES[1], LATER))
    give(desk, removed(desk.now(), "persons", "Unge-1"))
    assert taken(desk) == wanted(desk)
    give(desk, hold(HOUSES[1], LATER))
    assert taken(desk) == wanted(desk)


def test_a_room_that_gets_more_beds_is_taken_with_all_of_them(desk):
    give(desk, hold(HOUSES[0], place=ROOM))
    carry_out(desk, KARI, SetFields(table="rooms", key=ROOM, fields={"single": 3}))
    assert taken(desk) == wanted(desk)
    with pytest.raises(BedTaken):
        give(desk, hold(HOUSES[1]))


def test_a_bed_that_becomes_free_and_is_given_in_one_change_is_given(desk):
    first = give(desk, hold(HOUSES[0]))
    give(desk, hold(HOUSES[1]))
    with pytest.raises(BedTaken):
        give(desk, hold(HOUSES[2]))
    now = desk.now()
    give(desk, hold(HOUSES[2]), removed(now, "stays", first))
    assert taken(desk) == wanted(desk)


def test_only_what_is_given_now_needs_a_free_bed(desk):
    first = give(desk, hold(HOUSES[0]))
    for house in HOUSES[1:3]:
        carry_out(desk, KARI, EditRows(rows=((*hold(house),),)))
    assert sum(n for (_, room), n in taken(desk).items() if room == ROOM) == 3
    give(desk, changed(desk.now(), "stays", first, expires=LATER.isoformat()))
    with pytest.raises(BedTaken):
        give(desk, changed(desk.now(), "stays", first, start=WEEK.as_of.isoformat()))


def test_an_undo_does_not_give_a_bed_that_somebody_has_by_now(desk):
    key = give(desk, hold(HOUSES[0]))
    give(desk, hold(HOUSES[1]))
    carry_out(desk, KARI, RemoveRow(table="stays", key=key))
    theirs = give(desk, hold(HOUSES[2]))
    with pytest.raises(CannotDo, match="changed since"):
        undo(desk, KARI)
    carry_out(desk, OLA, RemoveRow(table="stays", key=theirs))
    undo(desk, KARI)
    redo(desk, KARI)
    undo(desk, KARI)
    assert taken(desk) == wanted(desk)


def test_where_somebody_lives_is_a_fact_and_an_undo_restores_it_though_others_have_beds_there(desk):
    body = {"household": HOUSES[0], "place": ROOM + BED, "start": WEEK.as_of.isoformat(), "kind": "current"}
    key = carry_out(desk, KARI, AddRow(table="stays", fields=body)).edits[0].key
    carry_out(desk, KARI, RemoveRow(table="stays", key=key))
    give(desk, hold(HOUSES[1]))
    give(desk, hold(HOUSES[2]))
    undo(desk, KARI)
    assert taken(desk) == wanted(desk)


def test_the_dates_of_a_claim_are_those_of_the_stay(desk):
    key = give(desk, hold(HOUSES[0]))
    with desk.store.reading() as connection:
        (row,) = connection.execute(select(claim).where(claim.c.stay == key))
    assert (row.since, row.until) == (SOON.isoformat(), FOREVER.isoformat())


def test_a_form_that_holds_a_bed_that_somebody_has_is_refused(desk):
    give(desk, hold(HOUSES[0], place=ROOM))
    fields = dict(hold(HOUSES[1]).after or {})
    with pytest.raises(BedTaken):
        carry_out(desk, KARI, AddRow(table="stays", fields=fields))
    elsewhere = dict(fields, start=(SOON + timedelta(days=400)).isoformat())
    with pytest.raises(BedTaken):
        carry_out(desk, KARI, AddRow(table="stays", fields=elsewhere))


def test_an_end_that_has_passed_frees_no_bed_before_somebody_records_it(desk):
    passed = (WEEK.as_of - timedelta(days=3)).isoformat()
    since = (WEEK.as_of - timedelta(days=60)).isoformat()
    lives = {"household": HOUSES[0], "place": ROOM, "start": since, "until": passed, "kind": "current"}
    carry_out(desk, KARI, AddRow(table="stays", fields=lives))
    with pytest.raises(BedTaken):
        give(desk, hold(HOUSES[1]))
    left = {"household": HOUSES[0], "on": WEEK.as_of.isoformat(), "destination": "own_flat"}
    carry_out(desk, KARI, AddRow(table="exits", fields=left))
    give(desk, hold(HOUSES[1]))


def test_when_the_week_moves_on_past_an_expected_end_the_bed_stays_taken(desk):
    ends = WEEK.as_of + timedelta(days=4)
    since = (WEEK.as_of - timedelta(days=60)).isoformat()
    lives = {
        "household": HOUSES[0],
        "place": ROOM,
        "start": since,
        "until": ends.isoformat(),
        "kind": "current",
    }
    carry_out(desk, KARI, AddRow(table="stays", fields=lives))
    later = (WEEK.as_of + timedelta(days=7)).isoformat()
    carry_out(desk, KARI, SetFields(table="week", key="week", fields={"as_of": later}))
    with pytest.raises(BedTaken):
        give(desk, hold(HOUSES[1], WEEK.as_of + timedelta(days=9)))
