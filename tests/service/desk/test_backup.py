import shutil
from datetime import UTC, datetime

import pytest

from placement.errors import Refused, StoreError
from placement.service.desk.backup import back_up
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.desk import Desk
from placement.service.desk.restoring import prepared
from placement.service.desk.retention import purge
from placement.simulation.generate import generate
from placement.store import audit, backup, ledger
from placement.store.copies import folder_of
from placement.store.secret import new_key_file
from tests.service.desk import kills
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, UNN, new_desk

WEEK = generate("S", 5)
AT = datetime(2026, 11, 28, 9, 41, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK, secret=new_key_file(tmp_path / "key"))
    yield made
    made.close()


def lines(desk: Desk):
    with desk.store.reading() as connection:
        return list(audit.lines(connection))


def in_it(desk: Desk, source, place):
    """The desk that the backup would be."""
    place.mkdir()
    found = prepared(source, backup.read(source), desk.keys, place).desk
    content = found.now().content
    told = lines(found)
    found.close()
    shutil.rmtree(place)
    return content, told


def test_a_backup_holds_what_the_desk_held_and_its_log_knows_of_it(desk, tmp_path):
    manifest = back_up(desk, ADMIN, tmp_path / "backup", at=AT)
    content, told = in_it(desk, tmp_path / "backup", tmp_path / "in")
    assert content == desk.now().content
    assert (told[-1].action, told[-1].by, told[-1].about) == ("back_up", ADMIN, {"backup": {manifest.id: ()}})
    assert [line.action for line in lines(desk)[-2:]] == ["back_up", "backed_up"]
    assert manifest.made.startswith("2026-11-28T09:41")
    assert manifest.change == desk.now().change


def test_others_go_on_working_and_what_they_do_later_is_not_in_it(desk, tmp_path):
    back_up(desk, ADMIN, tmp_path / "backup")
    then = desk.now().content
    carry_out(desk, KARI, AddRow(table="areas", fields={"alias": "Fjordby"}))
    back_up(desk, ADMIN, tmp_path / "later")
    assert in_it(desk, tmp_path / "backup", tmp_path / "in")[0] == then
    assert in_it(desk, tmp_path / "later", tmp_path / "in")[0] == desk.now().content


@pytest.mark.parametrize("login", [KARI, EVA, MONA, UNN, "nobody"])
def test_only_an_administrator_takes_backups(desk, tmp_path, login):
    before = len(lines(desk))
    with pytest.raises(Refused):
        back_up(desk, login, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
    assert len(lines(desk)) == before


def test_a_backup_that_failed_is_in_the_log_as_begun_alone(desk, tmp_path):
    (tmp_path / "backup").mkdir()
    with pytest.raises(StoreError):
        back_up(desk, ADMIN, tmp_path / "backup")
    assert lines(desk)[-1].action == "back_up"


def test_a_backup_does_not_lie_in_the_desk_itself(desk, tmp_path):
    inside = folder_of(desk.store.engine) / "copy"
    (tmp_path / "way").symlink_to(inside.parent)
    for to in (inside, tmp_path / "way" / "copy"):
        with pytest.raises(StoreError, match="would lie in the folder"):
            back_up(desk, ADMIN, to)
    assert not inside.exists()


def test_a_backup_of_demo_data_is_plain_and_has_no_keys(tmp_path):
    desk = new_desk(tmp_path / "desk", WEEK)
    manifest = back_up(desk, ADMIN, tmp_path / "backup")
    assert manifest.keys == ""
    assert not (tmp_path / "backup" / "keys.json").exists()
    assert in_it(desk, tmp_path / "backup", tmp_path / "in")[0] == desk.now().content
    desk.close()


def test_whose_data_are_gone_is_noted_beside_the_anchor_with_each_backup(desk, tmp_path):
    assert purge(desk, KARI, today=WEEK.as_of, at=AT).due == ()
    with desk.store.writing() as tx:
        ledger.add(tx.connection, ["Hare"], ledger.ERASED, at=tx.at, change=1)
    back_up(desk, ADMIN, tmp_path / "backup")
    assert (tmp_path / "desk.head.erased").read_text().startswith("erased ")


def test_a_kill_in_the_middle_leaves_a_whole_backup_or_none():
    told = kills.campaign("backup", most=7, seed=3, times=2)
    assert told.kills == 9
    assert set(told.left) <= {"none", "whole"}
    assert told.left["none"]
