"""Who has the secret has the keys; nobody else, and not by an error, a copy or a crash."""

import copy
import json
import os
import pickle
import signal
import stat
import threading
from base64 import b64encode, urlsafe_b64encode
from dataclasses import astuple
from pathlib import Path

import pytest

from placement.store import disk, ring, secret
from placement.store.keys import Keys, change_secret, create_keys, new_recovery, unlock
from placement.store.ring import KEYS_FILE, Keeper
from placement.store.secret import Cost, KeyFile, Passphrase, Recovery, new_key_file
from tests.store.refusals import refused

WORDS = Passphrase("fire ord uten sammenheng å")
OTHER_WORDS = Passphrase("noen ganske andre ord her")


@pytest.fixture
def stick(tmp_path):
    """A memory stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def key_file(stick):
    return new_key_file(stick / "desk.key")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "desk"


@pytest.fixture
def cheap(monkeypatch):
    """What a passphrase costs is tested by itself; elsewhere it would only be slow."""
    cost = Cost(memory_kib=64, iterations=1, lanes=1)
    monkeypatch.setattr(secret, "COST", cost)
    monkeypatch.setattr(ring, "COST", cost)


def file_of(folder):
    return json.loads((folder / KEYS_FILE).read_text())


def write(folder, content):
    (folder / KEYS_FILE).write_text(content if isinstance(content, str) else json.dumps(content))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def all_of(keys: Keys) -> list[bytes]:
    assert keys.address is not None
    return [keys.database, keys.audit, keys.address]


# --- secrets --------------------------------------------------------------------------------------


def test_a_passphrase_opens_the_desk_that_it_made_and_no_other_does(folder):
    made = create_keys(folder, WORDS)
    assert unlock(folder, WORDS) == made.keys
    with refused("store_wrong_passphrase", WORDS.text, OTHER_WORDS.text, made.keys.database):
        unlock(folder, OTHER_WORDS)


@pytest.mark.usefixtures("cheap")
def test_a_passphrase_is_the_same_however_the_keyboard_composes_its_letters(folder):
    made = create_keys(folder, Passphrase("blåbær på fjellet"))
    assert unlock(folder, Passphrase("bla\u030abær pa\u030a fjellet")) == made.keys


@pytest.mark.parametrize("text", ["", "elleve tegn", "     kort      "])
def test_a_short_passphrase_is_refused_before_anything_is_made(folder, text):
    with refused("passphrase_short", *filter(None, [text])):
        create_keys(folder, Passphrase(text))
    assert not folder.exists()


def test_a_key_file_opens_the_desk_that_it_made_and_no_other_does(folder, stick, key_file):
    made = create_keys(folder, key_file)
    assert unlock(folder, key_file) == made.keys
    other = new_key_file(stick / "other.key")
    with refused("store_wrong_key_file", other.path.read_text().strip(), made.keys.database):
        unlock(folder, other)


@pytest.mark.parametrize("content", ["", "hemmelig", "0" * 56, "0" * 10_000, "\x00ÿ"])
def test_a_file_that_is_no_key_file_is_told(folder, stick, key_file, content):
    create_keys(folder, key_file)
    (stick / "letter.txt").write_text(content)
    with refused("key_file_unreadable", *filter(None, [content])):
        unlock(folder, KeyFile(stick / "letter.txt"))


def test_a_key_file_that_is_not_there_or_never_ends_is_told(folder, stick, key_file):
    create_keys(folder, key_file)
    os.mkfifo(stick / "pipe")
    for path in (stick / "gone.key", stick, stick / "pipe", Path("/dev/zero")):
        with refused("key_file_unreadable"):
            unlock(folder, KeyFile(path))


def test_one_changed_letter_in_a_key_file_is_told_before_it_is_tried(folder, key_file):
    create_keys(folder, key_file)
    text = key_file.path.read_text()
    key_file.path.write_text(("1" if text[0] == "0" else "0") + text[1:])
    with refused("key_file_unreadable", text.strip()):
        unlock(folder, key_file)


def test_a_key_file_is_private_and_never_written_over_another(stick, key_file):
    assert mode(key_file.path) == 0o600
    before = key_file.path.read_text()
    with refused("file_exists", before.strip()):
        new_key_file(key_file.path)
    assert key_file.path.read_text() == before
    with refused("file_unwritable"):
        new_key_file(stick / "no such folder" / "desk.key")


def test_a_key_file_never_lies_with_what_it_opens(folder, stick, key_file):
    folder.mkdir()
    inside = new_key_file(folder / "desk.key")
    with refused("key_file_inside"):
        create_keys(folder, inside)
    inside.path.unlink()
    create_keys(folder, key_file)
    (folder / "sub").mkdir()
    (folder / "sub" / "desk.key").write_text(key_file.path.read_text())
    (stick / "link.key").symlink_to(folder / "sub" / "desk.key")
    for path in (folder / "sub" / "desk.key", stick / ".." / "desk" / "sub" / "desk.key", stick / "link.key"):
        with refused("key_file_inside"):
            unlock(folder, KeyFile(path))
        with refused("key_file_inside"):
            change_secret(folder, key_file, KeyFile(path))


@pytest.mark.usefixtures("cheap")
def test_whoever_gives_the_wrong_kind_of_secret_is_told_the_right_one(tmp_path, key_file):
    create_keys(tmp_path / "a", WORDS)
    create_keys(tmp_path / "b", key_file)
    with refused("store_wants_passphrase"):
        unlock(tmp_path / "a", key_file)
    with refused("store_wants_key_file", WORDS.text):
        unlock(tmp_path / "b", WORDS)


# --- recovery -------------------------------------------------------------------------------------


def test_the_recovery_key_opens_the_desk_as_it_was_written_down(folder, key_file):
    made = create_keys(folder, key_file)
    assert unlock(folder, Recovery(made.recovery)) == made.keys
    assert unlock(folder, Recovery(made.recovery.lower().replace("-", " "))) == made.keys


def test_a_slip_in_the_recovery_key_is_told_before_it_is_tried(folder, key_file, monkeypatch):
    made = create_keys(folder, key_file)
    monkeypatch.setattr(ring, "aes_key_unwrap", lambda *_: pytest.fail("it was tried"))
    slipped = made.recovery[:-1] + ("0" if made.recovery[-1] != "0" else "1")
    for typed in (slipped, made.recovery[:-2], ""):
        with refused("recovery_slip", made.recovery, slipped):
            unlock(folder, Recovery(typed))


def test_the_recovery_key_of_another_desk_is_refused(folder, tmp_path, key_file):
    create_keys(folder, key_file)
    other = create_keys(tmp_path / "other", key_file)
    with refused("store_wrong_recovery", other.recovery):
        unlock(folder, Recovery(other.recovery))


def test_the_recovery_key_is_stored_nowhere(folder, key_file):
    made = create_keys(folder, key_file)
    text = (folder / KEYS_FILE).read_text()
    assert made.recovery not in text
    assert made.recovery.replace("-", "") not in text


def test_a_new_recovery_key_replaces_the_old_one_and_nothing_else(folder, key_file):
    made = create_keys(folder, key_file)
    later = new_recovery(folder, key_file)
    assert unlock(folder, Recovery(later)) == made.keys
    assert unlock(folder, key_file) == made.keys
    with refused("store_wrong_recovery", made.recovery):
        unlock(folder, Recovery(made.recovery))


# --- two keys, two people -------------------------------------------------------------------------


@pytest.fixture
def keeper_file(stick):
    return new_key_file(stick / "addresses.key")


def test_without_the_address_keeper_there_is_no_address_key(folder, key_file, keeper_file):
    made = create_keys(folder, key_file, address_secret=keeper_file)
    assert unlock(folder, key_file, address_secret=keeper_file) == made.keys
    for alone in (key_file, Recovery(made.recovery)):
        keys = unlock(folder, alone)
        assert keys.address is None
        assert keys.database == made.keys.database


def test_neither_secret_opens_what_the_other_one_keeps(folder, key_file, keeper_file):
    made = create_keys(folder, key_file, address_secret=keeper_file)
    with refused("store_wrong_key_file"):
        unlock(folder, keeper_file)
    with refused("store_wrong_key_file"):
        unlock(folder, key_file, address_secret=key_file)
    with refused("store_wrong_recovery"):
        unlock(folder, key_file, address_secret=Recovery(made.recovery))


def test_each_keeper_has_a_recovery_key(folder, key_file, keeper_file):
    made = create_keys(folder, key_file, address_secret=keeper_file)
    assert made.address_recovery is not None
    assert unlock(folder, key_file, address_secret=Recovery(made.address_recovery)) == made.keys
    assert create_keys(folder.with_name("one"), key_file).address_recovery is None


def test_the_address_keeper_changes_their_secret_alone(folder, stick, key_file, keeper_file):
    made = create_keys(folder, key_file, address_secret=keeper_file)
    later = new_key_file(stick / "later.key")
    change_secret(folder, keeper_file, later, keeper=Keeper.ADDRESS)
    assert unlock(folder, key_file, address_secret=later) == made.keys
    with refused("store_wrong_key_file"):
        unlock(folder, key_file, address_secret=keeper_file)


def test_two_keepers_do_not_share_one_secret(folder, key_file):
    with refused("one_secret_for_two"):
        create_keys(folder, key_file, address_secret=KeyFile(key_file.path))
    assert not folder.exists()


def test_a_second_secret_is_of_no_use_where_one_opens_everything(folder, key_file, keeper_file):
    made = create_keys(folder, key_file)
    assert unlock(folder, key_file, address_secret=keeper_file) == made.keys


# --- another secret -------------------------------------------------------------------------------


@pytest.mark.usefixtures("cheap")
def test_a_changed_secret_opens_the_same_keys_and_the_old_one_opens_nothing(folder, key_file):
    made = create_keys(folder, key_file)
    change_secret(folder, key_file, WORDS)
    assert unlock(folder, WORDS) == made.keys
    with refused("store_wants_passphrase"):
        unlock(folder, key_file)
    change_secret(folder, WORDS, OTHER_WORDS)
    assert unlock(folder, OTHER_WORDS) == made.keys
    with refused("store_wrong_passphrase", WORDS.text):
        unlock(folder, WORDS)


def test_the_secret_that_opens_it_now_is_no_other_one(folder, stick, key_file):
    made = create_keys(folder, key_file)
    before, copy = file_of(folder), stick / "copy.key"
    copy.write_bytes(key_file.path.read_bytes())
    for same in (key_file, KeyFile(copy)):
        with refused("secret_same"):
            change_secret(folder, key_file, same)
    assert file_of(folder) == before
    assert unlock(folder, key_file) == made.keys


def test_only_the_way_of_that_secret_is_written_anew(folder, stick, key_file, keeper_file):
    create_keys(folder, key_file, address_secret=keeper_file)
    before = file_of(folder)
    change_secret(folder, key_file, new_key_file(stick / "later.key"))
    after = file_of(folder)
    assert after["desk"] == before["desk"]
    assert [way for way in before["ways"] if way not in after["ways"]] == [before["ways"][0]]
    assert len(after["ways"]) == len(before["ways"]) == 4


def test_who_lost_the_secret_sets_another_with_the_recovery_key(folder, stick, key_file):
    made = create_keys(folder, key_file)
    later = new_key_file(stick / "later.key")
    change_secret(folder, Recovery(made.recovery), later)
    assert unlock(folder, later) == unlock(folder, Recovery(made.recovery)) == made.keys


def test_a_secret_is_not_changed_by_who_does_not_have_it(folder, stick, key_file):
    create_keys(folder, key_file)
    before, other = file_of(folder), new_key_file(stick / "other.key")
    with refused("store_wrong_key_file"):
        change_secret(folder, other, other)
    with refused("passphrase_short"):
        change_secret(folder, key_file, Passphrase("kort"))
    assert file_of(folder) == before


def test_what_the_disk_does_not_take_changes_nothing(folder, stick, key_file, monkeypatch):
    made, later = create_keys(folder, key_file), new_key_file(stick / "later.key")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with refused("store_unwritable"):
        change_secret(folder, key_file, later)
    monkeypatch.undo()
    assert unlock(folder, key_file) == made.keys
    assert [one.name for one in folder.iterdir()] == [KEYS_FILE]


def test_what_is_written_is_on_the_disk_before_it_counts(folder, stick, key_file, monkeypatch):
    create_keys(folder, key_file)
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def told_sync(handle):
        done.append(f"sync {Path(f'/proc/self/fd/{handle}').resolve().name}")
        fsync(handle)

    def told_replace(source, to):
        done.append(f"{Path(source).name} becomes {Path(to).name}")
        replace(source, to)

    later = new_key_file(stick / "later.key")
    monkeypatch.setattr(os, "fsync", told_sync)
    monkeypatch.setattr(os, "replace", told_replace)
    change_secret(folder, key_file, later)
    assert done == ["sync keys.json.new", "sync desk", "keys.json.new becomes keys.json", "sync desk"]


def test_two_who_change_at_once_change_one_after_another(folder, stick, key_file):
    made, later = create_keys(folder, key_file), new_key_file(stick / "later.key")
    before = file_of(folder)
    other = threading.Thread(target=change_secret, args=(folder, key_file, later))
    with disk.held(folder):
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive()
        assert file_of(folder) == before
    other.join(timeout=30)
    assert unlock(folder, later) == made.keys


STEPS = ("open", "fdopen", "fsync", "replace", "link", "unlink", "rename", "close")


def killed_at(step: int, folder, old, new) -> bool:
    """Change the secret in a process that is killed just before its `step`th step on the disk; whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def counted(real):
            def call(*args, **named):
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **named)

            return call

        leave = os._exit
        try:
            for name in STEPS:
                setattr(os, name, counted(getattr(os, name)))
            change_secret(folder, old, new)
            leave(0)
        finally:
            leave(1)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in {0, -signal.SIGKILL}
    return ended != 0


def test_killed_at_any_step_one_of_the_two_secrets_opens_and_the_next_change_works(folder, stick, key_file):
    made, later = create_keys(folder, key_file), new_key_file(stick / "later.key")
    before = (folder / KEYS_FILE).read_bytes()
    opened = []
    for step in range(50):
        (folder / KEYS_FILE).write_bytes(before)
        died = killed_at(step, folder, key_file, later)
        right = later if (folder / KEYS_FILE).read_bytes() != before else key_file
        opened.append(right is later)
        assert unlock(folder, right) == made.keys
        assert unlock(folder, Recovery(made.recovery)) == made.keys
        if not died:
            break
    assert opened[0] is False
    assert opened[-1] is True
    assert opened == sorted(opened)
    assert len(opened) > 6
    assert [one.name for one in folder.iterdir()] == [KEYS_FILE]


# --- the file -------------------------------------------------------------------------------------


def test_folder_and_file_are_for_nobody_else(folder, key_file):
    create_keys(folder, key_file)
    assert mode(folder) == 0o700
    assert mode(folder / KEYS_FILE) == 0o600


def test_what_a_copy_left_open_is_closed_when_it_is_used(folder, key_file):
    create_keys(folder, key_file)
    folder.chmod(0o755)
    (folder / KEYS_FILE).chmod(0o644)
    unlock(folder, key_file)
    assert mode(folder) == 0o700
    assert mode(folder / KEYS_FILE) == 0o600


def test_keys_are_never_made_where_there_is_something(folder, key_file):
    create_keys(folder, key_file)
    before = file_of(folder)
    with refused("store_folder_used"):
        create_keys(folder, key_file)
    assert file_of(folder) == before
    orphan = folder.with_name("orphan")
    orphan.mkdir()
    (orphan / "desk.db").write_bytes(b"keys were lost")
    with refused("store_folder_used"):
        create_keys(orphan, key_file)


def test_a_folder_that_cannot_be_made_is_told(tmp_path, key_file):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "desk", tmp_path / "none" / "desk"):
        with refused("store_unwritable"):
            create_keys(folder, key_file)


def test_two_desks_of_one_secret_share_nothing(tmp_path, key_file):
    one, other = (create_keys(tmp_path / name, key_file).keys for name in "ab")
    assert not set(astuple(one)) & set(astuple(other))
    assert [len(key) for key in all_of(one)] == [32, 32, 32]
    assert len(set(all_of(one))) == 3


def test_the_cost_of_a_passphrase_is_stored_and_may_be_raised_later(folder, monkeypatch):
    create_keys(folder, WORDS)
    assert file_of(folder)["ways"][0]["cost"] == {"memory_kib": 65536, "iterations": 3, "lanes": 1}
    monkeypatch.setattr(ring, "COST", Cost(memory_kib=65536, iterations=4, lanes=1))
    change_secret(folder, WORDS, OTHER_WORDS)
    assert {way["cost"]["iterations"] for way in file_of(folder)["ways"] if way["cost"]} == {4}
    monkeypatch.undo()
    unlock(folder, OTHER_WORDS)


@pytest.mark.parametrize(
    "changed",
    [
        {"memory_kib": 65535},
        {"iterations": 2},
        {"lanes": 0},
        {"memory_kib": 2**31},
        {"iterations": 2**31},
        {"lanes": 2**20},
    ],
)
def test_a_cost_that_somebody_lowered_or_that_stops_the_machine_is_refused(folder, changed):
    create_keys(folder, WORDS)
    content = file_of(folder)
    content["ways"][0]["cost"] |= changed
    write(folder, content)
    with refused("store_keys_cost", WORDS.text):
        unlock(folder, WORDS)


def test_a_file_that_is_not_there_is_told(folder, tmp_path, key_file):
    with refused("store_keys_missing"):
        unlock(folder, key_file)
    (tmp_path / "empty").mkdir()
    with refused("store_keys_missing"):
        unlock(tmp_path / "empty", key_file)


def without(content, *names):
    content = copy.deepcopy(content)
    inner = content
    for name in names[:-1]:
        inner = inner[name]
    del inner[names[-1]]
    return content


def test_a_damaged_file_is_told_whatever_the_damage(folder, key_file):
    create_keys(folder, key_file)
    whole, text = file_of(folder), (folder / KEYS_FILE).read_text()
    swapped = copy.deepcopy(whole)
    swapped["ways"][0]["kind"] = "recovery"
    short = copy.deepcopy(whole)
    short["ways"][0]["keys"]["audit"] = "AAAA"
    unsplit = copy.deepcopy(whole)
    unsplit["ways"][0]["keeper"] = "address"
    damaged = [
        "", "{", "[]", "null", "7", '{"version": "x"}', "[" * 100_000, text[: len(text) // 2],
        without(whole, "ways"), without(whole, "version"), without(whole, "desk"), without(whole, "ways", 0),
        without(whole, "ways", 0, "keys", "database"), without(whole, "ways", 0, "salt"),
        whole | {"ways": [*whole["ways"], whole["ways"][0]]}, whole | {"version": 0}, whole | {"more": 1},
        whole | {"desk": "Rype-1"}, swapped, short, unsplit,
    ]  # fmt: skip
    for content in damaged:
        write(folder, content)
        with refused("store_keys_damaged"):
            unlock(folder, key_file)
    write(folder, whole | {"version": 2, "more": 1})
    with refused("store_keys_newer"):
        unlock(folder, key_file)


def test_a_wrapped_key_is_of_no_use_under_another_name_or_in_another_desk(folder, tmp_path, key_file):
    create_keys(folder, key_file)
    create_keys(tmp_path / "other", key_file)
    mine, other = file_of(folder), file_of(tmp_path / "other")
    renamed = copy.deepcopy(mine)
    keys = renamed["ways"][0]["keys"]
    keys["audit"], keys["database"] = keys["database"], keys["audit"]
    for content in (renamed, mine | {"ways": other["ways"]}):
        write(folder, content)
        with refused("store_wrong_key_file"):
            unlock(folder, key_file)


# --- nothing shows --------------------------------------------------------------------------------


def test_nothing_that_is_printed_shows_a_secret_or_a_key(folder, key_file, keeper_file):
    made = create_keys(folder, key_file, address_secret=keeper_file)
    assert repr(made.keys) == str(made.keys) == f"{made.keys}" == "Keys(address there)"
    assert repr(unlock(folder, key_file)) == "Keys(address not there)"
    assert repr(made) == "Created(keys=Keys(address there))"
    assert repr(WORDS) == "Passphrase()"
    assert repr(key_file) == "KeyFile()"
    assert repr(Recovery(made.recovery)) == "Recovery()"


def test_the_file_holds_no_key_in_the_clear(folder, key_file):
    made = create_keys(folder, key_file)
    content = (folder / KEYS_FILE).read_text()
    wrapped = [value for way in file_of(folder)["ways"] for value in way["keys"].values()]
    assert len(set(wrapped)) == len(wrapped) == 6
    for key in all_of(made.keys):
        assert key.hex() not in content
        assert b64encode(key).decode() not in content
        assert urlsafe_b64encode(key).decode() not in content


def test_keys_are_not_pickled_nor_changed():
    keys = Keys("0" * 32, *(bytes([n]) * 32 for n in range(3)))
    for carried in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="stay in the process"):
            carried(keys)
    with pytest.raises(AttributeError):
        keys.database = b""  # type: ignore[misc]


@pytest.mark.usefixtures("cheap")
def test_half_a_letter_in_a_passphrase_does_not_show_it(folder):
    odd = Passphrase("halvt tegn \ud83d her")
    made = create_keys(folder, odd)
    assert unlock(folder, odd) == made.keys
