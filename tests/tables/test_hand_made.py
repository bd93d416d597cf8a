"""A workbook as somebody writes it by hand (made by tests/data/make_hjemmelaget_uke.py)."""

from datetime import date
from pathlib import Path

from placement.domain.household import Situation
from placement.domain.person import AgeBand, Gender
from placement.tables.read import read_week

BOOK = Path(__file__).parent.parent / "data" / "hjemmelaget_uke.xlsx"


def test_it_is_read_as_it_was_meant():
    week = read_week(BOOK)
    mother, child = week.households[0].members
    (man,) = week.households[1].members
    assert week.as_of == date(2026, 11, 23)
    assert [h.alias for h in week.households] == ["Gås-2", "NA"]
    assert (man.alias, man.gender, man.age_band) == ("0012", Gender.MAN, AgeBand.MIDDLE)
    assert (child.age_band, mother.languages) == (AgeBand.TODDLER, frozenset({"eng", "ron"}))
    assert [h.referral for h in week.households] == [date(2026, 10, 1), date(2026, 11, 3)]
    assert week.stays[0].place == "A1+A2"


def test_what_it_leaves_open_stays_open():
    week = read_week(BOOK)
    (unit,) = week.units
    assert week.households[0].situation is Situation.UNKNOWN
    assert (unit.security, unit.tracks, unit.children_ok, unit.zones[0].policy) == (None, None, None, None)
    assert {room.emergency for room in unit.rooms} == {None}
