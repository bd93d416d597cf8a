"""A desk that two people have open, beside a model of what it must hold; and what always holds."""

import atexit
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)
from sqlalchemy import select

from placement.domain.fact import Edit
from placement.errors import PlacementError
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.undo import can_undo
from placement.service.protection import lowered_between
from placement.store import audit, facts, plans
from placement.store.schema import claim
from placement.store.secret import KeyFile, new_key_file
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.service.desk.model import Model, rows_of, same_edits
from tests.store.races import taken
from tests.worlds import week_of_activities

WEEK = week_of_activities()
PEOPLE = sorted(person.alias for house in WEEK.households for person in house.members)
USERS = st.sampled_from([KARI, OLA])
BEGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
DONE: Counter[str] = Counter()
"""What was carried out in this process, and what was refused."""


@cache
def base() -> tuple[Path, KeyFile]:
    """A desk of which each example has a copy."""
    place = Path(tempfile.mkdtemp(prefix="machine"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    key = new_key_file(place / "key")
    (place / "base").mkdir()
    new_desk(place / "base" / "desk", WEEK, secret=key).close()
    return place / "base", key


class ModelledDesk(RuleBasedStateMachine):
    """A fresh desk that is open twice, and what it must hold; what is done to it, others say."""

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

    def _guards(self) -> list[str]:
        return sorted(self.model.content.get("avoid_areas", {}))

    def _set(self, table: str, key: str, **fields: Any) -> tuple[Command, list[Edit]]:
        body = self.model.content[table][key]
        return SetFields(table=table, key=key, fields=fields), [Edit(table, key, body, {**body, **fields})]

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
                found = can_undo(reader, login)
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
