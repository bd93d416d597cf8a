"""How long the desk takes to write, to open and to accept: `python -m benchmarks.desk` prints a Markdown table.

Everything is timed on an encrypted desk with a large fictional week, by the clock, since most of it is the disk. An
edit is held against what plain SQLite takes for the same rows in the same folder, in turn with it.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from benchmarks.timings import machine
from placement.domain.instance import Instance
from placement.domain.review import FindingKind
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.desk.undo import undo
from placement.service.planning import check_plan, derived, make_plan
from placement.simulation.generate import generate
from placement.store.keys import change_secret
from placement.store.secret import Passphrase, Secret, new_key_file
from tests.binding import BENCHMARKS, written
from tests.service.desk.desks import KARI, new_desk

TIMES = 300
IN_A_ROW = 25
"""Two who force data to one disk in turn would wait for each other."""
OPENINGS = 7
SECONDS = 60.0
"""Longest time to find the plan that is accepted."""
HEAD = "| what | times | median, ms | 95 of 100 within, ms |\n|---|--:|--:|--:|"
SETTINGS = "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"
PASSPHRASE = Passphrase("four words that nobody guesses")


class Spent(dict[str, list[float]]):
    """What was done -> how many seconds it took, each time."""

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Time the block."""
        begun = time.perf_counter()
        yield
        self.add(what, time.perf_counter() - begun)

    def add(self, what: str, seconds: float) -> None:
        """Write one time down."""
        self.setdefault(what, []).append(seconds)

    def row(self, what: str) -> str:
        """A line of the table."""
        found = sorted(self[what])
        late = found[min(len(found) - 1, round(0.95 * len(found)))]
        return f"| {what} | {len(found)} | {statistics.median(found) * 1000:.1f} | {late * 1000:.1f} |"


class Plain:
    """SQLite as it is, with tables for the rows that an edit writes."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for setting in SETTINGS:
            self._connection.execute(setting)
        for table in ("change", "fact", "audit"):
            self._connection.execute(
                f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, body TEXT, until INTEGER)"
            )

    def commit(self, body: str) -> None:
        """A change, a version that ends, one that begins, a line of the log."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO change (body) VALUES (?)", (body[:100],))
        self._connection.execute("UPDATE fact SET until = 1 WHERE id = (SELECT max(id) FROM fact)")
        self._connection.execute("INSERT INTO fact (body) VALUES (?)", (body,))
        self._connection.execute("INSERT INTO audit (body) VALUES (?)", (body[:300],))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def edits(desk: Desk, week: Instance, plain: Plain, times: int, spent: Spent) -> None:
    """One field of one person after the other; in turn with it, some at once, what plain SQLite takes."""
    people = [person.alias for house in week.households for person in house.members]
    committing: list[float] = []
    event.listen(desk.store.engine, "commit", lambda _: committing.append(time.perf_counter()))
    for first in range(0, times, IN_A_ROW):
        for n in range(first, min(times, first + IN_A_ROW)):
            body = str(desk.now().rows("persons")[people[n % len(people)]])
            with spent.timed("the same rows in plain SQLite"):
                plain.commit(body)
        for n in range(first, min(times, first + IN_A_ROW)):
            alias = people[n % len(people)]
            support = (desk.now().rows("persons")[alias]["support"] or 0) % 3 + 1
            command = SetFields(table="persons", key=alias, fields={"support": support})
            begun = time.perf_counter()
            carry_out(desk, KARI, command)
            ended = time.perf_counter()
            spent.add("an edit of one field", ended - begun)
            spent.add("… of it until the commit", committing[-1] - begun)
            spent.add("… of it the commit and the anchor, both forced to the disk", ended - committing[-1])


def others(desk: Desk, times: int, spent: Spent) -> None:
    """A row that comes, and the same taken back."""
    for n in range(times):
        with spent.timed("a new row"):
            carry_out(desk, KARI, AddRow(table="areas", fields={"alias": f"Område-{n}"}))
        with spent.timed("an undo"):
            undo(desk, KARI)


def openings(folder: Path, secret: Secret, what: str, spent: Spent, times: int = OPENINGS) -> None:
    """From the secret to the first facts."""
    for _ in range(times):
        with spent.timed(f"opening with {what}, to the first facts"):
            desk = open_desk(folder, secret)
            assert desk.now().instance.households  # noqa: S101 - the facts are read
        desk.close()


def accepting(desk: Desk, seconds: float, spent: Spent) -> None:
    """Accept a plan, and how long the judge took meanwhile."""
    spent["accepting a plan"] = []
    now = desk.now()
    answer = make_plan(now.instance, seconds=seconds, explain=False)
    number = keep_answer(desk, KARI, answer, now.change)
    alarms = [alarm_id(one) for one in answer.review.of(FindingKind.ALARM)]
    with (
        patch("placement.service.desk.accepting.check_plan", _timed(check_plan, "… of it the judge", spent)),
        patch(
            "placement.service.desk.accepting.derived",
            _timed(derived, "… of it what follows from facts", spent),
        ),
        spent.timed("accepting a plan"),
    ):
        accept(desk, KARI, number, acknowledged=alarms)


def _timed(function: Callable[..., Any], what: str, spent: Spent) -> Callable[..., Any]:
    def timed(*args: object, **settings: object) -> object:
        with spent.timed(what):
            return function(*args, **settings)

    return timed


def measured(size: str, times: int, seconds: float, openings_: int = OPENINGS) -> Spent:
    """Everything, on one week."""
    week, spent = generate(size, 1), Spent()
    with tempfile.TemporaryDirectory() as root:
        key = new_key_file(Path(root) / "key")
        desk = new_desk(Path(root) / "desk", week, secret=key)
        plain = Plain(Path(root) / "plain.db")
        edits(desk, week, plain, times, spent)
        plain.close()
        others(desk, max(1, times // 5), spent)
        accepting(desk, seconds, spent)
        desk.close()
        openings(Path(root) / "desk", key, "a key file", spent, openings_)
        change_secret(Path(root) / "desk", key, PASSPHRASE)
        openings(Path(root) / "desk", PASSPHRASE, "a passphrase", spent, openings_)
    return spent


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="L", help="size of the made-up week")
    options.add_argument("--times", type=int, default=TIMES, help="edits")
    options.add_argument("--seconds", type=float, default=SECONDS, help="longest time to find the plan")
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    spent = measured(given.size, given.times, given.seconds)
    body = [HEAD, *map(spent.row, spent)]
    print("\n".join(body))
    if given.write:
        note = f"`python -m benchmarks.desk`: size {given.size}, seed 1, by the clock. {machine()}."
        text = written(BENCHMARKS.read_text("utf-8"), "desk", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
