"""A part of a week: what a file says of some tables and columns, and nothing about others."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from placement.domain.fact import IDENTITY, content_of, has_alias, tables
from placement.domain.fact import fields_of as fields_in_store
from placement.domain.instance import Instance
from placement.errors import InputError
from placement.tables.bodies import body_of, cells_of, columns_of, defaults
from placement.tables.partial import LEFT_OUT, UnknownColumn, UnknownColumns, mapping_of, read_part
from placement.tables.schema import TABLES
from tests.tables.small import SMALL, part, refused_part
from tests.tables.weeks import weeks

NAMED = [table.name for table in TABLES]


def test_a_table_alone_is_read_as_far_as_it_goes(tmp_path):
    found = part(tmp_path, personer="person;kjønn;støttenivå\nRype-1;kvinne;\n\nRype-2;;2\n")
    (table,) = found.tables.values()
    assert (table.table, table.sheet) == ("persons", "personer.csv")
    assert table.fields == {"alias", "gender", "support"}
    assert [tuple(row) for row in table.rows] == [
        (2, {"alias": "Rype-1", "gender": "woman"}, {"support"}),
        (4, {"alias": "Rype-2", "support": 2}, {"gender"}),
    ]
    assert table.headers == {"alias": "person", "gender": "kjønn", "support": "støttenivå"}


def test_a_part_is_read_in_a_child_process(tmp_path, child):
    (tmp_path / "husstander.csv").write_text(SMALL["husstander.csv"])
    (row,) = read_part(tmp_path, child=child).tables["households"].rows
    assert row.body == {"alias": "Rype-1", "referral": "2026-04-03", "lot": 1}


def test_rooms_and_whether_they_are_shared_are_one_place(tmp_path):
    rooms = ["S2; nei", "F1a;ja", "S2;", '"S2; S1";']
    text = "".join(f"A;{one};03.04.2026;bor der\n" for one in rooms)
    found = part(tmp_path, opphold="husstand;rom;deler rom;fra;slag\n" + text)
    assert [row.body["place"] for row in found.tables["stays"].rows] == ["S2", "F1a/bed", "S2", "S1+S2"]


def test_a_threat_is_one_field_of_two_cells(tmp_path):
    found = part(tmp_path, personer="person;trussel;trussel gyldig til\nA;høy trussel;03.04.2026\nB;;\n")
    known, unknown = found.tables["persons"].rows
    assert known.body["threat"] == {"danger": "high", "valid_until": "2026-04-03"}
    assert unknown.empty == {"threat"}


def test_a_written_unknown_is_said_and_an_empty_cell_is_not(tmp_path):
    said, empty = part(tmp_path, personer="person;støttenivå\nA;ukjent\nB;\n").tables["persons"].rows
    assert (said.body["support"], said.empty, empty.empty) == (None, frozenset(), frozenset({"support"}))


def test_a_list_of_nothing_but_separators_is_empty(tmp_path):
    (row,) = part(tmp_path, personer='person;språk\nA;" ; "\n').tables["persons"].rows
    assert row.empty == {"languages"}


def test_names_of_what_the_file_does_not_have_are_no_problem(tmp_path):
    assert part(tmp_path, samtykker="person;svar;dato\nNoen;given;03.04.2026\n").tables["consents"].rows


def test_what_contradicts_another_field_is_left_to_the_whole(tmp_path):
    assert part(tmp_path, låsinger="husstand;fra\nA;03.04.2026\n").tables["pins"].rows


def test_a_table_without_rows_says_nothing(tmp_path):
    assert part(tmp_path, personer="person;kjønn\n", enheter="").tables == {}


def test_all_problems_are_told_at_once(tmp_path):
    files = {
        "personer": "person;kjønn;støttenivå;trussel gyldig til;trussel\nRy/pe;dame;9;snart;\n;kvinne;;;\n",
        "husstander": "husstand;henvist\nRype-1;i går\n",
    }
    assert refused_part(tmp_path, **files) == [
        ("not_a_date", "husstander.csv, row 2, column henvist"),
        ("not_a_word", "personer.csv, row 2, column kjønn"),
        ("not_a_date", "personer.csv, row 2, column trussel gyldig til"),
        ("not_an_alias", "personer.csv, row 2, column person"),
        ("out_of_range", "personer.csv, row 2, column støttenivå"),
        ("required", "personer.csv, row 3, column person"),
    ]


@pytest.mark.parametrize(
    ("file", "text", "missing"),
    [
        ("personer", "husstand;kjønn\nA;kvinne\n", "person"),
        ("samtykker", "person;svar\nA;given\n", "dato"),
        ("opphold", "husstand;rom;fra;slag\nA;B;03.04.2026;bor der\n", "deler rom"),
        ("personer", "person;trussel\nA;høy trussel\n", "trussel gyldig til"),
    ],
)
def test_what_a_row_is_recognised_by_and_both_halves_of_a_field_must_be_there(tmp_path, file, text, missing):
    with pytest.raises(InputError) as error:
        part(tmp_path, **{file: text})
    assert [(p.code, p.facts["missing"]) for p in error.value.problems] == [
        ("tables.missing_column", missing)
    ]


def test_there_is_one_week(tmp_path):
    assert refused_part(tmp_path, uke="planleggingsdato\n23.11.2026\n30.11.2026\n") == [
        ("one_row", "uke.csv")
    ]
    one = part(tmp_path, uke="planleggingsdato;horisont dager\n23.11.2026;70\n").tables["week"].rows
    assert one[0].body == {"as_of": "2026-11-23", "horizon_days": 70}


def test_a_figure_of_the_policy_is_checked(tmp_path):
    path = "uke.csv, row 2, column horisont dager"
    assert refused_part(tmp_path, uke="horisont dager\n3\n") == [("out_of_range", path)]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_shown(tmp_path, encoding, told):
    assert (
        part(tmp_path, personer="person;kjønn\nÆrfugl;kvinne\n".encode(encoding)).tables["persons"].encoding
        == told
    )


# -- headers of somebody's own

OWN = "Kode;Kjønn;Merknad\nRype-1;kvinne;ringte på mandag\n"


def asked(folder: Path, **files: str) -> tuple[UnknownColumn, ...]:
    with pytest.raises(UnknownColumns) as error:
        part(folder, **files)
    return error.value.columns


def test_an_unknown_header_is_asked_about(tmp_path):
    (one,) = asked(tmp_path, personer="person;kjøn\nA;kvinne\n")
    assert one[:4] == ("persons", "personer.csv", "B", "kjøn")
    assert one.nearest[0] == "gender"


def test_the_question_comes_through_the_child_process(tmp_path, child):
    (tmp_path / "personer.csv").write_text("person;kjøn\nA;kvinne\n")
    with pytest.raises(UnknownColumns) as error:
        read_part(tmp_path, child=child)
    assert error.value.columns[0].header == "kjøn"
    assert [p.code for p in error.value.problems] == ["tables.unknown_column_near"]


def test_every_unknown_header_is_asked_about_at_once(tmp_path):
    assert [one.header for one in asked(tmp_path, personer=OWN)] == ["Kode", "Merknad"]


def test_a_mapping_says_which_field_it_is(tmp_path):
    mapping = mapping_of(["personer:kode=alias", f"persons.csv: MERKNAD = {LEFT_OUT}"])
    assert mapping == {"persons": {"kode": "alias", "merknad": LEFT_OUT}}
    (table,) = part(tmp_path, mapping, personer=OWN).tables.values()
    assert table.rows[0].body == {"alias": "Rype-1", "gender": "woman"}
    assert table.headers["alias"] == "Kode"


def test_a_mapping_goes_before_the_template(tmp_path):
    mapping = mapping_of(["personer:sak=person", f"personer:person={LEFT_OUT}"])
    (row,) = part(tmp_path, mapping, personer="person;sak\nKari;Rype-1\n").tables["persons"].rows
    assert row.body == {"alias": "Rype-1"}


def test_what_a_column_holds_that_is_left_out_is_no_matter(tmp_path):
    text = f'person;notat\nRype-1;{"x" * 2000}\nRype-2;"=1+1"\n'
    assert [code for code, _ in refused_part(tmp_path, personer=text)] == [
        "unknown_column",
        "too_long",
        "formula",
    ]
    assert len(part(tmp_path, mapping_of([f"personer:notat={LEFT_OUT}"])).tables["persons"].rows) == 2


def test_a_field_that_is_there_no_longer_is_asked_about_anew(tmp_path):
    (tmp_path / "personer.csv").write_text(OWN)
    with pytest.raises(UnknownColumns) as error:
        part(tmp_path, {"persons": {"kode": "alias", "merknad": "remark"}})
    assert [one.header for one in error.value.columns] == ["Merknad"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "personer",
        "personer:a",
        "nowhere:a=alias",
        "personer:a=remark",
        "personer:=alias",
        "personer:a=",
    ],
)
def test_a_mapping_that_says_nothing_is_refused_without_being_repeated(text):
    with pytest.raises(InputError) as error:
        mapping_of(["personer:a=alias", text])
    assert [(p.code, p.where) for p in error.value.problems] == [("tables.mapping", "--column 2")]


# -- rows as they are kept


@pytest.mark.parametrize("table", NAMED)
def test_columns_make_the_fields_that_are_kept(table):
    assert set(columns_of(table)) == set(fields_in_store(table))
    assert set(defaults(table)) <= set(fields_in_store(table))


@pytest.mark.parametrize("table", sorted(set(tables()) - {"week"}))
def test_every_table_has_a_column_by_which_its_rows_are_known_again(table):
    by = ("alias",) if has_alias(table) else IDENTITY[table]
    assert any(column.required for name in by for column in columns_of(table)[name])


@given(week=weeks())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
def test_a_row_survives_its_cells(week: Instance):
    for table, rows in content_of(week).items():
        for body in rows.values():
            again = {**defaults(table), **body_of(table, cells_of(table, body))}
            assert {n: v for n, v in again.items() if v != body[n]} == {}


def test_of_a_file_of_nothing_but_mistakes_the_first_are_told_and_the_rest_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("placement.tables.sheets.MOST_KEPT", 700)
    with pytest.raises(InputError) as error:
        part(tmp_path, personer="person;kjønn\n" + "".join(f"P-{n};tull\n" for n in range(1000)))
    assert (len(error.value.problems), error.value.problems[-1].facts["count"]) == (501, 500)
