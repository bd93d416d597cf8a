"""Builder and judge agree about every plan that was drawn, and no rule is left unasked."""

import itertools
from collections import Counter

import pytest

from placement.domain.review import FindingKind
from placement.domain.rule import PairRule, PlanRule
from placement.domain.week import Week
from placement.review.audit import audit, judge
from placement.rules import GOALS, RULES
from placement.rules.interpreter import EveryNeed
from placement.rules.primary_contact import NobodyWithout
from placement.solver.run import solve
from tests.agreement import FAMILIES, compare, in_parts
from tests.random_worlds import tiny
from tests.worlds import town, vary

PLANS = 60
ONLY_TASKS = (EveryNeed, NobodyWithout)
"""Parts that forbid nothing, so that no plan can break them."""


def test_both_halves_of_every_rule_agree_about_every_plan_and_every_part_is_broken_by_some():
    """One world of each family, and a dozen of several at once. A part that no plan breaks agrees about nothing.

    What the slice leaves out is asked in the rule's own family. Points are compared where nothing is broken.
    """
    jobs = [*enumerate(FAMILIES), *((seed, f) for seed in range(1000, 1012) for f in ("mixed", "calm"))]
    worlds = [compare(seed, family, PLANS) for seed, family in jobs]
    assert [d for one in worlds for d in one.differences] == []
    assert sum(one.good for one in worlds) > 200
    broken = sum((one.breaches for one in worlds), Counter[str]())
    for rule in RULES:
        each = [part for part in in_parts([rule]) if isinstance(part.parts[0], PairRule | PlanRule)]
        wanted = {part.id for part in each if not isinstance(part.parts[0], ONLY_TASKS)}
        families = [family for family in FAMILIES if family.startswith(rule.code)]
        for seed, family in itertools.product(range(2000, 2040), families):
            if wanted <= broken.keys():
                break
            broken.update(compare(seed, family, PLANS).breaches)
        assert wanted <= broken.keys(), f"{rule.code}: no plan breaks {wanted - broken.keys()}"


# -- differences that were found and mended
def apart_until(nights: int):
    """Two who are kept apart until a date; the one lives in Granly, the other wishes to."""
    return vary(town(), {
        "stays": [{"household": "Orrfugl-1", "place": "F2b", "start": -10, "until": None, "kind": "current"}],
        "relations": [{"a": "Orrfugl-1", "b": "Lerke-2", "kind": "separate", "since": -100, "until": nights}],
        "households": {"Lerke-2": {"wishes": ["Granly"]}},
    })  # fmt: skip


@pytest.mark.parametrize("nights", [1, 15, 46, 300])
def test_who_is_kept_apart_until_a_date_is_not_brought_together_before_it(nights):
    """A later night on which more people are there does not stand for an earlier one on which the row holds."""
    instance = apart_until(nights)
    run = solve(instance, RULES, GOALS)
    assert run.plan is not None
    assert audit(instance, run.plan, RULES, GOALS).breaches == ()


def test_the_best_plan_of_every_familys_first_worlds_is_without_breach():
    for family in FAMILIES:
        week = Week(tiny(0, family), RULES)
        run = solve(week.instance, RULES, GOALS)
        assert run.plan is not None
        assert judge(week, run.plan, GOALS).of(FindingKind.BREACH) == (), family
