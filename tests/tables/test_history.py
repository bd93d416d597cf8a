"""A history of arrivals is a small CSV file; every fault in it is told with its place, and nothing is repeated."""

from datetime import date

import pytest

from placement.domain.arrival import Arrival
from placement.domain.profile import Profile
from placement.errors import InputError
from placement.tables.history import read_history


def written(tmp_path, text, name="arrivals.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def problems(path):
    with pytest.raises(InputError) as caught:
        read_history(path)
    return [(one.code, one.facts.get("row"), one.facts.get("column")) for one in caught.value.problems]


@pytest.mark.parametrize("text", [
    "henvist;profil;husstander;gruppe\n05.01.2026;kvinne alene;;\n2026-01-06;familie;2;\n07.01.2026;gruppe;;Sak-1\n",
    "group,households,profile,referred\n,,woman alone,2026-01-05\n,2,family,06.01.2026\nSak-1,,group,2026-01-07\n",
])  # fmt: skip
def test_both_languages_and_any_order_of_columns_are_read(tmp_path, text):
    assert read_history(written(tmp_path, text)) == (
        Arrival(on=date(2026, 1, 5), profile=Profile.WOMAN),
        Arrival(on=date(2026, 1, 6), profile=Profile.FAMILY, households=2),
        Arrival(on=date(2026, 1, 7), profile=Profile.GROUP, group="Sak-1"),
    )


def test_every_fault_is_told_with_its_place(tmp_path):
    text = "henvist;profil;husstander;gruppe\nfør jul;mann;0;\n05.01.2026;mann alene;100;a+b\n;familie;1;\n"
    assert problems(written(tmp_path, text)) == [
        ("tables.not_a_date", 2, "henvist"),
        ("tables.not_a_word", 2, "profil"),
        ("tables.out_of_range", 3, "husstander"),
        ("tables.not_an_alias", 3, "gruppe"),
        ("tables.required", 4, "henvist"),
    ]


def test_a_name_has_no_column(tmp_path):
    text = "henvist;profil;navn\n05.01.2026;mann alene;Kari\n"
    assert [code for code, *_ in problems(written(tmp_path, text))] == ["tables.unknown_column"]


def test_only_a_csv_file_is_a_history(tmp_path):
    assert problems(tmp_path)[0][0] == "tables.not_a_csv"
    assert problems(written(tmp_path, "x", "arrivals.txt"))[0][0] == "tables.not_a_csv"
    assert problems(tmp_path / "none.csv")[0][0] == "tables.no_file"


def test_a_file_without_a_header_is_refused_as_a_whole(tmp_path):
    assert [code for code, *_ in problems(written(tmp_path, "05.01.2026;mann alene\n"))] == [
        "tables.no_header"
    ]


def test_an_empty_file_tells_of_nobody(tmp_path):
    assert read_history(written(tmp_path, "henvist;profil\n")) == ()
