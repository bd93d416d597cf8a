"""The pages of figures are made by commands, and what they are made of is sound."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from benchmarks import hard, profile, weekly
from benchmarks.chart import chart
from placement.bench.weekly.contest import OWN, Entry
from tests.binding import BENCHMARKS, written


def entry(contender: str, seconds: float, **more) -> Entry:
    usual = Entry(
        contender, "S", "tense", 1, 20, seconds, proved=True, same=True, megabytes=90, points=5, in_time=(3,),
        nights=2, gap=0.0,
    )  # fmt: skip
    return replace(usual, **more)


def test_the_pages_have_their_parts():
    assert written(BENCHMARKS.read_text("utf-8"), "weekly", "x").count("<!-- weekly: ") == 2
    assert written(profile.PAGE.read_text("utf-8"), "profile", "x").count("<!-- profile: ") == 2


def test_each_line_of_a_table_has_a_cell_for_each_head():
    entries = [
        entry(OWN, 1.0),
        entry("highs", 2.0),
        entry("priority", 0.1, points=9),
        entry("cbc", 60, proved=False),
    ]
    for table in "\n".join(weekly.tables(entries)).split("\n\n"):
        lines = table.splitlines()
        assert len({line.count("|") for line in lines}) == 1, table
        assert len(lines) > 2


def test_a_week_that_was_not_planned_is_told_with_why():
    lost = Entry(OWN, "10k", "tense", 1, 0, 60.0, proved=False, same=None, why_not="memory")
    assert weekly.tables([lost])[-1] == "| 10k tense | 1 | | | | | 0 | | memory |"


def test_lines_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(entry(OWN, 1.0).row()) + "\n")
    assert weekly.read(path) == [entry(OWN, 1.0)]


def test_a_plot_is_xml_with_a_sign_for_each_point_and_names_that_are_escaped():
    text = chart({"a < b": [(20, 0.1), (300, 9)], "c": [(20, 1)]}, "households", "seconds", "How long")
    root = ET.fromstring(text)  # noqa: S314 - our own
    signs = [one for one in root.iter() if one.get("transform", "").startswith("translate") and one.get("d")]
    assert len(signs) == 3 + 2
    assert "a < b" in [one.text for one in root.iter()]
    with pytest.raises(ValueError, match="nothing"):
        chart({}, "", "", "")


def test_the_steps_of_a_plan_are_all_of_its_time():
    spent = profile.measured(profile.WEEK)
    assert all(seconds >= 0 for seconds in spent.values())
    assert all(spent[step] > 0 for step in profile.STEPS)
    assert profile.table([spent])[-1].startswith("| **whole** | **")


def test_hard_weeks_are_found_named_and_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(hard, "KEPT", tmp_path / "hard.json")
    found = hard.search("S", 4, 20.0, 1)
    assert [one.hardness for one in found] == sorted((one.hardness for one in found), reverse=True)
    hard.keep("S", found[:2])
    again = hard.kept()
    assert sorted(one.recipe.seed for one in again.values()) == sorted({one.recipe.seed for one in found[:2]})
    one = found[0]
    now = hard.tried(one.recipe, 20.0)
    assert (now.status, now.points, now.bound) == (one.status, one.points, one.bound)


@pytest.mark.parametrize("name", sorted(hard.kept()))
def test_each_hard_week_can_be_made_anew(name: str):
    one = hard.kept()[name]
    assert name.startswith(one.recipe.size)
    if one.recipe.size == "M":
        now = hard.tried(one.recipe, 120.0)
        assert (now.status, now.points) == (one.status, one.points)
