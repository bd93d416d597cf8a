import os
import shutil
import stat
from pathlib import Path

import pytest

from placement.domain.fact import Edit
from placement.errors import StoreError
from placement.store import audit, backup, copies, incoming, ledger, lock
from placement.store.audit import Anchor, Head
from placement.store.backup import Manifest
from placement.store.copies import copy_of, fold, folder_of, kept, scrub
from placement.store.engine import open_engine
from placement.store.facts import write
from placement.store.incoming import DATABASE
from placement.store.ledger import Copy, Entry
from placement.store.made import make, open_made
from placement.store.secret import new_key_file
from tests.store.refusals import refused

AT = "2026-11-28T09:00:00.000+00:00"


@pytest.fixture
def opened(tmp_path):
    made = make(tmp_path / "desk", new_key_file(tmp_path / "key"))
    with made.store.writing() as tx:
        write(
            tx.connection,
            [Edit("areas", "Fjordby", None, {"alias": "Fjordby"})],
            at=tx.at,
            by="kari",
            command="x",
        )
        tx.log("kari", "x", {"areas": {"Fjordby": ("alias",)}}, change=1)
    yield made
    made.store.close()


def written(opened, to: Path) -> Manifest:
    return backup.write(opened.store.engine, opened.keys, to.parent / "desk", to, name=backup.new_id(), at=AT)


def taken_in(opened, source, to):
    """What a restore looks at first."""
    to.mkdir()
    manifest = backup.read(source)
    backup.take_in(source, manifest, to)
    engine = open_engine(to / DATABASE, opened.keys.database)
    try:
        backup.examine(engine, manifest, opened.keys.audit)
    finally:
        engine.dispose()


def spoil(path: Path, at: int = -100) -> None:
    """Flip one bit."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def sign(source: Path, **anew: object) -> None:
    """Make the manifest say what is there now: whoever can write the backup can do that."""
    manifest = backup.read(source).model_copy(update={"database": copies.sha256(source / DATABASE), **anew})
    (source / backup.MANIFEST).write_text(manifest.model_dump_json())


# -- written
def test_a_backup_is_the_database_the_wrapped_keys_and_what_they_must_be_like(opened, tmp_path):
    manifest = written(opened, tmp_path / "backup")
    assert {path.name for path in (tmp_path / "backup").iterdir()} == {
        "desk.db",
        "keys.json",
        "manifest.json",
    }
    assert backup.read(tmp_path / "backup") == manifest
    assert (manifest.change, manifest.seq, manifest.rows["fact"]) == (1, 1, 1)
    taken_in(opened, tmp_path / "backup", tmp_path / "in")


def test_nobody_else_can_read_it(opened, tmp_path):
    written(opened, tmp_path / "backup")
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "backup").iterdir()} == {0o600}


def test_the_manifest_says_nothing_of_anybody_and_nothing_is_plain(opened, tmp_path):
    written(opened, tmp_path / "backup")
    for path in (tmp_path / "backup").iterdir():
        assert b"Fjordby" not in path.read_bytes()
        assert b"kari" not in path.read_bytes()
    assert not (tmp_path / "backup" / DATABASE).read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_nothing_is_written_over(opened, tmp_path, what):
    to = tmp_path / "backup"
    {"folder": to.mkdir, "file": to.touch, "link": lambda: to.symlink_to(tmp_path / "nowhere")}[what]()
    with refused("store_backup_exists"):
        written(opened, to)
    assert not list(tmp_path.glob(f"{backup.UNFINISHED}*"))


def test_a_place_that_cannot_be_written_is_told(opened, tmp_path):
    with refused("store_unwritable"):
        backup.write(
            opened.store.engine, opened.keys, tmp_path / "desk", tmp_path / "nowhere" / "b", name="ab", at=AT
        )


def test_what_a_killed_backup_left_is_deleted_by_the_next_one_a_day_later(opened, tmp_path):
    old, young = (tmp_path / f"{backup.UNFINISHED}{name}" for name in ("old", "young"))
    for left in (old, young):
        left.mkdir()
        (left / "desk.db").touch()
    os.utime(old, (0, 0))
    written(opened, tmp_path / "backup")
    assert not old.exists()
    assert young.exists()


def test_a_copy_that_is_not_what_the_desk_is_never_gets_its_name(opened, tmp_path, monkeypatch):
    def half(engine, to):
        copy_of(engine, to)
        spoil(to, 5000)

    monkeypatch.setattr(backup, "copy_of", half)
    with refused("store_damaged"):
        written(opened, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
    assert not list(tmp_path.glob(f"{backup.UNFINISHED}*"))


def test_nobody_writes_to_the_desk_while_it_is_copied(opened, tmp_path, monkeypatch):
    other = open_engine(tmp_path / "desk" / DATABASE, opened.keys.database)

    def meanwhile(engine, to):
        raw = other.raw_connection()
        raw.cursor().execute("PRAGMA busy_timeout = 0")
        with pytest.raises(Exception, match="locked"):
            raw.cursor().execute("BEGIN IMMEDIATE")
        raw.close()
        copy_of(engine, to)

    monkeypatch.setattr(backup, "copy_of", meanwhile)
    written(opened, tmp_path / "backup")
    other.dispose()


# -- looked at again
@pytest.mark.parametrize("name", ["desk.db", "keys.json"])
def test_a_flipped_bit_is_found(opened, tmp_path, name):
    written(opened, tmp_path / "backup")
    spoil(tmp_path / "backup" / name)
    with refused("store_backup_damaged"):
        taken_in(opened, tmp_path / "backup", tmp_path / "in")


@pytest.mark.parametrize("at", [20, 4096 + 100, -5000, -100])
def test_a_flipped_bit_is_found_also_where_somebody_mended_the_hash(opened, tmp_path, at):
    written(opened, tmp_path / "backup")
    spoil(tmp_path / "backup" / DATABASE, at)
    sign(tmp_path / "backup")
    with pytest.raises(StoreError) as told:
        taken_in(opened, tmp_path / "backup", tmp_path / "in")
    assert told.value.code in ("store_damaged", "store_unreadable", "store_backup_damaged")


@pytest.mark.parametrize(
    "anew", [{"change": 7}, {"seq": 0}, {"head": "00" * 32}, {"desk": "ab"}, {"step": "0000"}, {"rows": {}}]
)
def test_a_manifest_that_says_something_else_is_found(opened, tmp_path, anew):
    written(opened, tmp_path / "backup")
    sign(tmp_path / "backup", **anew)
    with refused("store_backup_damaged"):
        taken_in(opened, tmp_path / "backup", tmp_path / "in")


def test_a_log_that_was_cut_is_found(opened, tmp_path):
    written(opened, tmp_path / "backup")
    engine = open_engine(tmp_path / "backup" / DATABASE, opened.keys.database)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_is_kept")
        connection.exec_driver_sql("UPDATE audit SET why = 'forged'")
    fold(engine)
    sign(tmp_path / "backup")
    with refused("store_backup_damaged"):
        taken_in(opened, tmp_path / "backup", tmp_path / "in")


@pytest.mark.parametrize("missing", ["desk.db", "keys.json"])
def test_a_file_that_is_missing_is_told(opened, tmp_path, missing):
    written(opened, tmp_path / "backup")
    (tmp_path / "backup" / missing).unlink()
    with refused("store_backup_damaged"):
        taken_in(opened, tmp_path / "backup", tmp_path / "in")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "store_no_backup"),
        ("", "store_backup_damaged"),
        ("[]", "store_backup_damaged"),
        ("{}", "store_backup_damaged"),
        ("[" * 100_000, "store_backup_damaged"),
        ('{"version": 2}', "store_backup_newer"),
    ],
)
def test_what_is_no_manifest_is_told(tmp_path, text, code):
    if text is not None:
        (tmp_path / backup.MANIFEST).write_text(text)
    with refused(code):
        backup.read(tmp_path)


# -- copies
def test_a_copy_has_its_name_only_once_it_is_whole(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "sync", lambda _: (_ for _ in ()).throw(OSError))
    with refused("store_unwritable"):
        copy_of(opened.store.engine, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    monkeypatch.undo()
    copy_of(opened.store.engine, tmp_path / "copy.db")
    assert {path.name for path in tmp_path.glob("copy*")} == {"copy.db"}


def test_a_folded_database_is_one_file_and_nobody_else_may_have_it_open(opened, tmp_path):
    other = open_engine(tmp_path / "desk" / DATABASE, opened.keys.database)
    held = other.raw_connection()
    with refused("store_busy"):
        fold(opened.store.engine)
    held.close()
    other.dispose()
    fold(opened.store.engine)
    assert not list((tmp_path / "desk").glob("desk.db-*"))


def test_scrubbing_waits_for_nobody_who_reads(opened):
    with opened.store.reading() as connection:
        audit.head(connection)
        assert not scrub(opened.store.engine)
    assert scrub(opened.store.engine)
    assert folder_of(opened.store.engine).name == "desk"


# -- who has it open
def test_a_desk_is_open_for_many_or_replaced_by_one(opened, tmp_path):
    again = open_made(tmp_path / "desk", None if opened.keys is None else key_of(tmp_path))
    with refused("store_in_use"), lock.alone(tmp_path / "desk"):
        pass
    again.store.close()
    with refused("store_in_use"), lock.alone(tmp_path / "desk"):
        pass
    opened.store.close()
    with lock.alone(tmp_path / "desk"), refused("store_restoring"):
        open_made(tmp_path / "desk", key_of(tmp_path))
    open_made(tmp_path / "desk", key_of(tmp_path)).store.close()


def key_of(place):
    from placement.store.secret import KeyFile

    return KeyFile(place / "key")


def test_a_desk_that_could_not_be_opened_is_held_by_nobody(opened, tmp_path):
    opened.store.close()
    with refused("store_wrong_key_file") as _:
        open_made(tmp_path / "desk", new_key_file(tmp_path / "another"))
    with lock.alone(tmp_path / "desk"):
        pass


# -- the exchange
@pytest.fixture
def closed(opened, tmp_path):
    """The desk's folder, and another database that is to stand in it."""
    opened.store.close()
    folder = tmp_path / "desk"
    shutil.copy(folder / DATABASE, incoming.begin(folder) / DATABASE)
    with (folder / incoming.INCOMING / DATABASE).open("ab") as file:
        file.write(b"new")
    return folder


def test_the_new_database_stands_and_the_old_one_lies_beside(closed):
    old, new = (closed / DATABASE).read_bytes(), (closed / "restoring" / DATABASE).read_bytes()
    before = incoming.exchange(closed, "x")
    assert (closed / DATABASE).read_bytes() == new
    assert before == closed / "desk.db.before-x"
    assert (closed / "desk.db.before-x").read_bytes() == old
    assert kept(closed) == [before]
    incoming.none_left(closed)
    assert copies.forget(closed) == 1
    assert kept(closed) == []


def test_a_log_beside_a_damaged_database_never_meets_the_new_one(closed):
    (closed / "desk.db-wal").write_bytes(b"old log")
    incoming.exchange(closed, "x")
    assert not (closed / "desk.db-wal").exists()
    assert (closed / "desk.db.before-x-wal").read_bytes() == b"old log"
    assert copies.forget(closed) == 2


def test_an_unfinished_restore_is_told_and_can_be_given_up(closed):
    old = (closed / DATABASE).read_bytes()
    with refused("store_restore_unfinished"):
        incoming.none_left(closed)
    incoming.give_up(closed)
    incoming.none_left(closed)
    assert (closed / DATABASE).read_bytes() == old


def test_between_two_names_the_old_database_is_put_back(closed, monkeypatch):
    """On a disk that gives a file no second name."""
    old = (closed / DATABASE).read_bytes()
    (closed / "desk.db-wal").write_bytes(b"old log")

    def no_links(*_):
        raise OSError

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        incoming.exchange(closed, "x")
    assert not (closed / DATABASE).exists()
    with refused("store_restore_unfinished"):
        incoming.none_left(closed)
    incoming.give_up(closed)
    assert (closed / DATABASE).read_bytes() == old
    assert (closed / "desk.db-wal").read_bytes() == b"old log"


def test_what_is_left_after_the_exchange_is_no_unfinished_restore(closed):
    incoming.exchange(closed, "x")
    (closed / "restoring").mkdir()
    incoming.none_left(closed)
    assert not (closed / "restoring").exists()


# -- the ledger
def test_the_copy_of_the_ledger_holds_no_alias_and_knows_them_all(tmp_path):
    copy = Copy(Anchor(tmp_path / "head"), b"k" * 32)
    assert copy.kinds(["Hare"]) == {}
    assert copy.write([Entry(AT, "Hare", ledger.PURGED, 1)])
    assert copy.write([Entry(AT, "Ravn", ledger.ERASED, 2)])
    assert copy.kinds(["Hare", "Ravn", "Lo"]) == {"Hare": "purged", "Ravn": "erased"}
    text = copy.path.read_text()
    assert "Hare" not in text
    assert "Ravn" not in text
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert Copy(Anchor(tmp_path / "head"), b"x" * 32).kinds(["Hare"]) == {}


def test_a_copy_that_cannot_be_written_is_told(tmp_path):
    assert not Copy(Anchor(tmp_path / "nowhere" / "head"), b"k").write([Entry(AT, "Hare", ledger.PURGED, 1)])


# -- the anchor after a restore
def test_the_anchor_begins_anew_only_where_the_log_itself_names_what_it_replaces(tmp_path):
    store, anchor = make(tmp_path / "desk", None).store, Anchor(tmp_path / "desk.head")
    old = Head(99, b"o" * 32)
    with store.writing() as tx:
        tx.log("admin", audit.RESTORED, {"log": {old.name: ()}})
    for told, fault in ((old, None), (Head(99, b"p" * 32), "cut"), (Head(1, b"p" * 32), "other")):
        anchor.restart(told)
        with store.reading() as connection:
            found = audit.verify(connection, store.audit_key, anchor.read())
            assert (found.kind if found else None) == fault
            audit.settle(connection, anchor)
            assert anchor.read() == (audit.head(connection) if fault is None else told)
    store.close()
