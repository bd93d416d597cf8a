"""The example weeks are whole, and the judge says of them just what their stories want."""

import csv
import re
from pathlib import Path

import pytest

from placement.domain.instance import Instance
from placement.domain.load import load_points
from placement.domain.plan import Plan
from placement.domain.programme import EnrolmentKind
from placement.domain.review import Finding
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.service.planning import Answer, make_plan
from placement.service.views import plan_view
from placement.solver import solve
from placement.tables.read import read_week
from placement.tables.schema import TABLES

DATA = Path(__file__).parent.parent.parent / "data"
KINDS = {"alarm": "alarm", "oppgave": "task", "overstyrt": "overridden", "brudd": "breach"}


@pytest.fixture(scope="module")
def bergen() -> Instance:
    """The Bergen week."""
    return read_week(DATA / "bergen_week")


@pytest.fixture(scope="module")
def answer(bergen: Instance) -> Answer:
    """Its plan."""
    return make_plan(bergen, seconds=60, planner=solve)


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
    there |= {p.alias for p in bergen.programmes} | {c.alias for c in bergen.contacts}
    there |= {t.alias for t in bergen.interpreters}
    assert named <= there


def in_the_readme(title: str) -> list[tuple[str, str, str]]:
    text = (DATA / "bergen_week" / "README.md").read_text()
    (part,) = [part for part in text.split("\n## ") if part.startswith(title + "\n")]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return sorted((KINDS[r[0]], r[1], name) for r in rows if r[0] in KINDS for name in r[2].split(", "))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return sorted((f.kind.value, f.code, f.about[0]) for f in findings)


def nothing_new(week: Instance) -> Plan:
    """A plan in which everybody keeps their contact, and that is all."""
    kept = [a.but(since=week.as_of) for a in week.assignments]
    return Plan(contacts=tuple(sorted(kept, key=lambda a: a.household)))


def test_before_anything_is_planned_the_judge_says_what_the_readme_says(bergen: Instance):
    expected = in_the_readme("Det kontrollen skal si før noe er planlagt")
    assert told(audit(bergen, nothing_new(bergen), RULES, GOALS).findings) == expected


def test_of_the_plan_the_judge_says_what_the_readme_says(answer: Answer):
    expected = in_the_readme("Det kontrollen skal si om den ferdige planen")
    assert told(answer.review.findings) == expected


def plan_of(answer: Answer) -> Plan:
    assert answer.run.plan is not None
    return answer.run.plan


DOES = {"begynner": "new", "avsluttes for en boplass": "given_up"}


def test_in_the_plan_begins_and_ends_what_the_readme_says(answer: Answer):
    text = (DATA / "bergen_week" / "README.md").read_text()
    part = text.split("\n## Aktivitetene i den ferdige planen\n")[1]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines()]
    expected = {(name, r[1], DOES[r[2]]) for r in rows if r[-1] in DOES for name in r[0].split(", ")}
    assert {(e.person, e.programme, e.kind.value) for e in plan_of(answer).enrolments} == expected


def test_nobody_begins_before_there_is_time_to_tell_them(bergen: Instance, answer: Answer):
    """The plan is read in the morning: no session of that day is anybody's first one."""
    sessions = {p.alias: {s.weekday.rank for s in p.sessions} for p in bergen.programmes}
    today = bergen.as_of.weekday()
    new = [e for e in plan_of(answer).enrolments if e.kind is EnrolmentKind.NEW]
    assert [e for e in new if e.start == bergen.as_of and today in sessions[e.programme]] == []


def test_the_contacts_who_are_there_carry_alike(bergen: Instance, answer: Answer):
    """By the hour, within a fifth; and whoever comes in the night has somebody."""
    load = {h.alias: load_points(h) for h in answer.week.households}
    carries = {c.alias: 0 for c in bergen.contacts}
    for one in plan_of(answer).contacts:
        carries[one.contact] += load[one.household]
    hours = {c.alias: c.hours for c in bergen.contacts}
    first, second = (carries[c] / hours[c] for c in ("Kontakt-1", "Kontakt-2"))
    assert max(first, second) < 1.2 * min(first, second)
    assert carries["Kontakt-3"] == 0
    assert load.keys() - {a.household for a in plan_of(answer).contacts} == {"Bjørn-6"}


TENSIONS = {
    "Oter-4": ["Opptatt av andre: Tunet T1+T2 (Bjørn-6 og Ekorn-5)"],
    "Rype-27": ["Solbakken S3", "To fra samme sak er ikke vurdert som par: vurder dem (Rype-12)"],
    "Lerke-8": ["Ingen av plassene er mulige", "Trusselvurderingen har utløpsdato ma. 16. nov."],
    "Tjeld-31": [
        "Bekkestua B2 (planen gir den til Sisik-64)",
        "et område personen skal unngå",
        "bare med menn",
    ],
    "Bever-44": ["Havblikk H1 (Dompap-5)", "rullestol", "Ingen plan kan være i tide"],
    "Spurv-46": ["Alderen er ikke avklart", "barnevernet"],
    "Jerv-33": ["Opptatt av andre: Fjordgløtt F1", "har ikke sagt ja til personer som er ikke-binære"],
    "Ekorn-5": ["Leieavtalen for Skogstua går til to. 3. des.", "spør om samtykke"],
    "Ugle-40": ["Spør hvilke områder", "Vurder trusselen innen 48 timer"],
    "Mår-15": ["Godkjenningen for brann", "bemannet på dagtid"],
}


@pytest.mark.parametrize("household", TENSIONS)
def test_each_tension_of_the_readme_reaches_the_reader_of_the_plan(answer: Answer, household: str):
    view = plan_view(answer, "nb")
    mine = [row for row in view.unplaced if row.household == household]
    of_me = (*view.alarms, *view.tasks, *view.overridden)
    said = " ".join(text for row in mine for text in (row.never_in_time, row.reason, *row.sentences))
    said += " ".join(row.text for row in of_me if household in row.about)
    assert [word for word in TENSIONS[household] if word not in said] == []


def test_of_the_small_town_the_judge_says_nothing():
    week = read_week(DATA / "small_town")
    assert audit(week, nothing_new(week), RULES, GOALS).findings == ()


@pytest.mark.parametrize("week", ["bergen_week", "small_town"])
def test_every_table_is_there_with_norwegian_headers(week: str):
    for table in TABLES:
        with (DATA / week / table.file("nb")).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file, delimiter=";")) == [c.nb for c in table.columns]
