"""Plans beside each other: each is what the judge says and differs from all others; where none is told none is near."""

from collections import Counter

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.run import Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.alternatives import Alternatives, alternatives
from placement.review.audit import judge
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.run import solve
from tests.agreement import FAMILIES
from tests.every_act import stands, with_give_ups
from tests.random_worlds import tiny
from tests.test_backbone import HOUSING, MOST, every_plan, value
from tests.worlds import town

LOSS = 100


def found_in(instance: Instance, *, housing_alone: bool = False, most: int = 4) -> Alternatives | None:
    goals = HOUSING if housing_alone else GOALS
    run = solve(instance, RULES, goals)
    if run.status is not Status.OPTIMAL or run.plan is None:
        return None
    means = Means(RULES, goals, solve, 30.0)
    return alternatives(instance, run.plan, means, loss=LOSS, left=lambda: 60.0, most=most)


def units(week: Week, plan: Plan) -> dict[str, str]:
    return {stay.household: week.unit_of(stay).alias for stay in plan.stays}


def test_each_is_within_the_loss_breaks_no_rule_and_houses_somebody_elsewhere() -> None:
    ends = Counter[str]()
    for seed in range(6):
        instance = generate("S", seed)
        week, found = Week(instance, RULES), found_in(instance)
        assert found is not None
        said = [judge(week, plan, GOALS) for plan in found.plans]
        for n, plan in enumerate(found.plans):
            assert not said[n].breaches
            assert [s.vector for s in said[n].stages] == [s.vector for s in said[0].stages]
            assert said[n].points <= said[0].points + LOSS
            for earlier in found.plans[:n]:
                mine, theirs = units(week, plan), units(week, earlier)
                assert any(mine.get(household) != unit for household, unit in theirs.items())
        ends.update([found.end])
    assert ends["enough"]


def test_where_none_is_said_to_exist_no_plan_is_near() -> None:
    """Every plan of small weeks, one by one."""
    tried = 0
    for seed in range(900, 900 + len(FAMILIES)):
        instance = tiny(seed, FAMILIES[seed % len(FAMILIES)])
        week, found = Week(instance, RULES), found_in(instance, housing_alone=True, most=200)
        plans = every_plan(week)
        if found is None or len(plans) > MOST or not found.plans[0].stays:
            continue
        assert found.end in ("none", "far")
        reviews: dict[tuple[Stay, ...], Review] = {
            p: judge(week, with_give_ups(week, p), HOUSING) for p in plans if stands(week, p)
        }
        stages, points = value(judge(week, found.plans[0], HOUSING))
        listed = [units(week, plan) for plan in found.plans]
        for stays, review in reviews.items():
            if review.breaches or value(review)[0] != stages or review.points > points + LOSS:
                continue
            mine = {s.household: week.unit_of(s).alias for s in stays}
            assert any(all(mine.get(h) == unit for h, unit in one.items()) for one in listed), seed
            tried += 1
    assert tried >= 10


def test_time_that_is_up_claims_nothing() -> None:
    run = solve(town(), RULES, GOALS)
    assert run.plan is not None
    means = Means(RULES, GOALS, solve, 30.0)
    assert alternatives(town(), run.plan, means, loss=LOSS, left=lambda: 0.0).end == "unknown"
