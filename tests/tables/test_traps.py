"""Each trap of a spreadsheet by name: what must be read as it stands, and what must be refused."""

import stat
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from placement.domain.person import AgeBand
from placement.errors import InputError
from placement.tables import raw as files
from placement.tables.raw import Raw, RawTable
from placement.tables.read import assembled, read_week
from placement.tables.write import write_workbook
from tests.tables.opendocument import number, small_ods
from tests.tables.small import SMALL, read, refused, saved, small_book
from tests.worlds import town

# -- values read as they stand


def test_na_is_an_alias(folder):
    week = read(folder(husstander="husstand;henvist;loddnummer\nNA;03.04.2026;1\n",
                       personer="husstand;person\nNA;NaN\n"))  # fmt: skip
    assert week.households[0].alias == "NA"
    assert week.households[0].members[0].alias == "NaN"


def test_zeros_in_front_are_kept(folder):
    week = read(folder(personer="husstand;person;sak\nRype-1;0012;007\n"))
    assert (week.households[0].members[0].alias, week.households[0].members[0].case_group) == ("0012", "007")


def test_the_third_of_april_is_not_the_fourth_of_march(folder):
    assert read(folder()).households[0].referral == date(2026, 4, 3)


def test_iso_dates_are_read(folder):
    week = read(folder(husstander="husstand;henvist;loddnummer\nRype-1;2026-04-03;1\n"))
    assert week.households[0].referral == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["3/4/2026", "04-03-2026", "2026.04.03", "3. april", "31.02.2026", "46115", "03.04.26", "٣.٤.٢٠٢٦"],
)
def test_other_dates_are_refused(folder, text):
    path = folder(husstander=f"husstand;henvist;loddnummer\nRype-1;{text};1\n")
    assert refused(path) == [("not_a_date", "husstander.csv, row 2, column henvist")]


@pytest.mark.parametrize(
    "text", ["1e400", "1_000", "nan", "inf", "1,0", "1.0", "1 000", "0x1", "true", "٣", "--1", "½"]
)
def test_what_only_a_computer_takes_for_a_number_is_refused(folder, text):
    path = folder(husstander=f'husstand;henvist;loddnummer\nRype-1;03.04.2026;"{text}"\n')
    assert refused(path) == [("not_a_number", "husstander.csv, row 2, column loddnummer")]


def test_a_number_outside_its_range_is_refused(folder):
    path = folder(personer="husstand;person;støttenivå\nRype-1;Rype-1;4\n")
    assert refused(path) == [("out_of_range", "personer.csv, row 2, column støttenivå")]


def test_an_age_band_stays_an_age_band(folder):
    week = read(folder(personer="husstand;person;aldersgruppe\nRype-1;Rype-1;6-12\n"))
    assert week.households[0].members[0].age_band is AgeBand.CHILD


def test_an_age_band_that_became_a_date_is_explained(tmp_path):
    book = small_book()
    book["personer"]["C1"], book["personer"]["C2"] = "aldersgruppe", datetime(2026, 12, 6)  # noqa: DTZ001
    assert refused(saved(book, tmp_path)) == [("looks_like_a_date", "personer, row 2, column aldersgruppe")]


def test_an_empty_cell_is_unknown_never_no(folder):
    person = read(folder()).households[0].members[0]
    assert (person.threat, person.secrecy, person.support, person.age_band) == (None, None, None, None)
    assert {person.sharing, person.stay_together, person.zone_wish} == {"not_asked"}


def test_half_an_assessment_is_none(folder):
    path = folder(personer="husstand;person;trussel\nRype-1;Rype-1;lav trussel\n")
    assert [code for code, _ in refused(path)] == ["half_filled"]


# -- separators and encodings


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_separators(folder, sign):
    assert read(folder(**{n.removesuffix(".csv"): t.replace(";", sign) for n, t in SMALL.items()})) == read(
        folder()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(folder, encoding):
    path = folder(
        husstander="husstand;henvist;loddnummer\nHavørn-1;03.04.2026;1\n".encode(encoding),
        personer="husstand;person;kjønn\nHavørn-1;Havørn-1;kvinne\n".encode(encoding),
    )
    assert read(path).households[0].alias == "Havørn-1"


def test_an_unknown_encoding_is_refused(folder):
    assert refused(folder(personer=b"husstand;person\nRype-1;\x81\n"))[0] == ("encoding", "personer.csv")


def test_an_open_quotation_mark_is_refused(folder):
    assert ("csv", "personer.csv, row 2") in refused(folder(personer='husstand;person\n"Rype-1;Rype-1\n'))


def test_rows_bear_the_number_that_the_user_sees(folder):
    path = folder(personer='husstand;person;kjønn\n\n"Rype-1";Rype-1;kvinne\n;;\nRype-1;Rype-2;tull\n')
    assert refused(path) == [("not_a_word", "personer.csv, row 5, column kjønn")]


# -- headers


def test_headers_in_any_order_case_and_language(folder):
    week = read(folder(personer="GENDER;Person;household;Voksen eller barn*\nkvinne;Rype-1;Rype-1;adult\n"))
    assert week.households[0].members[0].gender == "woman"


def test_a_column_twice_is_refused(folder):
    path = folder(personer="husstand;person;person\nRype-1;Rype-1;Rype-2\n")
    assert refused(path) == [("column_twice", "personer.csv, column person")]


def test_a_column_in_both_languages_is_there_twice(folder):
    path = folder(personer="husstand;person;kjønn;gender\nRype-1;Rype-1;mann;woman\n")
    assert refused(path) == [("column_twice", "personer.csv, column gender")]


def test_an_unknown_column_is_named_with_the_nearest(folder):
    with pytest.raises(InputError) as error:
        read(folder(personer="husstand;person;kjøn\nRype-1;Rype-1;kvinne\n"))
    (problem,) = error.value.problems
    assert problem.where == "personer.csv, column C"
    assert "kjønn" in problem.todo


def test_a_missing_header_row_repeats_nobody(folder):
    path = folder(personer="Rype-1;Rype-1;kvinne\n")
    codes = refused(path)
    assert ("no_header", "personer.csv") in codes
    assert all("Rype" not in where for _, where in codes)


def test_a_first_row_that_is_a_person_is_not_repeated_by_what_is_wrong_below_it(folder):
    path = folder(
        personer="Rype-1;Rype-2;kvinne\nRype-1;=1+1;\n", husstander="husstand;Rype-1;lot\nRype-1;=1;1\n"
    )
    assert ("formula", "personer.csv, row 2, column B") in refused(path)
    assert ("formula", "husstander.csv, row 2, column B") in refused(path)
    assert all("Rype" not in where for _, where in refused(path))


def test_a_lost_line_break_repeats_nobody(folder):
    path = folder(personer="husstand;person;kjønnRype-1;Rype-1;kvinne\n")
    assert [where for code, where in refused(path) if code.startswith("unknown_column")] == [
        "personer.csv, column C",
        "personer.csv, column D",
        "personer.csv, column E",
    ]


def test_a_missing_required_column_is_named(folder):
    assert [c for c, _ in refused(folder(husstander="husstand;henvist\nRype-1;03.04.2026\n"))] == [
        "missing_column"
    ]


def test_an_unknown_table_is_named_with_the_nearest(folder):
    path = folder()
    (path / "persner.csv").write_text("a\n1\n")
    assert refused(path) == [("unknown_table_near", "persner.csv")]


def test_cells_beyond_the_header_are_refused(folder):
    path = folder(personer="husstand;person\nRype-1;Rype-1;mer\n")
    assert refused(path) == [("beyond", "personer.csv, row 2")]


def test_all_problems_at_once(folder):
    path = folder(
        personer="husstand;person;kjønn;støttenivå;trussel gyldig til\n"
        "Rype-1;Rype-1;dame;mange;snart\nRype-9;Ry/pe;;;\n",
        opphold="husstand;rom;fra;slag\nRype-1;Z9;01.01.2026;bor der\n",
    )
    assert refused(path) == [
        ("unknown_reference", "opphold.csv, row 2, column rom"),
        ("not_a_word", "personer.csv, row 2, column kjønn"),
        ("not_a_number", "personer.csv, row 2, column støttenivå"),
        ("not_a_date", "personer.csv, row 2, column trussel gyldig til"),
        ("unknown_reference", "personer.csv, row 3, column husstand"),
        ("not_an_alias", "personer.csv, row 3, column person"),
    ]


def test_no_problem_repeats_a_cell(folder):
    told = "Hemmelig-77"
    path = folder(
        personer="husstand;person;kjønn;støttenivå;språk;permit until\n"
        f"{told};{told};{told};{told};{told};{told}\n"
        f"Rype-1;{told};;;;\n",
        relasjoner=f"fra;til;slag\n{told}9;Rype-1;{told}\n",
        overstyringer="regel;husstander;enhet;fra;til;grunn;av;godkjent av\n"
        f"{told};{told}8;{told};1.1.2026;1.1.2025;x;{told};{told}\n",
    )
    with pytest.raises(InputError) as error:
        read(path)
    assert told not in str(error.value)
    assert told not in repr(error.value.problems)


@pytest.mark.parametrize(
    ("file", "header", "cells", "column"),
    [
        ("prioritet", "husstand;prioritet;fra;grunn;av", "Rype-1;P1;1.11.2026;{};A", "grunn"),
        ("tilbud", "husstand;enhet;dato;svar;grunn", "Rype-1;Ask;1.11.2026;takket nei;{}", "grunn"),
        ("utflyttinger", "husstand;dato;til", "Rype-1;1.12.2026;{}", "til"),
        (
            "overstyringer",
            "regel;husstander;enhet;fra;til;grunn;av;godkjent av",
            "H12;Rype-1;Ask;1.11.2026;1.12.2026;{};A;B",
            "grunn",
        ),
    ],
)
def test_a_reason_is_a_code_and_no_free_text(folder, file, header, cells, column):
    path = folder(
        områder="område\nNord\n",
        enheter="enhet;type;område\nAsk;trygt botilbud;Nord\n",
        husstander="husstand\nRype-1\n",
        personer="husstand;person\nRype-1;Rype-1\n",
        **{file: f"{header}\n{cells.format('broren fant henne')}\n"},
    )
    (found,) = [where for code, where in refused(path) if where.startswith(file)]
    assert found == f"{file}.csv, row 2, column {column}"


def test_an_identity_number_is_refused(folder):
    path = folder(personer="husstand;person;sak\nRype-1;Rype-1;010190 12345\n")
    assert refused(path) == [("identity_number", "personer.csv, row 2, column sak")]


def test_invisible_characters_are_refused(folder):
    path = folder(personer="husstand;person\nRype-1;Rype\u200b-1\n")
    assert [code for code, _ in refused(path)] == ["control"]


def test_nobody_is_lost_whose_household_has_no_row(folder):
    path = folder(personer="husstand;person\nRype-1;Rype-1\nRype-2;Rype-2\n")
    assert refused(path) == [("unknown_reference", "personer.csv, row 3, column husstand")]


def test_an_alias_twice_is_refused(folder):
    path = folder(personer="husstand;person\nRype-1;Rype-1\nRype-1;Rype-1\n")
    assert refused(path) == [("alias_twice", "personer.csv, row 3, column person")]


def test_a_stay_that_ends_before_it_starts_is_refused(folder):
    path = folder(
        enheter="enhet;type;område\nAsk;trygt botilbud;Nord\n",
        soner="enhet;sone\nAsk;Ask-1\n",
        rom="enhet;rom;sone;enkeltsenger\nAsk;A1;Ask-1;1\n",
        opphold="husstand;rom;fra;til;slag\nRype-1;A1;02.01.2026;01.01.2026;bor der\n",
    )
    assert refused(path) == [("stay_ends_first", "opphold.csv, row 2")]


def test_a_room_without_its_number_of_beds_has_no_bed_by_default(folder):
    path = folder(
        enheter="enhet;type;område\nAsk;trygt botilbud;Nord\n",
        soner="enhet;sone\nAsk;Ask-1\n",
        rom="enhet;rom;sone;enkeltsenger\nAsk;A1;Ask-1;\n",
    )
    assert refused(path) == [("required", "rom.csv, row 2, column enkeltsenger")]


def test_a_formula_in_csv_is_refused(folder):
    path = folder(personer='husstand;person;sak\nRype-1;Rype-1;"=HYPERLINK(""x"")"\n')
    assert refused(path) == [("formula", "personer.csv, row 2, column sak")]


def test_more_than_50_000_rows_are_refused(folder, child):
    rows = "".join(f"Rype-1;P-{n}\n" for n in range(files.MOST_ROWS + 1))
    assert ("too_many_rows", "personer.csv") in refused(folder(personer="husstand;person\n" + rows), child)


def test_a_link_instead_of_a_file_is_refused(folder, child):
    path = folder()
    (path / "enheter.csv").symlink_to("/etc/passwd")
    assert refused(path, child) == [("link_in_file", "enheter.csv")]


# -- workbooks


def edited(path: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
    """The workbook with its parts changed, dropped (None) or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (parts | {k.replace("__", "/"): v for k, v in added.items()}).items():
            if content is not None:
                new.writestr(name, content)
    return path


def test_a_small_workbook_is_read(tmp_path, child):
    assert read_week(saved(small_book(), tmp_path), child=child).households[0].alias == "Rype-1"


def test_real_dates_of_a_workbook_are_read(tmp_path):
    book = small_book()
    book["husstander"]["B2"] = datetime(2026, 4, 3)  # noqa: DTZ001
    assert read(saved(book, tmp_path)).households[0].referral == date(2026, 4, 3)


def test_a_date_with_a_time_of_day_is_refused(tmp_path):
    book = small_book()
    book["husstander"]["B2"] = datetime(2026, 4, 3, 12)  # noqa: DTZ001
    assert [code for code, _ in refused(saved(book, tmp_path))] == ["not_a_date"]


def test_a_formula_is_refused(tmp_path):
    book = small_book()
    book["husstander"]["C2"] = "=1+1"
    assert refused(saved(book, tmp_path)) == [("formula", "husstander, row 2, column loddnummer")]


def test_merged_cells_are_refused(tmp_path):
    book = small_book()
    book["personer"].merge_cells("A2:A3")
    assert ("merged", "personer, row 2") in refused(saved(book, tmp_path))


def test_rows_beyond_the_size_that_a_file_claims_are_not_lost(tmp_path):
    path = edited(
        saved(small_book(), tmp_path), lambda _, content: content.replace(b'ref="A1:C2"', b'ref="A1:A1"')
    )
    assert len(read(path).households) == 1


def far_cell(folder: Path) -> Path:
    """A workbook of a few kilobytes whose last cell is the last there can be."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = saved(small_book(), folder)
    return edited(
        path, lambda name, content: content.replace(b"</sheetData>", far) if "sheet2" in name else content
    )


def test_the_last_cell_of_all_does_not_kill_the_parent(tmp_path, child):
    assert refused(far_cell(tmp_path), child) == [("too_many_rows", "husstander")]


def test_a_parser_that_dies_is_a_refusal(tmp_path, child, monkeypatch):
    monkeypatch.setattr("placement.tables.read.read_raw", dies)
    assert refused(saved(small_book(), tmp_path), child) == [("too_costly", "uke.xlsx")]


def dies(_: str) -> Raw:
    """What the parser does with a cell that is too far away."""
    import os

    os.abort()


def test_macros_are_refused(tmp_path, child):
    path = edited(saved(small_book(), tmp_path), lambda _, content: content, xl__vbaProject__bin=b"x")
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    assert refused(path, child) == [("macros", "uke.xlsx")]


def test_links_to_other_files_are_refused(tmp_path, child):
    path = edited(saved(small_book(), tmp_path), lambda _, content: content)
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", b"<a/>")
    assert refused(path, child) == [("external", "uke.xlsx")]


def test_a_document_type_is_refused(tmp_path, child):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path = edited(saved(small_book(), tmp_path), lambda _, c: c.replace(b"<worksheet", bomb + b"<worksheet"))
    assert refused(path, child) == [("dtd", "uke.xlsx")]


def test_a_symbolic_link_in_the_archive_is_refused(tmp_path, child):
    path = saved(small_book(), tmp_path)
    with zipfile.ZipFile(path, "a") as book:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        book.writestr(link, "/etc/passwd")
    assert refused(path, child) == [("link_in_file", "uke.xlsx")]


def test_a_zip_bomb_is_refused(tmp_path, child):
    path = saved(small_book(), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/bomb.bin", bytes((files.MOST_MEGABYTES + 1) << 20))
    assert path.stat().st_size < 200_000
    assert refused(path, child) == [("too_large", "uke.xlsx")]


def test_too_many_parts_are_refused(tmp_path, child):
    path = saved(small_book(), tmp_path)
    with zipfile.ZipFile(path, "a") as book:
        for n in range(files.MOST_PARTS):
            book.writestr(f"xl/media/{n}.png", b"")
    assert refused(path, child) == [("too_many_parts", "uke.xlsx")]


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_is_refused(tmp_path, child, content):
    (tmp_path / "uke.xlsx").write_bytes(content)
    assert refused(tmp_path / "uke.xlsx", child) == [("not_a_zip", "uke.xlsx")]


def test_other_kinds_of_file_are_refused(tmp_path, child):
    (tmp_path / "uke.xls").write_bytes(b"x")
    assert refused(tmp_path / "uke.xls", child) == [("kind_of_file", "uke.xls")]
    assert refused(tmp_path / "nowhere", child) == [("no_file", "nowhere")]


def test_a_folder_without_tables_is_refused(tmp_path, child):
    assert refused(tmp_path, child) == [("no_tables", tmp_path.name)]


def test_opendocument_is_read(tmp_path, child):
    household = read_week(small_ods(tmp_path, number("1")), child=child).households[0]
    assert (household.members[0].alias, household.referral, household.lot) == ("0012", date(2026, 4, 3), 1)


def test_a_formula_in_opendocument_is_refused(tmp_path, child):
    week = small_ods(tmp_path, number("2", formula="=1+1"))
    assert refused(week, child) == [("formula", "husstander, row 2")]


def test_a_workbook_is_opened_within_two_seconds(tmp_path):
    import time

    write_workbook(town(), tmp_path / "week.xlsx")
    begun = time.monotonic()
    read_week(tmp_path / "week.xlsx")
    assert time.monotonic() - begun < 2


def test_a_sheet_that_is_empty_is_an_empty_table():
    assert (
        assembled(
            Raw((RawTable("uke", ("as_of",), ((2, ("23.11.2026",)),)), RawTable("rom", (), ())), ())
        ).units
        == ()
    )
