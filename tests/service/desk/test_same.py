"""One field of several persons set to the same: one change, one undo, and nobody's protection is lowered by it."""

from datetime import date

import pytest

from placement.errors import Refused
from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import SetSame
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.same import SAFE, same_fields, set_same, would_change
from placement.service.desk.undo import undo

TWO = ("Gaupe-9", "Skjære-29")


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def value(desk, name):
    return {one: desk.now().body("persons", one)[name] for one in TWO}


def test_it_is_one_change_and_one_undo(desk):
    before, command = value(desk, "permit_until"), set_same(TWO, "permit_until", date(2027, 5, 1))
    assert would_change(command, desk.now().rows("persons")) == 2
    done = carry_out(desk, "kari", command)
    assert {edit.key for edit in done.edits} == set(TWO)
    assert set(value(desk, "permit_until").values()) == {"2027-05-01"}
    assert would_change(command, desk.now().rows("persons")) == 0
    with pytest.raises(CannotDo):
        carry_out(desk, "kari", command)
    undo(desk, "kari")
    assert value(desk, "permit_until") == before


def test_a_person_who_is_not_there_stops_it_all(desk):
    before = value(desk, "interpreter_needed")
    with pytest.raises((CannotDo, Refused)):
        carry_out(desk, "kari", set_same((*TWO, "Ulv-99"), "interpreter_needed", value=True))
    assert value(desk, "interpreter_needed") == before


def test_what_lowers_a_protection_waits_for_a_second_person_also_here(desk):
    with pytest.raises(NeedsSecond):
        carry_out(desk, "kari", SetSame(table="persons", keys=("Tjeld-31",), fields={"threat": None}))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_only_facts_that_nobody_is_asked_alone_are_offered(desk, lang):
    assert {one.name for one in same_fields(desk.now().content, lang)} == set(SAFE)
    assert not {"sharing", "threat", "secrecy", "zone_wish", "asked_alone", "support"} & set(SAFE)
