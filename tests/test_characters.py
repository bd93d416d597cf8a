"""What tells good plans apart is what it says: nobody else comes up to it."""

from itertools import permutations

from placement.domain.plan import Plan
from placement.domain.review import Character, GoalPoints, Review
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.characters import POINTS, characters
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.run import solve


def loses(**points: int) -> Review:
    goals = tuple(GoalPoints(goal=g, code="G", points=p, households=()) for g, p in points.items())
    return Review(findings=(), stages=(), goals=goals)


def test_each_measure_names_the_plan_that_is_best_by_it_alone() -> None:
    instance = generate("S", 1)
    week = Week(instance, RULES)
    whom, place = week.households[0].alias, week.places[0].alias
    moves = Stay(household=whom, place=place, start=week.as_of, until=week.horizon, kind=StayKind.PROPOSAL)
    calm, rich = (Plan(), loses(safety_margin=5)), (Plan(stays=(moves,)), loses(ranked_wish=0))
    assert characters(week, [calm, rich]) == ((Character.FEWEST_MOVES,), (Character.SAFETY_MARGIN,))
    for one, goals in POINTS.items():
        worse, better = (Plan(), loses(**{goals[0]: 3})), (Plan(), loses(**{goals[0]: 2}))
        assert characters(week, [worse, better]) == ((), (one,))


def test_what_two_share_names_none_and_one_alone_has_no_name() -> None:
    week = Week(generate("S", 1), RULES)
    assert characters(week, [(Plan(), loses()), (Plan(), loses())]) == ((), ())
    assert characters(week, [(Plan(), loses())]) == ((),)


def test_the_names_go_with_the_plans_in_any_order() -> None:
    instance = generate("S", 3)
    week = Week(instance, RULES)
    first = solve(instance, RULES, GOALS).plan
    assert first is not None
    second = solve(instance, RULES, GOALS, other_than=(first,)).plan
    assert second is not None
    plans = [(one, judge(week, one, GOALS)) for one in (first, second, Plan())]
    named = dict(zip([id(p) for p, _ in plans], characters(week, plans), strict=True))
    assert any(named.values())
    for order in permutations(plans):
        assert dict(zip([id(p) for p, _ in order], characters(week, order), strict=True)) == named
