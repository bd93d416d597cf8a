"""Every cell of the table of permissions is as somebody else wrote it down, who did not read the table.

`expected_access.csv` has the columns role, action, class and relation, with semicolons between; a cell may hold several
words. What is not in it is expected to be denied. docs/access.md explains the words.
"""

import csv
from itertools import product
from pathlib import Path

import pytest

from placement.domain.actor import ActorRelation, Role
from placement.domain.permission import Action, FieldClass
from placement.service.access import may
from tests.service.small_desk import actor

EXPECTED = Path(__file__).with_name("expected_access.csv")


def expected() -> set[tuple[str, ...]]:
    """(role, action, class, relation) of all that is allowed."""
    with EXPECTED.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text, delimiter=";", strict=True))
    return {
        cell
        for row in rows
        for cell in product(*(row[column].split() for column in ("role", "action", "class", "relation")))
    }


def test_what_is_expected_is_written_in_words_that_exist():
    known = tuple({str(one) for one in kind} for kind in (Role, Action, FieldClass, ActorRelation))
    unknown = [
        cell for cell in expected() if any(w not in words for w, words in zip(cell, known, strict=True))
    ]
    assert unknown == []


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_every_cell_is_as_expected(role, action):
    cells = list(product(FieldClass, ActorRelation))
    allowed = {(c, r) for c, r in cells if may(actor(role), action, c, r)}
    wanted = {(c, r) for c, r in cells if (role, action, c, r) in expected()}
    assert allowed == wanted
