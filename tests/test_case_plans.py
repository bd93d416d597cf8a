"""Builder and judge agree about the plans of every case, and about those beside them."""

import pytest

from placement.rules import GOALS, RULES
from tests.case_plans import differences


@pytest.mark.parametrize("rule", [*RULES, *GOALS], ids=lambda rule: rule.id)
def test_builder_and_judge_agree_about_the_plans_of_a_rules_cases(rule):
    assert list(differences(rule)) == []
