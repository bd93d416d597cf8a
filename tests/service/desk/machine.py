"""Two people, two processes' desks, and everything that they can do, against a model that is a mapping.

`python -m tests.service.desk.machine --steps 100000` draws so many steps. They edit from forms that may be old, add,
take in many rows at once, plan and accept, undo and do again, ask and grant; the program is opened again, and killed.
"""

import argparse
import json
import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from placement.domain.fact import Edit, applied, default_body
from placement.domain.person import Secrecy
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.errors import PlacementError
from placement.rules import GOALS, RULES
from placement.service.desk.carry_out import Outcome, carry_out
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import AddRow, EditRows, RemoveRow, SetFields
from placement.service.desk.desk import Act, Desk, actor_of
from placement.service.desk.open import open_desk
from placement.service.desk.plans import accept, alarm_id, keep
from placement.service.desk.requests import ask, grant, withdraw
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.undo import can_undo, redo, undo
from placement.service.planning import check_plan, derived
from placement.service.protection import lowered_between
from placement.solver import solve
from placement.store import audit, connection, facts, plans
from placement.store.schema import claim
from placement.store.secret import KeyFile, new_key_file
from placement.store.store import Transaction
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.service.desk.model import Asked, Model, inverse, rows_of, same_edits
from tests.store.kills import heard
from tests.store.races import taken
from tests.worlds import week_of_activities

WEEK = week_of_activities()
PEOPLE = sorted(person.alias for house in WEEK.households for person in house.members)
AREAS = ["Fjordby", "Lia", "Nes"]
ORDINARY: dict[str, list[Any]] = {
    "support": [0, 1, 2, 3], "wishes_peer": [True, False], "needs_quiet": [True, False],
    "wishes_own_room": [True, False],
}  # fmt: skip
GUARDING: dict[str, list[Any]] = {
    "secrecy": [None, *Secrecy],
    "needs_own_room": [True, False],
    "case_group": [None, "K1", "K2"],
}
USERS = st.sampled_from([KARI, OLA])
BEGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
DIE_WITHIN = 40
STEPS = int(os.environ.get("PLACEMENT_STEPS", "1000"))
AT_ONCE = 50
"""Steps of one example."""
DONE: Counter[str] = Counter()
"""What was carried out in this process, and what was refused."""


@cache
def base() -> tuple[Path, KeyFile]:
    """A desk of which each example has a copy."""
    place = Path(tempfile.mkdtemp(prefix="machine"))
    key = new_key_file(place / "key")
    (place / "base").mkdir()
    new_desk(place / "base" / "desk", WEEK, secret=key).close()
    return place / "base", key


class DeskMachine(RuleBasedStateMachine):
    """One example: a fresh desk, opened twice."""

    def __init__(self) -> None:
        super().__init__()
        source, self.key = base()
        self.root = Path(tempfile.mkdtemp(prefix="machine"))
        shutil.copytree(source, self.root / "all")
        self.folder = self.root / "all" / "desk"
        self.desks: dict[str, Desk] = {}
        self._open()
        now = self.desks[KARI].now()
        self.model = Model(now.content, self.desks)
        self.forms: dict[str, Snapshot] = dict.fromkeys(self.desks, now)
        self.before, self.two = self.model.content, False
        with self.desks[KARI].store.reading() as reader:
            self.first_line = audit.head(reader).seq + 1
        self.seconds = 0

    def _open(self) -> None:
        self.desks = {login: open_desk(self.folder, self.key) for login in (KARI, OLA)}

    def _close(self) -> None:
        for desk in self.desks.values():
            desk.close()

    def teardown(self) -> None:
        self._close()
        shutil.rmtree(self.root)

    @property
    def at(self) -> datetime:
        """The clock: a second later each time."""
        self.seconds += 1
        return BEGIN + timedelta(seconds=self.seconds)

    # -- doing something, and what must come of it

    def _try(self, what: str, wanted: set[str], work: Callable[[], Any]) -> Any:
        """The outcome; none where it was refused, as it must be."""
        try:
            outcome = work()
        except PlacementError as error:
            if type(error).__name__ not in wanted:
                raise AssertionError(f"{what} was refused, wanted {wanted or 'no refusal'}") from error
            DONE[f"{what}: {type(error).__name__}"] += 1
            return None
        assert not wanted, f"{what} was carried out, wanted {wanted}"
        DONE[what] += 1
        return outcome

    def _carry_out(
        self, login: str, command: Command, edits: Sequence[Edit], form: Snapshot | None = None
    ) -> None:
        edits = [edit for edit in edits if edit.before != edit.after]
        desk, at = self.desks[login], self.at
        wanted = self.model.refusals(edits, at.date(), form.content if form else None)
        seen = None
        if form is not None:
            keys = [(edit.table, edit.key) for edit in edits]
            seen = {key: form.stamps[key].version if key in form.stamps else 0 for key in keys}
        outcome = self._try(command.name, wanted, lambda: carry_out(desk, login, command, seen=seen, at=at))
        if outcome is not None:
            assert same_edits(outcome.edits, edits)
            self.model.done(login, outcome.edits, command.name)

    def _set(self, table: str, key: str, **fields: Any) -> tuple[Command, list[Edit]]:
        body = self.model.content[table][key]
        return SetFields(table=table, key=key, fields=fields), [Edit(table, key, body, {**body, **fields})]

    # -- what they do

    @rule(login=USERS)
    def look(self, login: str) -> None:
        """A form with the facts of now."""
        self.forms[login] = self.desks[login].now()
        DONE["look"] += 1

    @rule(login=USERS, old=st.booleans(), data=st.data())
    def set_field(self, login: str, old: bool, data: st.DataObject) -> None:
        self._set_any(login, data, ORDINARY, self.forms[login] if old else None)

    @rule(login=USERS, person=st.sampled_from(PEOPLE), theirs=st.integers(0, 3), mine=st.integers(0, 3))
    def two_set_one_field(self, login: str, person: str, theirs: int, mine: int) -> None:
        other = KARI if login == OLA else OLA
        form = self.desks[login].now()
        self._carry_out(other, *self._set("persons", person, support=theirs))
        self._carry_out(login, *self._set("persons", person, support=mine), form)

    @rule(login=USERS, data=st.data())
    def set_protection(self, login: str, data: st.DataObject) -> None:
        self._set_any(login, data, GUARDING, None)

    def _set_any(
        self, login: str, data: st.DataObject, fields: dict[str, list[Any]], form: Snapshot | None
    ) -> None:
        field = data.draw(st.sampled_from(sorted(fields)))
        value, person = data.draw(st.sampled_from(fields[field])), data.draw(st.sampled_from(PEOPLE))
        self._carry_out(login, *self._set("persons", person, **{field: value}), form)

    @rule(login=USERS, alias=st.sampled_from(AREAS))
    def add_area(self, login: str, alias: str) -> None:
        command = AddRow(table="areas", fields={"alias": alias})
        if alias in self.model.content["areas"]:
            self._try("add_row", {"CannotDo"}, lambda: carry_out(self.desks[login], login, command))
        else:
            self._carry_out(login, command, [_new("areas", alias, alias=alias)])

    def _areas(self) -> list[str]:
        return [alias for alias in AREAS if alias in self.model.content["areas"]]

    @precondition(lambda self: self._areas())
    @rule(login=USERS, data=st.data())
    def remove_area(self, login: str, data: st.DataObject) -> None:
        alias = data.draw(st.sampled_from(self._areas()))
        edit = Edit("areas", alias, self.model.content["areas"][alias], None)
        self._carry_out(login, RemoveRow(table="areas", key=alias), [edit])

    @rule(login=USERS, person=st.sampled_from([*PEOPLE, "Nobody"]), data=st.data())
    def guard(self, login: str, person: str, data: st.DataObject) -> None:
        row = {"person": person, "area": data.draw(st.sampled_from(["nord", *self._areas(), AREAS[0]]))}
        command = AddRow(table="avoid_areas", fields=row)
        self._carry_out(login, command, [_new("avoid_areas", "new", **row)])

    def _guards(self) -> list[str]:
        return sorted(self.model.content.get("avoid_areas", {}))

    @precondition(lambda self: self._guards())
    @rule(login=USERS, data=st.data())
    def unguard(self, login: str, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self._guards()))
        edit = Edit("avoid_areas", key, self.model.content["avoid_areas"][key], None)
        self._carry_out(login, RemoveRow(table="avoid_areas", key=key), [edit])

    @rule(login=USERS, data=st.data())
    def take_in(self, login: str, data: st.DataObject) -> None:
        """Many rows in one change: some change, some come."""
        people = data.draw(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1))
        edits = []
        for person in people:
            body = self.model.content["persons"][person]
            fields = {name: data.draw(st.sampled_from(values)) for name, values in ORDINARY.items()}
            edits.append(Edit("persons", person, body, {**body, **fields}))
        areas = sorted(self.model.content["areas"])
        for n, person in enumerate(data.draw(st.lists(st.sampled_from(PEOPLE), max_size=3))):
            row = {"person": person, "area": data.draw(st.sampled_from(areas))}
            edits.append(_new("avoid_areas", f"new-{n}", **row))
        command = EditRows(rows=tuple(tuple(edit) for edit in edits))  # type: ignore[misc]
        self._carry_out(login, command, edits)

    # -- undo and redo

    @rule(login=USERS)
    def undo(self, login: str) -> None:
        self._step_back(login, "undo", self.model.undo[login], undo, back=True)

    @rule(login=USERS)
    def redo(self, login: str) -> None:
        self._step_back(login, "redo", self.model.redo[login], redo, back=False)

    @rule(login=USERS, back=st.integers(1, 3), forth=st.integers(1, 4))
    def back_and_forth(self, login: str, back: int, forth: int) -> None:
        for _ in range(back):
            self._step_back(login, "undo", self.model.undo[login], undo, back=True)
        for _ in range(forth):
            self._step_back(login, "redo", self.model.redo[login], redo, back=False)

    @rule(
        login=USERS,
        values=st.lists(st.integers(0, 3), min_size=1, max_size=4),
        person=st.sampled_from(PEOPLE),
    )
    def work(self, login: str, values: list[int], person: str) -> None:
        for value in values:
            self._carry_out(login, *self._set("persons", person, support=value))

    def _step_back(
        self,
        login: str,
        what: str,
        stack: list[tuple[Edit, ...]],
        work: Callable[..., Outcome],
        *,
        back: bool,
    ) -> None:
        at = self.at
        wanted = {"CannotDo"}
        if stack:
            edits = inverse(stack[-1]) if back else stack[-1]
            if all(self.model.content.get(e.table, {}).get(e.key) == e.before for e in edits):
                wanted = self.model.refusals(edits, at.date())
        outcome = self._try(what, wanted, lambda: work(self.desks[login], login, at=at))
        if outcome is not None:
            (self.model.undone if back else self.model.redone)(login)

    # -- two people

    @rule(login=USERS, data=st.data())
    def ask(self, login: str, data: st.DataObject) -> None:
        self._ask(login, data)

    def _ask(self, login: str, data: st.DataObject) -> None:
        """To lower a grade, or to take back that somebody avoids an area."""
        if data.draw(st.booleans()) and self._guards():
            key = data.draw(st.sampled_from(self._guards()))
            command: Command = RemoveRow(table="avoid_areas", key=key)
            edits = [Edit("avoid_areas", key, self.model.content["avoid_areas"][key], None)]
        else:
            command, edits = self._set("persons", data.draw(st.sampled_from(PEOPLE)), secrecy="none")
        at = self.at
        edits = [edit for edit in edits if edit.before != edit.after]
        lowers = self.model.lowers(edits, at.date())
        wanted = set() if lowers else {"CannotDo"}
        number = self._try(
            "ask", wanted, lambda: ask(self.desks[login], login, command, why="decided", at=at)
        )
        if number is not None:
            self.model.asked[number] = Asked(login, command, tuple(edits), lowers)
            self.model.log.append((login, "ask_second"))

    @rule(login=USERS, other=USERS, data=st.data())
    def ask_and_grant(self, login: str, other: str, data: st.DataObject) -> None:
        before = set(self.model.asked)
        self._ask(login, data)
        for number in set(self.model.asked) - before:
            self._grant(other, number)

    @precondition(lambda self: self.model.asked)
    @rule(login=USERS, data=st.data())
    def grant(self, login: str, data: st.DataObject) -> None:
        self._grant(login, data.draw(st.sampled_from(sorted(self.model.asked))))

    def _grant(self, login: str, number: int) -> None:
        asked, at = self.model.asked[number], self.at
        outcome = self._try(
            "grant", self._refused(asked, login, at), lambda: grant(self.desks[login], login, number, at=at)
        )
        if outcome is not None:
            self.two = True
            self.model.written(asked.edits, (f"{asked.by}+{login}", asked.command.name))
            self.model.redo[asked.by].clear()
            del self.model.asked[number]

    def _refused(self, asked: Asked, login: str, at: datetime) -> set[str]:
        if asked.by == login:
            return {"CannotDo"}
        (edit,) = asked.edits
        now = self.model.content.get(edit.table, {}).get(edit.key)
        if now != edit.before:
            # What is gone, or is so by now, cannot be done; what else is otherwise was changed.
            return {"Changed", "CannotDo"}
        wanted = self.model.refusals(asked.edits, at.date()) - {"NeedsSecond"}
        grown = self.model.lowers(asked.edits, at.date()) - asked.lowers
        return wanted | ({"CannotDo"} if grown else set())

    @precondition(lambda self: self.model.asked)
    @rule(login=USERS, data=st.data())
    def withdraw(self, login: str, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model.asked)))
        own, at = self.model.asked[number].by == login, self.at
        desk = self.desks[login]

        def work() -> bool:
            withdraw(desk, login, number, at=at)
            return True

        if self._try("withdraw", set() if own else {"Refused"}, work):
            self.model.log.append((login, "withdraw_request"))
            del self.model.asked[number]

    # -- plans

    @rule(login=USERS, solved=st.integers(0, 7))
    def plan(self, login: str, solved: int) -> None:
        self._plan(login, solved)

    @rule(login=USERS, solved=st.integers(0, 7))
    def plan_and_accept(self, login: str, solved: int) -> None:
        self._accept(login, self._plan(login, solved))

    def _plan(self, login: str, solved: int) -> int:
        """A plan without anybody in it, or now and then the best one."""
        now, at = self.desks[login].now(), self.at
        plan = Plan(instance_hash=now.instance.content_hash)
        if solved == 7:
            plan = solve(now.instance, RULES, GOALS, seconds=30).plan or plan
        number = keep(self.desks[login], login, plan, None, now.change, at=at)
        self.model.plans[number] = ("draft", self.model.content)
        self.model.log.append((login, "keep_plan"))
        DONE["keep_plan"] += 1
        return number

    @precondition(lambda self: self.model.plans)
    @rule(login=USERS, data=st.data())
    def accept(self, login: str, data: st.DataObject) -> None:
        self._accept(login, data.draw(st.sampled_from(sorted(self.model.plans))))

    def _accept(self, login: str, number: int) -> None:
        state, made_from = self.model.plans[number]
        desk, at = self.desks[login], self.at
        wanted = set()
        if state != "draft":
            wanted = {"CannotDo"}
        elif not _same_week(made_from, self.model.content):
            wanted = {"Stale"}
        alarms = [] if wanted else self._alarms(desk, number)
        done = self._try("accept", wanted, lambda: accept(desk, login, number, acknowledged=alarms, at=at))
        if done is not None:
            self._accepted(desk, login, number, done.change)

    def _alarms(self, desk: Desk, number: int) -> list[str]:
        with desk.store.reading() as reader:
            row = plans.get(reader, number)
        assert row is not None
        review = check_plan(derived(desk.now().instance), Plan.model_validate_json(row.body))
        return [alarm_id(one) for one in review.of(FindingKind.ALARM)]

    def _accepted(self, desk: Desk, login: str, number: int, change: int) -> None:
        for other, (state, made_from) in self.model.plans.items():
            if state == "accepted":
                self.model.plans[other] = ("superseded", made_from)
        self.model.plans[number] = ("accepted", self.model.plans[number][1])
        self.model.log.append((login, "accept_plan"))
        with desk.store.reading() as reader:
            one = facts.get_change(reader, change)
            edits = facts.edits_of(reader, change)
        assert one is not None
        if one.at == (BEGIN + timedelta(seconds=self.seconds)).isoformat(timespec="milliseconds"):
            assert {edit.table for edit in edits} <= {
                "offers",
                "stays",
                "waivers",
                "assignments",
                "enrolments",
            }
            self.model.written(edits, (login, "accept_plan"))
            self.model.redo[login].clear()

    # -- the program ends

    @rule()
    def reopen(self) -> None:
        DONE["reopen"] += 1
        self._close()
        self._open()

    @rule(login=USERS, die_at=st.integers(1, DIE_WITHIN), value=st.integers(0, 3), data=st.data())
    def kill(self, login: str, die_at: int, value: int, data: st.DataObject) -> None:
        """A process that edits is killed at a statement, or after its edit."""
        command, edits = self._set("persons", data.draw(st.sampled_from(PEOPLE)), support=value)
        if edits[0].before == edits[0].after:
            return
        self._close()
        acknowledged = _killed(self.folder, self.key, login, command, die_at, self.at)
        self._open()
        after = rows_of(applied(self.model.content, edits))
        found = rows_of(self.desks[login].now().content)
        assert found == after or (found == self.model.content and not acknowledged), "lost or torn"
        DONE["killed after the edit" if found == after else "killed before the edit"] += 1
        if found == after:
            self.model.done(login, edits, command.name)

    # -- what always holds

    @invariant()
    def both_hold_what_the_model_holds(self) -> None:
        for desk in self.desks.values():
            assert rows_of(desk.now().content) == self.model.content

    @invariant()
    def the_log_is_whole_and_tells_all(self) -> None:
        desk = self.desks[KARI]
        with desk.store.reading() as reader:
            assert desk.store.anchor is not None
            assert audit.verify(reader, desk.store.audit_key, desk.store.anchor.read()) is None
            told = [(line.by, line.action) for line in audit.lines(reader, first=self.first_line)]
        assert told == self.model.log

    @invariant()
    def nobody_alone_lowers_a_protection(self) -> None:
        if not self.two:
            assert lowered_between(self.before, self.model.content, today=BEGIN.date()) == ()
        self.before, self.two = self.model.content, False

    @invariant()
    def what_can_be_undone_is_what_was_done(self) -> None:
        for login, stack in self.model.undo.items():
            with self.desks[login].store.reading() as reader:
                now = self.desks[login].now()
                found = can_undo(Act(Transaction(reader, b"", ""), now, actor_of(now, login)))
                edits = () if found is None else facts.edits_of(reader, found.id)
            assert same_edits(edits, stack[-1] if stack else ())

    @invariant()
    def a_plan_runs_that_the_judge_found_sound(self) -> None:
        with self.desks[OLA].store.reading() as reader:
            states = {row.id: row.state for row in plans.every(reader)}
            row = plans.running(reader)
            said = plans.verifications(reader, row.id) if row else []
        assert states == {number: state for number, (state, _) in self.model.plans.items()}
        if row is not None:
            assert [(one.plan_hash, one.instance_hash, one.breaches) for one in said] == [
                (row.hash, row.instance_hash, 0)
            ]

    @invariant()
    def the_beds_that_are_taken_are_those_of_the_facts(self) -> None:
        desk = self.desks[OLA]
        with desk.store.reading() as reader:
            written = Counter((row.stay, row.room) for row in reader.execute(select(claim)))
        assert written == {key: takes for key, (takes, _, _) in taken(desk.now()).items()}


def _new(table: str, key: str, **fields: Any) -> Edit:
    return Edit(table, key, None, {**default_body(table), **fields})


def _same_week(one: Any, other: Any) -> bool:
    return bool(one == other)


def _killed(folder: Path, key: KeyFile, login: str, command: Command, die_at: int, at: datetime) -> bool:
    """Edit in a fork that is killed; whether it acknowledged the edit."""
    line, theirs = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.close(line)
            heard(die_at)
            carry_out(open_desk(folder, key), login, command, at=at)
            os.write(theirs, b".")
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.close(theirs)
    with os.fdopen(line, "rb") as said:
        acknowledged = bool(said.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the edit failed"
    return acknowledged


def run(steps: int, *, derandomize: bool = True) -> None:
    """Draw so many steps."""
    chosen = settings(
        max_examples=max(1, steps // AT_ONCE), stateful_step_count=AT_ONCE, derandomize=derandomize, deadline=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate,), database=None,
    )  # fmt: skip
    # What is not forced to the disk outlives a killed process all the same; only a power cut is another matter.
    unforced = tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in connection.SETTINGS)
    with patch.object(connection, "SETTINGS", unforced):
        run_state_machine_as_test(DeskMachine, settings=chosen)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--steps", type=int, default=100_000)
    begun = time.monotonic()
    run(asked.parse_args().steps, derandomize=False)
    print(json.dumps({"done": DONE, "steps": DONE.total(), "seconds": round(time.monotonic() - begun)}))


if __name__ == "__main__":
    main()
