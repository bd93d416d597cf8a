"""A file beside a desk: what it adds, changes and leaves unclear."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from placement.domain.fact import Content, applied, content_of, instance_of, tables
from placement.domain.relation import KnowsAddress
from placement.domain.stay import Exit, Stay, StayKind
from placement.service.compared import Unclear
from placement.service.imports import Choices, Count, Preview, preview, remembered
from placement.tables.partial import mapping_of
from tests.tables.small import part
from tests.worlds import AS_OF, day, town

TOWN = content_of(town())
WHOLE = "Orrfugl-1", "Lerke-2", "Rype-3", "Oter-41", "Oter-42"


def seen(folder: Path, content: Content = TOWN, /, **files: str) -> Preview:
    return preview(content, part(folder, **files))


def people(column: str, **values: str) -> str:
    """The persons of the town, with one more column."""
    told = {name.replace("_", "-"): value for name, value in values.items()}
    return f"person;{column}\n" + "".join(f"{name};{told.get(name, '')}\n" for name in WHOLE)


def fields(one: Preview) -> list[tuple[str, str, Any, Any]]:
    return [(c.key, c.field, c.old, c.new) for c in one.changes]


def unclear(one: Preview) -> list[tuple[Unclear, str, str]]:
    return [(c.kind, c.key, c.field) for c in one.conflicts]


def places(one: Preview, choices: Choices | None = None) -> list[tuple[str, str]]:
    problems = one.problems_after(choices) if choices else one.problems
    return [(p.code.removeprefix("tables."), p.where) for p in problems]


# -- what is known already


def test_a_list_that_says_what_is_known_changes_nothing(tmp_path):
    one = seen(
        tmp_path,
        personer=people("kjønn", **dict.fromkeys(WHOLE, "kvinne")).replace("Rype-3;kvinne", "Rype-3;mann"),
    )
    assert one.empty
    assert one.edits() == ()
    assert one.counts == {"persons": Count(0, 0, 5, 0, 0)}


def test_a_column_that_is_not_there_changes_nothing(tmp_path):
    one = seen(tmp_path, personer=people("sak", Lerke_2="S-1"))
    (edit,) = one.edits()
    assert (edit.key, edit.fields) == ("Lerke-2", ("case_group",))
    assert edit.after == {**TOWN["persons"]["Lerke-2"], "case_group": "S-1"}


def test_a_table_that_is_not_there_loses_nothing(tmp_path):
    assert {e.table for e in seen(tmp_path, områder="område;preg\nnord;quiet\n").edits()} == set()


def test_a_change_is_told_field_by_field_with_its_place(tmp_path):
    one = seen(tmp_path, rom="rom;enkeltsenger;kan låses\nF1a;3;nei\nF2a;2;ja\nF2b;1;ja\nS1;2;ja\nS2;1;ja\n")
    assert fields(one) == [("F1a", "lockable", True, False), ("F1a", "single", 2, 3)]
    assert {tuple(c.origin) for c in one.changes} == {("rom.csv", 2)}
    assert one.counts["rooms"] == Count(0, 1, 4, 0, 0)


def test_lists_in_any_order_are_the_same(tmp_path):
    content = changed("persons", "Lerke-2", languages=["eng", "ron", "tir"])
    text = 'person;språk\nLerke-2;"tir; eng; ron"\n'
    assert fields(seen(tmp_path, content, personer=text)) == []


def changed(table: str, row: str, /, **values: object) -> Content:
    rows = {**TOWN[table], row: {**TOWN[table].get(row, {}), **values}}
    return {**TOWN, table: rows}


# -- empty cells


def test_an_empty_cell_over_what_is_known_waits_for_a_choice(tmp_path):
    content = changed("persons", "Lerke-2", case_group="S-1")
    one = seen(tmp_path, content, personer=people("sak"))
    (clash,) = one.conflicts
    assert (clash.kind, clash.key, clash.field, clash.old, clash.new) == (
        Unclear.EMPTIED, "Lerke-2", "case_group", "S-1", None,
    )  # fmt: skip
    assert clash.problem.where == "personer.csv, row 3, column sak"
    assert one.edits() == ()
    (edit,) = one.edits(Choices(clear=frozenset({("persons", "Lerke-2", "case_group")})))
    assert edit.after == {**content["persons"]["Lerke-2"], "case_group": None}


@pytest.mark.parametrize(
    ("column", "field", "known", "cleared"),
    [
        ("gradering", "secrecy", "none", None),
        ("kjønn", "gender", "woman", "prefer_not"),
        ("støttenivå", "support", 0, None),
        ("språk", "languages", ["eng"], []),
        ("trenger tolk", "interpreter_needed", False, None),
        ("kan dele rom", "sharing", "yes", "not_asked"),
        ("spurt alene", "asked_alone", True, False),
    ],
)
def test_no_field_is_cleared_by_silence(tmp_path, column, field, known, cleared):
    one = seen(tmp_path, personer=people(column))
    found = {c.field: (c.old, c.new) for c in one.conflicts if c.key == "Lerke-2"}
    assert found == {field: (known, cleared)}
    assert one.edits() == ()


def test_both_cells_of_a_threat_left_empty_are_one_conflict(tmp_path):
    one = seen(tmp_path, personer="person;trussel;trussel gyldig til\nLerke-2;;\n")
    assert (Unclear.EMPTIED, "Lerke-2", "threat") in unclear(one)


def test_what_is_written_as_unknown_is_a_change(tmp_path):
    one = seen(tmp_path, personer="person;støttenivå\nLerke-2;ukjent\n")
    assert fields(one) == [("Lerke-2", "support", 0, None)]


def test_an_empty_cell_where_nothing_is_known_is_nothing(tmp_path):
    assert not [c for c in seen(tmp_path, personer=people("sak")).conflicts if c.kind is Unclear.EMPTIED]


# -- new rows


def arrival(folder: Path, **more: str) -> Preview:
    texts = {
        "husstander": "husstand;henvist;loddnummer\nGås-5;20.11.2026;5\n",
        "personer": "husstand;person;kjønn;sak\nGås-5;Gås-5;mann;\n",
    }
    return seen(folder, **(texts | more))


def test_a_new_row_is_whole_and_what_the_file_does_not_say_is_unknown(tmp_path):
    one = arrival(tmp_path)
    assert [(a.table, a.key, tuple(a.origin)) for a in one.adds] == [
        ("households", "Gås-5", ("husstander.csv", 2)), ("persons", "Gås-5", ("personer.csv", 2)),
    ]  # fmt: skip
    assert one.problems == ()
    week = instance_of(applied(TOWN, one.edits()))
    (person,) = week.households[-1].members
    assert (person.gender, person.case_group, person.secrecy, person.support) == ("man", None, None, None)


def test_a_new_row_without_an_alias_waits_for_its_number(tmp_path):
    one = seen(
        tmp_path, samtykker="person;svar;dato\nLerke-2;declined;22.11.2026\nRype-3;declined;22.11.2026\n"
    )
    assert [a.key for a in one.adds] == ["new1", "new2"]
    assert [(e.table, e.before) for e in one.edits()] == [("consents", None)] * 2


def test_a_new_row_that_lacks_what_it_must_say_is_a_problem(tmp_path):
    assert places(seen(tmp_path, personer="person;kjønn\nRyype-3;mann\n")) == [
        ("new_row_lacks", "personer.csv, row 2"),
    ]


def test_a_room_that_is_new_has_no_bed_by_default(tmp_path):
    one = seen(tmp_path, rom="enhet;rom;sone\nGranly;F3;Granly-2\n")
    assert [(p.code, p.facts["missing"]) for p in one.problems] == [("tables.new_row_lacks", "enkeltsenger")]


def test_a_week_goes_into_an_empty_desk(tmp_path):
    one = preview({}, part(tmp_path, **small()))
    assert one.problems == ()
    assert applied({}, one.edits())["week"] == {
        "week": {"as_of": "2026-11-23", "horizon_days": 56, "version": 1}
    }


def small() -> Mapping[str, str]:
    return {
        "uke": "planleggingsdato\n23.11.2026\n",
        "husstander": "husstand;henvist;loddnummer\nRype-1;03.04.2026;1\n",
        "personer": "husstand;person\nRype-1;Rype-1\n",
    }


def test_without_a_week_nothing_is_a_week(tmp_path):
    one = preview({}, part(tmp_path, personer="husstand;person\nRype-1;Rype-1\n"))
    assert ("missing_table", "uke") in places(one)


# -- rows that are not in the file


def test_rows_that_a_table_does_not_have_are_removed_only_where_somebody_says_so(tmp_path):
    one = seen(tmp_path, områder="område;preg\nnord;quiet\nvest;city\n")
    assert [(r.table, r.key) for r in one.removals] == [("areas", "sør")]
    assert [e.key for e in one.edits()] == ["vest"]
    chosen = Choices(remove=frozenset({("areas", "sør")}))
    assert [(e.key, e.after) for e in one.edits(chosen)][1:] == [("sør", None)]


def test_what_a_removal_would_leave_in_the_air_is_told_by_the_row_that_names_it(tmp_path):
    one = seen(tmp_path, områder="område;preg\nnord;quiet\n")
    assert one.problems == ()
    chosen = Choices(remove=frozenset({("areas", "sør")}))
    assert places(one, chosen) == [("unknown_reference", "enheter, Solbakken, column område")]


@pytest.mark.parametrize(
    ("table", "text"), [("persons", "person\nLerke-2\n"), ("households", "husstand\nLerke-2\n")]
)
def test_nobody_is_removed_because_a_list_forgot_them(tmp_path, table, text):
    one = seen(tmp_path, **{table: text})
    assert one.removals == ()
    assert {c.kind for c in one.conflicts} == {Unclear.LEAVES_BY_EXIT}
    assert {c.key for c in one.conflicts} == TOWN[table].keys() - {"Lerke-2"}
    assert one.conflicts[0].problem.where == f"{table}.csv, Orrfugl-1"
    with pytest.raises(ValueError, match="does not have"):
        one.edits(Choices(remove=frozenset({(table, "Rype-3")})))


def test_whoever_left_may_be_missing(tmp_path):
    content = content_of(town().but(exits=(Exit(household="Oter-4", on=day(-1)),)))
    one = seen(
        tmp_path,
        content,
        personer="person\nLerke-2\nOrrfugl-1\nRype-3\n",
        husstander="husstand\nLerke-2\nOrrfugl-1\nRype-3\n",
    )
    assert one.empty


def test_an_empty_table_removes_nothing(tmp_path):
    assert seen(tmp_path, områder="område;preg\n", rom="").empty


# -- which row is which


def test_the_same_row_twice_is_taken_in_neither_time(tmp_path):
    one = seen(tmp_path, personer=people("sak") + "Lerke-2;S-1\nGås-5;S-1\nGås-5;S-2\n")
    twice = [c.problem for c in one.conflicts if c.kind is Unclear.TWICE]
    assert [(p.where, p.facts["first"]) for p in twice] == [
        ("personer.csv, row 7", 3), ("personer.csv, row 8", 9), ("personer.csv, row 9", 8),
    ]  # fmt: skip
    assert (one.adds, one.changes, one.edits()) == ((), (), ())


def test_a_row_that_may_be_several_is_taken_in_as_none(tmp_path):
    answers = {"to": "hotel", "answer": "given", "on": "2026-11-18", "until": "9999-12-31", "way": "word"}
    content = changed("consents", "9", person="Lerke-2", **answers)
    one = seen(tmp_path, content, samtykker="person;dato;svar\nLerke-2;18.11.2026;withdrawn\n")
    assert [(c.kind, c.problem.where) for c in one.conflicts] == [(Unclear.SEVERAL, "samtykker.csv, row 2")]
    assert {r.key for r in one.removals} == {"1", "3", "4", "5"}
    assert one.edits() == ()


def test_a_column_more_tells_them_apart(tmp_path):
    answers = {"to": "hotel", "answer": "given", "on": "2026-11-18", "until": "9999-12-31", "way": "word"}
    content = changed("consents", "9", person="Lerke-2", **answers)
    one = seen(tmp_path, content, samtykker="person;dato;til type;svar\nLerke-2;18.11.2026;hotel;withdrawn\n")
    assert fields(one) == [("9", "answer", "given", "withdrawn")]


def test_rows_that_a_file_cannot_tell_apart_are_not_missing_from_it(tmp_path):
    answers = {"to": "hotel", "answer": "given", "on": "2026-11-18", "until": "9999-12-31", "way": "word"}
    content = changed("consents", "9", person="Lerke-2", **answers)
    one = seen(tmp_path, content, samtykker="person;dato\nLerke-2;18.11.2026\n")
    assert {r.key for r in one.removals} == {"1", "3", "4", "5"}
    assert one.conflicts == ()


def test_rows_that_are_twice_in_the_desk_and_in_the_file_are_the_same_rows(tmp_path):
    knows = (KnowsAddress(person="Lerke-2", unit="Granly"),) * 2
    content = content_of(town().but(knows_address=knows))
    assert seen(tmp_path, content, kjenner_adressen="person;enhet\nLerke-2;Granly\nLerke-2;Granly\n").empty


def test_a_stay_is_known_again_by_who_where_and_since_when(tmp_path):
    stay = Stay(household="Lerke-2", place="S1+S2", start=day(-9), kind=StayKind.CURRENT)
    content = content_of(town().but(stays=(stay,)))
    text = f'husstand;rom;deler rom;fra;slag;til\nLerke-2;"S2; S1";nei;{day(-9):%d.%m.%Y};bor der;{day(9):%d.%m.%Y}\n'
    assert fields(seen(tmp_path, content, opphold=text)) == [("1", "until", None, day(9).isoformat())]


def test_the_week_is_one_row(tmp_path):
    assert fields(seen(tmp_path, uke="planleggingsdato\n30.11.2026\n")) == [
        ("week", "as_of", AS_OF.isoformat(), "2026-11-30"),
    ]


# -- what does not fit together


def test_everything_that_does_not_fit_is_told_with_its_place_in_the_file(tmp_path):
    one = arrival(
        tmp_path,
        personer="husstand;person;kjønn\nGås-9;Gås-51;mann\nGås-5;Gås-5;mann\n",
        samtykker="Person;svar;dato\nNoen;given;22.11.2026\n",
        opphold="husstand;rom;deler rom;fra;til;slag\nGås-5;F9;nei;22.11.2026;;bor der\n"
        "Gås-5;F1a;nei;22.11.2026;21.11.2026;bor der\nGås-5;F1a;nei;25.11.2026;;bor der\n",
    )
    assert places(one) == [
        ("unknown_reference", "opphold.csv, row 2, column rom"),
        ("stay_ends_first", "opphold.csv, row 3"),
        ("current_begins_later", "opphold.csv, row 4, column fra"),
        ("unknown_reference", "personer.csv, row 2, column husstand"),
        ("unknown_reference", "samtykker.csv, row 2, column Person"),
    ]


def test_a_household_that_loses_its_people_is_named(tmp_path):
    one = seen(tmp_path, personer="person;husstand\nRype-3;Lerke-2\n")
    assert places(one) == [("nobody", "husstander, Rype-3, column husstand")]


def test_what_two_cells_say_together_is_checked_with_what_is_known(tmp_path):
    one = seen(tmp_path, personer="person;aldersgruppe\nLerke-2;6-12\n")
    assert [(p.code, p.where) for p in one.problems] == [("tables.two_ages", "personer.csv, row 2")]


def test_problems_and_conflicts_repeat_nothing_that_a_cell_holds(tmp_path):
    told = "Hemmelig-77"
    one = seen(
        tmp_path,
        personer=f"person;husstand;sak\nLerke-2;{told}1;{told}2\n{told}3;{told}4;\n{told}3;{told}5;\n",
        samtykker=f"person;svar;dato\n{told}6;given;22.11.2026\n",
    )
    assert one.problems
    assert one.conflicts
    assert told not in repr(one.problems) + repr([c.problem for c in one.conflicts])
    assert all(p.where and p.what and p.todo for p in (*one.problems, *(c.problem for c in one.conflicts)))


# -- choices and edits


def test_what_is_not_wanted_is_left(tmp_path):
    one = arrival(tmp_path, rom="rom;enkeltsenger;kan låses\nF1a;3;nei\n")
    leave: frozenset[Any] = frozenset(
        {("persons", "Gås-5"), ("households", "Gås-5"), ("rooms", "F1a", "single")}
    )
    (edit,) = one.edits(Choices(leave=leave))
    assert edit.fields == ("lockable",)
    assert one.edits(Choices(leave=leave | {("rooms", "F1a")})) == ()


@pytest.mark.parametrize(
    "choices",
    [
        Choices(clear=frozenset({("persons", "Lerke-2", "gender")})),
        Choices(remove=frozenset({("areas", "nord")})),
        Choices(leave=frozenset({("rooms", "F9")})),
    ],
)
def test_a_choice_of_another_preview_is_refused(tmp_path, choices):
    with pytest.raises(ValueError, match="does not have"):
        arrival(tmp_path).edits(choices)


def test_edits_come_in_an_order_in_which_they_are_carried_out_and_taken_back(tmp_path):
    one = arrival(
        tmp_path, områder="område;preg\nvest;city\n", enheter="enhet;område\nSolbakken;nord\nGranly;vest\n"
    )
    edits = one.edits(Choices(remove=frozenset({("areas", "sør"), ("areas", "nord")})))
    order = [tables().index(e.table) for e in edits if e.after is not None]
    assert order == sorted(order)
    assert [e.key for e in edits if e.after is None] == ["nord", "sør"]
    after = applied(TOWN, edits)
    assert applied(after, [e.undone for e in reversed(edits)]) == TOWN


def test_a_desk_remembers_what_a_column_of_somebody_is(tmp_path):
    rows = {
        "1": {"table": "persons", "header": "Kode ", "field": "alias"},
        "2": {"table": "persons", "header": "Notat", "field": "-"},
    }
    assert remembered({"mappings": rows}) == mapping_of(["persons:kode=alias", "persons:notat=-"])
    assert part(tmp_path, remembered({"mappings": rows}), personer="Kode;Notat\nA;x\n").tables["persons"].rows
    assert remembered(TOWN) == {}
