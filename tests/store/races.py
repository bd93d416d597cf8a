"""Two processes write to one desk, from forms that may be old: `python -m tests.store.races --edits 200`.

Each has the desk open for itself. It draws fields to set, rows to add and to remove, beds to give, undo and redo, and
goes by what it read some edits ago. What was accepted, in the order of the changes, must be what the desk holds in the
end; nobody's edit is overwritten by somebody who had not seen it; and a bed is given once.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from placement.domain.fact import Content, Edit, applied
from placement.domain.housing import BED
from placement.domain.review import FindingKind
from placement.domain.stay import HELD
from placement.domain.value import FOREVER
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.desk.snapshot import Snapshot
from placement.service.planning import Answer, make_plan
from placement.store import audit, plans
from placement.store.schema import claim
from placement.store.secret import KeyFile, new_key_file
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.store.writer import WEEK, Report, Writer

LOGINS = (KARI, OLA)
MOST_PAUSE = 0.03
"""Seconds."""


class Race:
    """A desk on which two have worked, and what each of them says of it."""

    def __init__(self, place: Path, edits: int, seed: int, *, run: "Run | None" = None) -> None:
        self.secret = new_key_file(place / "key")
        self.folder = place / "desk"
        desk = new_desk(self.folder, WEEK, secret=self.secret)
        answer = _answer()
        alarms = [alarm_id(one) for one in answer.review.of(FindingKind.ALARM)]
        numbers = [keep_answer(desk, login, answer, desk.now().change) for login in LOGINS]
        self.start = desk.now()
        desk.close()
        self.work = Work(
            self.folder, self.secret, dict(zip(LOGINS, numbers, strict=True)), alarms, edits, seed
        )
        self.reports = (run or side_by_side)(self.work)

    @property
    def accepted(self) -> list[Report]:
        """In the order of their changes."""
        found = [one for report in self.reports for one in report if "change" in one]
        return sorted(found, key=lambda one: int(one["change"]))

    @property
    def refused(self) -> Counter[str]:
        return Counter(
            f"{one['what']}: {one['code']}" for report in self.reports for one in report if "code" in one
        )


class Work(NamedTuple):
    """What the two do: each first accepts a plan of their own, made from the same facts, and then edits."""

    folder: Path
    secret: KeyFile
    plans: dict[str, int]
    alarms: list[str]
    edits: int
    seed: int

    def writer(self, login: str) -> Writer:
        return Writer(open_desk(self.folder, self.secret), login, self.seed)


@cache
def _answer() -> Answer:
    return make_plan(WEEK, seconds=30)


Run = Callable[[Work], list[list[Report]]]


def side_by_side(work: Work) -> list[list[Report]]:
    """Two processes that begin at the same moment."""
    ready, go = os.pipe(), os.pipe()
    lines = []
    for login in LOGINS:
        line, theirs = os.pipe()
        if os.fork() == 0:
            _child(work, login, ready[1], go[0], theirs)
        os.close(theirs)
        lines.append(line)
    for _ in LOGINS:
        os.read(ready[0], 1)
    os.write(go[1], b"." * len(LOGINS))
    reports = []
    for line in lines:
        with os.fdopen(line, "rb") as said:
            reports.append(json.loads(said.read() or "null"))
    for _ in LOGINS:
        assert os.waitstatus_to_exitcode(os.wait()[1]) == 0, "a process failed"
    for end in (*ready, *go):
        os.close(end)
    return reports


def _child(work: Work, login: str, ready: int, go: int, line: int) -> None:
    code = 1
    try:
        writer = work.writer(login)
        os.write(ready, b".")
        os.read(go, 1)
        writer.accept(work.plans[login], work.alarms)
        for _ in range(work.edits):
            # Who never pauses holds the desk for so long that the other has no turn.
            time.sleep(writer.draw.uniform(0, MOST_PAUSE))
            writer.edit()
        writer.desk.close()
        with os.fdopen(line, "wb") as out:
            out.write(json.dumps(writer.done).encode())
        code = 0
    finally:
        os._exit(code)


def taking_turns(work: Work) -> list[list[Report]]:
    """Both in this process, in an order that is drawn: the same each time."""
    writers = [work.writer(login) for login in LOGINS]
    draw = random.Random(work.seed)
    for writer in writers:
        writer.accept(work.plans[writer.login], work.alarms)
    for _ in range(work.edits * len(LOGINS)):
        draw.choice(writers).edit()
    for writer in writers:
        writer.desk.close()
    return [json.loads(json.dumps(writer.done)) for writer in writers]


# -- what must be


def check(race: Race) -> None:
    """Raises AssertionError where something was lost, written twice, or given twice."""
    desk = open_desk(race.folder, race.secret)
    now = desk.now()
    _in_order(race, now.content)
    _nothing_overwritten(race)
    _logged(race, desk)
    assert [one["what"] for one in race.accepted].count("accept") == 1
    with desk.store.reading() as connection:
        states = Counter(plan.state for plan in plans.every(connection))
        written = Counter((row.stay, row.room) for row in connection.execute(select(claim)))
    assert states == {"accepted": 1, "draft": 1}
    assert written == {key: takes for key, (takes, _, _) in taken(now).items()}
    given = {
        e[1]
        for one in race.accepted
        if one["what"] in ("give", "accept")
        for e in one["edits"]
        if e[0] == "stays"
    }
    assert not twice(now, given)
    desk.close()


def _in_order(race: Race, end: Content) -> None:
    changes = [int(one["change"]) for one in race.accepted]
    assert changes == list(range(race.start.change + 1, race.start.change + 1 + len(changes)))
    content: Any = race.start.content
    for one in race.accepted:
        content = applied(content, [Edit(*edit) for edit in one["edits"]])
    assert {t: rows for t, rows in content.items() if rows} == {t: rows for t, rows in end.items() if rows}


def _nothing_overwritten(race: Race) -> None:
    for one in race.accepted:
        if "shown" in one:
            ((_, _, before, _),) = one["edits"]
            assert before == one["shown"], "an edit went over one that was not seen"


def _logged(race: Race, desk: Desk) -> None:
    with desk.store.reading() as connection:
        assert desk.store.anchor is not None
        assert audit.verify(connection, desk.store.audit_key, desk.store.anchor.read()) is None
        lines = [line.change for line in audit.lines(connection) if (line.change or 0) > race.start.change]
    assert lines == [one["change"] for one in race.accepted]


def taken(now: Snapshot) -> dict[tuple[str, str], tuple[int, date, date]]:
    """(stay, room) -> beds that it takes, and from when until when: read from the facts alone."""
    beds = {room.alias: room.single + room.double for unit in now.instance.units for room in unit.rooms}
    sleepers = {house.alias: house.sleepers for house in now.instance.households}
    found = {}
    for key, stay in now.values.get("stays", {}).items():
        if stay.kind in HELD:
            for room in stay.place.removesuffix(BED).split("+"):
                takes = sleepers.get(stay.household, 1) if stay.place.endswith(BED) else beds[room]
                found[key, room] = (max(1, takes), stay.start, stay.until or FOREVER)
    return found


def twice(now: Snapshot, given: set[str]) -> list[tuple[str, date]]:
    """Room and night of each bed that was given to somebody though somebody else has it."""
    beds = {room.alias: room.single + room.double for unit in now.instance.units for room in unit.rooms}
    found = []
    held = taken(now)
    for room, of in beds.items():
        here = {stay: span for (stay, name), span in held.items() if name == room}
        for night in {start for _, start, _ in here.values()}:
            tonight = {stay: takes for stay, (takes, start, until) in here.items() if start <= night < until}
            if sum(tonight.values()) > max(1, of) and not given.isdisjoint(tonight):
                found.append((room, night))
    return found


def campaign(edits: int, seed: int = 0) -> dict[str, Any]:
    """What was accepted, and what was refused, and why."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as root:
        race = Race(Path(root), edits, seed)
        check(race)
    return {
        "edits": edits * len(LOGINS),
        "accepted": Counter(one["what"] for one in race.accepted),
        "refused": race.refused,
        "turns": sum(a != b for a, b in _neighbours(race)),
        "seconds": round(time.monotonic() - begun),
    }


def _neighbours(race: Race) -> list[tuple[int, int]]:
    """Who made each change, and who the next."""
    who = {
        int(one["change"]): n for n, report in enumerate(race.reports) for one in report if "change" in one
    }
    order = [who[change] for change in sorted(who)]
    return list(pairwise(order))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--edits", type=int, default=200)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    print(json.dumps(campaign(given.edits, given.seed)))


if __name__ == "__main__":
    main()
