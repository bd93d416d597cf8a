"""Kill a backup or a restore with SIGKILL, at each step that it makes on the disk, and look what is left.

`python -m tests.service.desk.kills restore` takes every point; a test takes some of them. The work is done in forks of
this process, which has no threads; each point begins with a fresh copy of the same desk.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, event

from placement.domain.fact import Content
from placement.domain.instance import Instance
from placement.errors import StoreError
from placement.service.desk.backup import back_up
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.service.desk.restore import give_up, restore
from placement.simulation.generate import generate
from placement.store import audit
from placement.store.keys import new_recovery
from placement.store.secret import Recovery, Secret, new_key_file
from tests.service.desk.desks import ADMIN, KARI, new_desk

STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.copyfile"})
"""What the interpreter tells of before it does it."""


class Scene:
    """A desk, a backup of it as it was a change ago, and what it holds then and now."""

    def __init__(self, place: Path, week: Instance) -> None:
        place.mkdir()
        self.secret = new_key_file(place / "key")
        desk = new_desk(place / "desk", week, secret=self.secret)
        self.recovery = Recovery(new_recovery(place / "desk", self.secret))
        self.then = desk.now().content
        back_up(desk, ADMIN, place / "backup")
        carry_out(desk, KARI, AddRow(table="areas", fields={"alias": "Fjordby"}))
        self.now = desk.now().content
        desk.close()
        self.place = place

    def copy(self, to: Path) -> Path:
        shutil.copytree(self.place, to)
        return to


def content(desk: Desk) -> Content:
    """What it holds; the log must be whole up to the anchor."""
    with desk.store.reading() as connection:
        assert desk.store.anchor is not None
        assert audit.verify(connection, desk.store.audit_key, desk.store.anchor.read()) is None
    return desk.now().content


def opened(folder: Path, secret: Secret, *codes: str) -> Desk | str:
    """The desk, or with which of these codes it is refused."""
    try:
        return open_desk(folder, secret)
    except StoreError as error:
        if error.code not in codes:
            raise
        return error.code


# -- what is done, and what may be left


def do_backup(place: Path, secret: Secret) -> None:
    desk = open_desk(place / "desk", secret)
    back_up(desk, ADMIN, place / "another")


def after_backup(place: Path, scene: Scene) -> str:
    """The desk is as it was; under the final name there is a whole backup, or none."""
    desk = open_desk(place / "desk", scene.secret)
    assert content(desk) == scene.now
    desk.close()
    if not (place / "another").exists():
        back = open_desk(place / "desk", scene.secret)
        back_up(back, ADMIN, place / "another")
        back.close()
        return "none"
    return _stands(place, scene, place / "another", scene.now, "whole")


def _stands(place: Path, scene: Scene, source: Path, wanted: Content, said: str) -> str:
    restore(place / "desk", source, scene.secret, ADMIN)
    desk = open_desk(place / "desk", scene.secret)
    assert content(desk) == wanted
    desk.close()
    return said


def do_restore(place: Path, secret: Secret) -> None:
    restore(place / "desk", place / "backup", secret, ADMIN)


def after_restore(place: Path, scene: Scene) -> str:
    """The old or the new desk is whole; of an unfinished restore opening says so, and both ways on lead out."""
    desk = opened(place / "desk", scene.secret, "store_restore_unfinished")
    if isinstance(desk, str):
        other = place.with_name(place.name + "-other")
        shutil.copytree(place, other)
        give_up(place / "desk")
        old = open_desk(place / "desk", scene.secret)
        assert content(old) == scene.now
        old.close()
        _stands(other, scene, other / "backup", scene.then, "")
        shutil.rmtree(other)
        return "unfinished"
    found = content(desk)
    desk.close()
    assert found in (scene.now, scene.then)
    if found == scene.then:
        return "new"
    return _stands(place, scene, place / "backup", scene.then, "old")


def do_lost(place: Path, secret: Secret) -> None:
    restore(place / "new" / "desk", place / "backup", secret, ADMIN)


def after_lost(place: Path, scene: Scene) -> str:
    """There is a whole desk, or none that anybody could take for one; then the backup is still whole."""
    folder = place / "new" / "desk"
    said = "new"
    desk = opened(folder, scene.secret, "store_restore_unfinished", "store_keys_missing", "store_missing")
    if isinstance(desk, str):
        said = "unfinished" if desk == "store_restore_unfinished" else "none"
        restore(folder, place / "backup", scene.secret, ADMIN)
        desk = open_desk(folder, scene.secret)
    assert content(desk) == scene.then
    desk.close()
    return said


WORK = {
    "backup": (do_backup, after_backup),
    "restore": (do_restore, after_restore),
    "lost": (do_lost, after_lost),
}


# -- killing


def forked(name: str, place: Path, secret: Secret, die_at: int, after: float = 0) -> int | None:
    """Do the work in a fork that dies at this step, or after this time; how many steps it made, if it lived."""
    line, theirs = os.pipe()
    if (child := os.fork()) == 0:
        os.close(line)
        _child(name, place, secret, die_at, theirs)
    os.close(theirs)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(line, "rb") as said:
        told = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed"
    return int(told)


def _child(name: str, place: Path, secret: Secret, die_at: int, line: int) -> None:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(what: str, args: tuple[object, ...]) -> None:
        writes = what != "open" or (
            isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if what in STEPS and writes and str(place) in str(args[0]):
            step()

    def statement(_c: Connection, *_: object) -> None:
        step()

    real = os.fsync

    def fsync(handle: int) -> None:
        step()
        real(handle)

    code = 1
    try:
        event.listen(Engine, "before_cursor_execute", statement)
        event.listen(Engine, "commit", statement)
        os.fsync = fsync  # type: ignore[assignment]
        sys.addaudithook(heard)
        WORK[name][0](place, secret)
        os.write(line, str(steps).encode())
        code = 0
    finally:
        os._exit(code)


class Told(NamedTuple):
    """How many steps the work has, how often it was killed, and what was left how often."""

    steps: int
    kills: int
    left: Counter[str]


def campaign(name: str, most: int, seed: int, times: int) -> Told:
    """What was left, how often; of `most` points spread over the work, and as many moments as `times`."""
    left: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as root:
        scene = Scene(Path(root) / "scene", generate("S", 5))
        secret = scene.recovery if name == "lost" else scene.secret
        begun = time.monotonic()
        steps = forked(name, scene.copy(Path(root) / "0"), secret, 0)
        took = time.monotonic() - begun
        assert steps is not None
        draw = random.Random(seed)
        points: list[tuple[int, float]] = [
            (n, 0.0) for n in sorted(draw.sample(range(1, steps + 1), min(most, steps)))
        ]
        points += [(0, draw.uniform(0, took)) for _ in range(times)]
        for n, (die_at, after) in enumerate(points, 1):
            place = scene.copy(Path(root) / str(n))
            killed = forked(name, place, secret, die_at, after) is None
            assert killed or after, "the point was not reached"
            left[WORK[name][1](place, scene)] += 1
            shutil.rmtree(place)
    return Told(steps, len(points), left)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("work", choices=WORK)
    asked.add_argument("--most", type=int, default=1000)
    asked.add_argument("--times", type=int, default=0)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    print(json.dumps(campaign(given.work, given.most, given.seed, given.times)._asdict()))


if __name__ == "__main__":
    main()
