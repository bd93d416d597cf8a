import pytest
from sqlalchemy import text

from placement.errors import StoreError
from placement.store import audit
from placement.store.audit import Anchor, Head
from placement.store.made import make
from placement.store.store import Store
from tests.store import tampering


@pytest.fixture
def store(tmp_path):
    made = make(tmp_path / "desk", None).store
    yield made
    made.close()


def log(store, n=1):
    for _ in range(n):
        with store.writing() as tx:
            tx.log("kari", "set_fields", {"persons": {"P1": ("support",)}}, why="corrected")


def verify(store):
    with store.reading() as connection:
        return kind(audit.verify(connection, store.audit_key, store.anchor.read()))


def kind(fault):
    return fault and fault.kind


def test_a_log_that_nobody_touched_is_whole(store):
    assert verify(store) is None
    log(store, 5)
    assert verify(store) is None


def test_a_line_says_who_did_what_to_which_fields(store):
    log(store)
    with store.reading() as connection:
        (line,) = audit.lines(connection)
    assert (line.seq, line.by, line.action, line.why) == (1, "kari", "set_fields", "corrected")
    assert line.about == {"persons": {"P1": ("support",)}}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET \"by\" = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        'INSERT INTO audit SELECT seq + 2, at, "by", action, about, change, why, mac, mac FROM audit',
        'INSERT INTO audit SELECT seq + 1, at, "by", action, about, change, why, zeroblob(32), mac FROM audit',
    ],
)
def test_the_database_itself_refuses_to_change_a_log(store, statement):
    log(store)
    with pytest.raises(Exception, match=r"never|follows"), store.writing() as tx:
        tx.connection.execute(text(statement))
    assert verify(store) is None


def test_every_tampering_is_found():
    said = tampering.campaign(200, first=7)
    assert {way for way, _ in said} == {way.__name__ for way in tampering.WAYS}
    assert not [way for way, kind in said if kind == "not found"]


def test_an_old_copy_of_the_whole_database_is_found(tmp_path):
    assert tampering.rolled_back(tmp_path) == "cut"


def test_without_an_anchor_a_cut_tail_is_not_seen_and_with_it_it_is(store):
    log(store, 3)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_is_not_deleted")
        connection.exec_driver_sql("DELETE FROM audit WHERE seq = 3")
        assert audit.verify(connection, store.audit_key) is None
        assert kind(audit.verify(connection, store.audit_key, store.anchor.read())) == "cut"


def test_a_log_is_not_whole_under_another_key(store):
    log(store)
    with store.reading() as connection:
        assert kind(audit.verify(connection, b"x" * 32)) == "changed"


def test_a_line_and_what_it_tells_of_are_written_together_or_not_at_all(store):
    def broken():
        with store.writing() as tx:
            tx.log("kari", "x", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with store.reading() as connection:
        assert list(audit.lines(connection)) == []


def test_an_anchor_keeps_the_highest_head_whatever_else_is_in_its_file(tmp_path):
    anchor = Anchor(tmp_path / "head")
    assert anchor.read() is None
    anchor.write(Head(1, b"a" * 32))
    anchor.write(Head(2, b"b" * 32))
    with anchor.path.open("a") as file:
        file.write("3 abcd")  # torn
    assert anchor.read() == Head(2, b"b" * 32)
    anchor.MOST_BYTES = 10
    anchor.write(Head(4, b"c" * 32))
    assert anchor.read() == Head(4, b"c" * 32)


def test_an_anchor_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        Anchor(tmp_path).read()


def test_the_head_can_be_read_aloud():
    assert Head(12, bytes(range(32))).groups == "12: 0001 0203 0405 0607 0809 0a0b 0c0d 0e0f"


@pytest.mark.parametrize("kept", range(1, 67))
def test_a_head_that_was_written_in_part_spoils_neither_itself_nor_the_next_one(tmp_path, kept):
    anchor = Anchor(tmp_path / "head")
    anchor.write(Head(1, b"a" * 32))
    whole = anchor.path.stat().st_size
    anchor.write(Head(2, b"b" * 32))
    with anchor.path.open("r+b") as file:
        file.truncate(whole + kept)
    assert anchor.read() == Head(1, b"a" * 32)
    anchor.write(Head(3, b"c" * 32))
    assert anchor.read() == Head(3, b"c" * 32)


def cut(store, seq):
    """Cut the tail of a log, as somebody might who has the database open, and put its walls back."""
    with store.engine.begin() as connection:
        wall = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'audit_is_not_deleted'"))
        connection.exec_driver_sql("DROP TRIGGER audit_is_not_deleted")
        connection.execute(text("DELETE FROM audit WHERE seq > :seq"), {"seq": seq})
        connection.exec_driver_sql(str(wall))


@pytest.mark.parametrize("reopened", [False, True])
def test_lines_written_after_a_cut_do_not_hide_it(store, reopened):
    log(store, 6)
    cut(store, 3)
    again = Store(store.engine, store.audit_key, Anchor(store.anchor.path)) if reopened else store
    assert not again.log_agrees()
    log(again, 8)
    assert verify(again) == "other"
    assert not again.log_agrees()


def test_another_process_that_writes_on_is_no_fault(store):
    other = Store(store.engine, store.audit_key, Anchor(store.anchor.path))
    for writer in (store, other, other, store, other):
        log(writer)
        assert writer.log_agrees()
    assert verify(store) is None
