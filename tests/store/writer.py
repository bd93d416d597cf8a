"""Somebody who edits a desk and goes by what they read some edits ago; what they were told is written down."""

import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from placement.domain.fact import Edit
from placement.domain.housing import BED
from placement.errors import PlacementError
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import Outcome, carry_out
from placement.service.desk.commands.command import added
from placement.service.desk.commands.rows import AddRow, RemoveRow, SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.undo import redo, undo
from placement.simulation.generate import generate
from placement.store import facts

WEEK = generate("S", 5)
PERSONS = [house.members[0].alias for house in WEEK.households[:4]]
HOUSES = [house.alias for house in WEEK.households]
ROOMS = [room.alias for unit in WEEK.units for room in unit.rooms if room.single + room.double > 1][:3]
AREAS = [f"Område-{n}" for n in range(6)]
Report = dict[str, Any]


class Writer:
    """One process's part."""

    def __init__(self, desk: Desk, login: str, seed: int) -> None:
        self.desk, self.login = desk, login
        self.draw = random.Random(f"{seed} {login}")
        self.form = desk.now()
        self.done: list[Report] = []

    def accept(self, number: int, alarms: Iterable[str]) -> None:
        """The plan that was made for the facts as they were at first."""
        self._try("accept", lambda: self._accepted(number, alarms))

    def _accepted(self, number: int, alarms: Iterable[str]) -> Outcome:
        change = accept(self.desk, self.login, number, acknowledged=alarms).change
        with self.desk.store.reading() as connection:
            return Outcome(change, facts.edits_of(connection, change))

    def edit(self) -> None:
        """One edit, more often than not from an old form."""
        if self.draw.random() < 0.3:
            self.form = self.desk.now()
        works = (self._set, self._add, self._remove, self._give, self._undo, self._redo)
        self.draw.choices(works, (10, 3, 2, 4, 2, 1))[0]()

    def _set(self) -> None:
        person = self.draw.choice(PERSONS)
        shown = dict(self.form.body("persons", person) or {})
        field = self.draw.choice(["support", "needs_quiet", "wishes_own_room", "wishes_peer"])
        value = (shown[field] or 0) % 3 + 1 if field == "support" else not shown[field]
        command = SetFields(table="persons", key=person, fields={field: value})
        seen = {("persons", person): self.form.stamps["persons", person].version}
        self._try("set", lambda: carry_out(self.desk, self.login, command, seen=seen), shown=shown)

    def _add(self) -> None:
        command = AddRow(table="areas", fields={"alias": self.draw.choice(AREAS)})
        self._try("add", lambda: carry_out(self.desk, self.login, command))

    def _remove(self) -> None:
        alias = self.draw.choice(AREAS)
        stamp = self.form.stamps.get(("areas", alias))
        seen = {("areas", alias): stamp.version if stamp else 0}
        self._try(
            "remove",
            lambda: carry_out(self.desk, self.login, RemoveRow(table="areas", key=alias), seen=seen),
        )

    def _give(self) -> None:
        start = WEEK.as_of + timedelta(days=self.draw.randint(0, 60))
        until = start + timedelta(days=self.draw.randint(1, 20))
        place = self.draw.choice(ROOMS) + self.draw.choice([BED, BED, ""])
        fields = {
            "household": self.draw.choice(HOUSES), "place": place, "start": start.isoformat(),
            "until": until.isoformat(), "kind": "hold",
        }  # fmt: skip
        self._try("give", lambda: self._given(added("stays", fields)))

    def _given(self, edit: Edit) -> Outcome:
        with self.desk.acting(self.login) as act:
            written = act.write([edit], "test", gives=True)
        return Outcome(written.change, written.edits)

    def _undo(self) -> None:
        self._try("undo", lambda: undo(self.desk, self.login))

    def _redo(self) -> None:
        self._try("redo", lambda: redo(self.desk, self.login))

    def _try(self, what: str, work: Callable[[], Outcome], **more: Any) -> None:
        try:
            outcome = work()
        except PlacementError as error:
            self.done.append({"what": what, "code": error.code})
        else:
            self.done.append({"what": what, "change": outcome.change, "edits": outcome.edits, **more})
