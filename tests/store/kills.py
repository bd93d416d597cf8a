"""Kill whoever writes, with SIGKILL, and look what is on the disk: `python -m tests.store.kills --kills 1000`.

A fork of this process accepts a plan, takes in a file of several hundred rows, breaks glass, erases a household, edits,
undoes and does again, on a fresh copy of one encrypted desk, and says on a pipe what is done. It dies at a statement or
a commit (every one of them in turn, in a shuffled order), or at any moment. Then the desk is opened again: it must be,
row by row of every table, what it was after so many steps, and at least after those that were acknowledged.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, Pool, event, select

from placement.domain.decision import OverrideReason
from placement.domain.review import FindingKind
from placement.domain.stay import HELD
from placement.service.desk import forgetting
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.overrides import BreakGlass
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.importing import apply, show
from placement.service.desk.open import open_desk
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.desk.undo import redo, undo
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.store import audit
from placement.store.engine import checked
from placement.store.schema import metadata
from placement.store.secret import new_key_file
from placement.tables.write import write_folder
from tests.service.desk.desks import KARI, OLA, new_desk

WEEK, FILE = generate("S", 5), generate("S", 7)
PERSON = WEEK.households[0].members[0].alias
HOUSED = {stay.household for stay in WEEK.stays if stay.kind in HELD}
GONE = next(one.alias for one in WEEK.households if one.alias not in HOUSED)
STATEMENTS = ("accept", "import", "glass", "erase")
"""Work that is killed at each of its statements."""
Step = Callable[[Desk], object]


class State(NamedTuple):
    """What a desk holds: the content hash of its week, and a hash of every row of every table."""

    week: str
    rows: str


class Scene:
    """A desk with a plan that was made for it and a file that was shown; and what it holds after each step of work."""

    def __init__(self, place: Path) -> None:
        self.place = place / "scene"
        self.place.mkdir()
        self.secret = new_key_file(place / "key")
        desk = new_desk(self.place / "desk", WEEK, secret=self.secret)
        answer = make_plan(WEEK, seconds=30)
        plan = keep_answer(desk, KARI, answer, desk.now().change)
        alarms = [alarm_id(one) for one in answer.review.of(FindingKind.ALARM)]
        write_folder(FILE, place / "file")
        shown = show(desk, OLA, place / "file")
        self.edits = len(shown.preview.edits())
        asked = forgetting.erase(desk, KARI, GONE, why="retention", at=_at(0))
        desk.close()
        self.work: dict[str, Sequence[Step]] = {
            "accept": [lambda desk: accept(desk, KARI, plan, acknowledged=alarms, at=_at(1))],
            "import": [lambda desk: apply(desk, OLA, shown, at=_at(2))],
            "glass": [lambda desk: carry_out(desk, KARI, GLASS, at=NIGHT)],
            "erase": [lambda desk: forgetting.grant_erasure(desk, OLA, asked, at=_at(2))],
        }
        self.work["all"] = [*self.work["accept"], *self.work["import"], *SMALL]
        self.after: dict[str, list[State]] = {}
        self.steps: dict[str, int] = {}
        self.seconds = 0.0
        for name in self.work:
            self._walk(name, place)

    def _walk(self, name: str, place: Path) -> None:
        """Do the work once without any kill."""
        run = forked(self, name, self.copy(place / name))
        assert run.acknowledged == len(self.work[name]), f"{name} failed"
        self.steps[name] = run.steps
        self.seconds = max(self.seconds, run.seconds)
        desk = open_desk(self.copy(place / f"{name}-each") / "desk", self.secret)
        self.after[name] = [state(desk)]
        for step in self.work[name]:
            step(desk)
            self.after[name].append(state(desk))
        desk.close()

    def copy(self, to: Path) -> Path:
        shutil.copytree(self.place, to)
        return to


def _at(minute: int) -> datetime:
    return datetime(2026, 11, 28, 9, minute, tzinfo=UTC)


NIGHT = datetime.combine(WEEK.as_of, time_of_day(22), UTC)
GLASS = BreakGlass(
    rule="H12", households=(GONE,), unit=WEEK.units[0].alias, night=WEEK.as_of, reason=OverrideReason.SHORT_TIME,
    by=KARI, at=NIGHT, until=NIGHT + timedelta(hours=10),
)  # fmt: skip


def _support(value: int, minute: int) -> Step:
    command = SetFields(table="persons", key=PERSON, fields={"support": value})
    return lambda desk: carry_out(desk, KARI, command, at=_at(minute))


SMALL: tuple[Step, ...] = (
    _support(1, 3),
    _support(2, 4),
    _support(3, 5),
    lambda desk: undo(desk, KARI, at=_at(6)),
    lambda desk: redo(desk, KARI, at=_at(7)),
    lambda desk: carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}), at=_at(8)),
    lambda desk: undo(desk, OLA, at=_at(9)),
)


def state(desk: Desk) -> State:
    """What it holds. The moments are given, so that the same steps leave the same rows."""
    rows = hashlib.sha256()
    with desk.store.reading() as connection:
        for table in metadata.sorted_tables:
            found = connection.execute(select(table).order_by(*table.primary_key.columns))
            rows.update(repr((table.name, [tuple(row) for row in found])).encode())
    return State(desk.now().instance.content_hash, rows.hexdigest())


# -- the one who dies


class Ran(NamedTuple):
    """What came of a fork: steps of the work that it acknowledged, points that it passed if it lived, and its time."""

    acknowledged: int
    steps: int
    seconds: float


def forked(scene: Scene, name: str, place: Path, *, die_at: int = 0, after: float = 0.0) -> Ran:
    """Do the work in a fork that dies at this point, or after this time."""
    line, theirs = os.pipe()
    begun = time.monotonic()
    if (child := os.fork()) == 0:
        os.close(line)
        _child(scene, name, place, die_at, theirs)
    os.close(theirs)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(line, "rb") as said:
        told = said.read()
    _, status = os.waitpid(child, 0)
    done, _, steps = told.partition(b"=")
    killed = os.WIFSIGNALED(status)
    assert killed or os.waitstatus_to_exitcode(status) == 0, f"{name} failed"
    assert killed or not die_at, "the point was not reached"
    return Ran(len(done), int(steps or 0), time.monotonic() - begun)


def _child(scene: Scene, name: str, place: Path, die_at: int, line: int) -> None:
    code = 1
    try:
        steps = heard(die_at)
        desk = open_desk(place / "desk", scene.secret)
        for step in scene.work[name]:
            step(desk)
            os.write(line, b".")
        desk.close()
        os.write(line, b"=%d" % steps[0])
        code = 0
    finally:
        os._exit(code)


def heard(die_at: int) -> list[int]:
    """Count statements, commits, what follows a commit, and what is forced to the disk; die at one of them."""
    steps = [0]

    def step(*_: Any) -> None:
        steps[0] += 1
        if steps[0] == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def small_log(connection: Any, _: object) -> None:
        # Then the log goes into the file again and again, and not first after a thousand pages.
        connection.execute("PRAGMA wal_autocheckpoint = 20")

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    event.listen(Pool, "checkin", step)
    event.listen(Pool, "connect", small_log)
    real = os.fsync

    def fsync(handle: int) -> None:
        step()
        real(handle)
        step()

    os.fsync = fsync  # type: ignore[assignment]
    return steps


# -- what is left


def killed(scene: Scene, name: str, place: Path, *, die_at: int = 0, after: float = 0.0) -> str:
    """Kill once; whether what was not acknowledged is there. Asserts that all else is as it must be."""
    ran = forked(scene, name, scene.copy(place), die_at=die_at, after=after)
    desk = open_desk(place / "desk", scene.secret)
    checked(desk.store.engine)
    found = state(desk)
    with desk.store.reading() as connection:
        assert desk.store.anchor is not None
        assert audit.verify(connection, desk.store.audit_key, desk.store.anchor.read()) is None
    desk.close()
    shutil.rmtree(place)
    steps = scene.after[name].index(found) if found in scene.after[name] else -1
    assert steps >= 0, f"{name}, {die_at}, {after}: torn"
    assert steps >= ran.acknowledged, f"{name}, {die_at}, {after}: lost"
    assert steps <= ran.acknowledged + 1
    return "absent" if steps == ran.acknowledged else "whole"


def campaign(kills: int, first: int = 0) -> dict[str, Any]:
    """Every other kill is at a statement, the others at any moment; how often what was not acknowledged was there."""
    left: Counter[str] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as root:
        scene = Scene(Path(root))
        points = [(name, n) for name in STATEMENTS for n in range(1, scene.steps[name] + 1)]
        random.Random(0).shuffle(points)
        for n in range(first, first + kills):
            if n % 2:
                after = random.Random(n).uniform(0.001, scene.seconds)
                left[killed(scene, "all", Path(root) / str(n), after=after)] += 1
            else:
                name, point = points[n // 2 % len(points)]
                left[killed(scene, name, Path(root) / str(n), die_at=point)] += 1
    assert not kills or kills == left.total()
    return {
        "kills": kills,
        "statements": f"{min(len(points), (kills + 1) // 2)} of {len(points)}",
        "rows of the import": scene.edits,
        "not acknowledged": left,
        "seconds": round(time.monotonic() - begun),
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    print(json.dumps(campaign(given.kills, given.first)))


if __name__ == "__main__":
    main()
