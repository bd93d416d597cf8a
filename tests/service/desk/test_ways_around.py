"""Ways around what a desk promises, tried one by one: by somebody who may do a part of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from placement.domain.actor import Role, User
from placement.domain.decision import OverrideReason
from placement.domain.desk_rows import BREAK_GLASS
from placement.domain.person import Secrecy
from placement.errors import InputError, Refused
from placement.rules import RULES
from placement.service.desk.backup import back_up
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.overrides import BreakGlass, Countersign
from placement.service.desk.commands.rows import AddRow, EditRows, RemoveRow, SetFields
from placement.service.desk.conflict import Changed
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.log import read_log
from placement.service.desk.open import body_of
from placement.service.desk.requests import ask, grant
from placement.service.desk.restore import restore
from placement.service.desk.restore_approval import ask_restore, grant_restore
from placement.service.desk.retention import DAYS, purge
from placement.service.desk.waiting import waiting
from placement.service.protection_words import say_lowering
from placement.simulation.generate import generate
from tests.service.desk.desks import ADMIN, EVA, KARI, OLA, UNN, new_desk
from tests.service.desk.leaving import housed, leaves, moment, person_of

WEEK = generate("S", 5)
PER = "per"
"""A coordinator who may not see through strengt fortrolig."""
MINE = next(one for one in WEEK.assignments if one.kind == "current")
LATE = datetime(WEEK.as_of.year, WEEK.as_of.month, WEEK.as_of.day, 22, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK, contact=MINE.contact)
    per = User(login=PER, role=Role.COORDINATOR, clearance=Secrecy.FORTROLIG, case_groups="all")
    carry_out(made, ADMIN, AddRow(table="users", fields=body_of(per)))
    yield made
    made.close()


def person(desk, **holds):
    rows = desk.now().rows("persons").items()
    return next(key for key, row in rows if all(row[name] == value for name, value in holds.items()))


def raised(desk, who, grade="strengt_fortrolig"):
    carry_out(desk, KARI, SetFields(table="persons", key=who, fields={"secrecy": grade}))


# -- what a conflict tells


def test_a_conflict_tells_nothing_that_its_reader_may_not_see(desk):
    who = person(desk, secrecy="none")
    seen = {("persons", who): desk.now().stamps["persons", who].version}
    quiet = not desk.now().body("persons", who)["needs_quiet"]
    raised(desk, who)
    mine = SetFields(table="persons", key=who, fields={"needs_quiet": quiet})
    carry_out(desk, PER, mine, seen=seen)
    assert desk.now().body("persons", who)["secrecy"] == "strengt_fortrolig"
    carry_out(desk, KARI, SetFields(table="persons", key=who, fields={"wishes_own_room": True, "support": 3}))
    with pytest.raises(Changed) as told:
        carry_out(desk, PER, SetFields(table="persons", key=who, fields={"support": 2}), seen=seen)
    assert {"support", "needs_quiet"} <= {one.field for one in told.value.conflicts}
    assert "secrecy" not in {one.field for one in told.value.conflicts}


def test_who_grants_is_told_of_a_change_no_more_than_they_may_see(desk):
    who = person(desk, secrecy="none", needs_own_room=True)
    number = ask(desk, KARI, SetFields(table="persons", key=who, fields={"needs_own_room": False}), why="x")
    raised(desk, who)
    before = desk.now().content
    with pytest.raises(CannotDo, match="changed meanwhile"):
        grant(desk, PER, number)
    with pytest.raises(Changed) as told:
        grant(desk, OLA, number)
    assert [one.field for one in told.value.conflicts] == ["secrecy"]
    assert desk.now().content == before


# -- what somebody did alone


def glass(**more: Any) -> BreakGlass:
    fields: dict[str, Any] = {
        "rule": "H12", "households": (MINE.household,), "unit": WEEK.units[0].alias, "night": WEEK.as_of,
        "reason": OverrideReason.SHORT_TIME, "by": KARI, "at": LATE, "until": LATE + timedelta(hours=9),
    }  # fmt: skip
    return BreakGlass(**(fields | more))


def test_whoever_broke_glass_neither_takes_it_away_nor_signs_for_another(desk):
    carry_out(desk, KARI, glass(), at=LATE)
    ((key, row),) = desk.now().rows("break_glass").items()
    signed = {**row, "countersigned_by": OLA}
    for command in (
        RemoveRow(table="break_glass", key=key),
        SetFields(table="break_glass", key=key, fields={"countersigned_by": OLA}),
        EditRows(rows=(("break_glass", key, row, signed),)),
        AddRow(table="break_glass", fields=signed),
    ):
        for login in (KARI, OLA):
            with pytest.raises(Refused):
                carry_out(desk, login, command, at=LATE)
    assert desk.now().rows("break_glass") == {key: row}
    carry_out(desk, OLA, Countersign(key=key, by=OLA))


def test_nobody_breaks_glass_for_a_night_to_come(desk):
    month = LATE + timedelta(days=30)
    with pytest.raises(CannotDo, match="has not come"):
        carry_out(desk, KARI, glass(at=month, until=month + timedelta(hours=9), night=month.date()), at=LATE)
    carry_out(desk, KARI, glass(at=LATE + timedelta(seconds=30)), at=LATE)


# -- a yes that was given for something else


def test_a_yes_to_a_restore_is_for_the_protection_as_it_was(desk, tmp_path):
    back_up(desk, ADMIN, tmp_path / "copy")
    who = person(desk, secrecy="none")
    raised(desk, who, "hidden")
    early = ask_restore(desk, ADMIN, tmp_path / "copy", why="x")
    late = ask_restore(desk, ADMIN, tmp_path / "copy", why="x")
    grant_restore(desk, OLA, early)
    raised(desk, who)
    with pytest.raises(CannotDo, match="changed meanwhile"):
        grant_restore(desk, OLA, late)
    desk.close()
    with pytest.raises(CannotDo, match="changed meanwhile"):
        restore(tmp_path / "desk", tmp_path / "copy", None, ADMIN, granted=early)


def test_a_yes_to_an_erasure_is_for_the_units_that_were_named(desk):
    gone, stays = housed(WEEK)[:2]
    source, safe = person_of(desk, gone), person_of(desk, stays)
    link = {"a": source, "b": safe, "kind": "perpetrator", "since": "2026-01-01", "protected": safe}
    carry_out(desk, KARI, AddRow(table="relations", fields=link))
    leaves(desk, gone, WEEK.as_of)
    units = [unit.alias for unit in WEEK.units]
    known = {row["unit"] for row in desk.now().rows("knows_address").values() if row["person"] == source}
    number = erase(desk, KARI, gone, why="own_wish")
    new = next(unit for unit in units if unit not in known)
    carry_out(desk, KARI, AddRow(table="knows_address", fields={"person": source, "unit": new}))
    with pytest.raises(CannotDo, match="more than was asked"):
        grant_erasure(desk, OLA, number)


def test_who_says_yes_for_their_own_does_not_say_yes_to_a_figure_of_a_rule(desk, tmp_path):
    rule, setting = next((rule.id, one) for rule in RULES for one in rule.settings)
    back_up(desk, ADMIN, tmp_path / "copy")
    own = next(h for h in WEEK.households if h.alias == MINE.household).members[0].alias
    carry_out(desk, KARI, SetFields(table="persons", key=own, fields={"secrecy": "strengt_fortrolig"}))
    alone = ask_restore(desk, ADMIN, tmp_path / "copy", why="x")
    with desk.acting(KARI) as act:
        act.write([added("settings", {"rule": rule, "setting": setting.name, "value": setting.most})], "test")
    both = ask_restore(desk, ADMIN, tmp_path / "copy", why="x")
    grant_restore(desk, EVA, alone)
    with pytest.raises(Refused):
        grant_restore(desk, EVA, both)
    grant_restore(desk, OLA, both)


# -- one person alone deletes nobody


@pytest.mark.parametrize("how", ["exit", "referral"])
def test_an_exit_of_long_ago_deletes_nobody_at_once(desk, how):
    gone = housed(WEEK)[0]
    first = next(one for one in WEEK.households if one.alias == gone).referral + timedelta(days=1)
    on = max(first, *(stay.start for stay in WEEK.stays if stay.household == gone))
    today = on + timedelta(days=DAYS)
    at = moment(today)
    if how == "exit":
        carry_out(desk, KARI, RecordExit(household=gone, on=on), at=at)
    else:
        leaves(desk, gone, on)
        for referral in (today, first):
            fields = {"referral": referral.isoformat()}
            carry_out(desk, KARI, SetFields(table="households", key=gone, fields=fields), at=at)
    assert purge(desk, KARI, today=today, at=at).due == ()
    late = today + timedelta(days=DAYS)
    (due,) = purge(desk, KARI, today=late, at=moment(late)).due
    assert (due.household, due.closed) == (gone, on)


# -- what is said of it


def test_a_request_about_an_override_that_guards_nobody_is_told(desk):
    row = {
        "rule": "H12", "households": [MINE.household], "unit": WEEK.units[0].alias, "since": "2026-11-23",
        "until": "2026-11-30", "reason": "no_alternative", "by": KARI, "approved_by": OLA,
    }  # fmt: skip
    ask(desk, KARI, AddRow(table="overrides", fields=row), why="x")
    (one,) = waiting(desk, OLA).requests
    assert [say_lowering(each, "en") for each in one.lowerings] == [
        "The rule “Enough staff for the support that is needed” is set aside."
    ]


def test_the_log_of_one_is_also_of_what_they_did_as_one_of_two(desk):
    who = person(desk, secrecy="hidden")
    lower = SetFields(table="persons", key=who, fields={"secrecy": "none"})
    grant(desk, OLA, ask(desk, KARI, lower, why="x"))
    for login in (KARI, OLA):
        assert f"{KARI}+{OLA}" in {line.by for line in read_log(desk, UNN, by=login)}
    assert {line.by for line in read_log(desk, UNN, by=PER)} == set()


# -- accounts


@pytest.mark.parametrize("fields", [{"active": False}, {"role": "auditor"}])
def test_somebody_keeps_the_accounts(desk, fields):
    with pytest.raises(CannotDo, match="nobody would keep"):
        carry_out(desk, ADMIN, SetFields(table="users", key=ADMIN, fields=fields))
    carry_out(desk, ADMIN, AddRow(table="users", fields={"login": "siv", "role": "administrator"}))
    carry_out(desk, ADMIN, SetFields(table="users", key=ADMIN, fields=fields))
    with pytest.raises(CannotDo, match="nobody would keep"):
        carry_out(desk, "siv", RemoveRow(table="users", key="siv"))


@pytest.mark.parametrize("login", ["Kari", "kari ", "KARI"])
def test_one_person_has_no_second_login_that_looks_like_the_first(desk, login):
    with pytest.raises(CannotDo, match="taken"):
        carry_out(desk, ADMIN, AddRow(table="users", fields={"login": login, "role": "coordinator"}))


def test_nobody_is_called_like_the_word_for_nobody(desk):
    with pytest.raises(InputError):
        carry_out(desk, ADMIN, AddRow(table="users", fields={"login": BREAK_GLASS, "role": "coordinator"}))
