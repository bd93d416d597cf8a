"""Every rule and goal against its own table of cases, and what every rule owes its readers.

A case: `kind` (none, some, all, boundary or missing), `world` (town where none is named), `but` (changes to
the world, as in `worlds.vary`), `plan` (rows of household, place, start and until as days from the as-of
date, and `proposal` where it is one), and exactly the `findings` of the rule (kind, says, whom), or the `points`
of the goal (household: points). A finding about one member names that person, else all households, sorted.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Finding
from placement.domain.rule import Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.findings import merged, rule_findings
from placement.review.points import goal_points
from placement.rules import GOALS, RULES
from tests.worlds import WORLDS, day, vary

CASES = Path(__file__).parent / "cases"
KINDS = {"none", "some", "all", "boundary", "missing"}


def cases_of(rule: str) -> dict[str, dict[str, Any]]:
    path = CASES / f"{rule}.yaml"
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}


ALL = [(path.stem, name) for path in sorted(CASES.glob("*.yaml")) for name in cases_of(path.stem)]
BY_ID = {rule.id: rule for rule in (*RULES, *GOALS)}


def world_of(case: Mapping[str, Any]) -> Instance:
    world = WORLDS[case.get("world", "town")]()
    return vary(world, case["but"]) if case.get("but") else world


def plan_of(case: Mapping[str, Any]) -> Plan:
    stays = []
    for household, place, start, until, *kind in case.get("plan") or ():
        stays.append(
            Stay(
                household=household,
                place=place,
                start=day(start),
                until=None if until is None else day(until),
                kind=StayKind(kind[0] if kind else "new"),
            )
        )
    return Plan(stays=tuple(stays))


def row(week: Week, finding: Finding) -> tuple[str, ...]:
    """Kind, sentence, and the person where it is one member's, else the households."""
    whom = finding.about
    if len(whom) == 2 and whom[1] not in week.household:
        whom = whom[1:]
    return (finding.kind.value, finding.says, *whom)


def judged(case: Mapping[str, Any], rule: Rule, rules: tuple[Rule, ...] = RULES) -> Any:
    """What the rule finds, or the points that the goal takes, in the world of a case."""
    week = Week(world_of(case), rules)
    seen = Seen(week, plan_of(case))
    if rule in GOALS:
        points = goal_points(week, seen, rule.configured(week.instance.policy))
        assert points.points == sum(n for _, n in points.households)
        return dict(points.households)
    mine = [r for r in week.rules if r.id == rule.id]
    found = merged(one for r in mine for one in rule_findings(week, seen, r))
    return Counter(row(week, one.finding) for one in found)


def expected(case: Mapping[str, Any], rule: Rule) -> Any:
    if rule in GOALS:
        return dict(case.get("points") or {})
    return Counter(tuple(str(word) for word in line) for line in case.get("findings") or ())


@pytest.mark.parametrize(("rule", "name"), ALL, ids=[f"{rule}-{name}" for rule, name in ALL])
def test_case(rule, name):
    case = cases_of(rule)[name]
    assert rule in BY_ID, f"{rule}: no such rule or goal in the tuples"
    assert set(case) <= {"kind", "world", "but", "plan", "findings", "points"}
    assert case["kind"] in KINDS
    assert judged(case, BY_ID[rule]) == expected(case, BY_ID[rule])
