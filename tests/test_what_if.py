"""`placement whatif` on the fictional week in Bergen: who is touched, what is gained and lost, what appears."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from placement import cli
from placement.domain.decision import Tier
from placement.domain.review import FindingKind
from placement.domain.week import Week
from placement.review.act import Avoids, Closed, Locked
from placement.review.audit import judge
from placement.review.what_if import Side, appear, changes, planned_anew
from placement.rules import GOALS, RULES
from placement.service.acts_asked import Acts, wanted
from placement.service.planning import load
from placement.service.question import question
from placement.service.what_if import what_if_sections, what_if_view
from placement.simulation.generate import generate
from placement.solver.run import solve
from placement.words.language import Lang
from placement.words.texts import texts
from tests.friday import WEEK
from tests.review.there import MEANS, value

UNITS = [unit.alias for unit in load(WEEK).units]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(["whatif", str(WEEK), *words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def found(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, _ = run(capsys, *words, "--lang", "en", "--json")
    assert code == 0
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_what_is_told_is_what_the_judge_says_of_the_best_plan_of_the_changed_week() -> None:
    """On made-up weeks, with the unit that most are planned in closed, an area to avoid, and a lock of somebody."""
    tried = 0
    for seed in range(4):
        instance = generate("S", seed)
        week, run_ = Week(instance, RULES), solve(instance, RULES, GOALS)
        assert run_.plan is not None
        before = Side(week, run_.plan, judge(week, run_.plan, GOALS))
        stay = run_.plan.stays[0]
        unit, member = week.unit_of(stay), week.household[stay.household].members[0].alias
        for act in (
            Closed(unit.alias, week.as_of, week.horizon),
            Avoids((member,), unit.district),
            Locked(stay.household, stay.place, None),
        ):
            changed = act.made(instance)
            then, best = planned_anew(before, changed, MEANS, [stay.household]), solve(changed, RULES, GOALS)
            assert then.side is not None
            assert best.plan is not None
            said = judge(Week(changed, RULES), best.plan, GOALS)
            assert not then.side.review.breaches
            assert value(then.side.review) == value(said)
            touched = {one.subject.who for one in changes(before, then.side)}
            if isinstance(act, Locked):
                assert touched == set()
            elif isinstance(act, Closed):
                assert stay.household in touched
            known = set(before.review.findings)
            assert not set(appear(before, then.side, FindingKind.ALARM)) & known
            tried += 1
    assert tried == 12


def test_a_closed_unit_touches_who_lives_there_and_who_was_to_come(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = found(capsys, "--close", "Granly", "--from", "2026-12-01", "--until", "2026-12-15")
    homes = {one["who"]: one for one in said["touched"] if one["matter"] == "home"}
    assert homes["Fink-23"]["then"] == "no place"
    assert "Fink-23" in said["late"]
    alarms = [one["text"] for one in said["appear"] if one["kind"] == "alarm"]
    assert any(text.startswith("Erle-11 – Granly, G2a: ") for text in alarms)
    assert not any(text.startswith("Fink-23") for text in said["won"])


def test_a_burnt_address_makes_who_lives_there_acute(capsys: pytest.CaptureFixture[str]) -> None:
    said = found(capsys, "--burnt", "Granly")
    assert any("P0" in one["plan"] and one["then"].startswith("P0 acute: 4 of 5") for one in said["tiers"])
    assert "Falk-18" in {one["who"] for one in said["touched"]}  # behind the same entrance


def test_an_area_that_matters_to_nobody_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--avoid", "Rype-12", "Vest", "--lang", "nb")
    assert "Rype-12 må unngå Vest." in out
    assert "Ingenting endres." in out


def test_a_change_by_hand_leaves_the_rest_and_names_what_it_breaks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = found(capsys, "--move", "Rype-27", "S3")
    assert {one["who"] for one in said["touched"]} == {"Rype-27", "Fink-23"}
    assert [one["code"] for one in said["appear"] if one["kind"] == "breach"] == ["H16"]
    codes = {one["code"] for one in found(capsys, "--swap", "Fink-23", "Sisik-64")["appear"]}
    assert {"H07", "H21"} <= codes


def test_who_arrives_is_in_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    said = found(capsys, "--arrive", "3", "men")
    assert {"Ny-1", "Ny-2", "Ny-3"} <= {one["who"] for one in said["touched"]}


def test_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in Path(WEEK).iterdir()}
    found(capsys, "--lock", "Oter-4", "Tunet")
    assert {path.name: path.read_bytes() for path in Path(WEEK).iterdir()} == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Det er ikke sagt hva som skal skje."),
        (["--close", "Xx"], "Det finnes ingen slik plass, enhet eller aktivitet."),
        (["--avoid", "Rype-12", "Xx"], "Det finnes ikke noe slikt område."),
        (["--avoid", "Xx", "Vest"], "Det finnes ingen slik husstand eller person."),
        (["--set-aside", "H03", "Jerv-33", "Granly"], "Ingen kan fravike regel H03: den er absolutt."),
        (["--set-aside", "H99", "Jerv-33", "Granly"], "Det finnes ingen slik regel."),
        (["--burnt", "Granly", "--until", "2026-12-10"], "Datoene gjelder en stenging."),
        (["--arrive", "3", "cats"], "Slik kan ingen ankomst skrives."),
        (
            ["--close", "Granly", "--from", "2026-12-10", "--until", "2026-12-01"],
            "Den slutter før den begynner.",
        ),
    ],
)
def test_an_act_that_means_nothing_is_one_message(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    code, out, err = run(capsys, *words, "--lang", "nb")
    assert (code, out) == (2, "")
    assert told in err


def test_who_lives_somewhere_is_told_where_and_what_the_plan_gives_them_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, nb, _ = run(capsys, "--burnt", "Granly", "--lang", "nb")
    _, en, _ = run(capsys, "--burnt", "Granly", "--lang", "en")
    nb, en = (" ".join(text.split()) for text in (nb, en))
    assert "Falk-18. Nå: bor i Granly-menn, GM1. Da: Bekkestua, B3 fra " in nb
    assert "Falk-18. Now: lives in Granly-menn, GM1. Then: Bekkestua, B3 from " in en
    assert "Elg-17. Nå: bor i Granly, G1b. Planen: Fjordgløtt, F4 fra " in nb
    assert "Fink-23. The plan: Solbakken, S3 from " in en
    assert "I dag:" not in nb
    assert "Today:" not in en


def test_of_a_burnt_address_who_has_no_bed_tonight_comes_first_then_the_acute_and_goals_are_folded_away() -> (
    None
):
    asked = question(load(WEEK), solve)
    view = what_if_view(asked, Acts(burnt="Granly"), "en")
    parts = [one for one in what_if_sections(view, "en") if not one.is_empty]
    titles = [one.title for one in parts]
    assert titles[:4] == ["", "Without a safe bed tonight", "P0 acute", "Homes"]
    assert titles[-2:] == ["Lost", "Won"]
    assert [one.title for one in parts if one.folded] == ["Lost", "Won"]
    burnt = wanted(asked.week, Acts(burnt="Granly"), texts("en"))
    after = planned_anew(Side(*asked[:3]), burnt.instance, asked.means, burnt.asked).side
    assert after is not None
    tonight = {stay.household for stay in after.plan.stays if stay.start == after.week.as_of}
    acute = {one.alias for one in after.week.in_tier(Tier.P0)}
    assert acute - tonight <= set(view.bedless)
    assert not tonight & set(view.bedless)
    assert (
        {line.split(".")[0] for line in parts[2].points} == {t.who for t in view.touched if t.acute} <= acute
    )


def test_who_keeps_the_bed_they_have_tonight_is_not_without_one() -> None:
    """Granly closes only next week, and Erle-11 lives there until then."""
    acts = Acts(close="Granly", since=date(2026, 12, 1), until=date(2026, 12, 15))
    view = what_if_view(question(load(WEEK), solve), acts, "en")
    assert "Erle-11" not in view.bedless
    assert "Fink-23" in view.bedless


@pytest.mark.parametrize(
    ("lang", "acute"),
    [
        ("en", "It is acute, so the rule yields tonight. Settle it with {}."),
        ("nb", "Det er akutt, så regelen viker i natt. Avklar det med {}."),
    ],
)
def test_a_home_that_does_not_take_in_somebody_is_told_with_why_the_rule_yields_and_who_settles_it(
    lang: Lang, acute: str
) -> None:
    view = what_if_view(question(load(WEEK), solve), Acts(burnt="Granly"), lang)
    tasks = [one for one in view.appear if one.kind is FindingKind.TASK and one.code == "H13"]
    assert tasks
    assert all(any(one.text.endswith(acute.format(unit)) for unit in UNITS) for one in tasks)
