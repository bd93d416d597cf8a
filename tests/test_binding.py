"""Every rule and goal changes some plan: one that nothing depends on would be a rule on paper."""

import pytest

from tests.binding import CODES, outcome, written

WORLDS = 8


@pytest.mark.parametrize("code", CODES)
def test_without_the_rule_another_plan_would_be_best(code):
    assert any(outcome(seed, code).binds for seed in range(WORLDS))


def test_the_table_replaces_the_one_before():
    text = "# a\n<!-- x: generated -->\nold\n<!-- x: end -->\nb\n"
    assert written(text, "x", "new") == "# a\n<!-- x: generated -->\nnew\n<!-- x: end -->\nb\n"
    with pytest.raises(ValueError, match="no part"):
        written(text, "y", "new")
