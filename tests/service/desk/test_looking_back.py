"""Changes, the log and plans, as those look them through who may: by who, when, what and about whom."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from placement.errors import Refused
from placement.service.desk.act_words import COMMANDS, OTHERS
from placement.service.desk.carry_out import carry_out
from placement.service.desk.changes_list import changes
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.desk_fields import FIELDS
from placement.service.desk.log_kinds import KINDS, LogKind, acts_of
from placement.service.desk.log_list import log_lines
from placement.service.desk.provenance import provenance
from placement.service.desk.undo import undo
from placement.service.register import register
from placement.simulation.generate import generate
from placement.store.wanted import Wanted
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, new_desk

WEEK = generate("S", 5)
ONE, OTHER = sorted(h.alias for h in WEEK.households)[:2]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def until(household, on="2027-06-01"):
    return SetFields(table="households", key=household, fields={"expected_until": on})


def test_changes_are_found_by_who_what_and_when(desk):
    first = carry_out(desk, KARI, until(ONE), at=NOON).change
    second = carry_out(desk, OLA, until(OTHER), at=NOON + A_DAY).change

    def found(**sought):
        return [one.number for one in changes(desk, UNN, "en", Wanted(**sought)).lines]

    assert found(by=OLA) == [second]
    assert found(since=date(2026, 11, 24), until=date(2026, 11, 24)) == [second]
    assert found(since=date(2026, 11, 23), until=date(2026, 11, 23)) == [first]
    assert set(found(acts=frozenset({"set_fields"}))) == {first, second}
    assert first in found(before=second)
    assert second not in found(before=second)


def test_one_can_take_back_what_is_ones_own_and_nobody_changed_since(desk):
    mine = carry_out(desk, KARI, until(ONE)).change
    lost = carry_out(desk, KARI, until(OTHER)).change
    carry_out(desk, OLA, until(OTHER, "2027-07-01"))
    assert [one.number for one in changes(desk, KARI, "nb").lines if one.is_open and one.number >= mine] == [
        mine
    ]
    assert lost != mine
    undo(desk, KARI, mine)
    assert mine not in [one.number for one in changes(desk, KARI, "nb").lines if one.is_open]


def test_who_neither_plans_nor_audits_sees_their_own_changes_alone(desk):
    carry_out(desk, KARI, until(ONE))
    found = changes(desk, ADMIN, "en")
    assert {one.by for one in found.lines} == {ADMIN}
    assert found.who == (ADMIN,)


def test_a_page_of_changes_tells_whether_there_are_older_ones(desk):
    found = changes(desk, KARI, "en", most=2)
    assert found.more
    assert len(found.lines) == 2


def test_lines_of_the_log_are_found_by_the_row_that_they_are_about(desk):
    carry_out(desk, KARI, until(ONE))
    carry_out(desk, OLA, until(OTHER))
    found = log_lines(desk, UNN, "en", Wanted(about=ONE)).lines
    assert found
    assert all(f"households: {ONE}" in one.rows[0] or "more" in one.rows[0] for one in found)
    assert found[0].by == KARI
    assert "expected until" in found[0].rows[0]
    assert not log_lines(desk, UNN, "en", Wanted(about=ONE[:-1])).lines  # no part of an alias


def test_the_log_never_tells_what_a_row_holds(desk):
    carry_out(desk, KARI, until(ONE, "2027-03-17"))
    assert "2027-03-17" not in str(log_lines(desk, UNN, "nb"))


@pytest.mark.parametrize("login", [KARI, EVA, MONA, ARE, ADMIN])
def test_the_log_is_for_auditors_alone(desk, login):
    with pytest.raises(Refused):
        log_lines(desk, login, "en")


@pytest.mark.parametrize("login", [EVA, MONA, ARE, ADMIN])
def test_where_plans_come_from_is_for_who_plans_or_audits(desk, login):
    with pytest.raises(Refused):
        provenance(desk, login, "en")
    assert provenance(desk, UNN, "en") == ()


def test_everything_that_is_done_is_of_one_kind():
    assert set(KINDS) == set(LogKind)
    times = Counter(act for kind in LogKind for act in acts_of(kind))
    assert set(times) == COMMANDS.keys() | OTHERS.keys()
    assert set(times.values()) == {1}


def test_every_field_of_a_table_that_no_workbook_has_is_named():
    named = {(table, field) for table, fields in FIELDS.items() for field in fields}
    assert named == {one for one in register() if one[0] in FIELDS}
