"""`placement diff`: what changed in the plan since Friday in the fictional week in Bergen, and what it came from."""

import json
from pathlib import Path

import pytest

from placement import cli
from tests.friday import FRIDAY, NOT_YET, WEEK, of_friday


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main([*words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_friday_is_the_week_without_what_came_later() -> None:
    assert {t.name: t.read_bytes() for t in FRIDAY.glob("*.csv")} == {
        t.name: of_friday(t) for t in WEEK.glob("*.csv")
    }
    assert all((FRIDAY / name).read_bytes() != (WEEK / name).read_bytes() for name in NOT_YET)


def test_each_change_is_told_with_what_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", str(FRIDAY), str(WEEK), "--lang", "en", "--json")
    assert code == 0
    found = json.loads(out)
    assert len(found["facts"]) == 3
    assert found["limits"] == []
    homes = {one["who"]: one for one in found["plan"] if one["matter"] == "home"}
    for who, table in (("Ugle-40", "households"), ("Elg-17", "closures"), ("Rype-27", "pins")):
        assert table in homes[who]["cause"][0]
        assert homes[who]["is_settled"]
    assert [one["matter"] for one in found["plan"]] == sorted(
        (one["matter"] for one in found["plan"]), key=["home", "programme", "contact"].index
    )


def test_a_search_that_was_cut_short_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "diff", str(FRIDAY), str(WEEK), "--lang", "nb", "--looks", "2")
    assert "Etter 2 planer ble ikke mer prøvd." in out


def test_of_two_weeks_that_are_the_same_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "diff", str(WEEK), str(WEEK), "--lang", "en")
    assert out.count("Nothing changed.") == 2


def test_a_plan_of_the_other_week_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.json")
    run(capsys, "plan", str(WEEK), "--out", plan)
    code, out, err = run(capsys, "diff", str(FRIDAY), str(WEEK), "--old-plan", plan, "--lang", "en")
    assert (code, out) == (2, "")
    assert "The plan was made for other facts than this week's." in err
