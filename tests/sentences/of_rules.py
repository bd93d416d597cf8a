"""What rules, goals and the judge's own checks say; the examples of rules are their cases."""

from collections.abc import Iterator
from functools import cache, partial

from placement.domain.interpreter import TalkKind
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Facts, Rule, facts
from placement.domain.week import Week
from placement.review.form import FORM_RULES
from placement.rules import GOALS, RULES
from placement.service.findings import said
from placement.words.render import render
from tests.sentences.told import Section, Told, told
from tests.test_cases import cases_of, found, names_in, world_in
from tests.worlds import day, town

SAMPLES = dict(
    facts(
        place="F2b", where="F2b", programme="Norsk-A", contact="Eik-2", interpreter="Tolk-1", talk=TalkKind.OFFER,
        rule="H11", nights=7, moves=4, most=3, points=5, on=day(-2), first=day(3), start=day(1), until=day(22),
        end=day(15),
    )
)  # fmt: skip
"""Values of facts for sentences that no case shows."""
OF_THE_PLAN = ("other_facts", "too_many")
"""Sentences about nobody."""


@cache
def of_laws() -> tuple[Section, ...]:
    """A section for each rule, one for the goals, and one for each thing that the judge checks besides."""
    return (*map(of_rule, RULES), of_goals(), *map(of_form, FORM_RULES))


def of_rule(rule: Rule) -> Section:
    """The rule's sentences, in its order; the first case in which one is said is its example."""
    shown: dict[str, Told] = {}
    for one in _shown(rule):
        if one.key not in shown or _is_odd(shown[one.key]):
            shown[one.key] = one
    missing = rule.says.keys() - shown.keys()
    assert not missing, f"{rule.id}: no case shows {sorted(missing)}"
    return Section(f"{rule.code} {rule.id}", _about(rule), tuple(shown[key] for key in rule.says))


def _shown(rule: Rule) -> Iterator[Told]:
    for name in cases_of(rule.id):
        week, findings = found(rule, name)
        for finding in findings:
            yield _row(week, world_in(rule.id, name)[1], finding)


def _is_odd(one: Told) -> bool:
    """`Rommet har 0 senger`: right, but another case shows better what is meant."""
    return " 0 " in one.nb


def _row(week: Week, plan: Plan, finding: Finding) -> Told:
    """As the program says it: one row of a screen or the terminal."""
    (nb,), (en,) = (said(week, plan, [finding], lang) for lang in ("nb", "en"))
    return Told(finding.says, en.about, en.where, nb.text, en.text)


def of_goals() -> Section:
    """What is lost where a goal is not met."""
    rows = [
        told(_name(goal, key), partial(render, sentence, _samples(goal, key), near=day(0)))
        for goal in GOALS
        for key, sentence in goal.says.items()
    ]
    return Section("Goals", "Said where a wish or another goal costs points.", tuple(rows))


def _name(goal: Rule, key: str) -> str:
    return f"{goal.code} {goal.id}" if key == "lost" else f"{goal.code} {goal.id}, {key}"


def of_form(rule: Rule) -> Section:
    """What is checked of every plan before and beside the rules."""
    week = Week(town(), RULES)
    rows = []
    for key in rule.says:
        whom = () if key in OF_THE_PLAN else ("Rype-3",)
        finding = Finding(
            rule=rule.id, code=rule.code, kind=FindingKind.BREACH, level=rule.levels[0], says=key, about=whom,
            facts=_samples(rule, key),
        )  # fmt: skip
        rows.append(_row(week, Plan(), finding))
    return Section(rule.id, _about(rule), tuple(rows))


def _samples(rule: Rule, key: str) -> Facts:
    named = names_in(rule.says[key].nb)
    assert named <= SAMPLES.keys(), f"{rule.id}, {key}: no sample of {sorted(named - SAMPLES.keys())}"
    return tuple((name, SAMPLES[name]) for name in sorted(named))


def _about(rule: Rule) -> str:
    return f"{rule.title.nb} / {rule.title.en}."
