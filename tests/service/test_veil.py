"""Rows and sentences without those of whom the reader may not know."""

from typing import NamedTuple

import pytest

from placement.service.rows import Lost, Said
from placement.service.veil import DEPENDS, SOMEBODY, tells_of, veiled, without
from placement.words.texts import texts

HIDDEN = frozenset({"Sisik-64", "Sisik-64a"})
EN = texts("en")


class Row(NamedTuple):
    household: str
    text: str
    more: tuple[str, ...] = ()


def test_a_row_about_somebody_unknown_is_left_out():
    rows = (Row("Sisik-64", "x"), Row("Rype-12", "y"))
    assert list(veiled(rows, HIDDEN, EN)) == [Row("Rype-12", "y")]


class Outer(NamedTuple):
    row: Row
    is_offered: bool


def test_a_row_that_holds_one_about_somebody_unknown_is_left_out_whole():
    rows = (Outer(Row("Sisik-64", "B2"), is_offered=True), Outer(Row("Rype-12", "B1"), is_offered=True))
    assert list(veiled(rows, HIDDEN, EN)) == [rows[1]]


@pytest.mark.parametrize("text", ["Sisik-64 lives there.", "Sisik-64s bed", "sisik-64", "by (Sisik-64a)"])
def test_every_text_that_names_somebody_unknown_is_one_and_the_same(text):
    assert veiled((Row("Rype-12", text),), HIDDEN, EN) == (Row("Rype-12", EN(DEPENDS)),)
    assert tells_of(text, HIDDEN)


@pytest.mark.parametrize("text", ["Sisik-641 lives there.", "Rype-12", "", "Sisik-6"])
def test_another_name_stays(text):
    assert veiled((Row("Rype-12", text),), HIDDEN, EN) == (Row("Rype-12", text),)
    assert not tells_of(text, HIDDEN)


def test_the_code_of_a_hidden_sentence_does_not_tell_the_rule():
    said = Said("Rype-12, Sisik-64", "H1", "Sisik-64 is afraid of Rype-12.", "H08")
    assert veiled((said,), HIDDEN, EN) == (Said(f"Rype-12, {EN(SOMEBODY)}", "H1", EN(DEPENDS), ""),)


class Rule(NamedTuple):
    code: str
    reason: str
    sentences: tuple[str, ...]


def test_nor_does_that_of_a_row_with_a_hidden_sentence_among_others():
    row = Rule("R6", "separation (R6)", ("The stairs are steep.", "Sisik-64 lives there."))
    assert veiled((row,), HIDDEN, EN) == (Rule("", "", ("The stairs are steep.", EN(DEPENDS))),)
    assert veiled((row,), frozenset({"Ulv-9"}), EN) == (row,)


def test_of_names_one_after_the_other_only_the_unknown_ones_are_hidden():
    assert veiled(Lost("Wish", "Rype-12 and Sisik-64", 3), HIDDEN, EN).who == f"Rype-12 and {EN(SOMEBODY)}"
    assert list(veiled(("Rype-12", "Sisik-64", "Sisik-64a"), HIDDEN, EN)) == ["Rype-12", EN(SOMEBODY)]


def test_sentences_that_are_alike_then_stand_there_once():
    row = Row("Rype-12", "", ("Sisik-64 one", "two", "Sisik-64 three"))
    assert veiled(row, HIDDEN, EN).more == ("two", EN(DEPENDS))


@pytest.mark.parametrize(("told", "becomes"), [
    ("Rype-12, Sisik-64, Tjeld-31", "Rype-12, Tjeld-31, {}"),
    ("Sisik-64, Tjeld-31", "Tjeld-31, {}"),
    ("Rype-12, Sisik-64 and Tjeld-31", "Rype-12, Tjeld-31 and {}"),
    ("Rype-12, Sisik-64, Sisik-64a", "Rype-12, {}"),
    ("Sisik-64 and Tjeld-31", "Tjeld-31 and {}"),
])  # fmt: skip
def test_the_gap_where_a_name_stood_does_not_tell_its_place_in_the_alphabet(told, becomes):
    assert veiled(Lost("Wish", told, 3), HIDDEN, EN).who == becomes.format(EN(SOMEBODY))


def test_of_names_and_of_sentences_in_order_of_alias_the_hidden_one_is_last():
    somebody, depends = EN(SOMEBODY), EN(DEPENDS)
    assert veiled(("Rype-12", "Sisik-64", "Tjeld-31"), HIDDEN, EN) == ("Rype-12", "Tjeld-31", somebody)
    lines = ("Rype-12: a", "Sisik-64: b", "Tjeld-31: c")
    assert veiled(lines, HIDDEN, EN) == ("Rype-12: a", "Tjeld-31: c", depends)


def test_nothing_changes_for_who_knows_all():
    rows = (Row("Sisik-64", "Sisik-64"),)
    assert veiled(rows, frozenset(), EN) is rows


def test_json_has_no_item_that_names_somebody_unknown():
    review = {
        "findings": [
            {"code": "H08", "about": ["Rype-12", "Sisik-64"], "facts": [["who", "Sisik-64"]]},
            {"code": "H01", "about": ["Rype-12"], "facts": [["who", "Sisik-64"], ["beds", 2]]},
        ],
        "goals": [{"goal": "G01", "points": 5, "households": [["Rype-12", 2], ["Sisik-64", 3]]}],
        "by": {"Sisik-64": 1, "Rype-12": 2},
    }
    assert without(review, HIDDEN) == {
        "findings": [{"code": "H01", "about": ["Rype-12"], "facts": [["beds", 2]]}],
        "goals": [{"goal": "G01", "points": 5, "households": [["Rype-12", 2]]}],
        "by": {"Rype-12": 2},
    }
