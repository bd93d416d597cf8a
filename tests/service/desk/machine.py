"""Two people, two processes' desks, and everything that they can do, against a model that is a mapping.

`python -m tests.service.desk.machine --steps 100000` draws so many steps. They edit from forms that may be old, add,
take in many rows at once, plan and accept, undo and do again, ask and grant; the program is opened again, and killed.
"""

import argparse
import json
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from placement.domain.fact import Edit, applied, default_body
from placement.domain.person import Secrecy
from placement.service.desk.carry_out import Outcome, carry_out
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import AddRow, EditRows, RemoveRow
from placement.service.desk.open import open_desk
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.undo import redo, undo
from placement.store import connection
from placement.store.secret import KeyFile
from tests.service.desk.desks import KARI, OLA
from tests.service.desk.machine_of_two import TwoPeople
from tests.service.desk.model import inverse, rows_of
from tests.service.desk.modelled import DONE, PEOPLE, USERS
from tests.store.kills import heard

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
DIE_WITHIN = 40
STEPS = int(os.environ.get("PLACEMENT_STEPS", "1000"))
AT_ONCE = 50
"""Steps of one example."""


class DeskMachine(TwoPeople):
    """One example."""

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


def _new(table: str, key: str, **fields: Any) -> Edit:
    return Edit(table, key, None, {**default_body(table), **fields})


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
