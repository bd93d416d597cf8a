"""The schema is whole: every field of every model has its column, every word is one word."""

from collections import Counter
from enum import StrEnum

import pytest

from placement.domain.instance import Instance
from placement.domain.policy import Policy
from placement.tables.cells import text_of, value_of
from placement.tables.column import Column, Table, folded
from placement.tables.problems import PROBLEMS, problem, told
from placement.tables.schema import TABLES
from placement.words.language import LANGUAGES
from placement.words.vocabulary import VOCABULARY

ELSEWHERE = {("week", field) for field in Instance.model_fields if field not in ("as_of", "policy")} | {
    ("units", "zones"),
    ("units", "rooms"),
    ("households", "members"),
    ("programmes", "sessions"),
    ("stays", "place"),
    ("pins", "place"),
}
"""Fields that have a table of their own, or stand as rooms."""
ROOMS = {"rooms", "shares"}
OWNERS = {("zones", "unit"), ("rooms", "unit"), ("persons", "household"), ("sessions", "programme")}
COLUMNS = [(t, c) for t in TABLES for c in t.columns]


@pytest.mark.parametrize("table", [t for t in TABLES if t.model], ids=lambda t: t.name)
def test_every_field_has_a_column(table: Table):
    assert table.model
    fields = {f for f in table.model.model_fields if (table.name, f) not in ELSEWHERE}
    columns = {c.field.split(".")[0] for c in table.columns if c.field not in ROOMS}
    assert columns - {owner for name, owner in OWNERS if name == table.name} == fields


def test_every_part_of_a_week_has_a_table():
    named = {t.name for t in TABLES} | {"as_of", "policy", "schema_version"}
    assert set(Instance.model_fields) <= named


def test_every_part_of_the_policy_has_a_place():
    week = next(t for t in TABLES if t.name == "week")
    assert {c.field.removeprefix("policy.") for c in week.columns} | {"settings"} == {
        "as_of",
        *Policy.model_fields,
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_header_means_one_column(table: Table):
    names = [{folded(name) for name in (c.field, c.nb, c.en)} for c in table.columns]
    assert [name for name, times in Counter(n for one in names for n in one).items() if times > 1] == []


def test_a_title_means_one_table():
    titles = [{folded(name) for name in (t.name, t.nb, t.en)} for t in TABLES]
    assert max(Counter(name for one in titles for name in one).values()) == 1


@pytest.mark.parametrize("words", {c.words for _, c in COLUMNS if c.words}, ids=lambda w: w.__name__)
def test_a_word_means_one_choice(words: type[StrEnum]):
    named = VOCABULARY[words.__name__]
    names = [{folded(n) for n in (one.value, *named[one.value])} for one in words]
    assert max(Counter(n for one in names for n in one).values()) == 1
    assert not [n for one in words for n in named[one.value] if ";" in n]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("column", [c for _, c in COLUMNS if c.words], ids=lambda c: c.field)
def test_every_choice_is_read_as_it_is_written(column: Column, lang):
    for one in column.words or ():
        value = one if column.kind.value == "word" else frozenset({one})
        assert value_of(column, text_of(column, value, lang)) == value
        assert value_of(column, one.value) == value


def test_every_column_is_explained():
    assert not [c for _, c in COLUMNS if not (c.about.nb.endswith(".") and c.about.en.endswith("."))]


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_said_in_both_languages(code: str):
    facts = dict.fromkeys(("nearest", "missing", "allowed_nb", "allowed_en", "table_nb", "table_en"), "x")
    figures = dict.fromkeys(("most", "least", "number", "first", "count"), 1)
    one = problem(code, "Ark", 3, "kolonne", **facts, **figures)
    english, norwegian = told(one, "en"), told(one, "nb")
    assert english.where == "Ark, row 3, column kolonne"
    assert norwegian.where == "Ark, rad 3, kolonne kolonne"
    assert english.what and english.todo and norwegian.what != english.what  # noqa: PT018
