"""A slice of the campaign of hostile files, and that the campaign would notice."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placement.errors import InputError, Problem
from placement.tables.partial import Part
from tests.tables import hostile
from tests.tables import hostile_books as books
from tests.tables import hostile_folders as folders
from tests.tables.hostile import Campaign, run
from tests.tables.opendocument import number, small_ods

FILES, INPUTS = 40, 100


@pytest.fixture(scope="module")
def campaign() -> Iterator[Campaign]:
    with Campaign() as one:
        yield one


def test_of_hostile_files_comes_a_refusal_or_a_preview_and_nothing_else(campaign):
    run(campaign, FILES, 0, heavy=False)
    assert campaign.mischief == []
    assert campaign.outcomes["refused"] > FILES // 2


def test_of_odd_cells_comes_a_refusal_or_a_preview_and_nothing_else(campaign):
    campaign.outcomes.clear()
    run(campaign, 0, INPUTS)
    assert campaign.mischief == []
    assert min(campaign.outcomes[one] for one in ("refused", "previewed, a week", "previewed, no week")) > 5


def repeats(_: Path) -> Part:
    raise InputError(Problem("people, row 2", f"{books.CANARY}-1 is no date.", "Mend it."))


def leads_nowhere(_: Path) -> Part:
    raise InputError(Problem("", "something is wrong.", ""))


def gives_up(_: Path) -> Part:
    raise KeyError


def writes(path: Path) -> Part:
    (path / "left behind").write_text("x")
    return Part({})


@pytest.mark.parametrize(
    ("reader", "mischief"),
    [
        (repeats, "a complaint repeats a cell"),
        (leads_nowhere, "a complaint without place or remedy"),
        (gives_up, "raised KeyError"),
        (writes, "something was written"),
    ],
)
def test_the_campaign_would_notice(campaign, monkeypatch, reader: Callable[[Path], Part], mischief: str):
    monkeypatch.setattr(hostile, "read_part", lambda path, **_: reader(path))
    campaign.take("odd cells", hostile.drawn(campaign.content), 1)
    assert campaign.mischief == [f"odd cells 1: {mischief}"]
    campaign.mischief.clear()


@pytest.mark.parametrize("name", sorted(set(books.BOOKS) - {one.partition(": ")[2] for one in hostile.HEAVY}))
def test_every_kind_of_book_is_another_book(name, tmp_path):
    whole = books.parts_of(books.small(tmp_path))
    made = []
    for seed in range(5):
        parts = dict(whole)
        books.BOOKS[name](parts, random.Random(seed))
        made.append(parts)
    assert any(parts != whole for parts in made)


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (change, folders.PEOPLE.encode())
        for name, change in folders.CHANGES.items()
        if f"csv: {name}" not in hostile.HEAVY
    ]
    + [
        (change, b"PK\x03\x04" + bytes(40) + b"PK\x01\x02" + bytes(60) + b"PK\x05\x06" + bytes(18))
        for change in list(books.ZIPS.values())[:-1]
    ],
)
def test_every_kind_of_file_is_another_file(change, whole):
    assert any(change(whole, random.Random(seed)) != whole for seed in range(5))


def test_every_kind_of_open_document_is_another_one(tmp_path):
    whole = books.parts_of(small_ods(tmp_path, number("1")))["content.xml"]
    for change in books.ODS.values():
        assert any(change(whole, random.Random(seed)) != whole for seed in range(5))
