"""The comment on a plan at the terminal: asked for, never an argument, and told with the plan."""

import io
import json

import pytest

from placement.service.desk.plans import keep_answer
from placement.service.planning import make_plan
from placement.solver import solve
from tests.at_terminal import here
from tests.service.desk.desks import EVA, KARI, new_desk
from tests.worlds import town

SAID = "Vent med H1 til fredag"


@pytest.fixture
def folder(tmp_path):
    week = town()
    made = new_desk(tmp_path / "desk", week)
    keep_answer(made, KARI, make_plan(week, seconds=20, planner=solve), made.now().change)
    made.close()
    return tmp_path / "desk"


def test_it_is_asked_for_and_shown_with_the_plan(folder, capsys, monkeypatch):
    def run(*words, typed="", login=KARI):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return here(capsys, "desk", *words, "--desk", folder, "--as", login, "--lang", "en")

    assert run("comment", 1, typed=f"{SAID}\n").code == 0
    assert f"Comment: {SAID}" in run("show", 1).out
    assert json.loads(run("show", 1, "--json").out)["comment"] == SAID
    assert run("comment", 2, typed=f"{SAID}\n").code == 2
    refused = run("comment", 1, typed="Ring 55 12 34 56\n")
    assert refused.code == 2
    assert "55 12" not in refused.out + refused.err
    assert run("comment", 1, typed="\n", login=EVA).code == 2
    assert run("comment", 1, typed="\n").code == 0
    assert "Comment" not in run("show", 1).out
