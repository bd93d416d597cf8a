"""`placement next-capacity`: what its page shows is what it says, in both languages and for other programs."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from placement import cli
from placement.domain.resource import Need
from placement.domain.scenario import Beds, Scenario
from placement.errors import InputError
from placement.service.next_capacity import NextCapacity, next_capacity
from placement.service.next_capacity_words import effect_line
from placement.service.scenario_file import save_scenario
from placement.simulation.bands import Difference
from placement.simulation.kept import Kept
from tests.service.test_next_capacity import NOBODY_COMES, mothers

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "next-capacity.md").read_text("utf-8")
FENCES = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def placement(capsys, monkeypatch):
    monkeypatch.delenv("PLACEMENT_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in arguments])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


def test_the_page_shows_what_the_command_says_and_json_says_the_same(placement, tmp_path):
    command, shown = FENCES[0].split()[1:], FENCES[1].removesuffix("…\n")
    code, out, err = placement(*command, "--workers", 1, "--keep", tmp_path)
    assert code == 0, err
    assert out.strip("\n").startswith(shown.strip("\n"))
    assert "Candidates tried on sampled weeks" in err
    command[command.index("en")] = "nb"
    code, out, _ = placement(*command, "--workers", 1, "--keep", tmp_path, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["futures"] == 8
    ranks = [one["rank"] for one in told["candidates"] if one["rank"]]
    assert ranks == list(range(1, len(ranks) + 1))
    assert told["candidates"][0]["says"].startswith("Familieleilighet: ")
    assert {one["why"] for one in told["not_simulated"]} <= {"no_use", "less"}


@pytest.mark.parametrize("price", ["a", "bed_men:x=0", "bed_men:x=-5", "bed_men=5", "x:y=9999999999"])
def test_a_price_that_is_none_is_refused(placement, price):
    code, out, err = placement("next-capacity", "data/bergen_week", "--price", price)
    assert (code, out) == (2, "")
    assert "--price" in err


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_folder_that_cannot_be_kept_in_is_told_and_no_fault_of_the_program(placement, tmp_path, lang):
    (tmp_path / "file").touch()
    where = tmp_path / "file" / "folder"
    code, out, err = placement("next-capacity", "data/bergen_week", "--keep", where, "--lang", lang)
    assert (code, out) == (2, "")
    assert f"file/folder: {'mappen kan' if lang == 'nb' else 'the folder cannot'}" in err


def test_a_price_of_no_candidate_is_named_with_those_there_are(placement):
    code, out, err = placement(
        "next-capacity", "data/bergen_week", "--weeks", 1, "--price", "bed_men:Ingen=5"
    )
    assert (code, out) == (2, "")
    assert "Ingen kandidat for denne uken heter bed_men:Ingen." in err
    assert "interpreter_hours:ukr" in err


def test_candidates_are_tried_in_the_world_of_a_scenario_and_what_is_said_beside_it_goes_before(
    placement, tmp_path, monkeypatch
):
    heard: dict[str, Any] = {}

    def found(_, scenario, __, **words):
        heard.update(words, scenario=scenario)
        return NextCapacity(scenario, 0, dict.fromkeys(Need, 0.0), (), (), 0)

    monkeypatch.setattr("placement.service.next_capacity.next_capacity", found)
    made = Scenario(name="A", cards=(Beds(unit="Solbakken", change=1),), weeks=3, replications=9, seed=4)
    save_scenario(made, tmp_path / "a.json")
    words = ("--scenario", tmp_path / "a.json", "--weeks", 5, "--cluster", "tcp://127.0.0.1:8786")
    assert placement("next-capacity", "data/bergen_week", *words)[0] == 0
    assert heard["scenario"] == made.but(weeks=5)
    assert heard["workers"] == "tcp://127.0.0.1:8786"
    assert placement("next-capacity", "data/bergen_week", "--workers", 3)[0] == 0
    usual = heard["scenario"]
    assert (usual.weeks, usual.replications, usual.seed, usual.cards) == (26, 20, 1, ())
    assert heard["workers"] == 3


def test_futures_that_nobody_needed_are_told(placement, monkeypatch):
    def found(_, scenario, *__, **___):
        return NextCapacity(scenario, 0, dict.fromkeys(Need, 0.0), (), (), 0, spared=7)

    monkeypatch.setattr("placement.service.next_capacity.next_capacity", found)
    out = placement("next-capacity", "data/bergen_week", "--lang", "en")[1]
    assert "What is clear needs no more futures: 7 of 20 were spared." in " ".join(out.split())


def test_a_cluster_that_is_not_there_is_told_and_no_fault_of_the_program(tmp_path):
    with pytest.raises(InputError) as told:
        next_capacity(mothers(), NOBODY_COMES, Kept(tmp_path), workers="tcp://127.0.0.1:1")
    assert told.value.problems[0].code == "sweep_no_cluster"


@pytest.mark.parametrize(
    ("lang", "beaten", "open_"),
    [
        ("nb", "mindre for pengene enn en annen (−35", "ingen forskjell"),
        ("en", "less for its money than another (−35", "no diff"),
    ],
)
def test_who_is_done_with_as_another_does_more_is_not_told_to_do_nothing(lang, beaten, open_):
    interval = Difference(52.5, -35.0, 139.9)
    assert effect_line(interval, lang, is_beaten=True).startswith(beaten)
    assert effect_line(interval, lang).startswith(open_)
