"""The judge. It knows no solver: what it says follows from the instance, the plan and the rules alone."""

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.rule import Rule
from placement.domain.seen import Seen
from placement.domain.week import Week
from placement.review.findings import merged, rule_findings
from placement.review.points import goal_points


def audit(instance: Instance, plan: Plan, rules: tuple[Rule, ...], goals: tuple[Rule, ...]) -> Review:
    """Judge a plan: every finding, the stages of each tier, and the points lost to each goal.

    Args:
        instance: the facts of the week.
        plan: what is to begin, from any source.
        rules: the law, in its order.
        goals: the wishes, in their order.

    Returns:
        A review whose breaches forbid acceptance; findings are sorted by kind, rule and household.
    """
    week = Week(instance, rules)
    seen = Seen(week, plan)
    found = merged(one for rule in week.rules for one in rule_findings(week, seen, rule))
    return Review(
        findings=tuple(sorted((one.finding for one in found), key=_order)),
        stages=(),
        goals=tuple(goal_points(week, seen, goal.configured(instance.policy)) for goal in goals),
    )


def _order(finding: Finding) -> tuple[int, str, str, tuple[str, ...], str]:
    return (list(FindingKind).index(finding.kind), finding.code, finding.rule, finding.about, finding.where)
