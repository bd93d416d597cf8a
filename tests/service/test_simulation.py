"""Scenario files, cards as they are written, and what a simulation tells, in both languages and for programs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from placement.domain.record import WeekRecord
from placement.domain.scenario import Beds, Scenario, Staff
from placement.errors import InputError
from placement.service.scenario_file import card_of, load_scenario, sampled, save_scenario

ROOT = Path(__file__).parents[2]
WEEK = ROOT / "data" / "bergen_week"
CARD = "another like=Solbakken alias=Nybakken"


def run(*words, folder=ROOT, **env):
    return subprocess.run(
        [sys.executable, "-m", "placement", *map(str, words)], cwd=folder, capture_output=True, text=True, timeout=300,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PLACEMENT_LANG": "en", **env}, check=False,
    )  # fmt: skip


def refused(do):
    with pytest.raises(InputError) as told:
        do()
    (problem,) = told.value.problems
    return problem


def test_a_card_is_written_in_words_or_as_json():
    assert card_of("beds unit=Granly change=-2") == Beds(unit="Granly", change=-2)
    assert card_of("staff unit=Granly more=tir,ara") == Staff(unit="Granly", more=frozenset({"tir", "ara"}))
    assert card_of('{"card": "beds", "unit": "Granly", "change": 1}') == Beds(unit="Granly", change=1)


@pytest.mark.parametrize(
    "text", ["", "beds", "beds unit=Granly change=many", "beds unit=Granly change=1 secret=Kari", "{"]
)
def test_what_is_no_card_is_told_without_what_it_held(text):
    problem = refused(lambda: card_of(text))
    assert problem.code == "no_card"
    assert "Kari" not in str(problem)
    assert "many" not in str(problem)


def test_a_scenario_is_the_same_after_it_was_saved(tmp_path):
    scenario = Scenario(name="A", cards=(card_of(CARD),), weeks=3)
    save_scenario(scenario, tmp_path / "a.json")
    assert load_scenario(tmp_path / "a.json") == scenario


def test_what_is_no_scenario_is_told_with_its_fields_and_not_what_they_hold(tmp_path):
    path = tmp_path / "a.json"
    assert refused(lambda: load_scenario(path)).code == "scenario_unreadable"
    path.write_text('{"name": "A", "weeks": "Kari", "secret": 1}')
    problem = refused(lambda: load_scenario(path))
    assert problem.code == "scenario_malformed"
    assert "weeks" in str(problem)
    assert "Kari" not in str(problem)
    assert "secret" not in str(problem)


@pytest.mark.parametrize("name", ["Kari 01017012345", "tlf. 55 12 34 56"])
@pytest.mark.parametrize(("lang", "says"), [("nb", "fødselsnummer"), ("en", "national identity number")])
def test_a_name_that_may_hold_somebodys_number_is_refused_and_not_repeated(tmp_path, name, lang, says):
    done = run("scenario", WEEK, "--name", name, "--out", tmp_path / "a.json", "--lang", lang)
    assert done.returncode == 2
    assert says in done.stderr
    assert name[-5:] not in done.stderr + done.stdout
    assert not (tmp_path / "a.json").exists()
    (tmp_path / "b.json").write_text(Scenario(name=name).model_dump_json(), "utf-8")
    assert refused(lambda: load_scenario(tmp_path / "b.json")).code == "scenario_number"


@pytest.mark.parametrize("number", ["9" * 25, "-" + "9" * 5000])
def test_a_card_with_a_number_beyond_all_bounds_is_no_card_and_no_fault_of_the_program(number):
    problem = refused(lambda: card_of(f"beds unit=Solbakken change={number}"))
    assert (problem.code, problem.facts) == ("no_card", {"fields": "change"})


def test_what_is_said_beside_a_scenario_goes_before_it():
    one = Scenario(name="A", weeks=3, seed=4)
    assert sampled(one, 5, None, None, 2) == one.but(weeks=5, warm_up=2)


def test_a_card_that_cannot_be_played_is_one_clear_message_and_nothing_is_written(tmp_path):
    out = tmp_path / "a.json"
    done = run("scenario", WEEK, "--name", "A", "--card", "beds unit=Solbakken change=-40", "--out", out)
    assert done.returncode == 2
    assert "Card 1: Solbakken has only" in done.stderr
    assert not out.exists()


def test_a_simulation_gives_the_same_bytes_again_with_all_it_takes_to_repeat_it(tmp_path):
    made = run(
        "scenario",
        WEEK,
        "--name",
        "A",
        "--card",
        CARD,
        "--weeks",
        2,
        "--replications",
        2,
        "--out",
        tmp_path / "a.json",
    )
    assert made.returncode == 0, made.stderr
    words = ("simulate", WEEK, "--scenario", tmp_path / "a.json", "--json", "--out")
    one, other = (
        run(*words, tmp_path / "r1", PYTHONHASHSEED="1"),
        run(*words, tmp_path / "r2", PYTHONHASHSEED="2"),
    )
    assert one.returncode == 0, one.stderr
    assert "4 of 4 futures are there" in one.stderr
    assert one.stdout == other.stdout
    assert (tmp_path / "r1").read_bytes() == (tmp_path / "r2").read_bytes()
    told = json.loads(one.stdout)
    assert told["plans"] == told["proved"] == 8
    assert set(told["versions"]) == {"placement", "ortools", "numpy"}
    assert Scenario.model_validate_json(json.dumps(told["scenario"])).content_hash == told["scenario_hash"]
    cost = next(row for row in told["measures"] if row["measure"] == "cost_a_week")
    assert cost["difference"]["low"] > 0
    lines = [json.loads(line) for line in (tmp_path / "r1").read_text("utf-8").splitlines()]
    assert [line["cards"] for line in lines] == [False] * 4 + [True] * 4
    assert all(WeekRecord.model_validate_json(json.dumps(line["record"])) for line in lines)


@pytest.mark.parametrize(
    ("lang", "band", "by_chance"),
    [
        ("nb", "slik det er", "ett se sikkert ut ved en tilfeldighet"),
        ("en", "as it is", "one may look sure by chance"),
    ],
)
def test_a_comparison_is_told_in_both_languages(lang, band, by_chance, tmp_path):
    save_scenario(Scenario(name="A", cards=(card_of(CARD),), weeks=1, replications=2), tmp_path / "a.json")
    done = run("simulate", WEEK, "--scenario", tmp_path / "a.json", "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert band in done.stdout
    assert by_chance in " ".join(done.stdout.split())


def test_a_simulation_gives_the_same_bytes_with_one_process_and_two_and_goes_on_where_it_was(tmp_path):
    asked = ("simulate", WEEK, "--weeks", 2, "--replications", 3, "--json", "--lang", "en")
    one = run(*asked, "--workers", 1, "--out", tmp_path / "r1")
    two = run(*asked, "--workers", 2, "--out", tmp_path / "r2", "--keep", tmp_path / "kept")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert one.stdout == two.stdout
    assert (tmp_path / "r1").read_bytes() == (tmp_path / "r2").read_bytes()
    first, *_ = sorted((tmp_path / "kept").rglob("*.json.gz"))
    first.unlink()
    again = run(*asked, "--workers", 2, "--keep", tmp_path / "kept")
    assert again.stdout == one.stdout
    assert "2 of 3 futures are there" in again.stderr  # from before
    assert first.exists()


def test_who_stops_a_simulation_gets_no_half_result(tmp_path):
    out = tmp_path / "records"
    with subprocess.Popen(
        [sys.executable, "-m", "placement", "simulate", WEEK, "--weeks", "500", "--out", out, "--lang", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as running:  # fmt: skip
        assert running.stderr
        running.stderr.readline()  # what tables are for: from here on it simulates
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == ""
    assert not out.exists()
