"""Protection never falls by accident: sequences of imports, merges, other commands, undo and restores by one person.

`python -m tests.service.desk.monotone --sequences 1000`: two people take turns on one desk, and neither ever grants
what the other asks for. After each step an oracle that shares nothing with the guard (`tests.service.protected`)
compares what protected whom before and after, night by night.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from placement.domain.fact import EXTRA, content_of, difference, fields_of
from placement.domain.instance import Instance
from placement.errors import PlacementError
from placement.service.desk import importing
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import EditRows
from placement.service.desk.desk import Desk
from placement.service.desk.importing import Shown
from placement.service.desk.sight import who
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.undo import redo, undo
from placement.service.imports import Choices
from placement.tables.partial import Part, PartRow, PartTable
from tests.random_worlds import tiny
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.service.desk.drawn_commands import draw
from tests.service.protected import changed_at_random, falls

STEPS = 8
LONG_AGO = datetime(2020, 1, 6, tzinfo=UTC)
"""Before every date of a random world, so that each night still counts."""


def week(seed: int) -> Instance:
    return tiny(seed, "mixed")


def facts(now: Snapshot) -> dict[str, dict[str, Any]]:
    """What is true of the week, without what a desk has beside it."""
    empty: dict[str, dict[str, Any]] = {table: {} for table in content_of(week(0))}
    return {**empty, **{table: dict(rows) for table, rows in now.content.items() if table not in EXTRA}}


def part_of(content: dict[str, dict[str, Any]], tables: list[str], r: random.Random) -> Part:
    """A file with some of the columns of some tables; some cells are empty, some rows are not there."""
    found = {}
    for table in tables:
        rows = list(content[table].values())
        known = {
            "alias",
            "household",
            "person",
            "a",
            "b",
            "kind",
            "unit",
            "area",
            "start",
            "place",
            "on",
            "helper",
        }
        fields = frozenset(f for f in fields_of(table) if f in known or r.random() < 0.6)
        part_rows = []
        for number, row in enumerate(rows, 2):
            if r.random() < 0.1:
                continue
            said = {
                f: row[f]
                for f in sorted(fields)
                if row.get(f) not in (None, [], "") and (f in known or r.random() > 0.05)
            }
            part_rows.append(PartRow(number, said, fields - said.keys()))
        if part_rows:
            found[table] = PartTable(table, table, "utf-8", {f: f for f in fields}, fields, tuple(part_rows))
    return Part(found)


def an_import(desk: Desk, login: str, r: random.Random) -> None:
    """Take in a file that was changed at random, with choices at random."""
    now = desk.now()
    altered, _ = changed_at_random(facts(now), r.randint(1, 5), r)
    tables = r.sample(
        ["persons", "relations", "avoid_areas", "vetoes", "knows_address", "impartiality"], r.randint(1, 4)
    )
    found: Shown = importing.shown(now, part_of(altered, tables, r), who(desk, login))
    cleared = {
        (c.table, c.key, c.field) for c in found.preview.conflicts if c.kind == "emptied" and r.random() < 0.5
    }
    removed = {(one.table, one.key) for one in found.preview.removals if r.random() < 0.5}
    choices = Choices(clear=frozenset(cleared), remove=frozenset(removed))
    importing.apply(desk, login, found, choices, at=LONG_AGO)


def a_command(desk: Desk, login: str, r: random.Random) -> None:
    _, command = draw(r, desk.now())
    carry_out(desk, login, command, at=LONG_AGO)


def an_edit(desk: Desk, login: str, r: random.Random) -> None:
    """Rows set to anything, as any screen or merge might."""
    now = desk.now()
    altered, _ = changed_at_random(facts(now), r.randint(1, 3), r)
    edits = difference(facts(now), altered)
    rows = tuple(
        (e.table, e.key, e.before, e.after) for e in r.sample(edits, min(len(edits), r.randint(1, 4)))
    )
    carry_out(desk, login, EditRows(rows=rows), at=LONG_AGO)


def an_undo(desk: Desk, login: str, _r: random.Random) -> None:
    undo(desk, login, at=LONG_AGO)


def a_redo(desk: Desk, login: str, _r: random.Random) -> None:
    redo(desk, login, at=LONG_AGO)


def a_restore(desk: Desk, login: str, r: random.Random) -> None:
    """The rows of an earlier moment, put back through the same guard."""
    now = desk.now()
    then = desk.at(r.randint(max(1, now.change - 6), now.change))
    edits = [e for e in difference(now.content, then.content) if e.table not in EXTRA]
    carry_out(
        desk, login, EditRows(rows=tuple((e.table, e.key, e.before, e.after) for e in edits)), at=LONG_AGO
    )


WAYS = (
    an_import,
    an_import,
    an_import,
    a_command,
    a_command,
    an_edit,
    an_edit,
    an_undo,
    an_undo,
    a_redo,
    a_restore,
)


DRAWN_FROM = ("households", "persons", "units", "rooms", "zones", "areas")
"""Without the guard somebody may remove all of them; then there is nothing to draw."""


def sequence(desk: Desk, seed: int) -> Iterator[tuple[str, str, set[Any]]]:
    """(step, how it ended, what fell) of one sequence."""
    r = random.Random(seed)
    for _ in range(STEPS):
        way, login = r.choice(WAYS), r.choice((KARI, OLA))
        before = facts(desk.now())
        if not all(before[table] for table in DRAWN_FROM):
            return
        try:
            way(desk, login, r)
            ended = "done"
        except (PlacementError, ValueError) as error:
            ended = type(error).__name__
        fell = falls(before, facts(desk.now())) if ended == "done" else set()
        yield way.__name__, ended, fell


def campaign(sequences: int, first: int = 0, *, each: int = 20) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How the steps ended, and every fall. A desk serves `each` sequences."""
    ended: Counter[tuple[str, str]] = Counter()
    faults: list[str] = []
    desk: Desk | None = None
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + sequences):
            if desk is None or (seed - first) % each == 0:
                if desk is not None:
                    desk.close()
                desk = new_desk(Path(folder) / f"desk{seed}", furnished(seed))
            for step, how, fell in sequence(desk, seed):
                ended[step, how] += 1
                faults += [f"seed {seed}, {step}: {one}" for one in sorted(map(str, fell))]
        if desk is not None:
            desk.close()
    return ended, faults


def furnished(seed: int) -> Instance:
    """A small world in which there is something to lose."""
    from placement.domain.fact import instance_of

    for attempt in range(100):
        r = random.Random(f"{seed} {attempt}")
        content = content_of(week(seed + attempt))
        changed_at_random(content, 0, r)
        renamed = {
            t: {(k if not k.startswith(f"{t}-") else str(n)): b for n, (k, b) in enumerate(rows.items(), 1)}
            for t, rows in content.items()
        }
        try:
            return instance_of(renamed)
        except ValueError:
            continue
    raise AssertionError("no world")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--sequences", type=int, default=1000)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    begun = time.time()
    ended, faults = campaign(given.sequences, given.first)
    for (step, how), times in sorted(ended.items()):
        print(f"{step:10} {how:15} {times}")
    print("\n".join(faults[:20]))
    print(
        f"{given.sequences} sequences, {sum(ended.values())} steps, {len(faults)} falls; {time.time() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
