"""What is cut or flipped on the disk opens as some moment before, whole, or not at all."""

import shutil
from random import Random

import pytest

from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.open import open_desk
from tests.service.desk.desks import KARI
from tests.store import wals
from tests.store.kills import state
from tests.store.wals import Scene, opened


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return Scene(tmp_path_factory.mktemp("wals"))


@pytest.mark.parametrize("kind", ["cut", "flip"])
def test_a_log_that_is_cut_or_flipped_opens_as_an_exact_prefix_of_the_commits(scene, kind, tmp_path):
    found = [opened(scene, tmp_path / str(n), kind, Random(n)) for n in range(40)]
    assert all(isinstance(one, int) for one in found)
    assert len(set(found)) > 6


def test_a_flipped_bit_of_the_file_is_named_as_damage_or_lies_where_nobody_reads(scene, tmp_path):
    found = {opened(scene, tmp_path / str(n), "page", Random(n)) for n in range(20)}
    assert found == {"store_damaged", len(scene.after) - 1}


def test_a_state_in_which_the_desk_never_was_would_be_found(scene, tmp_path, monkeypatch):
    def otherwise(folder, *_):
        desk = open_desk(folder, scene.secret)
        carry_out(desk, KARI, AddRow(table="areas", fields={"alias": "Aldri"}))
        desk.close()

    monkeypatch.setattr(wals, "spoil", otherwise)
    with pytest.raises(AssertionError, match="ever was"):
        opened(scene, tmp_path / "other", "cut", Random(0))


def test_without_its_log_a_desk_is_what_it_was_before_all_these_commits(scene, tmp_path):
    shutil.copytree(scene.place, tmp_path / "bare")
    (tmp_path / "bare" / "desk" / "desk.db-wal").unlink()
    desk = open_desk(tmp_path / "bare" / "desk", scene.secret)
    assert state(desk) == scene.after[0]
    desk.close()
