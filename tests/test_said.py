"""What a rule says in its cases, to the last fact, is what was read over and recorded."""

import pytest

from placement.rules import RULES
from tests.said import SAID, recorded, said
from tests.test_cases import cases_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_to_the_last_fact_what_is_recorded(rule):
    kept = recorded(rule)
    assert kept, f"python -m tests.said {rule.id}"
    assert {name: said(rule, name) for name in kept if name in cases_of(rule.id)} == {
        name: lines for name, lines in kept.items() if name in cases_of(rule.id)
    }, f"python -m tests.said {rule.id}, and read what changed"


def test_every_record_is_of_a_rule():
    assert {path.stem for path in SAID.glob("*.txt")} == {rule.id for rule in RULES}
