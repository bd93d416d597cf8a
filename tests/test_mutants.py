"""Whatever a hand could spoil in a good plan, or in the facts under it, the judge names the rule."""

from placement.rules import RULES
from tests.mutants import WAYS, campaign
from tests.random_worlds import ACTS


def test_every_mutant_of_a_good_plan_is_caught():
    found = [*campaign(200), *campaign(200, families=tuple(ACTS))]
    assert [one for one in found if not one.caught] == []
    assert {one.rule for one in found} >= {rule.id for rule in RULES}


def test_every_rule_is_broken_in_some_way():
    assert {rule for rule, _ in WAYS.values()} == {rule.id for rule in RULES} | {"plan_form", "act_form"}
