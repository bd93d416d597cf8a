"""docs/sentences.md shows every sentence about findings, changes, clashes and answers with an example.

Between the markers the page is generated: `.venv/bin/python -m tests.test_sentences_doc` writes it anew.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from placement.domain.rule import Reason
from placement.review.form import FORM_RULES
from placement.rules import GOALS, RULES
from placement.service import (
    ask_first_words,
    change_words,
    findings,
    plan_causes,
    plan_changes,
    tonight,
    unplaced,
    why_activity,
    why_household,
    why_there_words,
)
from placement.words.finding import NEUTRAL
from tests.sentences.every import chapters
from tests.sentences.told import Section
from tests.words.test_texts import text_of

PAGE = Path(__file__).parent.parent / "docs" / "sentences.md"
BEGIN, END = "<!-- sentences: begin -->\n", "<!-- sentences: end -->\n"


def generated() -> str:
    """The tables of the page."""
    return "".join(f"{line}\n" for line in page())


def page() -> Iterator[str]:
    for heading, sections in chapters():
        yield from (f"## {heading}", "")
        for section in sections:
            yield from table(section)


def table(section: Section) -> Iterator[str]:
    """One section: who or what the example is about stands before it, where that is told beside the sentence."""
    named = any(one.whom for one in section.rows)
    hidden = neutral_in(section)
    yield from (f"### {section.title}", "", section.about, "")
    yield f"| sentence |{' about |' if named else ''} norsk | English |"
    yield "|---|---|---|" + ("---|" if named else "")
    for one in section.rows:
        about = f" {'; '.join(filter(None, (one.whom, one.where)))} |" if named else ""
        star = " ★" if one.key in hidden else ""
        yield f"| `{one.key}`{star} |{about} {one.nb} | {one.en} |"
    yield ""


def neutral_in(section: Section) -> frozenset[str]:
    """Sentences of the section that rest on other people."""
    mine = [rule for rule in RULES if section.title == f"{rule.code} {rule.id}"]
    return mine[0].neutral if mine else frozenset()


def split() -> tuple[str, str, str]:
    """What stands before, between and after the markers."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    between, _, after = rest.partition(END)
    return before, between, after


def test_the_page_of_sentences_is_fresh():
    assert split()[1] == generated(), f"{PAGE.name} is old: run .venv/bin/python -m {__spec__.name}"


def test_the_page_says_what_is_read_instead_of_what_rests_on_others():
    assert all(f"“{text}”" in split()[0] for text in NEUTRAL)


def test_every_sentence_of_every_rule_goal_and_check_stands_on_the_page_once():
    shown = [
        (section.title, one.key) for _, sections in chapters() for section in sections for one in section.rows
    ]
    laws = [(f"{rule.code} {rule.id}", key) for rule in RULES for key in rule.says]
    checks = [(rule.id, key) for rule in FORM_RULES for key in rule.says]
    assert [one for one in (*laws, *checks) if shown.count(one) != 1] == []
    assert sum(title == "Goals" for title, _ in shown) == sum(len(goal.says) for goal in GOALS)
    assert [key for title, key in shown if title == "Reason codes"] == [code.value for code in Reason]


def asked_for(module: ModuleType) -> Iterator[tuple[str, ...]]:
    """The sentences that a module asks the catalogue for, each with its form for several; single words are none."""
    tree = ast.parse(inspect.getsource(module))
    for call in ast.walk(tree):
        for text in text_of(call) if isinstance(call, ast.Call) else ():
            forms = (text,) if isinstance(text, str) else text
            if " " in forms[0]:
                yield forms


def pattern(text: str) -> re.Pattern[str]:
    """What the text becomes with its values: anything where one stands."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text.removesuffix("."))), re.IGNORECASE)


@pytest.mark.parametrize(
    "module",
    [
        change_words,
        why_there_words,
        plan_causes,
        plan_changes,
        unplaced,
        findings,
        why_household,
        why_activity,
        ask_first_words,
        tonight,
    ],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_every_sentence_that_a_module_makes_has_an_example(module):
    texts = set(asked_for(module))
    assert texts
    shown = generated()
    assert sorted(forms for forms in texts if not any(pattern(one).search(shown) for one in forms)) == []


if __name__ == "__main__":
    first, _, last = split()
    PAGE.write_text(first + BEGIN + generated() + END + last, encoding="utf-8")
