"""Every rule and goal against its own table of cases, and what every rule owes its readers.

A case: `kind` (none, some, all, boundary or missing), `world` (town where none is named), `but` (changes to
the world, as in `worlds.vary`), `plan` (rows of household, place, start and until as days from the as-of
date, and `proposal` where it is one), and exactly the `findings` of the rule (kind, says, whom), or the
`points` of the goal (household: points). A finding about one member names that person, else all households,
sorted.

What a plan does besides housing (in the world `week_of_activities`, see its docstring):
`enrol`: rows of person, programme, start and until (new enrolments); `give_up`: rows of person and programme
(current ones that it ends; current ones are rows of `enrolments` in `but`, with `kind: current`);
`contacts`: rows of household and contact, or null for nobody: new, unless it is the one that they have; whom no row
names keeps their current contact;
`book`: rows of person, interpreter and `intake` or `offer`, or of person, interpreter, `session`, programme, day
and start (`10:00`).
A finding about an enrolment names the person as one about a member does; one about several acts names all
households, sorted, and then the persons who are not their only members.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.instance import Instance
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.review import Finding
from placement.domain.rule import Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.findings import merged, rule_findings
from placement.review.points import goal_points
from placement.rules import GOALS, RULES
from placement.words.render import render
from tests.worlds import WORLDS, clock, day, vary

CASES = Path(__file__).parent / "cases"
KINDS = {"none", "some", "all", "boundary", "missing"}
PLANNED = {"plan", "enrol", "give_up", "contacts", "book"}


@cache
def cases_of(rule: str) -> dict[str, dict[str, Any]]:
    path = CASES / f"{rule}.yaml"
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}


ALL = [(path.stem, name) for path in sorted(CASES.glob("*.yaml")) for name in cases_of(path.stem)]
BY_ID = {rule.id: rule for rule in (*RULES, *GOALS)}


def world_of(case: Mapping[str, Any]) -> Instance:
    world = WORLDS[case.get("world", "town")]()
    return vary(world, case["but"]) if case.get("but") else world


def plan_of(case: Mapping[str, Any], instance: Instance) -> Plan:
    week = Week(instance, ())
    return Plan(
        stays=stays_of(case),
        enrolments=(*new_enrolments(case), *given_up(case, week)),
        contacts=contacts_of(case, week),
        bookings=tuple(booking(*line) for line in case.get("book") or ()),
    )


def stays_of(case: Mapping[str, Any]) -> tuple[Stay, ...]:
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
    return tuple(stays)


def new_enrolments(case: Mapping[str, Any]) -> Iterator[Enrolment]:
    for who, programme, start, until in case.get("enrol") or ():
        end = None if until is None else day(until)
        yield Enrolment(person=who, programme=programme, start=day(start), until=end, kind=EnrolmentKind.NEW)


def given_up(case: Mapping[str, Any], week: Week) -> Iterator[Enrolment]:
    current = {(e.person, e.programme): e for e in week.enrolled}
    for who, programme in case.get("give_up") or ():
        yield current[who, programme].but(kind=EnrolmentKind.GIVEN_UP)


def contacts_of(case: Mapping[str, Any], week: Week) -> tuple[ContactAssignment, ...]:
    """Those of the case, and of everybody else the one that they have."""
    since = {row.household: row.since for row in week.instance.assignments}
    chosen = dict.fromkeys(week.household) | week.assigned | dict(case.get("contacts") or ())
    found = []
    for household, contact in sorted(chosen.items()):
        if contact is not None and contact == week.assigned.get(household):
            began = since.get(household) or since[week.household[household].origin or ""]
            found.append(ContactAssignment(household=household, contact=contact, since=began))
        elif contact is not None:
            kind = AssignmentKind.NEW
            found.append(ContactAssignment(household=household, contact=contact, since=week.as_of, kind=kind))
    return tuple(found)


def booking(who: str, interpreter: str, kind: str, *of: Any) -> Booking:
    if kind != TalkKind.SESSION:
        return Booking(person=who, interpreter=interpreter, kind=TalkKind(kind))
    programme, on, start = of
    return Booking(person=who, interpreter=interpreter, kind=TalkKind.SESSION, programme=programme,
                   on=day(on), start=clock(start))  # fmt: skip


def row(week: Week, finding: Finding) -> tuple[str, ...]:
    """Kind, sentence, and the person where it is one member's, else the households."""
    whom = finding.about
    if len(whom) == 2 and whom[1] not in week.household:
        whom = whom[1:]
    return (finding.kind.value, finding.says, *whom)


@cache
def world_in(rule: str, name: str) -> tuple[Instance, Plan]:
    case = cases_of(rule)[name]
    instance = world_of(case)
    return instance, plan_of(case, instance)


def found(rule: Rule, name: str, rules: tuple[Rule, ...] = RULES) -> tuple[Week, list[Finding]]:
    """Everything that a rule says in one of its cases, with the week."""
    instance, plan = world_in(rule.id, name)
    week = Week(instance, rules)
    seen = Seen(week, plan)
    mine = [r for r in week.rules if r.id == rule.id]
    return week, [one.finding for one in merged(one for r in mine for one in rule_findings(week, seen, r))]


def judged(rule: Rule, name: str, rules: tuple[Rule, ...] = RULES) -> Any:
    """What the rule finds, or the points that the goal takes, in the world of a case."""
    if rule in RULES:
        week, findings = found(rule, name, rules)
        return Counter(row(week, finding) for finding in findings)
    instance, plan = world_in(rule.id, name)
    week = Week(instance, rules)
    points = goal_points(week, Seen(week, plan), rule.configured(instance.policy))
    assert points.points == sum(n for _, n in points.households)
    return dict(points.households)


def expected(case: Mapping[str, Any], rule: Rule) -> Any:
    if rule in GOALS:
        return dict(case.get("points") or {})
    return Counter(tuple(str(word) for word in line) for line in case.get("findings") or ())


@pytest.mark.parametrize(("rule", "name"), ALL, ids=[f"{rule}-{name}" for rule, name in ALL])
def test_case(rule, name):
    case = cases_of(rule)[name]
    assert rule in BY_ID, f"{rule}: no such rule or goal in the tuples"
    assert set(case) <= {"kind", "world", "but", *PLANNED, "findings", "points"}
    assert case["kind"] in KINDS
    assert judged(BY_ID[rule], name) == expected(case, BY_ID[rule])


# -- what every rule owes its readers
LAW = [pytest.param(rule, id=rule.id) for rule in RULES]
EVERY = [pytest.param(rule, id=rule.id) for rule in (*RULES, *GOALS)]
READS_OTHER_RULES = {"waiver_used", "cost", "keep_together"}
"""They ask where a household could go: by the nature of the thing, other rules have a say in it."""


def modules(folder: str) -> dict[str, Rule]:
    files = (Path(__file__).parent.parent / "placement" / folder).glob("*.py")
    names = sorted(f.stem for f in files if f.stem != "__init__")
    return {name: import_module(f"placement.{folder}.{name}".replace("/", ".")).RULE for name in names}


def test_the_two_tuples_hold_every_file_of_the_two_folders_once_and_in_order_of_code():
    assert {r.id: r for r in RULES} == modules("rules")
    assert {r.id: r for r in GOALS} == modules("rules/goals")
    assert len(BY_ID) == len(RULES) + len(GOALS)
    for group, pattern in ((RULES, r"[AHKT]\d\d"), (GOALS, r"[GW]\d\d")):
        codes = [r.code for r in group]
        assert codes == sorted(set(codes))
        assert all(re.fullmatch(pattern, code) for code in codes)


def test_every_cases_file_belongs_to_a_rule_or_goal():
    assert {path.stem for path in CASES.glob("*.yaml")} == set(BY_ID)


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_has_a_case_of_each_kind(rule):
    assert {case["kind"] for case in cases_of(rule.id).values()} == KINDS


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_describes_itself_in_both_languages(rule):
    for sentence in (rule.title, rule.because, *rule.says.values(), *(s.says for s in rule.settings)):
        assert sentence.nb.strip()
        assert sentence.en.strip()
        assert sentence.nb != sentence.en
        assert names_in(sentence.nb) == names_in(sentence.en)
    assert not names_in(rule.title.nb)
    assert not names_in(rule.because.nb)
    assert rule.source.nb.strip()
    assert rule.source.en.strip()
    assert rule.source.nb != rule.source.en
    assert isinstance(rule.source.valid_from, date)
    assert rule.levels
    assert rule.neutral <= set(rule.says)
    parts = [part for part in rule.parts if hasattr(part, "__dataclass_fields__")]
    for setting in rule.settings:
        carried = {getattr(part, f.name) for part in parts for f in fields(part) if f.name == setting.name}
        assert carried == {setting.default}, (
            f"{setting.name}: said, and reckoned with where no policy sets it"
        )
        assert setting.least <= setting.default <= setting.most


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", LAW)
def test_a_rule_says_what_it_declares_and_its_cases_show_each_sentence(rule):
    raised = [finding for name in cases_of(rule.id) for finding in found(rule, name)[1]]
    assert {f.says for f in raised} == set(rule.says)
    assert {f.level for f in raised} <= set(rule.levels)
    for finding in raised:
        assert names_in(rule.says[finding.says].nb) <= {name for name, _ in finding.facts}
        for lang in ("nb", "en"):
            assert render(rule.says[finding.says], finding.facts, lang)


@pytest.mark.parametrize("rule", LAW)
def test_a_rule_switched_off_turns_its_own_cases_red_and_no_other_rules(rule):
    others = tuple(r for r in RULES if r is not rule)
    assert any(cases_of(rule.id)[name].get("findings") for name in cases_of(rule.id))
    red = [f"{other.id}: {name}" for other, name in that_could_change(rule)
           if judged(other, name, others) != expected(cases_of(other.id)[name], other)]  # fmt: skip
    assert red == []


def that_could_change(rule: Rule) -> Iterator[tuple[Rule, str]]:
    """Cases of other rules in which somebody is housed: there one rule may touch another, by priority."""
    for other, name in ALL:
        if other not in (rule.id, *READS_OTHER_RULES) and world_in(other, name)[0].stays:
            yield BY_ID[other], name
