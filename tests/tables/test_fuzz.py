"""Mutated files: each is read or refused with reasons; the reader lives and leaves nothing behind."""

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from placement.errors import InputError
from placement.isolate import Child
from placement.tables.read import read_week
from placement.tables.write import write_folder, write_workbook
from tests.worlds import town

FILES = int(os.environ.get("PLACEMENT_FUZZ", "200"))
BATCHES = 4
NASTY = [
    b"\0",
    b"\xff\xfe",
    b'"',
    b";",
    b"\r",
    b"\n",
    b"=1+1",
    b"1e400",
    b"\xf0\x9f\x98\x80",
    b"<!DOCTYPE x>",
    b"NA",
    b"-" * 70,
]


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with one to eight changes: bytes flipped, cut out, doubled, or something nasty put in."""
    new = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(new) + 1)
        length = dice.choice([1, 1, 4, 60])
        change = dice.randrange(5)
        if change == 0 and at < len(new):
            new[at] = dice.randrange(256)
        elif change == 1:
            del new[at : at + length]
        elif change == 2:
            new[at:at] = new[at : at + length]
        elif change == 3:
            new[at:at] = dice.choice(NASTY)
        else:
            new = new[: max(1, at)] if dice.random() < 0.2 else new
    return bytes(new)


def outcome(path: Path, child: Child) -> str:
    """`read`, or `refused` with reasons. Anything else is an exception, and fails the test."""
    try:
        read_week(path, child=child)
    except InputError as error:
        reasons = error.problems
    else:
        return "read"
    assert all(one.what and one.todo and one.code.startswith("tables.") for one in reasons)
    return "refused"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_workbooks(tmp_path: Path, child: Child, batch: int):
    write_workbook(town(), tmp_path / "week.xlsx")
    assert outcomes(tmp_path, child, batch, lambda: [tmp_path / "week.xlsx"], tmp_path / "week.xlsx")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_workbooks_with_a_mutated_part(tmp_path: Path, child: Child, batch: int):
    write_workbook(town(), tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    dice, week = random.Random(200 + batch), tmp_path / "week.xlsx"
    for _ in range(FILES // (2 * BATCHES)):
        chosen = dice.choice(sorted(parts))
        with zipfile.ZipFile(week, "w", zipfile.ZIP_DEFLATED) as book:
            for name, content in parts.items():
                book.writestr(name, mutated(content, dice) if name == chosen else content)
        assert outcome(week, child)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["week.xlsx", "whole.xlsx"]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_folders(tmp_path: Path, child: Child, batch: int):
    write_folder(town(), tmp_path / "week")
    files = sorted((tmp_path / "week").iterdir())
    assert outcomes(tmp_path, child, 100 + batch, lambda: files, tmp_path / "week")


def outcomes(folder: Path, child: Child, seed: int, files: Callable[[], list[Path]], week: Path) -> set[str]:
    """Mutate one file at a time, read, put it back."""
    dice, seen = random.Random(seed), set()
    before = sorted(folder.rglob("*"))
    for _ in range(FILES // (2 * BATCHES)):
        file = dice.choice(files())
        whole = file.read_bytes()
        file.write_bytes(mutated(whole, dice))
        seen.add(outcome(week, child))
        file.write_bytes(whole)
    assert sorted(folder.rglob("*")) == before, "reading leaves nothing behind"
    return seen
