"""The example weeks are whole, and the judge says of them just what their stories want."""

import csv
import re
from pathlib import Path

import pytest

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.tables.read import read_week
from placement.tables.schema import TABLES

DATA = Path(__file__).parent.parent.parent / "data"
KINDS = {"alarm": "alarm", "oppgave": "task", "overstyrt": "overridden", "brudd": "breach"}


@pytest.fixture(scope="module")
def bergen() -> Instance:
    """The Bergen week."""
    return read_week(DATA / "bergen_week")


def test_it_has_the_size_of_one_city(bergen: Instance):
    housed = {s.household for s in bergen.stays}
    assert (
        14 <= sum(h.alias in housed or (bergen.as_of - h.referral).days > 7 for h in bergen.households) <= 24
    )
    assert 9 <= len(bergen.units) <= 14
    assert 24 <= sum(room.beds for unit in bergen.units for room in unit.rooms) <= 36


def test_everybody_in_its_stories_is_there(bergen: Instance):
    text = (DATA / "bergen_week" / "README.md").read_text()
    named = {n for n in re.findall(r"\b[A-ZÆØÅ][a-zæøå]+-\d+\b", text) if not n.startswith("Samordner")}
    there = {h.alias for h in bergen.households} | {p.alias for h in bergen.households for p in h.members}
    assert named <= there


def test_before_anything_is_planned_the_judge_says_what_the_readme_says(bergen: Instance):
    text = (DATA / "bergen_week" / "README.md").read_text().split("## Det dommeren skal si")[1]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    expected = sorted((KINDS[r[0]], r[1], r[2]) for r in rows if r[0] in KINDS)
    found = audit(bergen, Plan(), RULES, GOALS).findings
    assert sorted((f.kind.value, f.code, f.about[0]) for f in found) == expected


def test_of_the_small_town_the_judge_says_nothing():
    assert audit(read_week(DATA / "small_town"), Plan(), RULES, GOALS).findings == ()


@pytest.mark.parametrize("week", ["bergen_week", "small_town"])
def test_every_table_is_there_with_norwegian_headers(week: str):
    for table in TABLES:
        with (DATA / week / table.file("nb")).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file, delimiter=";")) == [c.nb for c in table.columns]
