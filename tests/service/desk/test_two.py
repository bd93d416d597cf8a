"""What takes two people, and what one may do alone at night."""

from datetime import UTC, datetime, time, timedelta

import pytest

from placement.domain.decision import OverrideReason
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.overrides import BreakGlass, Countersign, GrantOverride
from placement.service.desk.commands.rows import AddRow, RemoveRow, SetFields
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.requests import ask, grant
from placement.service.desk.undo import undo
from placement.service.desk.waiting import waiting
from placement.simulation.generate import generate
from tests.service.desk.desks import EVA, KARI, MONA, OLA, disqualify, new_desk

WEEK = generate("S", 5)
HOUSEHOLD, UNIT = WEEK.households[0].alias, WEEK.units[0].alias
MINE = next(a for a in WEEK.assignments)
LATE = datetime.combine(WEEK.as_of, time(23), UTC)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK, contact=MINE.contact)
    yield made
    made.close()


def override(by=KARI, approved_by=OLA, rule="H12"):
    return GrantOverride(
        rule=rule, households=(HOUSEHOLD,), unit=UNIT, since=WEEK.as_of, until=WEEK.as_of + timedelta(days=7),
        reason=OverrideReason.NO_ALTERNATIVE, by=by, approved_by=approved_by,
    )  # fmt: skip


def glass(by=EVA, household=MINE.household):
    return BreakGlass(
        rule="H12", households=(household,), unit=UNIT, night=WEEK.as_of, reason=OverrideReason.SHORT_TIME,
        by=by, at=LATE, until=LATE + timedelta(hours=10),
    )  # fmt: skip


@pytest.mark.parametrize("rule", ["H12", "H06"])
def test_a_rule_is_set_aside_by_two_and_never_by_one_who_names_the_other(desk, rule):
    with pytest.raises(NeedsSecond):
        carry_out(desk, KARI, override(rule=rule))
    number = ask(desk, KARI, override(rule=rule), why="no_alternative")
    assert not desk.now().rows("overrides")
    grant(desk, OLA, number)
    ((_, row),) = desk.now().rows("overrides").items()
    assert (row["by"], row["approved_by"]) == (KARI, OLA)


def test_nobody_writes_an_override_as_a_row_alone_either(desk):
    row = override().edits(desk.now())
    fields = dict(next(iter(row)).after or {})
    with pytest.raises(NeedsSecond):
        carry_out(desk, KARI, AddRow(table="overrides", fields=fields))


def test_nobody_signs_with_anothers_name(desk):
    with pytest.raises(CannotDo, match="somebody else"):
        ask(desk, OLA, override(by=KARI), why="x")
    number = ask(desk, KARI, override(approved_by="per"), why="x")
    with pytest.raises(CannotDo, match="somebody else"):
        grant(desk, OLA, number)


def test_to_end_an_override_sooner_takes_nobody_else(desk):
    grant(desk, OLA, ask(desk, KARI, override(), why="x"))
    (key,) = desk.now().rows("overrides")
    sooner = (WEEK.as_of + timedelta(days=1)).isoformat()
    carry_out(desk, KARI, SetFields(table="overrides", key=key, fields={"until": sooner}))
    later = (WEEK.as_of + timedelta(days=9)).isoformat()
    with pytest.raises(NeedsSecond):
        carry_out(desk, KARI, SetFields(table="overrides", key=key, fields={"until": later}))
    carry_out(desk, KARI, RemoveRow(table="overrides", key=key))
    with pytest.raises(NeedsSecond):
        undo(desk, KARI)


def test_alone_at_night_a_caseworker_breaks_glass_for_their_own_and_another_countersigns(desk):
    carry_out(desk, EVA, glass(), why="short_time", at=LATE)
    ((key, row),) = desk.now().rows("break_glass").items()
    assert row["countersigned_by"] is None
    with pytest.raises(CannotDo):
        carry_out(desk, EVA, Countersign(key=key, by=EVA))
    with pytest.raises(CannotDo, match="somebody else"):
        carry_out(desk, KARI, Countersign(key=key, by=OLA))
    carry_out(desk, KARI, Countersign(key=key, by=KARI))
    assert desk.now().rows("break_glass")[key]["countersigned_by"] == KARI
    with pytest.raises(CannotDo, match="nothing to take back"):
        undo(desk, EVA)


def test_nobody_breaks_glass_for_anothers_household_or_without_case_work(desk):
    other = next(h.alias for h in WEEK.households if h.alias not in {
        a.household for a in WEEK.assignments if a.contact == MINE.contact})  # fmt: skip
    with pytest.raises(Refused):
        carry_out(desk, EVA, glass(household=other), at=LATE)
    with pytest.raises(Refused):
        carry_out(desk, MONA, glass(by=MONA), at=LATE)


def test_a_figure_of_a_rule_takes_two_and_one_of_a_goal_does_not(desk):
    with pytest.raises(NeedsSecond):
        carry_out(
            desk,
            KARI,
            AddRow(table="settings", fields={"rule": "stay_limit", "setting": "warning", "value": 3}),
        )
    carry_out(
        desk, KARI, AddRow(table="settings", fields={"rule": "few_moves", "setting": "points", "value": 90})
    )


def test_whoever_asked_and_may_not_know_of_them_any_more_is_told_of_nobody(desk):
    ask(desk, OLA, override(by=OLA, approved_by=KARI), why="no_alternative")
    assert HOUSEHOLD in repr(waiting(desk, OLA))
    disqualify(desk, OLA, HOUSEHOLD)
    (one,) = waiting(desk, OLA).requests
    assert one.mine
    assert HOUSEHOLD not in repr(one)
    assert HOUSEHOLD in repr(waiting(desk, KARI))
