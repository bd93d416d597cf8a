"""A sealed text opens in its own cell, for whoever has the address key."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placement.store.keys import Keys
from placement.store.seal import Cell, seal, unseal
from tests.store.refusals import refused

ADDRESS_KEY = bytes(range(32))
KEYS = Keys("0" * 32, bytes(32), bytes(32), ADDRESS_KEY)
ADDRESS = "Oppdiktet vei 7, 9999 Ingensteds"
CELL = Cell("address", "text", "Fjell")


def test_a_sealed_text_opens_in_its_own_cell():
    assert unseal(KEYS, seal(KEYS, ADDRESS, CELL), CELL) == ADDRESS


@given(st.text(max_size=200), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_back(text, row):
    cell = CELL._replace(row=row)
    assert unseal(KEYS, seal(KEYS, text, cell), cell) == text


def test_half_a_letter_comes_back_too():
    assert unseal(KEYS, seal(KEYS, "\ud83d", CELL), CELL) == "\ud83d"


@pytest.mark.parametrize(
    "moved",
    [
        CELL._replace(row="Fjord"),
        CELL._replace(column="note"),
        CELL._replace(table="unit"),
        Cell("text", "address", "Fjell"),
    ],
)
def test_a_moved_cell_is_refused(moved):
    with refused("store_seal_broken", ADDRESS, ADDRESS_KEY):
        unseal(KEYS, seal(KEYS, ADDRESS, CELL), moved)


def test_no_two_cells_are_taken_for_one():
    with refused("store_seal_broken", ADDRESS):
        unseal(
            KEYS, seal(KEYS, ADDRESS, Cell("address", "text|Fjell", "1")), Cell("address", "text", "Fjell|1")
        )


def test_every_changed_byte_and_every_cut_is_refused():
    sealed = seal(KEYS, ADDRESS, CELL)
    for at in range(len(sealed)):
        for other in (sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], sealed[:at]):
            with refused("store_seal_broken", ADDRESS):
                unseal(KEYS, other, CELL)


def test_another_desk_opens_nothing():
    other = dataclasses.replace(KEYS, address=bytes(32))
    with refused("store_seal_broken", ADDRESS):
        unseal(other, seal(KEYS, ADDRESS, CELL), CELL)


def test_without_the_address_key_the_keeper_is_asked_for():
    alone = dataclasses.replace(KEYS, address=None)
    with refused("store_no_address_key", ADDRESS):
        seal(alone, ADDRESS, CELL)
    with refused("store_no_address_key", ADDRESS):
        unseal(alone, seal(KEYS, ADDRESS, CELL), CELL)


def test_neither_text_nor_its_length_shows_and_no_two_seals_are_alike():
    sealed = [seal(KEYS, text, CELL) for text in ("", "Å 1", ADDRESS, ADDRESS)]
    assert len(set(sealed)) == 4
    assert len({len(one) for one in sealed}) == 1
    assert all(one[0] == 1 for one in sealed)
    assert ADDRESS.encode()[:8] not in sealed[2]
