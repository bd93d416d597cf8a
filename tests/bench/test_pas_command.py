"""`placement bench pas`: figures, the answer as a file, exit codes, both languages."""

import csv
import json

import pytest

from placement.bench.pas.hospital import Stretch
from placement.bench.pas.judged import judged
from placement.bench.pas.reading import read_hospital
from placement.cli import main
from tests.bench.hospitals import SMALL, hospital_text


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.txt"
    path.write_text(SMALL)
    return path


def ended(*words):
    with pytest.raises(SystemExit) as end:
        main(["bench", "pas", *map(str, words)])
    return end.value.code


def test_the_answer_is_a_line_a_night_and_what_the_judge_says_of_it_is_what_is_printed(
    small, tmp_path, capsys
):
    out = tmp_path / "answer.csv"
    assert ended(small, "--seconds", 2, "--out", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    with out.open() as file:
        rows = [
            Stretch(r["patient"], r["room"], int(r["night"]), int(r["night"]) + 1)
            for r in csv.DictReader(file)
        ]
    verdict = judged(read_hospital(small), rows)
    assert verdict.wrong == ()
    assert told["value"] == verdict.tenths / 10
    assert told["bound"] <= told["value"]


@pytest.mark.parametrize(("lang", "word"), [("nb", "Verdi: 4,4 poeng"), ("en", "Value: 4.4 points")])
def test_in_words(small, capsys, lang, word):
    assert ended(small, "--seconds", 1, "--lang", lang) == 0
    assert word in capsys.readouterr().out


def test_no_plan_is_an_answer_of_its_own(tmp_path, capsys):
    path = tmp_path / "full.txt"
    path.write_text(hospital_text([(1, "N", "0 0")], [(1, "F", 0, 1, "0 0"), (1, "F", 0, 1, "0 0")], 1))
    assert ended(path, "--seconds", 1, "--lang", "en", "--out", tmp_path / "none.csv") == 3
    assert "Night 0: 2 patients have 1 beds (patients 1 and 2; rooms 1)." in capsys.readouterr().out
    assert not (tmp_path / "none.csv").exists()


def test_what_cannot_be_read_is_told_in_one_line(tmp_path, capsys):
    path = tmp_path / "other.txt"
    path.write_text("hello")
    assert ended(path, "--lang", "nb") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "other.txt" in said
