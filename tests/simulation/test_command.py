"""`placement generate` writes a folder that is read back as the week that was made."""

import json

import pytest

from placement import cli
from placement.service.generate import beds_ratio
from placement.simulation import generate
from placement.tables.read import read_week
from placement.tables.write import write_folder


@pytest.fixture
def placement(capsys, monkeypatch):
    monkeypatch.delenv("PLACEMENT_LANG", raising=False)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in arguments])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("size", "seed", "lang"), [("S", 1, "nb"), ("S", 1, "en"), ("M", 2, "nb"), ("L", 3, "en")]
)
def test_a_week_survives_the_way_into_tables_and_back(tmp_path, size, seed, lang):
    week = generate(size, seed, group_arrival=True)
    write_folder(week, tmp_path / "week", lang)
    assert read_week(tmp_path / "week").content_hash == week.content_hash


def test_the_command_writes_the_week_of_its_seed(placement, tmp_path):
    code, out, err = placement("generate", "--size", "S", "--seed", "5", "--out", tmp_path / "week")
    assert (code, err) == (0, "")
    assert out == f"Skrevet: {tmp_path / 'week'}\n"
    assert len(read_week(tmp_path / "week").households) == len(generate("S", 5).households)


def test_its_options_are_those_of_the_generator(placement, tmp_path):
    code, out, _ = placement(
        "generate", "--seed", "2", "--beds", "roomy", "--men-heavy", "--group-arrival", "--as-of", "2026-11-30",
        "--out", tmp_path / "week", "--json", "--lang", "en",
    )  # fmt: skip
    assert code == 0
    assert json.loads(out) == {"written": str(tmp_path / "week")}
    week = read_week(tmp_path / "week")
    assert str(week.as_of) == "2026-11-30"
    same = generate("S", 2, beds=1.4, men_heavy=True, group_arrival=True, as_of=week.as_of)
    assert set(week.households) == set(same.households)
    assert set(week.units) == set(same.units)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--beds", "wide"), ("--beds", "9"), ("--beds", "nan"), ("--size", "Q"), ("--seed", "-1"), ("--as-of", "soon"),
        ("--as-of", "2026-02-30"), ("--as-of", "9999-12-31"), ("--as-of", "0001-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_in_one_line(placement, tmp_path, wrong):
    code, out, err = placement("generate", *wrong, "--out", tmp_path / "week")
    assert (code, out) == (2, "")
    assert f"verdien for {wrong[0]} kan ikke brukes" in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def no_work(*_, **__):
    raise AssertionError("a week was made for nothing")


def test_nobodys_folder_is_written_over(placement, tmp_path, monkeypatch):
    monkeypatch.setattr("placement.service.generate.generate", no_work)
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    for there in (tmp_path, tmp_path / "mine.txt"):
        code, out, err = placement("generate", "--out", there)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_written_is_named(placement, tmp_path, monkeypatch):
    monkeypatch.setattr("placement.service.generate.generate", no_work)
    code, out, err = placement("generate", "--out", tmp_path / "none" / "week", "--lang", "en")
    assert (code, out) == (2, "")
    assert err.startswith("week: ")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled(placement, tmp_path):
    assert placement("generate", "--out", tmp_path)[0] == 0
    assert read_week(tmp_path).households
    assert not [p for p in tmp_path.parent.iterdir() if p.name.startswith(".week-")]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_option_has_help_in_both_languages(placement, lang):
    options = (
        "--out",
        "--size",
        "--seed",
        "--beds",
        "--men-heavy",
        "--group-arrival",
        "--as-of",
        "--json",
        "--lang",
    )
    _, out, _ = placement("generate", "--help", "--lang", lang)
    lines = [line.strip("│ ").strip("* ") for line in out.splitlines()]
    assert all(any(line.startswith(name) for line in lines) for name in options)
    told = " ".join(out.replace("│", " ").split())
    assert ("Dagen uken leses på." in told) == (lang == "nb")
    assert ("The day on which the week is read." in told) == (lang == "en")


def test_beds_are_a_word_or_a_figure():
    assert (beds_ratio("tense"), beds_ratio("roomy"), beds_ratio("1.25")) == (1.0, 1.4, 1.25)
