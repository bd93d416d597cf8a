"""Cut and flip what lies on the disk, and open it: `python -m tests.store.wals --count 1000`.

A power cut leaves a part of what was written last. A desk with some commits in its log, none of them in its file yet,
is copied; then the log is cut, or a bit of it is flipped, or of the file itself. What opens is what the desk held after
so many commits, row by row of every table, or nothing opens and an error says why. The log of who did what, held
against its anchor, tells whether commits are missing.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from placement.domain.instance import Instance
from placement.domain.review import FindingKind
from placement.errors import StoreError
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.store import audit
from placement.store.secret import new_key_file
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.store.kills import state

COMMITS = 24
KINDS = ("cut", "flip", "page")
"""The log is cut; a bit of it is flipped; a bit of the file is."""
Work = Callable[[Desk], object]
CLEAR = frozenset({"store_damaged", "store_unreadable"})


class Scene:
    """A desk in the middle of its work: its file, its log, and what it held after each commit."""

    def __init__(self, place: Path) -> None:
        self.secret = new_key_file(place / "key")
        self.place = place / "scene"
        (place / "work").mkdir()
        week = generate("S", 5)
        desk = new_desk(place / "work" / "desk", week, secret=self.secret)
        desk.store.engine.dispose()
        event.listen(desk.store.engine, "connect", _no_checkpoint)
        self.after = [state(desk)]
        for work in (*_accepting(week), *map(_adding, range(COMMITS))):
            work(desk)
            self.after.append(state(desk))
        shutil.copytree(place / "work", self.place, ignore=shutil.ignore_patterns("*-shm"))
        desk.close()


def _accepting(week: Instance) -> tuple[Work, Work]:
    answer = make_plan(week, seconds=30)
    alarms = [alarm_id(one) for one in answer.review.of(FindingKind.ALARM)]
    return (
        lambda desk: keep_answer(desk, KARI, answer, desk.now().change),
        lambda desk: accept(desk, KARI, 1, acknowledged=alarms),
    )


def _adding(number: int) -> Work:
    command = AddRow(table="areas", fields={"alias": f"Område-{number}"})
    return lambda desk: carry_out(desk, (KARI, OLA)[number % 2], command)


def _no_checkpoint(connection: Any, _: object) -> None:
    connection.execute("PRAGMA wal_autocheckpoint = 0")


def spoil(folder: Path, kind: str, draw: random.Random) -> None:
    """Cut or flip at a drawn place."""
    path = folder / ("desk.db" if kind == "page" else "desk.db-wal")
    content = bytearray(path.read_bytes())
    at = draw.randrange(len(content))
    if kind == "cut":
        del content[at:]
    else:
        content[at] ^= 1 << draw.randrange(8)
    path.write_bytes(content)


def opened(scene: Scene, place: Path, kind: str, draw: random.Random) -> int | str:
    """How many commits are there of one that was spoilt, or the code of the error. Asserts that it is one of them."""
    shutil.copytree(scene.place, place)
    spoil(place / "desk", kind, draw)
    try:
        desk = open_desk(place / "desk", scene.secret)
        try:
            return _commits(scene, desk)
        finally:
            desk.close()
    except StoreError as error:
        if error.code not in CLEAR:
            raise
        return error.code
    finally:
        shutil.rmtree(place)


def _commits(scene: Scene, desk: Desk) -> int:
    found = state(desk)
    assert found in scene.after, "no state in which the desk ever was"
    commits = scene.after.index(found)
    with desk.store.reading() as connection:
        assert desk.store.anchor is not None
        assert audit.verify(connection, desk.store.audit_key) is None
        fault = audit.verify(connection, desk.store.audit_key, desk.store.anchor.read())
    assert (fault is None) == (commits == len(scene.after) - 1), (
        "the anchor does not tell that commits are missing"
    )
    carry_out(desk, KARI, AddRow(table="areas", fields={"alias": "Og videre"}))
    return commits


def campaign(count: int, first: int = 0) -> dict[str, Any]:
    """What opened, by kind: all commits, how many different prefixes of them, or an error."""
    begun = time.monotonic()
    left: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    prefixes: dict[str, set[int]] = {kind: set() for kind in KINDS}
    with tempfile.TemporaryDirectory() as root:
        scene = Scene(Path(root))
        for n in range(first, first + count):
            kind = KINDS[n % len(KINDS)]
            found = opened(scene, Path(root) / str(n), kind, random.Random(n))
            if isinstance(found, int):
                prefixes[kind].add(found)
                left[kind]["all" if found == len(scene.after) - 1 else "prefix"] += 1
            else:
                left[kind][found] += 1
    return {
        "spoilt": count,
        "commits": len(scene.after) - 1,
        "opened": left,
        "different prefixes": {kind: len(found) for kind, found in prefixes.items()},
        "seconds": round(time.monotonic() - begun),
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=100)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    print(json.dumps(campaign(given.count, given.first)))


if __name__ == "__main__":
    main()
