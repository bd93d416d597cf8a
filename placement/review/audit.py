"""The judge. It knows no solver: what it says follows from the instance, the plan and the rules alone."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.rule import Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.act_form import act_findings
from placement.review.budget import budget_findings
from placement.review.findings import Found, merged, rule_findings
from placement.review.form import form_findings, overdue, readable
from placement.review.pins import pin_findings
from placement.review.points import goal_points
from placement.review.stages import stages

KINDS = {kind: n for n, kind in enumerate(FindingKind)}


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
    return judge(Week(instance, rules), plan, goals)


def judge(week: Week, plan: Plan, goals: tuple[Rule, ...]) -> Review:
    """As `audit`, for a week that was derived already with the rules in force."""
    return judged(week, plan, goals).review


class Judged(NamedTuple):
    """A review, with the acts of the plan that each of its findings speaks against."""

    review: Review
    found: tuple[Found, ...]
    """In the order of the review's findings."""


def judged(week: Week, plan: Plan, goals: tuple[Rule, ...]) -> Judged:
    """As `judge`, for whoever asks what to change."""
    plan, unreadable = readable(week, plan)
    seen = Seen(week, plan)
    found = merged([*unreadable, *_said(week, plan, seen), *overdue(week)])
    found.sort(key=lambda one: _order(one.finding))
    review = Review(
        findings=tuple(one.finding for one in found),
        stages=stages(week, without_breach(plan, found)),
        goals=tuple(goal_points(week, seen, goal.configured(week.instance.policy)) for goal in goals),
    )
    return Judged(review, tuple(found))


def sound_stays(week: Week, plan: Plan) -> dict[str, Stay]:
    """Household -> its planned stay, where no breach speaks against it."""
    plan, _ = readable(week, plan)
    return without_breach(plan, _said(week, plan, Seen(week, plan)))


def _said(week: Week, plan: Plan, seen: Seen) -> Iterator[Found]:
    yield from form_findings(week, plan)
    yield from act_findings(week, seen)
    yield from pin_findings(week, plan)
    yield from budget_findings(week, plan)
    for rule in week.rules:
        yield from rule_findings(week, seen, rule)


def without_breach(plan: Plan, found: Iterable[Found]) -> dict[str, Stay]:
    """Household -> its planned stay, of those that no breach speaks against."""
    broken = {act for one in found for act in one.against if isinstance(act, Stay)}
    return {stay.household: stay for stay in plan.stays if stay not in broken}


def _order(finding: Finding) -> tuple[int, str, str, tuple[str, ...], str, str]:
    return (KINDS[finding.kind], finding.code, finding.rule, finding.about, finding.where, finding.says)
