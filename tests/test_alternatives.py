"""`placement alternatives` on the fictional week in Bergen: other good plans, or none, and what all share."""

import json

import pytest

from placement import cli
from tests.friday import WEEK


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(["alternatives", str(WEEK), *words])
    return int(ended.value.code or 0), capsys.readouterr().out


def test_where_no_other_plan_is_near_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--lang", "nb")
    assert code == 0
    assert "Alle andre planer gir noen plass senere, eller taper over 100 poeng mer." in out
    assert "Plan A" not in out.splitlines()
    assert "Likt i alle planer innenfor 100 poeng" in out


def test_other_plans_are_told_by_who_lives_elsewhere_and_what_is_lost_and_won(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out = run(capsys, "--loss", "400", "--lang", "en", "--json")
    found = json.loads(out)
    first, other = found["plans"]
    assert (first["letter"], first["points"], first["moves"]) == ("A", 0, [])
    assert 0 < other["points"] <= 400
    assert {one["household"] for one in other["moves"]} == {"Hubro-7", "Sisik-64"}
    assert other["lost"]
    assert first["better"]
    assert found["end"] == "far"
    assert {one["household"] for one in found["open"]} == {"Hubro-7", "Sisik-64"}
    assert len(found["same"]) == 9
    assert found["unknown"] == []
