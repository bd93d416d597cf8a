"""The file of a desk: nobody reads it without the key, nobody makes another over it, and damage is told."""

import gzip
import secrets
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from placement.store import connection as one_connection
from placement.store.connection import BUSY_SECONDS, is_ciphered
from placement.store.engine import checked, open_engine
from placement.store.keys import create_keys
from placement.store.secret import new_key_file
from tests.store.refusals import refused

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
ROOT = Path(__file__).parents[2]
PAGE = 4096

CANARIES = [f"Kanarifugl-{n:03d}-{secrets.token_hex(4)}" for n in range(200)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


@pytest.fixture
def engine(path):
    made = open_engine(path, KEY, create=True)
    yield made
    made.dispose()


def run(engine: Engine, statement: str, **given):
    with engine.begin() as connection:
        done = connection.execute(text(statement), given)
        return done.fetchall() if done.returns_rows else None


def read(engine: Engine, statement: str):
    with engine.connect().execution_options(read_only=True) as connection:
        return connection.execute(text(statement)).fetchall()


def fill(engine: Engine) -> None:
    run(engine, "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT) STRICT")
    run(engine, "CREATE INDEX note_body ON note (body)")
    with engine.begin() as connection:
        rows = [{"body": one * 20} for one in CANARIES]
        connection.execute(text("INSERT INTO note (body) VALUES (:body)"), rows)


def closed(path: Path) -> bytes:
    """The bytes of a filled file that nobody has open."""
    engine = open_engine(path, KEY, create=True)
    fill(engine)
    engine.dispose()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return path.read_bytes()


# --- what lies on the disk ------------------------------------------------------------------------


def test_nothing_on_the_disk_shows_what_is_in_it(engine, path):
    fill(engine)
    run(engine, "DELETE FROM note WHERE id > 150")
    there = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert there.keys() == {"desk.db", "desk.db-wal", "desk.db-shm"}
    assert len(there["desk.db-wal"]) > 10 * PAGE
    sought = [
        one.encode(code) for one in (*CANARIES, "note_body") for code in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    for content in there.values():
        assert not [one for one in sought if one in content]
        assert b"SQLite format 3" not in content
    engine.dispose()
    assert not [one for one in sought if one in path.read_bytes()]
    assert len(gzip.compress(path.read_bytes())) > path.stat().st_size


def test_the_library_that_everybody_has_cannot_read_it(path):
    closed(path)
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_files_are_for_nobody_else(engine, path):
    fill(engine)
    assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def test_a_copy_that_was_left_open_is_closed_when_it_is_used(path):
    closed(path)
    path.chmod(0o644)
    open_engine(path, KEY).dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_written_is_there_after_it_is_opened_again(path):
    closed(path)
    engine = open_engine(path, KEY)
    assert read(engine, "SELECT count(*) FROM note") == [(len(CANARIES),)]
    engine.dispose()


@pytest.mark.parametrize("key", [KEY, None])
def test_every_connection_has_the_settings_of_the_house(path, key):
    engine = open_engine(path, key, create=True)
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "temp_store": 2, "busy_timeout": BUSY_SECONDS * 1000,
    }  # fmt: skip
    with engine.connect() as one:
        one.commit()
        with engine.connect().execution_options(read_only=True) as other:
            for connection in (one.execution_options(read_only=True), other):
                found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
                assert found == wanted
    engine.dispose()


# --- opening --------------------------------------------------------------------------------------


def test_opening_never_makes_a_file(path):
    for key in (KEY, None):
        with refused("store_missing", KEY):
            open_engine(path, key)
        with refused("store_missing"):
            open_engine(path.parent, key)
    assert list(path.parent.iterdir()) == []


def test_a_file_that_goes_away_is_not_made_again(path):
    closed(path)
    engine = open_engine(path, KEY)
    engine.dispose()
    path.unlink()
    with refused("store_disk", KEY):
        engine.connect()
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"x"])
def test_an_empty_file_is_no_new_database(path, content):
    path.write_bytes(content)
    for key in (KEY, None):
        with refused("store_empty"):
            open_engine(path, key)
    assert path.read_bytes() == content


def test_a_file_that_somebody_emptied_is_not_made_again(path):
    closed(path)
    engine = open_engine(path, KEY)
    engine.dispose()
    path.write_bytes(b"")
    with refused("store_empty"):
        engine.connect()
    assert path.read_bytes() == b""


def test_a_new_database_is_never_made_over_another(path):
    before = closed(path)
    for key in (KEY, OTHER_KEY, None):
        with refused("store_exists", KEY):
            open_engine(path, key, create=True)
    assert path.read_bytes() == before


def test_a_making_that_fails_leaves_nothing(path, monkeypatch):
    monkeypatch.setattr(one_connection, "SETTINGS", ("PRAGMA journal_mode = WAL", "SELECT nothing"))
    with refused("store_unwritable", KEY):
        open_engine(path, KEY, create=True)
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with refused("store_unwritable"):
        open_engine(tmp_path / "none" / "desk.db", KEY, create=True)


def test_another_key_opens_nothing_and_changes_nothing(path, capfd):
    before = closed(path)
    with refused("store_unreadable", KEY, OTHER_KEY):
        open_engine(path, OTHER_KEY)
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_key_has_its_length(path):
    with pytest.raises(ValueError, match="32 bytes") as told:
        open_engine(path, b"kort", create=True)
    assert "kort" not in str(told.value)
    assert not path.exists()


def test_a_plain_database_is_not_taken_for_a_desk(path):
    open_engine(path, None, create=True).dispose()
    with refused("store_plain", KEY):
        open_engine(path, KEY)


def test_a_desk_is_not_opened_as_demo_data(path):
    closed(path)
    with refused("store_not_plain"):
        open_engine(path, None)


@pytest.mark.parametrize(
    "content", [b"not a database", b"\x00" * 3 * PAGE, b"SQLite format 3\x00" + b"x" * 9000]
)
def test_a_file_of_something_else_is_told(path, content, capfd):
    path.write_bytes(content)
    for key, code in ((KEY, "store_unreadable"), (None, "store_not_plain")):
        with refused(code, KEY):
            open_engine(path, key)
    assert path.read_bytes() == content
    assert capfd.readouterr() == ("", "")


def test_no_plain_file_is_made_or_opened_in_the_folder_of_a_desk_with_keys(tmp_path):
    (tmp_path / "stick").mkdir()
    create_keys(tmp_path / "desk", new_key_file(tmp_path / "stick" / "desk.key"))
    for create in (True, False):
        with refused("store_needs_key"):
            open_engine(tmp_path / "desk" / "desk.db", None, create=create)
    assert not (tmp_path / "desk" / "desk.db").exists()


# --- without SQLCipher ----------------------------------------------------------------------------


def test_this_installation_encrypts():
    assert is_ciphered()


def no_module(monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)


def plain_under_its_name(monkeypatch):
    monkeypatch.setattr("sqlcipher3.dbapi2", sqlite3)


@pytest.mark.parametrize("missing", [no_module, plain_under_its_name])
def test_without_sqlcipher_nothing_real_is_made_or_opened(path, monkeypatch, missing):
    missing(monkeypatch)
    assert not is_ciphered()
    with refused("store_no_cipher", KEY):
        open_engine(path, KEY, create=True)
    assert not path.exists()
    path.write_bytes(b"x" * PAGE)
    with refused("store_no_cipher", KEY):
        open_engine(path, KEY)


def test_a_connection_that_does_not_encrypt_is_given_up_before_it_writes(path, monkeypatch):
    monkeypatch.setattr(one_connection, "_cipher", lambda: sqlite3)
    with refused("store_no_cipher", KEY):
        open_engine(path, KEY, create=True)
    assert not path.exists()


def test_demo_data_need_no_sqlcipher(path, monkeypatch):
    no_module(monkeypatch)
    engine = open_engine(path, None, create=True)
    fill(engine)
    assert read(checked(engine), "SELECT count(*) FROM note") == [(len(CANARIES),)]
    engine.dispose()


# --- damage ---------------------------------------------------------------------------------------


def test_a_sound_file_passes(engine):
    fill(engine)
    assert checked(engine) is engine
    assert checked(engine, thorough=False) is engine
    assert read(engine, "SELECT count(*) FROM note") == [(len(CANARIES),)]
    checked(engine)
    run(engine, "INSERT INTO note (body) VALUES ('x')")


def test_what_is_still_in_the_log_is_looked_at_too(engine, path):
    fill(engine)
    assert path.stat().st_size == PAGE
    checked(engine)
    assert path.stat().st_size > 10 * PAGE
    assert path.with_name("desk.db-wal").stat().st_size == 0


def looked_at(path: Path) -> None:
    engine = open_engine(path, KEY)
    try:
        checked(engine, thorough=False)
    finally:
        engine.dispose()


def test_one_flipped_bit_is_found_wherever_it_is(path, capfd):
    whole = closed(path)
    pages = len(whole) // PAGE
    assert pages > 10
    places = [
        0,
        15,
        16,
        100,
        *(page * PAGE + secrets.randbelow(PAGE) for page in range(pages)),
        len(whole) - 1,
    ]
    for at in places:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << secrets.randbelow(8)]) + whole[at + 1 :])
        with refused("store_unreadable" if at < PAGE else "store_damaged", KEY):
            looked_at(path)
    path.write_bytes(whole)
    looked_at(path)
    assert capfd.readouterr() == ("", "")


def test_a_cut_or_lengthened_file_is_told(path, capfd):
    whole = closed(path)
    for size in (2, 100, PAGE - 1, PAGE, PAGE + 1, len(whole) // 2, len(whole) - PAGE, len(whole) - 1):
        path.write_bytes(whole[:size])
        with refused("store_unreadable" if size < PAGE else "store_damaged", KEY):
            looked_at(path)
    for more in (b"x", bytes(PAGE)):
        path.write_bytes(whole + more)
        with refused("store_damaged", KEY):
            looked_at(path)
    assert capfd.readouterr() == ("", "")


def test_a_page_that_was_wiped_or_moved_is_found(path):
    whole = closed(path)
    first, second = whole[5 * PAGE : 6 * PAGE], whole[6 * PAGE : 7 * PAGE]
    for pages in (bytes(PAGE) + second, second + first):
        path.write_bytes(whole[: 5 * PAGE] + pages + whole[7 * PAGE :])
        with refused("store_damaged"):
            looked_at(path)


def test_damage_that_is_met_in_use_is_told_and_the_rest_stays_readable(path, capfd):
    engine = open_engine(path, KEY, create=True)
    fill(engine)
    run(engine, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    run(engine, "INSERT INTO later VALUES (1)")
    engine.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[: 4 * PAGE] + bytes(6 * PAGE) + whole[10 * PAGE :])
    with refused("store_damaged", *CANARIES):
        read(engine, "SELECT * FROM note")
    assert read(engine, "SELECT * FROM later") == [(1,)]
    engine.dispose()
    assert capfd.readouterr() == ("", "")


def test_a_reference_to_nothing_is_found(engine):
    run(engine, "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT")
    run(engine, "CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT")
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys = OFF")
    raw.cursor().execute("INSERT INTO b VALUES (7)")
    raw.invalidate()
    checked(engine, thorough=False)
    with refused("store_damaged"):
        checked(engine)


# --- transactions ---------------------------------------------------------------------------------


def count(engine: Engine) -> int:
    return int(read(engine, "SELECT n FROM tally")[0][0])


def tally(engine: Engine) -> None:
    run(engine, "CREATE TABLE tally (n INTEGER NOT NULL) STRICT")
    run(engine, "INSERT INTO tally VALUES (0)")


def add_one(engine: Engine, pause: float = 0) -> None:
    """Read, think, write: what is lost where two do it at once on the same reading."""
    with engine.begin() as connection:
        n = connection.execute(text("SELECT n FROM tally")).scalar_one()
        time.sleep(pause)
        connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})


def leave_half_way(engine: Engine) -> None:
    with suppress(ZeroDivisionError), engine.begin() as connection:
        connection.execute(text("UPDATE tally SET n = 7"))
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise ZeroDivisionError


def test_what_raises_inside_a_transaction_leaves_nothing(engine):
    tally(engine)
    leave_half_way(engine)
    assert count(engine) == 0
    assert read(engine, "SELECT name FROM sqlite_schema") == [("tally",)]


def add_ten(engine: Engine) -> None:
    for _ in range(10):
        add_one(engine, 0.001)


def test_threads_write_one_after_another(engine):
    tally(engine)
    threads = [threading.Thread(target=add_ten, args=(engine,)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert count(engine) == 80


WRITER = """
import sys
from pathlib import Path
from placement.store.engine import open_engine
from tests.store.test_engine import KEY, add_one
engine = open_engine(Path(sys.argv[1]), KEY)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    add_one(engine, 0.001)
engine.dispose()
"""


def test_processes_write_one_after_another(engine, path):
    tally(engine)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        _, said = one.communicate("go\n", timeout=60)
        assert (one.returncode, said) == (0, "")
    assert count(engine) == 80


def test_a_reader_waits_for_nobody_and_sees_one_moment(engine):
    tally(engine)
    with engine.connect().execution_options(read_only=True) as reader:
        assert reader.execute(text("SELECT n FROM tally")).scalar_one() == 0
        add_one(engine)
        assert reader.execute(text("SELECT n FROM tally")).scalar_one() == 0
        with engine.begin() as writer:
            writer.execute(text("UPDATE tally SET n = 9"))
            assert count(engine) == 1
    assert count(engine) == 9


def test_a_reader_cannot_write_and_its_connection_writes_later(engine):
    tally(engine)
    with pytest.raises(OperationalError, match="readonly"):
        read(engine, "UPDATE tally SET n = 1")
    assert count(engine) == 0
    add_one(engine)
    assert count(engine) == 1


def test_who_waits_too_long_is_told_that_nothing_was_saved(path, monkeypatch):
    monkeypatch.setattr(one_connection, "BUSY_SECONDS", 0.2)
    engine = open_engine(path, KEY, create=True)
    tally(engine)
    with engine.begin() as writer:
        writer.execute(text("UPDATE tally SET n = 5"))
        with refused("store_busy", KEY):
            add_one(engine)
        with refused("store_busy"):
            checked(engine)
    add_one(engine)
    assert count(engine) == 6
    engine.dispose()


def test_outside_a_transaction_the_whole_file_can_be_copied_under_its_key(engine, path):
    tally(engine)
    assert count(engine) == 0
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(path.with_name("copy.db")),))
    leave_half_way(engine)
    copied = open_engine(path.with_name("copy.db"), KEY)
    assert count(checked(copied)) == count(engine) == 0
    copied.dispose()


def test_a_full_disk_is_told_and_what_was_committed_stays(engine):
    tally(engine)
    add_one(engine)

    def fill_disk(connection, *_):
        connection.exec_driver_sql("PRAGMA max_page_count = 3")

    event.listen(engine, "begin", fill_disk)
    with refused("store_disk", *CANARIES), engine.begin() as connection:
        connection.execute(text("CREATE TABLE big (body TEXT)"))
        connection.execute(text("INSERT INTO big VALUES (:body)"), {"body": "".join(CANARIES) * 100})
    assert count(engine) == 1


# --- errors ---------------------------------------------------------------------------------------


def test_an_error_of_the_database_never_holds_what_was_written(engine):
    run(
        engine,
        "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT UNIQUE CHECK (length(body) < 99)) STRICT",
    )
    run(engine, "INSERT INTO note (body) VALUES (:body)", body=CANARIES[0])
    for statement, given in (
        ("INSERT INTO note (body) VALUES (:body)", {"body": CANARIES[0]}),
        ("INSERT INTO note (body) VALUES (:body)", {"body": CANARIES[1] * 9}),
        ("INSERT INTO note (id) VALUES (:body)", {"body": CANARIES[2]}),
        ("INSERT INTO nowhere VALUES (:body)", {"body": CANARIES[3]}),
        ("INSERT INTO note (body) VALUES (:body)", {"body": {CANARIES[4]}}),
    ):
        with pytest.raises((IntegrityError, OperationalError, StatementError)) as told:
            run(engine, statement, **given)
        error: BaseException | None = told.value
        while error is not None:
            assert "Kanarifugl" not in f"{error} {error!r}"
            error = error.__cause__ or error.__context__


def test_neither_engine_nor_connection_shows_key_or_place(engine, path):
    with engine.connect() as connection:
        shown = f"{engine!r} {engine.url} {engine.pool!r} {connection!r} {connection.connection!r}"
    assert KEY.hex() not in shown
    assert str(path.parent) not in shown
