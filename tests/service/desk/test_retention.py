import json
import sys
from datetime import timedelta

import pytest
from sqlalchemy import text

from placement.domain.permission import FieldClass
from placement.domain.review import FindingKind
from placement.domain.stay import HELD
from placement.errors import InputError, Refused
from placement.service.desk import retention
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added
from placement.service.desk.commands.rows import AddRow, RemoveRow, SetFields
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.erasure import OF_ONE, about
from placement.service.desk.forgetting import erase, grant_erasure, refuse_erasure
from placement.service.desk.jobs import QUESTIONS
from placement.service.desk.open import open_desk
from placement.service.desk.plans import alarm_id, keep
from placement.service.desk.redacted import BEGINS
from placement.service.desk.requests import ask, grant
from placement.service.desk.retention import LEAST, MOST, purge, set_retention
from placement.service.desk.running import running_review
from placement.service.need_to_know import subjects
from placement.service.planning import make_plan
from placement.service.protection import lowered_between
from placement.service.register import Retention, register
from placement.simulation.generate import generate
from placement.solver import solve
from placement.store import audit, facts, jobs, ledger, plans, requests
from placement.store.facts import Version
from placement.store.secret import new_key_file
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, new_desk
from tests.service.desk.leaving import (
    CANARIES,
    housed,
    kept_apart,
    leaves,
    marked,
    moment,
    names_of,
    person_of,
    there,
)
from tests.store.pages import bytes_of

WEEK = generate("S", 5)
GONE, STAYS = housed(WEEK)[:2]
PEOPLE = next(len(h.members) for h in WEEK.households if h.alias == GONE)
DUE = WEEK.as_of + timedelta(days=90)


def here(instance, rules, goals, *, seconds, **_):
    return solve(instance, rules, goals, seconds=seconds)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


@pytest.fixture
def left(desk):
    """One of whom much was known has left."""
    marked(desk, GONE)
    leaves(desk, GONE, WEEK.as_of)
    return desk


def shown(desk, today=DUE, login=KARI):
    return purge(desk, login, today=today, at=moment(today))


def purged(desk, today=DUE):
    return purge(desk, KARI, today=today, token=shown(desk, today).token, at=moment(today))


def every_row(desk, *but_not):
    """Everything in the database, table by table."""
    with desk.store.reading() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all()
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}" ORDER BY 1'))]  # noqa: S608
            for name in names
            if name not in but_not
        }


def lines(desk):
    with desk.store.reading() as connection:
        assert audit.verify(connection, desk.store.audit_key, desk.store.anchor.read()) is None
        return list(audit.lines(connection))


# -- what is due
def test_a_case_is_due_ninety_days_after_it_was_closed_and_not_a_day_before(left):
    assert shown(left, DUE - timedelta(days=1)).due == ()
    (due,) = shown(left, DUE).due
    assert (due.household, due.closed, due.people) == (GONE, WEEK.as_of, PEOPLE)


def test_nobody_who_is_still_here_is_due(desk):
    assert shown(desk, DUE + timedelta(days=1000)).due == ()


def test_who_came_back_is_not_due(left):
    fields = {"referral": (WEEK.as_of + timedelta(days=1)).isoformat()}
    carry_out(left, KARI, SetFields(table="households", key=GONE, fields=fields))
    assert shown(left).due == ()


def test_the_number_of_days_can_be_set_within_bounds(left):
    set_retention(left, MONA, LEAST, why="decided")
    assert shown(left, WEEK.as_of + timedelta(days=LEAST)).due
    for days in (LEAST - 1, MOST + 1):
        with pytest.raises(InputError, match=f"{LEAST} to {MOST}"):
            set_retention(left, MONA, days, why="decided")
    with pytest.raises(Refused):
        set_retention(left, EVA, LEAST, why="decided")


def test_a_day_that_has_not_come_purges_nobody(left):
    with pytest.raises(CannotDo, match="not come"):
        purge(left, KARI, today=DUE, at=moment(WEEK.as_of))


def test_what_is_not_theirs_to_purge_is_refused(left):
    for login in (EVA, MONA, ADMIN, "nobody"):
        with pytest.raises(Refused):
            shown(left, login=login)


# -- a dry run, and what it promises
def test_a_dry_run_changes_nothing_and_is_in_the_log(left):
    before = every_row(left, "audit")
    told = shown(left)
    assert every_row(left, "audit") == before
    assert lines(left)[-1].about == {"households": {GONE: ()}}
    assert told.rows["persons"] == PEOPLE + 3
    assert told.rows["households"] == 2
    assert told.change is None


def test_only_what_was_shown_is_done(left):
    token = shown(left).token
    leaves(left, STAYS, WEEK.as_of)
    before = every_row(left)
    with pytest.raises(CannotDo, match="has changed"):
        purge(left, KARI, today=DUE, token=token, at=moment(DUE))
    assert every_row(left) == before
    assert {one.household for one in purged(left).due} == {GONE, STAYS}


def test_what_others_do_meanwhile_does_not_change_what_was_shown(left):
    token = shown(left).token
    carry_out(left, OLA, SetFields(table="persons", key=person_of(left, STAYS), fields={"wishes_peer": True}))
    assert purge(left, KARI, today=DUE, token=token, at=moment(DUE)).change is not None


def test_nothing_due_is_nothing_to_do(desk):
    with pytest.raises(CannotDo, match="Nothing is due"):
        purge(desk, KARI, today=DUE, token=shown(desk).token, at=moment(DUE))


# -- what goes
def test_a_purge_leaves_no_trace_but_the_alias_in_log_and_ledger(left):
    names = names_of(left, GONE)
    told = purged(left)
    assert told.cleaned.scrubbed
    assert told.cleaned.noted
    for table, rows in every_row(left, "audit", "erasure").items():
        for word in (*names, *CANARIES):
            assert not any(word in str(cell) for row in rows for cell in row), (table, word)
    assert names == {row[2] for row in every_row(left)["erasure"]}
    assert lines(left)[-1].action == "purge"


@pytest.mark.parametrize("encrypted", [False, True])
def test_not_a_byte_of_what_was_said_is_left_on_the_disk(tmp_path, encrypted):
    secret = new_key_file(tmp_path / "key") if encrypted else None
    desk = new_desk(tmp_path / "desk", WEEK, secret=secret)
    key = there(desk.keys).database if encrypted else None
    marked(desk, GONE)
    leaves(desk, GONE, WEEK.as_of)
    database = tmp_path / "desk" / "desk.db"
    before = bytes_of(database, key)
    assert all(word.encode() in before for word in CANARIES)
    purged(desk)
    for left in (bytes_of(database, key), bytes_of(database, None)):
        assert not any(word.encode() in left for word in CANARIES)
    desk.close()
    left = bytes_of(database, key)
    assert not any(word.encode() in left for word in CANARIES)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert not any(word.encode() in path.read_bytes() for word in CANARIES), path.name


def test_what_a_killed_purge_left_outside_the_tables_goes_as_the_desk_is_next_opened(
    left, tmp_path, monkeypatch
):
    database, old = tmp_path / "desk" / "desk.db", tmp_path / "desk" / "desk.db.before-0002-7"
    old.write_bytes(b"an old copy")
    with monkeypatch.context() as killed:
        killed.setattr(retention, "clean_up", lambda _: sys.exit())
        with pytest.raises(SystemExit):
            purged(left)
    assert any(word.encode() in bytes_of(database, None) for word in CANARIES)
    left.close()
    assert any(word.encode() in bytes_of(database, None) for word in CANARIES) or old.exists()
    open_desk(tmp_path / "desk", None).close()
    assert not any(word.encode() in bytes_of(database, None) for word in CANARIES)
    assert not old.exists()


def test_while_somebody_reads_the_file_is_not_yet_clean_and_once_opened_again_it_is(left, tmp_path):
    database = tmp_path / "desk" / "desk.db"
    other = open_desk(tmp_path / "desk", None)
    with other.store.reading() as connection:
        facts.last_change(connection)
        assert not purged(left).cleaned.scrubbed
    assert any(word.encode() in bytes_of(database, None) for word in CANARIES)
    other.close()
    open_desk(tmp_path / "desk", None).close()
    assert not any(word.encode() in bytes_of(database, None) for word in CANARIES)


def test_a_purge_leaves_everybody_else_as_they_were(left):
    def others(desk):
        with desk.store.reading() as connection:
            return [v for v in facts.every(connection) if not about(v) & names]

    names = names_of(left, GONE)
    before = others(left)
    protections = left.now().content
    purged(left)
    assert others(left) == before
    lost = lowered_between(protections, left.now().content, today=DUE)
    assert {one.person for one in lost} <= names


def test_closures_and_beds_of_units_stay(left):
    unit = WEEK.units[0].alias
    fields = {"unit": unit, "since": "2026-12-01", "until": "2026-12-08", "kind": "repair"}
    carry_out(left, KARI, AddRow(table="closures", fields=fields))
    before = {
        table: left.now().rows(table) for table in ("closures", "units", "rooms", "areas", "programmes")
    }
    purged(left)
    assert {table: left.now().rows(table) for table in before} == before


def test_copies_from_before_an_upgrade_or_a_restore_go_too(left, tmp_path):
    old = tmp_path / "desk" / "desk.db.before-0002-7"
    old.write_bytes(b"an old copy")
    assert purged(left).cleaned.copies == 1
    assert not old.exists()


def test_somebody_else_who_has_the_desk_open_sees_that_they_are_gone(left, tmp_path):
    other = open_desk(tmp_path / "desk", None)
    assert other.now().body("households", GONE)
    purged(left)
    assert other.now().body("households", GONE) is None
    theirs, mine = (
        {table: rows for table, rows in one.now().content.items() if rows} for one in (other, left)
    )
    assert theirs == mine
    assert other.now().instance.content_hash == left.now().instance.content_hash
    other.close()


def test_an_alias_that_was_purged_is_never_given_again(left):
    body = left.now().body("households", GONE)
    person = person_of(left, GONE)
    mine = left.now().body("persons", person)
    purged(left)
    again = [added("households", body, key=GONE), added("persons", mine, key=person)]
    with pytest.raises(InputError, match="erased"), left.acting(KARI) as act:
        act.write(again, "test")
    with pytest.raises(Exception, match="never given again"), left.store.writing() as tx:
        tx.connection.execute(
            text("INSERT INTO fact (tbl, key, body, since) VALUES ('persons', :p, '{}', 1)"), {"p": person}
        )


# -- others' safety
def test_a_link_that_keeps_somebody_else_safe_stays_with_what_its_source_knows(desk):
    source, safe = person_of(desk, GONE), person_of(desk, STAYS)
    kept_apart(desk, source, safe)
    rooms = desk.now().rows("rooms")
    lived = {
        rooms[stay.place.split("+")[0].removesuffix(":bed")]["unit"]
        for stay in desk.now().instance.stays
        if stay.household == GONE and stay.place.split("+")[0].removesuffix(":bed") in rooms
    }
    marked(desk, GONE)
    leaves(desk, GONE, WEEK.as_of)
    before = desk.now().content
    told = purged(desk)
    assert [one.household for one in told.due] == [GONE]
    now = desk.now()
    assert now.body("outsiders", source) == {"alias": source}
    assert [r for r in now.rows("relations").values() if {r["a"], r["b"]} == {source, safe}]
    known = {row["unit"] for row in now.rows("knows_address").values() if row["person"] == source}
    assert known >= lived
    assert safe not in {one.person for one in lowered_between(before, now.content, today=DUE)}
    left = json.dumps([now.content[table] for table in now.content], ensure_ascii=False)
    assert not any(word in left for word in CANARIES)


def test_once_both_are_gone_nothing_of_the_link_is_left(desk):
    source, safe = person_of(desk, GONE), person_of(desk, STAYS)
    kept_apart(desk, source, safe)
    leaves(desk, GONE, WEEK.as_of)
    purged(desk)
    leaves(desk, STAYS, WEEK.as_of)
    purged(desk)
    now = desk.now()
    assert source not in now.rows("outsiders")
    assert not [r for r in now.rows("relations").values() if source in (r["a"], r["b"])]
    assert not [r for r in now.rows("knows_address").values() if r["person"] == source]


def test_who_threatens_only_those_who_left_goes_with_them(desk):
    person = person_of(desk, GONE)
    carry_out(desk, KARI, AddRow(table="outsiders", fields={"alias": "Kanarimann"}))
    kept_apart(desk, "Kanarimann", person)
    leaves(desk, GONE, WEEK.as_of)
    purged(desk)
    assert "Kanarimann" not in str(every_row(desk, "audit", "erasure"))


def test_every_table_that_is_kept_as_long_as_a_case_is_looked_at():
    of_case = {entry.table for entry in register().values() if entry.retention is Retention.CASE}
    for table in of_case:
        assert table in OF_ONE or subjects(table), table
    row = Version(1, "break_glass", "1", {"households": ["A", "B"]}, 1, None)
    assert about(row) == {"A", "B"}
    assert FieldClass.ADDRESS not in {e.field_class for e in register().values() if e.table in of_case}


# -- two people erase
def test_one_person_erases_nobody(left):
    number = erase(left, KARI, GONE, why="own_wish")
    assert left.now().body("households", GONE)
    with pytest.raises(CannotDo, match="own request"):
        grant_erasure(left, KARI, number)
    for login in (MONA, EVA):
        with pytest.raises(Refused):
            grant_erasure(left, login, number)
    with pytest.raises(Refused):
        erase(left, EVA, GONE, why="own_wish")
    with pytest.raises(CannotDo, match="does not know"):
        grant(left, OLA, number)
    assert left.now().body("households", GONE)


def test_two_people_erase_a_household(left):
    names, person = names_of(left, GONE), person_of(left, GONE)
    done = grant_erasure(left, OLA, erase(left, KARI, GONE, why="own_wish"))
    with left.store.reading() as connection:
        change = there(facts.get_change(connection, done.change))
        assert {(one.alias, one.kind) for one in ledger.every(connection)} == {
            (one, "erased") for one in names
        }
    assert (change.by, change.second, change.why) == (KARI, OLA, "own_wish")
    for table, rows in every_row(left, "audit", "erasure").items():
        for word in (*names, *CANARIES):
            assert not any(word in str(cell) for row in rows for cell in row), (table, word)
    about_it = [line for line in lines(left) if person in line.about.get("persons", {})]
    assert about_it[-1].by == f"{KARI}+{OLA}"
    assert left.now().instance.content_hash


def test_an_erasure_can_be_refused(left):
    number = erase(left, KARI, GONE, why="own_wish")
    refuse_erasure(left, OLA, number)
    with pytest.raises(CannotDo, match="decided already"):
        grant_erasure(left, OLA, number)
    assert left.now().body("households", GONE)


def test_who_has_a_bed_is_not_erased(desk):
    with pytest.raises(CannotDo, match="has a bed"):
        erase(desk, KARI, GONE, why="own_wish")


def test_an_erasure_names_what_it_takes_from_others_and_not_more_is_done(desk):
    source, safe = person_of(desk, GONE), person_of(desk, STAYS)
    kept_apart(desk, source, safe)
    leaves(desk, GONE, WEEK.as_of)
    number = erase(desk, KARI, GONE, why="own_wish")
    with desk.store.reading() as connection:
        asked = there(requests.get(connection, number))
    assert ("harmful_link", safe) in {(one["kind"], one["person"]) for one in asked.about}
    third = person_of(desk, housed(WEEK)[2])
    kept_apart(desk, source, third)
    with pytest.raises(CannotDo, match="more than was asked"):
        grant_erasure(desk, OLA, number)
    grant_erasure(desk, OLA, erase(desk, KARI, GONE, why="own_wish"))
    assert source not in str(every_row(desk, "audit", "erasure"))


def test_rows_about_others_that_name_them_stay_with_a_word_that_says_nothing(left):
    person, other = person_of(left, GONE), person_of(left, STAYS)
    carry_out(left, KARI, SetFields(table="persons", key=other, fields={"partner": person}))
    carry_out(left, KARI, SetFields(table="persons", key=other, fields={"wishes_peer": True}))
    grant_erasure(left, OLA, erase(left, KARI, GONE, why="own_wish"))
    with left.store.reading() as connection:
        named = {v.body["partner"] for v in facts.history(connection, "persons", other)} - {None}
    assert len(named) == 1
    assert named.pop().startswith(BEGINS)


def test_requests_jobs_and_scenarios_name_them_no_longer(left):
    person = person_of(left, GONE)
    lower = SetFields(table="persons", key=person, fields={"case_group": "Kanarisak2"})
    with pytest.raises(NeedsSecond):
        carry_out(left, KARI, lower)
    decided = ask(left, KARI, lower, why="x")
    grant(left, OLA, decided)
    waiting = ask(left, KARI, SetFields(table="persons", key=person, fields={"case_group": None}), why="x")
    scenario = {"alias": "What-if", "name": "what if", "by": KARI, "body": json.dumps({"move": GONE})}
    with left.acting(KARI) as act:
        act.write([added("scenarios", scenario, key="What-if")], "test")
        jobs.add(act.tx.connection, "plan", {"for": [person]}, at=act.tx.at, by=KARI, change=act.now.change)
    grant_erasure(left, OLA, erase(left, KARI, GONE, why="own_wish"))
    left_over = every_row(left, "audit", "erasure")
    for word in (GONE, person, "Kanarisak2", *CANARIES):
        assert word not in str(left_over)
    with left.store.reading() as connection:
        assert there(requests.get(connection, decided)).state == "granted"
        assert there(requests.get(connection, waiting)).state == "withdrawn"
        assert there(requests.get(connection, decided)).command == {"name": "set_fields"}
    with pytest.raises(CannotDo, match="decided already"):
        grant(left, OLA, waiting)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_was_found_about_them_goes_and_whoever_looks_for_it_still_ends_with_nothing(left, kind):
    said = {"phase": "asking", "told": {"en": {"told": [f"{person_of(left, GONE)}: ask them."]}}}
    other = {"phase": "asking", "told": {"en": {"told": [f"{STAYS}: ask them."]}}}
    with left.store.writing() as tx:
        done, open_one, others, waits = (
            jobs.add(tx.connection, kind, {"plan": 1}, at=tx.at, by=KARI, change=1) for _ in range(4)
        )
        for number in (done, open_one, others):
            jobs.take(tx.connection, (kind,), "r", at=tx.at)
            jobs.beat(tx.connection, number, at=tx.at, progress=other if number == others else said)
        for number in (done, others):
            jobs.end(tx.connection, number, jobs.DONE, at=tx.at)
    grant_erasure(left, OLA, erase(left, KARI, GONE, why="own_wish"))
    with left.store.writing() as tx:  # what is said a moment later is not written
        jobs.beat(tx.connection, open_one, at=tx.at, progress=said)
        left_over = [there(jobs.get(tx.connection, number)) for number in (done, open_one, others, waits)]
    assert [(one.state, one.progress) for one in left_over] == [
        (jobs.DONE, {}),
        (jobs.STOPPED, {}),
        (jobs.DONE, other),
        (jobs.STOPPED, {}),
    ]


def test_plans_name_them_no_longer_and_say_that_they_are_not_what_was_judged(tmp_path):
    desk = new_desk(tmp_path / "desk", WEEK)
    answer = make_plan(WEEK, seconds=30, planner=here)
    number = keep(desk, KARI, answer.plan, answer.run, desk.now().change)
    known = [alarm_id(one) for one in answer.review.of(FindingKind.ALARM)]
    accept(desk, KARI, number, acknowledged=known)
    planned = {s.household for s in answer.plan.stays}
    held = {s.household for s in WEEK.stays if s.kind in HELD}
    gone = next(h.alias for h in WEEK.households if h.alias in planned and h.alias not in held)
    leaves(desk, gone, WEEK.as_of)
    with desk.store.reading() as connection:
        before = there(plans.get(connection, number))
        said = plans.verifications(connection, number)
    grant_erasure(desk, OLA, erase(desk, KARI, gone, why="own_wish"))
    with desk.store.reading() as connection:
        after = there(plans.get(connection, number))
        assert plans.verifications(connection, number) == said
    assert before.redacted is None
    assert after.redacted is not None
    assert (after.hash, after.instance_hash, after.state) == (before.hash, before.instance_hash, "accepted")
    assert gone in before.body
    assert gone not in after.body
    stays = json.loads(after.body)["stays"]
    assert len(stays) == len(answer.plan.stays)
    assert not [f for f in there(running_review(desk)).breaches if any(a.startswith(BEGINS) for a in f.about)]
    desk.close()


def test_the_database_itself_lets_nobody_erase_outside_an_erasure(left):
    purged(left)
    marked(left, STAYS)
    for statement in (
        "DELETE FROM fact",
        "UPDATE fact SET body = '{}'",
        "UPDATE fact SET until = 99 WHERE until IS NOT NULL",
        "DELETE FROM erasure",
        "UPDATE erasure SET alias = 'x'",
        "UPDATE change SET why = 'x'",
    ):
        with pytest.raises(Exception, match=r"never|only erased"), left.store.writing() as tx:
            tx.connection.execute(text(statement))


def test_what_fails_at_the_end_of_a_purge_leaves_everything(left, monkeypatch):
    before = every_row(left, "audit")

    def broken(*_args, **_kwargs):
        raise RuntimeError("at the last moment")

    token = shown(left).token
    monkeypatch.setattr(ledger, "add", broken)
    with pytest.raises(RuntimeError):
        purge(left, KARI, today=DUE, token=token, at=moment(DUE))
    assert every_row(left, "audit") == before
    assert left.now().body("households", GONE)


def test_a_row_that_was_removed_is_erased_with_its_history(left):
    person = person_of(left, GONE)
    had = [key for key, row in left.now().rows("language_levels").items() if row["person"] == person]
    for key in had:
        carry_out(left, KARI, RemoveRow(table="language_levels", key=key))
    purged(left)
    assert person not in str(every_row(left, "audit", "erasure"))


def test_who_says_yes_is_cleared_for_everybody_it_is_about(left):
    fields = {"secrecy": "strengt_fortrolig"}
    carry_out(left, KARI, SetFields(table="persons", key=person_of(left, GONE), fields=fields))
    carry_out(left, ADMIN, SetFields(table="users", key=OLA, fields={"clearance": "fortrolig"}))
    number = erase(left, KARI, GONE, why="own_wish")
    with pytest.raises(Refused):
        grant_erasure(left, OLA, number)
    assert left.now().body("households", GONE)


def test_whoever_has_a_conflict_of_interest_neither_sees_that_they_are_due_nor_erases(left):
    contact = next(iter(left.now().rows("contacts")))
    carry_out(left, ADMIN, SetFields(table="users", key=OLA, fields={"contact": contact}))
    rows = left.now().rows("impartiality").items()
    asked = [key for key, row in rows if (row["helper"], row["household"]) == (contact, GONE)]
    for key in asked:
        carry_out(left, KARI, SetFields(table="impartiality", key=key, fields={"conflict": "yes"}))
    if not asked:
        fields = {"helper": contact, "household": GONE, "conflict": "yes"}
        carry_out(left, KARI, AddRow(table="impartiality", fields=fields))
    assert shown(left, login=OLA).due == ()
    assert shown(left, login=KARI).due
    with pytest.raises(Refused):
        erase(left, OLA, GONE, why="own_wish")
    number = erase(left, KARI, GONE, why="own_wish")
    with pytest.raises(Refused):
        grant_erasure(left, OLA, number)
