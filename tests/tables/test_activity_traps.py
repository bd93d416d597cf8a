"""Traps of times, activities and helpers: what is read as it stands, and what is refused."""

from datetime import date, time, timedelta

import openpyxl
import pytest

from placement.errors import InputError
from placement.tables.problems import told
from tests.tables.opendocument import cell, clock, written
from tests.tables.small import SMALL, read, refused, saved, small_book

ASK = {
    "områder": "område\nNord\n",
    "aktiviteter": "aktivitet;slag;område;plasser;fra\nNorsk-1;norskkurs;Nord;8;01.11.2026\n",
    "kontaktpersoner": "kontaktperson;timer per uke;kapasitet\nKontakt-1;37;20\n",
    "tolker": "tolk;språk\nTolk-1;ron\n",
}
SESSION = "aktivitet;ukedag;klokken fra;klokken til\nNorsk-1;mandag;{};23:59\n"


@pytest.mark.parametrize("text", ["09:30", "9:30", "09:30:00", "09.30", "9.30"])
def test_times_are_read(folder, text):
    (programme,) = read(folder(**ASK, økter=SESSION.format(text))).programmes
    assert [s.start for s in programme.sessions] == [time(9, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "0.25",
        "0,25",
        "9",
        "930",
        "24:00",
        "09:60",
        "9:30 PM",
        "09:30:15",
        "9:3",
        "kl. 9",
        "٠٩:٣٠",
        "1899-12-30",
    ],
)
def test_other_times_are_refused(folder, text):
    path = folder(**ASK, økter=SESSION.format(text))
    assert refused(path) == [("not_a_time", "økter.csv, row 2, column klokken fra")]


@pytest.mark.parametrize("value", [time(9, 30), timedelta(hours=9, minutes=30), "09:30"])
def test_real_times_of_a_workbook_are_read(tmp_path, value):
    book = with_session(value)
    assert read(saved(book, tmp_path)).programmes[0].sessions[0].start == time(9, 30)


@pytest.mark.parametrize("value", [0.25, 9.3, time(9, 30, 15), timedelta(days=1, hours=9), date(2026, 12, 9)])
def test_what_the_spreadsheet_made_of_a_time_is_refused(tmp_path, value):
    book = with_session(value)
    assert refused(saved(book, tmp_path)) == [("not_a_time", "økter, row 2, column klokken fra")]


def test_real_times_of_opendocument_are_read(tmp_path):
    sheets = {
        name.removesuffix(".csv"): [[cell(one) for one in line.split(";")] for line in text.splitlines()]
        for name, text in (SMALL | ASK | {"økter": SESSION.format("09:30")}).items()
    }
    sheets["økter"][1][2] = clock("09:30")
    week = read(written(tmp_path / "uke.ods", sheets))
    assert week.programmes[0].sessions[0].start == time(9, 30)


def with_session(value: object) -> openpyxl.Workbook:
    """A workbook with a session that begins at this value."""
    book = small_book()
    for name, text in (ASK | {"økter": SESSION.format("")}).items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(";"))
    book["økter"]["C2"] = value
    return book


@pytest.mark.parametrize(
    ("code", "where", "file", "text"),
    [
        ("time_ends_first", "row 2", "økter", "aktivitet;ukedag;klokken fra;klokken til\nNorsk-1;mandag;10:00;10:00\n"),
        ("unknown_reference", "row 2, column aktivitet", "økter",
         "aktivitet;ukedag;klokken fra;klokken til\nNorsk-9;mandag;10:00;11:00\n"),
        ("unknown_reference", "row 2, column aktivitet", "aktivitetsønsker", "person;aktivitet\nRype-1;Norsk-9\n"),
        ("wish_names_one", "row 2", "aktivitetsønsker", "person;aktivitet;slag\nRype-1;Norsk-1;norskkurs\n"),
        ("wish_names_one", "row 2", "aktivitetsønsker", "person\nRype-1\n"),
        ("unknown_reference", "row 2, column person", "språknivå", "person;språk;nivå\nRype-9;nob;1\n"),
        ("out_of_range", "row 2, column nivå", "språknivå", "person;språk;nivå\nRype-1;nob;4\n"),
        ("not_a_code", "row 2, column språk", "språknivå", "person;språk;nivå\nRype-1;norsk;1\n"),
        ("two_levels", "row 3, column språk", "språknivå", "person;språk;nivå\nRype-1;nob;1\nRype-1;nob;2\n"),
        ("appointment_names_one", "row 2", "avtaler",
         "person;slag;ukedag;dato;klokken fra;klokken til\nRype-1;retten;mandag;30.11.2026;10:00;11:00\n"),
        ("appointment_names_one", "row 2", "avtaler", "person;slag;klokken fra;klokken til\nRype-1;jobb;10:00;11:00\n"),
        ("time_ends_first", "row 2", "avtaler",
         "person;slag;ukedag;klokken fra;klokken til\nRype-1;jobb;mandag;22:00;06:00\n"),
        ("unknown_reference", "row 2, column område", "avtaler",
         "person;slag;ukedag;klokken fra;klokken til;område\nRype-1;jobb;mandag;10:00;11:00;Sør\n"),
        ("planned_enrolment", "row 2, column slag", "påmeldinger",
         "person;aktivitet;fra;slag\nRype-1;Norsk-1;02.11.2026;ny påmelding\n"),
        ("enrolment_begins_later", "row 2, column fra", "påmeldinger",
         "person;aktivitet;fra;slag\nRype-1;Norsk-1;24.11.2026;deltar\n"),
        ("enrolment_ends_first", "row 2", "påmeldinger",
         "person;aktivitet;fra;til;slag\nRype-1;Norsk-1;02.11.2026;02.11.2026;deltar\n"),
        ("planned_assignment", "row 2, column slag", "har kontakt",
         "husstand;kontaktperson;fra;slag\nRype-1;Kontakt-1;02.11.2026;ny kontakt\n"),
        ("two_contacts", "row 3, column husstand", "har kontakt",
         "husstand;kontaktperson;fra\nRype-1;Kontakt-1;02.11.2026\nRype-1;Kontakt-1;09.11.2026\n"),
        ("unknown_reference", "row 2, column kontaktperson", "fravær", "kontaktperson;fra\nTolk-1;23.11.2026\n"),
        ("unknown_reference", "row 2, column hjelper", "habilitet", "hjelper;husstand;inhabil\nRype-1;Rype-1;ja\n"),
        ("required", "row 2, column språk", "tolker", "tolk;språk\nTolk-1;\n"),
        ("required", "row 2, column språk", "tolker", 'tolk;språk\nTolk-1;";"\n'),
        ("alias_twice", "row 3, column tolk", "tolker", "tolk;språk\nTolk-1;ron\nTolk-1;bul\n"),
        ("unknown_reference", "row 2, column tolk", "tolketimer",
         "tolk;dato;klokken fra;klokken til\nKontakt-1;24.11.2026;10:00;11:00\n"),
        ("unknown_reference", "row 2, column via", "reisevei", 'fra;til;minutter;via\nNord;Nord;10;"Nord; Sør"\n'),
        ("override_names_one", "row 2", "overstyringer",
         ("regel;husstander;aktivitet;hjelper;fra;til;grunn;av;godkjent av\n"
          "A02;Rype-1;Norsk-1;Tolk-1;23.11.2026;30.11.2026;eget ønske;A;B\n")),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_once_with_its_place(folder, code, where, file, text):
    path = folder(**(ASK | {file: text}))
    with pytest.raises(InputError) as error:
        read(path)
    (problem,) = error.value.problems
    assert (problem.code, problem.where) == (f"tables.{code}", f"{file}.csv, {where}")
    assert "Rype" not in str(error.value), "no cell is repeated"
    norwegian, english = told(problem, "nb"), told(problem, "en")
    assert all((norwegian.what, norwegian.todo, english.what, english.todo))
    assert norwegian.what != english.what


def test_tables_of_activities_may_be_left_out(folder):
    week = read(folder())
    assert (week.programmes, week.contacts, week.interpreters, week.travel) == ((), (), (), ())


def test_a_helper_may_be_named_by_a_relation(folder):
    week = read(folder(**ASK, relasjoner="fra;til;slag\nTolk-1;Rype-1;familie\n"))
    assert week.relations[0].a == "Tolk-1"
