from placement.store.made import make
from placement.store.secret import new_key_file
from tests.store.pages import bytes_of


def test_what_is_encrypted_is_read_page_by_page_also_in_the_log_beside(tmp_path):
    opened = make(tmp_path / "desk", new_key_file(tmp_path / "key"))
    with opened.store.writing() as tx:
        tx.log("somebody", "canary-7351", {})
    database = tmp_path / "desk" / "desk.db"
    key = opened.keys.database if opened.keys else None
    assert b"canary-7351" in bytes_of(database, key)
    assert b"canary-7351" not in bytes_of(database, None)
    opened.store.close()
    assert not database.with_name("desk.db-wal").exists()
    assert b"canary-7351" in bytes_of(database, key)
    assert b"canary-7351" not in bytes_of(database, None)


def test_of_a_plain_file_all_is_read_as_it_is(tmp_path):
    opened = make(tmp_path / "desk", None)
    with opened.store.writing() as tx:
        tx.log("somebody", "canary-7351", {})
    assert b"canary-7351" in bytes_of(tmp_path / "desk" / "desk.db", None)
    opened.store.close()
