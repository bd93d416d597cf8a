"""Spoil a log behind the program's back, in every way there is; each must be found.

`python -m tests.store.tampering --count 200`: whoever does it has the database open and drops the triggers first, but
has not the key of the log, nor its anchor.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text, update

from placement.store import audit
from placement.store.audit import Anchor, Head
from placement.store.made import make
from placement.store.schema import audit as AUDIT  # noqa: N812 - a table beside the module of its name
from placement.store.store import Store

KEY = b"another key, not that of the log"
LINES = 40
TABLES = ("persons", "stays", "relations", "avoid_areas")


def written(folder: Path, seed: int) -> Store:
    """A desk for demo data with a log of some lines."""
    draw = random.Random(seed)
    store = make(folder, None).store
    for n in range(LINES):
        with store.writing() as tx:
            about = {draw.choice(TABLES): {f"R{n}": ("until", "since")}}
            tx.log(
                f"user{draw.randrange(4)}", draw.choice(("set_fields", "read_week", "undo")), about, why="x"
            )
    return store


def line(connection: Connection, seq: int) -> dict[str, Any]:
    found = connection.execute(text("SELECT * FROM audit WHERE seq = :seq"), {"seq": seq}).mappings().one()
    return dict(found)


def edit(connection: Connection, draw: random.Random) -> None:
    column = draw.choice(("at", "by", "action", "about", "why"))
    where = AUDIT.c.seq == draw.randint(1, LINES)
    connection.execute(update(AUDIT).where(where).values({column: f"other{draw.random()}"}))


def edit_and_sign(connection: Connection, draw: random.Random) -> None:
    """Change a line and sign it with another key."""
    seq = draw.randint(1, LINES)
    row = line(connection, seq)
    signed = audit._mac(
        KEY, row["prev"], (seq, row["at"], "nobody", row["action"], row["about"], None, row["why"])
    )
    given = {"seq": seq, "mac": signed}
    connection.execute(text("UPDATE audit SET \"by\" = 'nobody', mac = :mac WHERE seq = :seq"), given)


def delete(connection: Connection, draw: random.Random) -> None:
    connection.execute(text("DELETE FROM audit WHERE seq = :seq"), {"seq": draw.randint(1, LINES - 1)})


def delete_and_close_up(connection: Connection, draw: random.Random) -> None:
    """Delete a line, and number those behind it anew."""
    seq = draw.randint(1, LINES - 1)
    connection.execute(text("DELETE FROM audit WHERE seq = :seq"), {"seq": seq})
    for n in range(seq + 1, LINES + 1):
        connection.execute(text("UPDATE audit SET seq = :new WHERE seq = :old"), {"new": n - 1, "old": n})


def swap(connection: Connection, draw: random.Random) -> None:
    a, b = draw.sample(range(1, LINES + 1), 2)
    for old, new in ((a, -1), (b, a), (-1, b)):
        connection.execute(text("UPDATE audit SET seq = :new WHERE seq = :old"), {"new": new, "old": old})


def cut_tail(connection: Connection, draw: random.Random) -> None:
    connection.execute(text("DELETE FROM audit WHERE seq > :seq"), {"seq": draw.randint(1, LINES - 1)})


def cut_all(connection: Connection, _draw: random.Random) -> None:
    connection.execute(text("DELETE FROM audit"))


def insert_line(connection: Connection, draw: random.Random) -> None:
    """Add a line at the end, signed with another key, in place of the last ones."""
    seq = draw.randint(2, LINES)
    connection.execute(text("DELETE FROM audit WHERE seq >= :seq"), {"seq": seq})
    last = audit.head(connection)
    audit.append(connection, KEY, at="2026-01-01", by="nobody", action="x", about={})
    assert audit.head(connection).seq == last.seq + 1


def repeat(connection: Connection, draw: random.Random) -> None:
    """Write one line over another, code and all."""
    a, b = draw.sample(range(1, LINES + 1), 2)
    given = line(connection, a) | {"seq": b}
    connection.execute(update(AUDIT).where(AUDIT.c.seq == b).values(given))


WAYS = (edit, edit_and_sign, delete, delete_and_close_up, swap, cut_tail, cut_all, insert_line, repeat)


def tampered(store: Store, way: object, seed: int) -> str | None:
    """Spoil the log in one way; what `verify` says of it. Nothing stays spoilt."""
    assert store.anchor is not None
    with store.engine.connect() as connection, connection.begin() as transaction:
        for name in ("audit_is_kept", "audit_is_not_deleted", "audit_follows"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        way(connection, random.Random(seed))  # type: ignore[operator]
        found = audit.verify(connection, store.audit_key, store.anchor.read())
        transaction.rollback()
    return found.kind if found else None


def campaign(count: int, first: int = 0) -> Counter[tuple[str, str]]:
    """(way, what was said) -> how often."""
    said: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store = written(Path(folder) / "desk", first)
        assert store.anchor is not None
        with store.reading() as connection:
            assert audit.verify(connection, store.audit_key, store.anchor.read()) is None
        for seed in range(first, first + count):
            way = WAYS[seed % len(WAYS)]
            said[way.__name__, tampered(store, way, seed) or "not found"] += 1
        store.close()
    return said


def rolled_back(folder: Path) -> str | None:
    """An old copy of the whole database in place of the new one: what `verify` says."""
    store = written(folder / "desk", 1)
    store.close()
    old = (folder / "desk" / "desk.db").read_bytes()
    store = Store(store.engine, store.audit_key, Anchor(folder / "desk.head"))
    with store.writing() as tx:
        tx.log("somebody", "erase", {})
    store.close()
    (folder / "desk" / "desk.db").write_bytes(old)
    for beside in ("desk.db-wal", "desk.db-shm"):
        (folder / "desk" / beside).unlink(missing_ok=True)
    with store.reading() as connection:
        head: Head | None = store.anchor.read() if store.anchor else None
        found = audit.verify(connection, store.audit_key, head)
    store.close()
    return found.kind if found else None


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=200)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    begun = time.time()
    said = campaign(given.count, given.first)
    for (way, kind), times in sorted(said.items()):
        print(f"{way:22} {kind:10} {times}")
    missed = sum(times for (_, kind), times in said.items() if kind == "not found")
    print(f"{sum(said.values())} tamperings, {missed} not found; {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
