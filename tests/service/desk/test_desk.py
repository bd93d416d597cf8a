from datetime import UTC, datetime, timedelta

import pytest

from placement.domain.person import Secrecy
from placement.domain.plan import Plan
from placement.errors import InputError, Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.commands.rows import AddRow, EditRows, RemoveRow, SetFields
from placement.service.desk.conflict import Changed
from placement.service.desk.desk import Desk, NeedsSecond
from placement.service.desk.open import load_week, open_desk
from placement.service.desk.plans import keep
from placement.service.desk.requests import ask, grant, refuse, withdraw
from placement.service.desk.sight import sight
from placement.service.desk.status import missing_records
from placement.service.desk.undo import ask_to_undo, redo, undo
from placement.simulation.generate import generate
from placement.store import audit, facts, plans
from placement.store.secret import Passphrase
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, UNN, new_desk

WEEK = generate("S", 5)
PERSON = WEEK.households[0].members[0].alias
OPEN = Passphrase("four words that nobody guesses")


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def lines(desk):
    with desk.store.reading() as connection:
        return list(audit.lines(connection))


def person(desk):
    body = desk.now().body("persons", PERSON)
    assert body is not None
    return body


def set_support(value=2, key=PERSON):
    return SetFields(table="persons", key=key, fields={"support": value})


def other_support(desk):
    now = person(desk)["support"]
    return 1 if now != 1 else 2


def test_a_week_goes_in_and_comes_out_the_same(desk):
    assert desk.now().instance.content_hash == WEEK.content_hash


def test_a_week_is_the_same_after_the_desk_was_closed_and_opened(tmp_path):
    new_desk(tmp_path / "desk", WEEK, secret=OPEN).close()
    again = open_desk(tmp_path / "desk", OPEN)
    assert again.now().instance.content_hash == WEEK.content_hash
    again.close()


def test_a_week_is_loaded_only_into_a_desk_without_one(desk):
    with pytest.raises(InputError, match="facts already"):
        load_week(desk, KARI, WEEK, demo=True)


def test_a_desk_that_is_not_encrypted_takes_demo_data_alone(tmp_path):
    desk = new_desk(tmp_path / "desk")
    with pytest.raises(InputError, match="demo data"):
        load_week(desk, KARI, WEEK)


def test_an_edit_is_a_change_with_a_line_of_the_log_that_holds_no_value(desk):
    before = len(lines(desk))
    value = other_support(desk)
    done = carry_out(desk, KARI, set_support(value), why="corrected")
    assert person(desk)["support"] == value
    (line,) = lines(desk)[before:]
    assert (line.by, line.action, line.change, line.why) == (KARI, "set_fields", done.change, "corrected")
    assert line.about == {"persons": {PERSON: ("support",)}}


def test_whoever_looks_after_a_change_reads_in_its_transaction_with_a_line_of_its_own(desk):
    before = len(lines(desk))
    done = carry_out(desk, KARI, set_support(other_support(desk)), look=True)
    assert [(line.by, line.action) for line in lines(desk)[before:]] == [(KARI, "set_fields"), (KARI, "read")]
    assert done.sight == sight(desk, KARI)
    assert done.sight.rows("persons")[PERSON] == person(desk)


def test_whoever_shuts_their_own_account_sees_nothing_any_more(desk):
    carry_out(desk, ADMIN, AddRow(table="users", fields={"login": "admin2", "role": "administrator"}))
    done = carry_out(desk, ADMIN, SetFields(table="users", key=ADMIN, fields={"active": False}), look=True)
    assert done.sight is None
    with pytest.raises(Refused):
        sight(desk, ADMIN)


def test_what_changes_nothing_is_no_change(desk):
    now = person(desk)["support"]
    with pytest.raises(CannotDo, match="changes nothing"):
        carry_out(desk, KARI, set_support(now))


def test_rows_that_do_not_hold_together_are_refused_and_leave_nothing_behind(desk):
    before, change = len(lines(desk)), desk.now().change
    stay = {"household": "Nobody", "place": "nowhere", "start": "2026-11-24", "kind": "hold"}
    with pytest.raises(InputError) as told:
        carry_out(desk, KARI, AddRow(table="stays", fields=stay))
    assert "stays" in str(told.value)
    assert (len(lines(desk)), desk.now().change) == (before, change)


def test_a_wrong_value_is_refused_and_never_repeated(desk):
    with pytest.raises(InputError) as told:
        carry_out(desk, KARI, set_support("Kari Nordmann, Storgata 1"))
    assert "support" in str(told.value)
    assert "Nordmann" not in str(told.value)


def test_undo_takes_back_one_change_at_a_time_and_redo_brings_it_back(desk):
    start = desk.now().content
    first = other_support(desk)
    carry_out(desk, KARI, set_support(first))
    carry_out(desk, KARI, SetFields(table="persons", key=PERSON, fields={"needs_quiet": True}))
    undo(desk, KARI)
    assert person(desk)["support"] == first
    undo(desk, KARI)
    assert desk.now().content == start
    redo(desk, KARI)
    assert person(desk)["support"] == first
    undo(desk, KARI)
    assert desk.now().content == start


def test_undo_and_redo_outlive_a_restart(tmp_path):
    desk = new_desk(tmp_path / "desk", WEEK)
    start, value = desk.now().content, other_support(desk)
    carry_out(desk, KARI, set_support(value))
    desk.close()
    desk = open_desk(tmp_path / "desk", None)
    undo(desk, KARI)
    assert desk.now().content == start
    desk.close()
    desk = open_desk(tmp_path / "desk", None)
    redo(desk, KARI)
    assert person(desk)["support"] == value


def test_nobody_takes_back_what_another_did(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    with pytest.raises(CannotDo, match="nothing to take back"):
        undo(desk, OLA)


def test_what_another_changed_since_is_not_taken_back(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    carry_out(desk, OLA, SetFields(table="persons", key=PERSON, fields={"needs_quiet": True}))
    with pytest.raises(CannotDo, match="changed since"):
        undo(desk, KARI)


def test_after_something_new_there_is_nothing_to_do_again(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    undo(desk, KARI)
    carry_out(desk, KARI, SetFields(table="persons", key=PERSON, fields={"needs_quiet": True}))
    with pytest.raises(CannotDo, match="nothing to do again"):
        redo(desk, KARI)


def test_the_second_of_two_editors_is_told_field_by_field_who_was_quicker(desk):
    before = person(desk)["support"]
    seen = {("persons", PERSON): desk.now().stamps["persons", PERSON].version}
    theirs = other_support(desk)
    at = datetime(2026, 11, 28, 9, 41, tzinfo=UTC)
    carry_out(desk, OLA, set_support(theirs), seen=seen, at=at)
    mine = SetFields(table="persons", key=PERSON, fields={"support": 3})
    with pytest.raises(Changed) as told:
        carry_out(desk, KARI, mine, seen=seen)
    (conflict,) = told.value.conflicts
    assert (conflict.field, conflict.theirs, conflict.mine, conflict.by) == ("support", theirs, 3, OLA)
    assert conflict.shown == before
    assert "09:41" in str(told.value)
    again = {("persons", PERSON): desk.now().stamps["persons", PERSON].version}
    carry_out(desk, KARI, mine, seen=again)
    assert person(desk)["support"] == 3


def test_a_row_that_was_removed_meanwhile_is_a_conflict_too(desk):
    made = carry_out(desk, KARI, AddRow(table="areas", fields={"alias": "Fjordby"}))
    seen = {("areas", "Fjordby"): desk.now().stamps["areas", "Fjordby"].version}
    carry_out(desk, OLA, RemoveRow(table="areas", key="Fjordby"))
    with pytest.raises(CannotDo, match="not there any more"):
        carry_out(desk, KARI, SetFields(table="areas", key="Fjordby", fields={"setting": "quiet"}), seen=seen)
    assert made.edits[0].key == "Fjordby"


def test_two_desks_on_one_database_see_each_others_changes(tmp_path):
    one = new_desk(tmp_path / "desk", WEEK)
    other = open_desk(tmp_path / "desk", None)
    assert other.now().content == one.now().content
    value = other_support(one)
    carry_out(one, KARI, set_support(value))
    assert person(other)["support"] == value
    carry_out(other, OLA, SetFields(table="persons", key=PERSON, fields={"needs_quiet": True}))
    fresh = one.now()
    assert fresh.content == other.now().content
    assert fresh.instance.content_hash == other.now().instance.content_hash


def test_the_facts_of_a_past_moment_are_still_there(desk):
    then = desk.now().change
    carry_out(desk, KARI, set_support(other_support(desk)))
    assert desk.at(then).instance.content_hash == WEEK.content_hash


# -- permission
def test_who_is_unknown_or_shut_out_may_nothing(desk):
    with pytest.raises(Refused):
        missing_records(desk, "nobody", WEEK.as_of)
    carry_out(desk, ADMIN, SetFields(table="users", key=KARI, fields={"active": False}))
    with pytest.raises(Refused):
        missing_records(desk, KARI, WEEK.as_of)
    with pytest.raises(Refused):
        carry_out(desk, KARI, set_support())


@pytest.mark.parametrize("login", [MONA, UNN, ADMIN, EVA])
def test_only_those_who_plan_read_the_week_and_edit_anybody(desk, login):
    before = len(lines(desk))
    with pytest.raises(Refused):
        missing_records(desk, login, WEEK.as_of)
    with pytest.raises(Refused):
        carry_out(desk, login, set_support(other_support(desk)))
    assert len(lines(desk)) == before


def test_reading_the_week_is_in_the_log_before_it_is_returned(desk, monkeypatch):
    missing_records(desk, KARI, WEEK.as_of)
    assert lines(desk)[-1].action == "read_week"

    def broken(*_args, **_kwargs):
        raise RuntimeError("no line can be written")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(RuntimeError):
        missing_records(desk, KARI, WEEK.as_of)


# -- two people
def graded(week):
    return next(
        p.alias for h in week.households for p in h.members if p.secrecy is not None and p.secrecy.rank >= 2
    )


def lower(person):
    return SetFields(table="persons", key=person, fields={"secrecy": "none"})


def test_nobody_lowers_a_protection_alone(desk):
    who = graded(WEEK)
    with pytest.raises(NeedsSecond) as told:
        carry_out(desk, KARI, lower(who))
    assert {one.person for one in told.value.lowerings} == {who}
    assert desk.now().instance.content_hash == WEEK.content_hash


def grade(desk, who):
    return (desk.now().body("persons", who) or {})["secrecy"]


def test_two_named_people_lower_a_protection(desk):
    who = graded(WEEK)
    number = ask(desk, KARI, lower(who), why="decided_by_police")
    assert grade(desk, who) != "none"
    with pytest.raises(CannotDo, match="own request"):
        grant(desk, KARI, number)
    with pytest.raises(Refused):
        grant(desk, EVA, number)
    done = grant(desk, OLA, number)
    assert grade(desk, who) == "none"
    with desk.store.reading() as connection:
        (change,) = [one for one in facts.changes(connection) if one.id == done.change]
    assert (change.by, change.second, change.why) == (KARI, OLA, "decided_by_police")
    assert lines(desk)[-1].by == f"{KARI}+{OLA}"
    with pytest.raises(CannotDo, match="decided already"):
        grant(desk, OLA, number)


def test_a_request_is_refused_or_withdrawn_and_then_changes_nothing(desk):
    who = graded(WEEK)
    for end, decider in ((refuse, OLA), (withdraw, KARI)):
        number = ask(desk, KARI, lower(who), why="x")
        end(desk, decider, number)
        with pytest.raises(CannotDo, match="decided already"):
            grant(desk, OLA, number)
    assert grade(desk, who) != "none"


def test_a_request_about_rows_that_were_changed_since_is_not_granted(desk):
    who = graded(WEEK)
    number = ask(desk, KARI, lower(who), why="x")
    carry_out(desk, OLA, SetFields(table="persons", key=who, fields={"wishes_peer": True}))
    with pytest.raises(Changed):
        grant(desk, OLA, number)


def test_what_takes_nobody_else_is_no_request(desk):
    with pytest.raises(CannotDo, match="nobody else"):
        ask(desk, KARI, set_support(other_support(desk)), why="x")


def test_undo_lowers_no_protection_either(desk):
    who = next(
        p.alias for h in WEEK.households for p in h.members if p.secrecy is not Secrecy.STRENGT_FORTROLIG
    )
    carry_out(desk, KARI, SetFields(table="persons", key=who, fields={"secrecy": "strengt_fortrolig"}))
    with pytest.raises(NeedsSecond):
        undo(desk, KARI)
    assert grade(desk, who) == "strengt_fortrolig"


def test_an_undo_that_lowers_a_protection_is_put_to_a_second_person(desk):
    who = next(p.alias for h in WEEK.households for p in h.members if p.secrecy is Secrecy.NONE)
    carry_out(desk, KARI, SetFields(table="persons", key=who, fields={"secrecy": "strengt_fortrolig"}))
    raised = desk.now().change
    number = ask_to_undo(desk, KARI, why="mistake")
    assert grade(desk, who) == "strengt_fortrolig"
    grant(desk, OLA, number)
    assert grade(desk, who) == "none"
    with desk.store.reading() as connection:
        done = facts.get_change(connection, facts.undone_by(connection, raised) or 0)
    assert done is not None
    assert (done.by, done.second, done.undoes) == (KARI, OLA, raised)
    for again in (redo, undo):
        with pytest.raises(CannotDo):
            again(desk, KARI)


def test_an_undo_that_lowers_nothing_takes_nobody_else(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    with pytest.raises(CannotDo, match="nobody else"):
        ask_to_undo(desk, KARI, why="mistake")


def test_the_log_of_all_that_is_whole(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    undo(desk, KARI)
    with desk.store.reading() as connection:
        assert audit.verify(connection, desk.store.audit_key, desk.store.anchor.read()) is None


def test_a_desk_can_be_used_by_several_threads(desk: Desk):
    from concurrent.futures import ThreadPoolExecutor

    aliases = [f"Area{n}" for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        for made in [
            pool.submit(carry_out, desk, KARI, AddRow(table="areas", fields={"alias": a})) for a in aliases
        ]:
            made.result()
    assert set(aliases) <= set(desk.now().rows("areas"))


def test_what_was_done_after_an_undo_leaves_nothing_older_to_do_again_though_it_is_taken_back_too(desk):
    carry_out(desk, KARI, set_support(other_support(desk)))
    undo(desk, KARI)
    carry_out(desk, KARI, SetFields(table="persons", key=PERSON, fields={"needs_quiet": True}))
    undo(desk, KARI)
    redo(desk, KARI)
    with pytest.raises(CannotDo, match="nothing to do again"):
        redo(desk, KARI)


def test_a_number_that_a_row_came_with_is_not_given_again(desk):
    body = {"person": PERSON, "area": WEEK.areas[0].alias, "since": "2026-11-01", "until": "9999-12-31"}
    row = added("avoid_areas", body)
    last = max(int(key) for key in desk.now().rows("avoid_areas"))
    carry_out(desk, KARI, EditRows(rows=((row.table, str(last + 1), None, row.after),)))
    new = carry_out(desk, KARI, AddRow(table="avoid_areas", fields=body)).edits[0].key
    assert int(new) == last + 2


def test_a_plan_is_of_the_day_on_which_its_facts_were_read(desk):
    week, plan = desk.now(), Plan(instance_hash=WEEK.content_hash)
    carry_out(desk, KARI, OpenWeek(as_of=WEEK.as_of + timedelta(days=7), anyway=True))
    number = keep(desk, KARI, plan, None, week.change)
    with desk.store.reading() as connection:
        row = plans.get(connection, number)
    assert row is not None
    assert row.as_of == WEEK.as_of.isoformat()
