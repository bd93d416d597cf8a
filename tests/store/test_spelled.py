"""A key that is read aloud and typed again."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placement.store.spelled import CROCKFORD, GROUP, LENGTH, Slip, read, spell

KEY = bytes(range(32))
SPELLED = spell(KEY)


def test_a_key_is_fourteen_groups_of_four():
    assert SPELLED == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFG-909F"
    assert [len(group) for group in SPELLED.split("-")] == [GROUP] * 14


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=200, deadline=None)
def test_what_is_spelled_is_read_again(key):
    assert read(spell(key)) == key


@pytest.mark.parametrize(
    "typed",
    [
        SPELLED.lower(),
        SPELLED.replace("-", ""),
        SPELLED.replace("-", " ") + "\n",
        SPELLED.replace("-", "–"),
        SPELLED.replace("0", "O").replace("1", "I"),
        SPELLED.replace("1", "l").replace("0", "o"),
    ],
)
def test_it_does_not_matter_how_it_is_typed(typed):
    assert read(typed) == KEY


def test_every_single_slip_is_told():
    bare = SPELLED.replace("-", "")
    for at, right in enumerate(bare):
        for wrong in CROCKFORD.replace(right, ""):
            with pytest.raises(Slip):
                read(bare[:at] + wrong + bare[at + 1 :])


def test_two_neighbours_that_change_places_are_told():
    bare = spell(secrets.token_bytes(32)).replace("-", "")
    for at in range(LENGTH - 1):
        if bare[at] != bare[at + 1]:
            with pytest.raises(Slip):
                read(bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :])


@pytest.mark.parametrize(
    "typed", ["", "0", SPELLED[:-1], SPELLED + "0", "U" * LENGTH, "å" * LENGTH, "🜁" * LENGTH]
)
def test_what_is_no_key_is_told_with_its_length_alone(typed):
    with pytest.raises(Slip) as told:
        read(typed)
    assert str(told.value) == f"{len(typed.replace('-', ''))} of 56 characters"
