"""Every field that is held has an entry that says what it is for, who may see it and for how long it is kept."""

import re
from types import MappingProxyType

import pytest

from placement.domain.fact import desk_tables, fields_of
from placement.domain.permission import FieldClass as C
from placement.rules import GOALS, RULES
from placement.service import register as module
from placement.service.need_to_know import subjects
from placement.service.register import LOG_FIELDS, RETENTION, Retention, all_fields, class_of, register
from placement.store.audit import Line

CODE = re.compile(r"\b[AGHKTW]\d\d\b")
OF_PEOPLE = {C.PERSON, C.SAFETY, C.HEALTH, C.STATUS, C.PLACEMENT, C.DECISION}
OF_NOBODY = {("closures", "kind"), ("interpreters", "case_group")}
"""Sensitive, but of a unit or an interpreter."""
TELLS_WHERE = {
    "units": {"site", "district", "schools", "door_closes"},
    "programmes": {"site", "district"},
    "travel": {"a", "b", "minutes", "via"},
    "appointments": {"district", "weekday", "on", "start", "end"},
    "households": {"wishes"},
    "move_consents": {"unit"},
    "activity_wishes": {"programme"},
    "activity_consents": {"programme"},
}
FOR_SAFETY = {
    "relations": set(fields_of("relations")),
    "knows_address": {"person", "unit"},
    "avoid_areas": {"person", "area", "since", "until"},
    "vetoes": {"person", "unit", "since", "until"},
    "outsiders": {"alias"},
    "persons": {
        "secrecy", "threat", "areas_asked", "case_group", "stay_together", "asked_alone", "interpreter_not_from",
    },
    "households": {"origin", "group_arrival", "situation", "situation_since", "child_at_risk"},
    "closures": {"kind"},
    "interpreters": {"case_group"},
}  # fmt: skip


def of_class(field_class):
    found: dict[str, set[str]] = {}
    for entry in register().values():
        if entry.field_class is field_class:
            found.setdefault(entry.table, set()).add(entry.field)
    return found


def test_every_field_has_an_entry():
    assert set(all_fields()) - set(register()) == set()


def test_no_entry_is_of_a_field_that_is_not_there():
    assert set(register()) - set(all_fields()) == set()


def test_no_field_stands_there_twice(monkeypatch):
    rows = module.rows_of("fields.csv")
    assert len({(row["table"], row["field"]) for row in rows}) == len(rows)
    monkeypatch.setattr(module, "rows_of", lambda _name: [rows[0], rows[0]])
    with pytest.raises(ValueError, match="twice"):
        register.__wrapped__()


@pytest.mark.parametrize("column", ["class", "retention", "art9"])
def test_an_unknown_word_is_refused(column, monkeypatch):
    first = module.rows_of("fields.csv")[0]
    monkeypatch.setattr(module, "rows_of", lambda _name: [first | {column: "perhaps"}])
    with pytest.raises((ValueError, KeyError)):
        register.__wrapped__()


def test_a_field_without_an_entry_has_no_class():
    with pytest.raises(KeyError):
        class_of("persons", "nationality")


def test_nobody_writes_into_the_register():
    assert isinstance(register(), MappingProxyType)


def test_every_class_but_none_has_fields():
    assert {entry.field_class for entry in register().values()} == set(C) - {C.NONE}


def test_the_log_has_the_fields_of_its_lines():
    assert Line._fields == LOG_FIELDS


@pytest.mark.parametrize("entry", register().values(), ids=lambda e: f"{e.table}.{e.field}")
def test_a_purpose_is_said_in_both_languages_and_names_the_same_rules(entry):
    nb, en = entry.purpose
    assert nb
    assert en
    assert CODE.findall(nb) == CODE.findall(en)
    assert set(CODE.findall(nb)) <= {rule.code for rule in (*RULES, *GOALS)}


def test_every_retention_is_used_and_said():
    assert {entry.retention for entry in register().values()} == set(Retention) == set(RETENTION)


def test_what_tells_where_somebody_is_counts_as_a_place():
    assert of_class(C.GEO) == TELLS_WHERE


def test_what_keeps_people_safe_is_of_that_class_and_nothing_else_is():
    assert of_class(C.SAFETY) == FOR_SAFETY


def test_addresses_are_of_a_class_of_their_own():
    assert of_class(C.ADDRESS) == {"addresses": {"unit", "text"}}


def test_an_alias_alone_tells_no_more_than_who_there_is():
    assert of_class(C.NAME) == {
        "units": {"alias"},
        "households": {"alias"},
        "persons": {"alias", "household"},
    }


def test_needs_of_health_and_what_tells_of_them_are_special_categories():
    assert all(entry.art9 for entry in register().values() if entry.field_class is C.HEALTH)
    for name in ("partner", "languages", "interpreter_not_from"):
        assert register()["persons", name].art9


def test_facts_of_people_stand_in_tables_that_say_of_whom():
    nameless = {
        (entry.table, entry.field)
        for entry in register().values()
        if entry.field_class in OF_PEOPLE and not subjects(entry.table)
    }
    assert nameless == OF_NOBODY


def test_what_is_about_people_is_deleted_with_their_case():
    kept = {
        (entry.table, entry.field)
        for entry in register().values()
        if subjects(entry.table) and entry.retention is not Retention.CASE
    }
    assert kept == set()


def test_whom_a_row_is_about_is_a_field_of_it():
    for table in desk_tables():
        assert set(subjects(table)) <= set(fields_of(table)), table
