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


@pytest.mark.parametrize(("size", "seed"), [("S", 1), ("M", 2)])
@pytest.mark.parametrize("lang", ["nb", "en"])
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
    "wrong", [("--beds", "wide"), ("--beds", "9"), ("--size", "Q"), ("--seed", "-1"), ("--as-of", "soon")]
)
def test_a_wrong_value_is_named(placement, tmp_path, wrong):
    code, out, err = placement("generate", *wrong, "--out", tmp_path / "week")
    assert (code, out) == (2, "")
    assert "kan ikke brukes" in err
    assert not (tmp_path / "week").exists()


def test_nobodys_folder_is_written_over(placement, tmp_path):
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    code, _, _ = placement("generate", "--out", tmp_path)
    assert code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_beds_are_a_word_or_a_figure():
    assert (beds_ratio("tense"), beds_ratio("roomy"), beds_ratio("1.25")) == (1.05, 1.4, 1.25)
