"""A row that is replaced is a row that is deleted: the walls hold against that too."""

import pytest
from sqlalchemy import text

from placement.domain.fact import Edit
from placement.store import facts
from placement.store.made import make


@pytest.fixture
def store(tmp_path):
    made = make(tmp_path / "desk", None).store
    with made.writing() as tx:
        facts.write(
            tx.connection,
            [Edit("areas", "Fjordby", None, {"alias": "Fjordby"})],
            at=tx.at,
            by="kari",
            command="x",
        )
        tx.connection.execute(
            text(
                'INSERT INTO plan (at, "by", change, as_of, instance_hash, hash, body, run, state) '
                "VALUES ('2026', 'kari', 1, '2026-11-23', 'a', 'b', '{}', '{}', 'draft')"
            )
        )
        tx.connection.execute(
            text(
                "INSERT INTO verification "
                "(at, plan, change, plan_hash, instance_hash, breaches, alarms, tasks, points, judge) "
                "VALUES ('2026', 1, 1, 'b', 'a', 3, 0, 0, 0, '0')"
            )
        )
    yield made
    made.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO fact (id, tbl, key, body, since) SELECT id, tbl, key, '{}', since FROM fact",
        (
            "REPLACE INTO verification SELECT id, at, plan, change, plan_hash, instance_hash, 0, alarms, tasks, "
            "points, judge FROM verification"
        ),
        "REPLACE INTO plan SELECT * FROM plan",
        "DELETE FROM plan",
        "DELETE FROM verification",
        "DELETE FROM change",
        "DELETE FROM fact",
    ],
)
def test_what_is_kept_is_neither_replaced_nor_deleted(store, statement):
    def spoil():
        with store.writing() as tx:
            tx.connection.execute(text(statement))

    with pytest.raises(Exception, match=r"never|erased by|FOREIGN KEY"):
        spoil()
    with store.reading() as connection:
        assert [v.body for v in facts.current(connection)] == [{"alias": "Fjordby"}]
        assert connection.scalar(text("SELECT breaches FROM verification")) == 3
