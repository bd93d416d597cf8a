"""Measures of recorded weeks on the command line: of one future, of several, and for somebody elsewhere."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from placement import cli
from placement.domain.decision import Tier
from placement.domain.scenario import Scenario
from placement.review.measures import MEASURES
from placement.service.measured import Line, measured, read_records
from placement.service.measured_words import KINDS, NAMED
from placement.service.planning import load
from placement.service.simulating import future_of, world
from tests.review.test_measures import beds, one, record

BERGEN = Path(__file__).parents[1] / "data" / "bergen_week"


@pytest.fixture(scope="module")
def futures():
    week, scenario = load(BERGEN), Scenario(name="As it is", weeks=3)
    return [future_of(world(week, scenario), scenario, n) for n in range(2)]


def written(path, weeks, *, cards=False, mode="w"):
    with path.open(mode, encoding="utf-8") as file:
        for each in weeks:
            file.write(f'{{"cards":{json.dumps(cards)},"record":{each.model_dump_json()}}}\n')
    return str(path)


def run(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        cli.main([*words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def row(rows, measure, *key):
    return next(one for one in rows if one.measure == measure and one.key == key)


def test_every_measure_of_simulated_weeks_is_told_in_both_languages(capsys, tmp_path, futures):
    path = written(tmp_path / "records.jsonl", [week for weeks in futures for week in weeks])
    titles = {}
    for lang in ("nb", "en"):
        code, out, _ = run(capsys, "measures", path, "--lang", lang)
        assert code == 0
        titles[lang] = [m.id for m in MEASURES if getattr(m.title, lang) not in out]
    assert titles["nb"] == titles["en"]
    assert set(titles["nb"]) <= {"waiting", "wait", "declined", "arrived", "left"}
    assert "Of 2 futures of 3 weeks each." in out
    assert "P1 unsafe, half waited at most: " in out


def test_a_room_that_holds_too_many_is_slept_in_no_more_than_it_has_beds(futures):
    """In the example week two live in a room of one bed."""
    rooms = [row for weeks in futures for week in weeks for row in week.beds]
    assert all(row.slept <= row.taken <= row.usable for row in rooms)
    assert all((one.value or 0) <= 1 for one in measured(futures[0]) if one.measure == "slept")


def test_a_sum_is_of_one_future_and_a_share_of_all():
    few = [record(0, [one(tier=Tier.P1, without=1)], [beds(taken=7)])]
    acute = one("Rev-1", tier=Tier.P0, without=3)
    many = [record(0, [one(tier=Tier.P1, without=7), acute], [beds(taken=21)], replication=1)]
    found = measured([*few, *many])
    assert row(found, "unmet", "P1")[3:] == (4, 1, 7)
    assert row(found, "unmet", "P0")[3:] == (1.5, 0, 3)
    assert row(found, "occupancy_all")[3:] == (0.5, 0.25, 0.75)
    assert row(measured(few), "unmet", "P1")[3:] == (1, None, None)


def test_with_cards_both_are_told(capsys, tmp_path):
    path = tmp_path / "records.jsonl"
    written(path, [record(0, rooms=[beds(taken=7)])])
    written(path, [record(0, rooms=[beds(taken=14)])], cards=True, mode="a")
    _, out, _ = run(capsys, "measures", str(path), "--lang", "en")
    plain, with_cards = out.split("All measures, with the cards")
    assert "safe house, women, single and shared rooms: 25" in plain
    assert "safe house, women, single and shared rooms: 50" in with_cards
    found = json.loads(run(capsys, "measures", str(path), "--json")[1])
    assert found["with_cards"]["weeks"] == found["usual"]["futures"] == 1


def test_what_leaves_the_unit_hides_small_numbers(capsys, tmp_path):
    households = [one(f"Elg-{n}", tier=Tier.P1, without=1) for n in range(6)] + [
        one("Rev-1", tier=Tier.P0, without=1)
    ]
    weeks = [record(n, households) for n in range(13)]
    path = written(tmp_path / "records.jsonl", weeks)
    _, out, _ = run(capsys, "measures", path, "--elsewhere", "--lang", "en")
    section = out.split("Person-nights without a fitting place (person-nights)")[1].split("\n\n")[0]
    assert " ".join(section.split()) == "– P0 acute: not to be told – P1 unsafe: not to be told"
    short = written(tmp_path / "short.jsonl", weeks[:12])
    code, out, err = run(capsys, "measures", short, "--elsewhere", "--lang", "en")
    assert (code, out) == (2, "")
    assert "Figures that leave the unit are of 13 weeks, 26 and so on." in err


def test_what_leaves_the_unit_is_of_one_future_and_nobody_is_many_for_being_in_all_of_them():
    def quarter(acute):
        rows = [one(f"Elg-{n}", tier=Tier.P1, without=1) for n in range(9)] + [
            one(f"Rev-{n}", tier=Tier.P0, without=1) for n in range(acute)
        ]
        return [record(n, rows, replication=future) for future in range(4) for n in range(13)]

    few, many = (measured(quarter(acute), elsewhere=True) for acute in (2, 5))
    assert row(few, "unmet", "P0").value is None
    assert row(few, "unmet_all").value == 11 * 13
    assert row(many, "unmet", "P0").value == 5 * 13


def test_what_a_single_household_makes_differ_with_the_cards_does_not_leave_the_unit(capsys, tmp_path):
    def weeks(late):
        rows = [one(f"Elg-{n}", tier=Tier.P1, without=1 + (n < late)) for n in range(9)]
        return [record(n, rows) for n in range(13)]

    for late, says in ((1, "not to be told"), (6, str((9 + 6) * 13)), (0, str(9 * 13))):
        path = tmp_path / f"{late}.jsonl"
        lines = [
            Line(cards=cards, record=one)
            for cards, made in ((False, weeks(0)), (True, weeks(late)))
            for one in made
        ]
        path.write_text("".join(line.model_dump_json() + "\n" for line in lines), "utf-8")
        _, out, _ = run(capsys, "measures", str(path), "--elsewhere", "--lang", "en")
        usual, changed = out.split("All measures, with the cards")
        title = "Person-nights without a fitting place, all (person-nights)"
        assert usual.split(title)[1].split()[0] == str(9 * 13)
        assert " ".join(changed.split(title)[1].split()).startswith(says)


def test_a_file_that_is_empty_is_told_as_such(capsys, tmp_path):
    path = written(tmp_path / "records.jsonl", [])
    code, out, err = run(capsys, "measures", path)
    assert (code, out) == (2, "")
    assert err.count("ingen uker") == 1


def test_a_file_that_holds_no_records_is_refused_and_not_repeated(capsys, tmp_path):
    path = Path(written(tmp_path / "records.jsonl", [record(0)]))
    path.write_text(path.read_text("utf-8") + '{"record": {"name": "Kari"}}\n', "utf-8")
    code, out, err = run(capsys, "measures", str(path))
    assert (code, out) == (2, "")
    assert err.startswith("records.jsonl: linje 2 er ikke det en uke etterlater")
    assert "Kari" not in err
    assert run(capsys, "measures", str(tmp_path / "none.jsonl"))[0] == 2


def test_weeks_of_a_warm_up_are_read_and_not_counted(capsys, tmp_path):
    path = written(
        tmp_path / "records.jsonl",
        [record(0).but(week=-1, as_of=record(0).as_of - timedelta(weeks=1)), record(0)],
    )
    assert len(read_records(Path(path))[False]) == 2
    assert "Of one future of one week." in run(capsys, "measures", path, "--lang", "en")[1]


def test_every_kind_of_part_and_every_unit_has_words():
    assert {m.by for m in MEASURES} <= set(KINDS)
    assert {m.unit for m in MEASURES} <= set(NAMED)
