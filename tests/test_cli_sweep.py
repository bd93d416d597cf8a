"""`placement sweep`: the real simulation at each point, the same bytes however it is carried out."""

import json
from pathlib import Path

import pytest

from tests.at_terminal import here as run

WEEK = str(Path(__file__).parent.parent / "data" / "bergen_week")
ASKED = ("--lever", "beds:Lyngheim", "--values", "0,2", "--weeks", "2", "--replications", "2", "--lang", "en")


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sweeps")


def test_a_sweep_tells_each_point_and_keeps_all_futures(capsys, folder):
    code, out, err = run(capsys, "sweep", WEEK, *ASKED, "--out", str(folder / "two"))
    assert code == 0
    assert "Sweep of beds:Lyngheim" in out
    assert "2 weeks, 2 futures at each point" in out
    assert "from the first point" in out
    assert "4 of 4 futures are there" in err
    kept = files(folder / "two")
    assert len(kept) == 5
    result = json.loads(next(content for name, content in kept.items() if name.startswith("sweep-")))
    assert [row["values"] for row in result["rows"]] == [["0"], ["2"]]
    assert result["rows"][0]["figures"]["unmet_all"]["difference"] is None
    assert result["rows"][1]["figures"]["unmet_all"]["difference"]["mean"] < 0

    code, _, err = run(capsys, "sweep", WEEK, *ASKED, "--out", str(folder / "two"))
    assert code == 0
    assert err.count("futures are there") == 1  # all of them from before
    assert files(folder / "two") == kept

    code, out, _ = run(
        capsys, "sweep", WEEK, *ASKED, "--out", str(folder / "one"), "--workers", "1", "--json"
    )
    assert code == 0
    assert files(folder / "one") == kept
    assert json.loads(out)["levers"] == ["beds:Lyngheim"]


def test_what_cannot_be_played_is_told_before_anything_is_simulated(capsys, tmp_path):
    code, _, err = run(
        capsys, "sweep", WEEK, "--lever", "beds:Ingensteds", "--values", "1", "--out", str(tmp_path / "s"), "--lang",
        "en",
    )  # fmt: skip
    assert code == 2
    assert "there is no unit Ingensteds" in err
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("lang", "says"), [("nb", "Spaken ingen finnes ikke."), ("en", "There is no lever ingen.")]
)
def test_an_unknown_lever_is_told_in_a_sentence_of_its_own(capsys, tmp_path, lang, says):
    words = ("sweep", WEEK, "--lever", "ingen", "--values", "1", "--out", str(tmp_path / "s"), "--lang", lang)
    code, _, err = run(capsys, *words)
    assert code == 2
    assert says in err.splitlines()[-1]


def test_it_speaks_norwegian(capsys, tmp_path):
    asked = ("--lever", "budget", "--values", "none", "--weeks", "1", "--replications", "1", "--workers", "1")
    code, out, err = run(capsys, "sweep", WEEK, *asked, "--out", str(tmp_path))
    assert code == 0
    assert "Sveiping av budget" in out
    assert "1 av 1 framtider er der" in err
