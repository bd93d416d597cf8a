"""docs/model.md says of every rule and goal what the code says, and nothing of rules that do not exist."""

import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

from placement.domain.rule import Level, Reason
from placement.rules import GOALS, RULES

ROOT = Path(__file__).parent.parent
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
PARAGRAPH = re.compile(r"^### (?P<code>\w+) (?P<id>\w+)\n+(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
PARAGRAPHS = {found["code"]: (found["id"], found["text"]) for found in PARAGRAPH.finditer(MODEL)}
STATEMENT = re.compile(r"^\*\*§(\d+)\.\*\*", re.MULTILINE)
CITED = re.compile(r"§(\d+)\b")
"""A law is cited with a blank (§ 3), this page without (§3)."""
LAW = (*RULES, *GOALS)


def test_every_rule_and_goal_has_one_paragraph_in_its_order_and_nothing_else_has():
    found = [(m["code"], m["id"]) for m in PARAGRAPH.finditer(MODEL)]
    assert found == [(rule.code, rule.id) for rule in LAW]


@pytest.mark.parametrize("rule", LAW, ids=lambda r: r.id)
def test_a_paragraph_names_the_levels_that_the_rule_may_raise(rule):
    line = re.search(r"\*\*Level:\*\*([^.]*)\.", PARAGRAPHS[rule.code][1])
    assert line, "say the level first"
    named = {level for level in Level if re.search(rf"\b{level.value}\b", line[1])}
    assert named == set(rule.levels)


@pytest.mark.parametrize("rule", LAW, ids=lambda r: r.id)
def test_a_paragraph_names_every_setting_with_its_default(rule):
    named = re.findall(r"`(\w+)`, default (\d+)", PARAGRAPHS[rule.code][1])
    assert sorted(named) == sorted((s.name, str(s.default)) for s in rule.settings)


@pytest.mark.parametrize("rule", LAW, ids=lambda r: r.id)
def test_a_paragraph_ends_with_the_source(rule):
    assert PARAGRAPHS[rule.code][1].rstrip().endswith(f"**Source:** {rule.source.en}.")


def reasons_of(rule):
    """The codes that the rule's parts raise: those that their modules name."""
    sources = {Path(inspect.getfile(type(part))).read_text(encoding="utf-8") for part in rule.parts}
    return {Reason[name].value for source in sources for name in re.findall(r"\bReason\.(\w+)", source)}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_paragraph_of_a_rule_says_what_unknown_means_and_when_it_bites(rule):
    text = PARAGRAPHS[rule.code][1]
    assert "**Unknown:**" in text
    assert "**Bites:**" in text
    said = text.partition("**Reason:**")[2]
    assert set(re.findall(r"\bR\d+\b", said)) == reasons_of(rule)
    assert said.startswith(" none.") is (not reasons_of(rule))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_paragraph_says_so_where_haste_waives_the_rule_or_held_is_only_a_task(rule):
    text = PARAGRAPHS[rule.code][1]
    source = (ROOT / "placement" / "rules" / f"{rule.id}.py").read_text(encoding="utf-8")
    assert ("waived in P0" in text.replace("Waived", "waived")) is ('waived = "P0"' in source)
    assert ("neutral" in text.lower()) is bool(rule.neutral)


def test_statements_have_their_numbers_in_order():
    numbers = [int(n) for n in STATEMENT.findall(MODEL)]
    assert numbers == list(range(1, len(numbers) + 1))


def pages_and_code():
    for folder, kind in (("docs", "md"), ("placement", "py"), ("tests", "py"), ("tests", "yaml")):
        yield from sorted((ROOT / folder).rglob(f"*.{kind}"))
    yield ROOT / "README.md"
    yield ROOT / "CHANGELOG.md"


def test_every_statement_that_is_cited_exists():
    known = Counter(STATEMENT.findall(MODEL))
    lost = [
        f"{path.relative_to(ROOT)}: §{number}"
        for path in pages_and_code()
        if path != Path(__file__)
        for number in CITED.findall(path.read_text(encoding="utf-8"))
        if known[number] != 1
    ]
    assert lost == []
