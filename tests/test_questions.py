"""The questions of the meeting on the command line, on the fictional week in Bergen."""

import json
from pathlib import Path

import pytest

from placement import cli

WEEK = str(Path(__file__).parents[1] / "data" / "bergen_week")
SMALL = str(Path(WEEK).with_name("small_town"))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main([*words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_tonight_tells_three_answers_for_a_group_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "tonight", WEEK, "Fink-23", "Hubro-71", "--lang", "en")
    assert code == 0
    assert "Every rule is kept, and nobody else is moved." in out
    assert [line for line in out.splitlines() if line.startswith("Answer")] == [
        "Answer 1",
        "Answer 2",
        "Answer 3",
    ]
    assert "Fink-23: Solbakken, S3, tonight" in out


def test_tonight_says_that_there_is_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "tonight", WEEK, "Spurv-46", "--lang", "nb")
    assert code == 0
    assert "Ingen plass kan tilbys før dette er avklart:" in out
    assert "Spurv-46: Alderen er ikke avklart. Barnevernet avgjør." in out


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "Det er bare dette svaret."), ("en", "There is only this answer.")]
)
def test_tonight_says_where_there_are_fewer_than_three_answers(
    capsys: pytest.CaptureFixture[str], lang: str, told: str
) -> None:
    _, out, _ = run(capsys, "tonight", WEEK, "Fink-23", "--lang", lang)
    assert told in out
    assert out.count("Answer" if lang == "en" else "Svar") == 1


def test_tonight_of_an_unknown_household_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "tonight", WEEK, "Xx-1", "--lang", "en")
    assert (code, out) == (2, "")
    assert "There is no such household." in err


def test_tonight_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "tonight", WEEK, "Fink-23", "Fink-23", "--json")
    found = json.loads(out)
    assert found["group"] == ["Fink-23"]
    assert {one["given"][0]["household"] for one in found["ways"]} == {"Fink-23"}


def test_ask_first_as_json_of_a_week_in_which_no_answer_changes_anything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "ask-first", SMALL, "--json", "--lang", "en")
    assert code == 0
    assert json.loads(out) == {
        "told": ["No answer to a single question would change the plan."],
        "asked": [],
        "rest": ["1 open question changes nothing in this plan."],
    }


def test_ask_first_of_another_plan_says_that_it_is_not_the_best(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    assert run(capsys, "plan", SMALL, "--out", str(plan), "--json")[0] == 0
    _, best, _ = run(capsys, "ask-first", SMALL, "--plan", str(plan), "--lang", "en")
    assert "Another plan is better" not in best
    plan.write_text(
        json.dumps(json.loads(plan.read_text(encoding="utf-8")) | {"stays": []}), encoding="utf-8"
    )
    _, worse, _ = run(capsys, "ask-first", SMALL, "--plan", str(plan), "--lang", "en")
    assert "Another plan is better than this one" in worse
