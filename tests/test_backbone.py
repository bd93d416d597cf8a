"""What all good plans have in common, beside every plan of a small week."""

import pytest

from placement.domain.review import Review
from placement.domain.run import Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.backbone import backbone
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.agreement import FAMILIES
from tests.brute_force import options
from tests.every_act import stands, with_give_ups
from tests.random_worlds import tiny

HOUSING = tuple(goal for goal in GOALS if not goal.plan_goals)
"""What else is planned beside the homes does not matter to these: every plan of homes is tried, and no more."""
MOST = 120


def every_plan(week: Week) -> list[tuple[Stay, ...]]:
    plans: list[tuple[Stay, ...]] = [()]
    for stays in options(week).values():
        plans += [(*plan, stay) for plan in plans for stay in stays if len(plans) <= MOST]
    return plans


def value(review: Review) -> tuple[tuple[object, ...], int]:
    return tuple(stage.vector for stage in review.stages), review.points


def in_common(week: Week, first: tuple[Stay, ...], loss: int) -> set[str] | None:
    """Households in the same unit in every plan within the loss; none where there are too many plans to try."""
    plans = every_plan(week)
    if len(plans) > MOST:
        return None
    reviews = {p: judge(week, with_give_ups(week, p), HOUSING) for p in plans if stands(week, p)}
    values = {p: value(review) for p, review in reviews.items() if not review.breaches}
    stages, points = min(values.values())
    near = [p for p, (s, lost) in values.items() if s == stages and lost <= points + loss]
    where = [{stay.household: week.unit_of(stay).alias for stay in p} for p in near]
    return {s.household for s in first if all(p.get(s.household) == week.unit_of(s).alias for p in where)}


@pytest.mark.parametrize("loss", [0, 100])
def test_it_is_what_all_plans_within_the_loss_have_in_common(loss: int) -> None:
    tried = same = 0
    for seed in range(900, 900 + len(FAMILIES)):
        instance = tiny(seed, FAMILIES[seed % len(FAMILIES)])
        week = Week(instance, RULES)
        run = solve(instance, RULES, HOUSING)
        if run.status is not Status.OPTIMAL or run.plan is None or not run.plan.stays:
            continue
        expected = in_common(week, run.plan.stays, loss)
        if expected is None:
            continue
        found = backbone(instance, run.plan, RULES, HOUSING, solve, loss=loss, left=lambda: 60.0)
        assert found.unknown == ()
        assert {stay.household for stay in found.same} == expected, seed
        assert {*found.same, *found.open} == set(run.plan.stays)
        tried, same = tried + 1, same + len(expected)
    assert tried >= 5
    assert same


def test_when_time_is_up_the_rest_is_unknown() -> None:
    instance = tiny(903, FAMILIES[903 % len(FAMILIES)])
    run = solve(instance, RULES, HOUSING)
    assert run.plan is not None
    found = backbone(instance, run.plan, RULES, HOUSING, solve, loss=0, left=lambda: 0.0)
    assert found.unknown == run.plan.stays
