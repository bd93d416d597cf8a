"""`placement bench mps`: one file a stage, which other engines read, and solve to the same value."""

import json

import pytest
from ortools.math_opt.python import mathopt

from placement.simulation.generate import TENSE, generate
from placement.solver.programmes import read_mps
from placement.tables.write import write_folder
from tests.at_terminal import here

TIGHT = mathopt.SolveParameters(relative_gap_tolerance=1e-9, absolute_gap_tolerance=0.5)


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("weeks") / "week"
    write_folder(generate("S", 3, beds=TENSE, group_arrival=True), folder)
    return folder


def test_highs_solves_each_file_to_the_value_that_is_told(week, tmp_path, capsys):
    ended = here(capsys, "bench", "mps", week, "--out", tmp_path / "out", "--json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert told == json.loads((tmp_path / "out" / "stages.json").read_text())
    assert [one["file"] for one in told] == sorted(p.name for p in (tmp_path / "out").glob("*.mps"))
    assert told[-1]["file"].endswith("-goals.mps")
    assert len(told) > 3
    for one in told:
        model = mathopt.Model.from_model_proto(read_mps((tmp_path / "out" / one["file"]).read_text()))
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=TIGHT)
        assert result.termination.reason is mathopt.TerminationReason.OPTIMAL
        assert round(result.objective_value()) == one["value"], one
        assert len(list(model.variables())) == one["columns"]


def test_nothing_in_the_files_says_whom_they_are_about(week, tmp_path, capsys):
    here(capsys, "bench", "mps", week, "--out", tmp_path / "out")
    text = "".join(p.read_text() for p in (tmp_path / "out").iterdir())
    aliases = {h.alias for h in generate("S", 3, beds=TENSE, group_arrival=True).households}
    assert not [alias for alias in aliases if alias in text]


@pytest.mark.parametrize(("lang", "word"), [("nb", "beste verdi"), ("en", "best value")])
def test_in_words(week, tmp_path, capsys, lang, word):
    ended = here(capsys, "bench", "mps", week, "--out", tmp_path / "out", "--lang", lang)
    assert word in ended.out


def test_a_folder_that_holds_something_is_left_alone(week, tmp_path, capsys):
    (tmp_path / "mine").write_text("mine")
    ended = here(capsys, "bench", "mps", week, "--out", tmp_path, "--lang", "en")
    assert ended.code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
