"""`placement explain` on the fictional week in Bergen: why here, why not there, why nowhere, and what would help."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placement import cli

WEEK = str(Path(__file__).parents[1] / "data" / "bergen_week")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def placement(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "400")

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([*words])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    with pytest.raises(SystemExit):
        cli.main(["plan", WEEK, "--out", str(path)])
    return str(path)


def explain(placement: Run, plan_file: str, *words: str) -> dict[str, Any]:
    code, out, _ = placement("explain", WEEK, *words, "--plan", plan_file, "--lang", "en", "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_why_here_names_the_rules_that_bar_other_places_and_what_the_next_best_would_cost(
    placement: Run, plan_file: str
) -> None:
    found = explain(placement, plan_file, "Elg-17")
    assert found["told"] == "The plan proposes a move for Elg-17: Fjordgløtt, F4 from Mon 7 Dec."
    barred = {one["code"]: one["places"] for one in found["elsewhere"]["barred"]}
    assert barred["H07"] > barred["H19"] > 0
    assert max(barred.values()) <= found["elsewhere"]["places"] - found["elsewhere"]["open"]
    assert found["met"]
    assert "The household's own wish" in found["lost"]
    assert found["next"]["told"].startswith("Elg-17 can be in ")
    assert found["next"]["costs"]
    assert found["changes"] is None


def test_who_could_be_nowhere_else_is_told_so(placement: Run, plan_file: str) -> None:
    found = explain(placement, plan_file, "Fink-23")
    assert found["next"] == {"told": "In the next best plan Fink-23 has no place.", "costs": []}


def test_why_nowhere_has_codes_and_the_smallest_changes(placement: Run, plan_file: str) -> None:
    found = explain(placement, plan_file, "Tjeld-31")
    assert "(R1)" in found["reason"]
    assert 1 <= len(found["changes"]) <= 3
    assert found["next"] is None
    released = "The room in Granly-menn that is kept for emergencies is released for Tjeld-31."
    assert found["changes"][0] == [released]


def test_where_nobody_can_change_it_that_is_told(placement: Run, plan_file: str) -> None:
    _, out, _ = placement("explain", WEEK, "Spurv-46", "--plan", plan_file, "--lang", "nb")
    assert "Spurv-46: Alderen er ikke avklart. Barnevernet avgjør." in out
    assert "Barnevernet avgjør. Ingen endring i planen gir en plass." in out
    assert "barnevern" in out


def test_why_not_there_names_all_rules(placement: Run, plan_file: str) -> None:
    found = explain(placement, plan_file, "Fink-23", "--at", "Lyngheim")
    assert found["kind"] == "blocked"
    assert "H03" in found["rules"]


def test_why_not_there_names_who_would_get_something_else(placement: Run, plan_file: str) -> None:
    found = explain(placement, plan_file, "Oter-4", "--at", "T2+T1")
    assert (found["kind"], found["place"]) == ("displaces", "T1+T2")
    assert found["view"]["touched"] == ["Ekorn-5 is not offered the move to Tunet, T1 and T2."]
    assert "People with priority P1 are served later." in found["view"]["lost"]


def test_a_date_that_is_too_early_bars_it(placement: Run, plan_file: str) -> None:
    assert explain(placement, plan_file, "Oter-4", "--at", "Tunet", "--on", "2026-12-01")["kind"] == "blocked"


@pytest.mark.parametrize(
    ("who", "where", "kind"),
    [
        ("Rype-12", "Korkveld-1", "blocked"),
        ("Svale-19", "Norsk-1", "taken"),
        ("Oter-42", "Leketid-1", "planned"),
        ("Elg-17", "Norsk-1", "ends"),
        ("Gaupe-9", "Svømming-1", "attends"),
    ],
)
def test_a_person_and_a_programme(placement: Run, plan_file: str, who: str, where: str, kind: str) -> None:
    found = explain(placement, plan_file, who, "--at", where)
    assert found["kind"] == kind
    assert bool(found["because"]) == (kind in ("blocked", "taken"))


def test_a_person_of_a_family_is_told_what_they_go_to(placement: Run, plan_file: str) -> None:
    found = explain(placement, plan_file, "Oter-41")
    assert {one["programme"]: one["kind"] for one in found["activities"]}["Norsk-1"] == "planned"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Xx-1"], "Det finnes ingen slik husstand eller person."),
        (["Fink-23", "--at", "Xx"], "Det finnes ingen slik plass, enhet eller aktivitet."),
        (["Oter-42", "--at", "Tunet"], "Et hjem gjelder hele husstanden: Oter-4."),
        (["Oter-4", "--on", "2026-12-01"], "En dato gjelder en plass eller en enhet."),
        (["Rype-12", "--at", "Norsk-1", "--on", "2026-12-01"], "En dato gjelder en plass eller en enhet."),
        (["Oter-4", "--at", "Tunet", "--on", "2020-01-01"], "Den natten er forbi."),
        (
            ["Oter-4", "--at", "Norsk-1"],
            "En aktivitet gjelder én person: Oter-41, Oter-42, Oter-43 og Oter-44.",
        ),
    ],
)
def test_a_question_that_means_nothing_is_one_message(
    placement: Run, plan_file: str, words: list[str], told: str
) -> None:
    code, out, err = placement("explain", WEEK, *words, "--plan", plan_file, "--lang", "nb")
    assert (code, out) == (2, "")
    assert told in err


def test_a_plan_of_another_week_is_refused(placement: Run, plan_file: str) -> None:
    other = str(Path(WEEK).parent / "small_town")
    code, out, err = placement("explain", other, "Fink-23", "--plan", plan_file, "--lang", "en")
    assert (code, out) == (2, "")
    assert "The plan was made for other facts than this week's." in err
