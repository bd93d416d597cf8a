"""Every step of the schema, up and down and with data, and killed at each of its statements."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, text

from placement.domain.fact import Edit
from placement.store import copies, facts, jobs, ledger, migrate, plans, requests
from placement.store.engine import open_engine
from placement.store.made import make, open_made
from placement.store.plans import PlanRow, Verification
from placement.store.schema import TRIGGERS, metadata
from placement.store.store import Store
from tests.store.refusals import refused

STEPS = tuple(reversed(migrate.known()))
NEXT = '''"""A step that this program has not got yet: a column, another spelling of what is there, a table."""

from alembic import op

revision = "9999"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE change ADD COLUMN note TEXT")
    op.execute("DROP TRIGGER change_is_kept")
    op.execute("UPDATE change SET note = 'was ' || command")
    op.execute("CREATE TABLE later (id INTEGER NOT NULL, PRIMARY KEY (id)) STRICT")
    op.execute("INSERT INTO later SELECT id FROM change")


def downgrade() -> None:
    op.execute("DROP TABLE later")
    op.execute("ALTER TABLE change DROP COLUMN note")
    op.execute("CREATE TRIGGER change_is_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'kept'); END")
'''


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    made = make(tmp_path / "desk", None).store
    filled(made)
    yield made
    made.close()


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A program with one step more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_later.py").write_text(NEXT.format(before=migrate.newest()))

    def begin():
        monkeypatch.setattr(migrate, "STEPS", folder)

    return begin


def filled(store: Store) -> None:
    """A row in every table."""
    with store.writing() as tx:
        c, at = tx.connection, tx.at
        edit = Edit("stays", "new", None, {"household": "Hare"})
        facts.write(c, [edit], at=at, by="kari", command="x")
        facts.write(c, [Edit("stays", "1", edit.after, None)], at=at, by="kari", command="y", undoes=1)
        number = plans.add(c, PlanRow(0, at, "kari", 1, "2026-11-23", "i", "p", "{}", "{}", "draft"))
        plans.verify(c, Verification(0, at, number, 1, "p", "i", 0, 0, 0, 0, "1"))
        jobs.add(c, "plan", {}, at=at, by="kari", change=1)
        requests.add(c, at=at, by="kari", command={"name": "x"}, seen=(), why="", about=())
        ledger.add(c, ["Hare"], ledger.PURGED, at=at, change=2)
        c.execute(text("INSERT INTO claim (stay, room, bed, since, until) VALUES ('1', 'R', 1, '1', '2')"))
        tx.log("kari", "x", {"stays": {"1": ()}}, change=1)


def schema_of(engine: Engine) -> dict[str, str]:
    """Name -> how it is made, in one spelling."""
    with engine.connect() as connection:
        asked = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        return {name: _spelled(sql) for name, sql in connection.execute(text(asked))}


def _spelled(sql: str) -> str:
    plain = re.sub(r'"(\w+)"', r"\1", re.sub(r"\s+", " ", sql))
    return re.sub(r"\s*([(),])\s*", r"\1", plain).strip()


def rows_of(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all()
        return {
            name: sorted(tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in names
        }


def test_the_steps_lead_from_nothing_to_the_tables_that_the_program_knows(store):
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert migrate.version_of(connection) == migrate.newest()


def test_they_make_the_tables_and_triggers_letter_by_letter(store, tmp_path):
    other = make(tmp_path / "other", None).store
    with other.engine.begin() as connection:
        migrate.downgrade(connection, "base")
        metadata.create_all(connection)
        for trigger in TRIGGERS.values():
            connection.exec_driver_sql(trigger)
    assert schema_of(store.engine) == schema_of(other.engine)
    assert {name: _spelled(sql) for name, sql in TRIGGERS.items()}.items() <= schema_of(store.engine).items()
    other.close()


def test_every_table_holds_a_row_in_these_tests(store):
    assert [name for name, rows in rows_of(store.engine).items() if not rows] == []
    assert rows_of(store.engine).keys() == metadata.tables.keys() | {"alembic_version"}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_goes_up_and_down_and_up_again(tmp_path, step):
    before = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else "base"
    store = make(tmp_path / "desk", None).store
    filled(store)
    with store.engine.begin() as connection:
        migrate.downgrade(connection, step)
    after = schema_of(store.engine)
    with store.engine.begin() as connection:
        migrate.downgrade(connection, before)
        migrate.upgrade(connection, step)
    assert schema_of(store.engine) == after
    with store.engine.begin() as connection:
        migrate.downgrade(connection, "base")
    assert schema_of(store.engine) == {}
    store.close()


def test_a_desk_of_an_older_program_is_copied_and_then_brought_up_with_its_data(store, tmp_path, later):
    before = rows_of(store.engine)
    store.close()
    later()
    store = open_made(tmp_path / "desk", None).store
    after = rows_of(store.engine)
    assert after["alembic_version"] == [("9999",)]
    assert after["change"] == [(*row, f"was {row[3]}") for row in before["change"]]
    assert {name: after[name] for name in before if name not in ("alembic_version", "change")} == {
        name: rows for name, rows in before.items() if name not in ("alembic_version", "change")
    }
    (copy,) = copies.kept(tmp_path / "desk")
    store.close()
    copy.replace(tmp_path / "desk" / "desk.db")
    again = open_made(tmp_path / "desk", None).store
    assert rows_of(again.engine) == after, "the copy is whole, and can stand in for the desk"
    again.close()


def test_a_desk_of_a_newer_program_is_not_touched(store, tmp_path, later, monkeypatch):
    store.close()
    later()
    open_made(tmp_path / "desk", None).store.close()
    monkeypatch.undo()
    before = (tmp_path / "desk" / "desk.db").read_bytes()
    with refused("store_newer"):
        open_made(tmp_path / "desk", None)
    assert (tmp_path / "desk" / "desk.db").read_bytes() == before


def killed_at(folder: Path, statement: int) -> bool:
    """Bring a desk up in a fork that dies at this statement; whether it did."""
    if (child := os.fork()) == 0:
        seen = 0

        def count(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            event.listen(Engine, "before_cursor_execute", count)
            event.listen(Engine, "commit", count)
            open_made(folder, None).store.close()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_kill_at_any_statement_of_an_upgrade_leaves_the_old_desk_whole(store, tmp_path, later):
    old = rows_of(store.engine), schema_of(store.engine)
    store.close()
    later()
    brought_up = fresh(tmp_path, "up")
    open_made(brought_up, None).store.close()
    new = looked_at(brought_up)
    left: list[tuple[object, object]] = []
    while killed_at(folder := fresh(tmp_path, str(len(left))), len(left) + 1):
        left.append(looked_at(folder))
        open_made(folder, None).store.close()
        assert looked_at(folder) == new
    before_commit = left.index(new)
    assert before_commit > NEXT.count("op.execute") // 2
    assert left == [old] * before_commit + [new] * (len(left) - before_commit)


def fresh(place: Path, name: str) -> Path:
    return shutil.copytree(place / "desk", place / f"desk-{name}")


def looked_at(folder: Path) -> tuple[object, object]:
    """The rows and the schema as they were left, read in a copy and without bringing anything up."""
    other = shutil.copytree(folder, folder.with_name("looked-at"))
    engine = open_engine(other / "desk.db", None)
    found = rows_of(engine), schema_of(engine)
    engine.dispose()
    shutil.rmtree(other)
    return found
