"""At most so many moves that can wait: the judge counts them, the solver keeps to it, and danger is never counted."""

from collections import Counter

import pytest

from placement.domain.instance import Instance
from placement.domain.move_budget import counts
from placement.domain.plan import Plan
from placement.domain.rule import Reason
from placement.domain.run import Status
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.service.unplaced import unhoused
from placement.solver.run import solve
from placement.words.language import Lang
from tests.budget import check, limited
from tests.worlds import town, vary

SEEDS = (4, 5, 11, 26)
ONE, TWO, MAN = "Orrfugl-1", "Lerke-2", "Rype-3"
HOMES = [
    {"household": ONE, "place": "F1a", "start": -10, "kind": "current"},
    {"household": TWO, "place": "F2a", "start": -10, "kind": "current"},
    {"household": MAN, "place": "F2b", "start": -10, "kind": "current"},
]
MOVE_ON = {name: {"move_on_from": 7} for name in (ONE, TWO, MAN)}


def housed(**more: object) -> Instance:
    """The town without the family: three live somewhere and are to move on; there is room for two of them."""
    week = town()
    here = week.but(
        households=tuple(h for h in week.households if h.alias in MOVE_ON),
        consents=tuple(c for c in week.consents if c.person in MOVE_ON),
        relations=tuple(r for r in week.relations if {r.a, r.b} <= MOVE_ON.keys()),
    )
    changes: dict[str, object] = {"stays": HOMES, "households": MOVE_ON}
    return vary(here, changes | more)


def best(instance: Instance) -> Plan:
    run = solve(instance, RULES, GOALS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    assert not audit(instance, run.plan, RULES, GOALS).breaches
    return run.plan


def moves(plan: Plan) -> set[str]:
    return {stay.household for stay in plan.stays} & {ONE, TWO, MAN}


def test_the_best_of_all_plans_within_the_limit_is_found() -> None:
    tried = Counter[str]()
    for seed in SEEDS:
        seen = check(seed)
        assert seen.faults == ()
        tried.update(seen.tried)
    assert tried["binds"] >= 3


def test_without_a_limit_all_who_should_move_on_are_proposed_a_place() -> None:
    assert len(moves(best(housed()))) >= 2


@pytest.mark.parametrize("most", [0, 1])
def test_no_more_moves_are_proposed_than_the_limit(most: int) -> None:
    assert len(moves(best(limited(housed(), most)))) == most


def test_who_has_no_home_is_no_move() -> None:
    plan = best(limited(vary(town(), {"stays": HOMES}), 0))
    assert "Oter-4" in {stay.household for stay in plan.stays}


def test_a_plan_with_too_many_moves_is_a_breach_about_all_of_them() -> None:
    plan = best(housed())
    review = audit(limited(housed(), 1), plan, RULES, GOALS)
    (found,) = (f for f in review.breaches if f.rule == "move_budget")
    assert set(found.about) == moves(plan)
    assert dict(found.facts) == {"moves": len(moves(plan)), "most": 1}


@pytest.mark.parametrize(
    "danger",
    [
        {"closures": [{"unit": "Granly", "since": -1, "kind": "burnt"}]},
        {"closures": [{"unit": "Granly", "room": "F2b", "since": 9, "kind": "order"}]},
        {"persons": {MAN: {"threat": {"danger": "acute", "valid_until": "2027-06-01"}}}},
        {"tier_changes": [{"household": MAN, "tier": "P1", "since": -1, "reason": "health"}]},
    ],
)
def test_a_move_out_of_danger_or_from_a_bed_that_goes_is_not_counted(danger: dict[str, object]) -> None:
    week = Week(housed(**danger), RULES)
    waits = {h.alias for h in week.households if counts(week, h)}
    assert waits < {ONE, TWO, MAN}
    plan = best(limited(housed(**danger), 0))
    assert {s.household for s in plan.stays if s.kind is StayKind.PROPOSAL} <= {ONE, TWO, MAN} - waits


def test_what_breaks_an_absolute_rule_is_not_counted_whatever_was_decided_about_its_tier() -> None:
    changes = {
        "zones": {"Granly-2": {"policy": "women"}},
        "tier_changes": [{"household": MAN, "tier": "P3", "since": 0, "reason": "health"}],
    }
    week = Week(vary(town(), {"stays": HOMES, **changes}), RULES)
    assert not counts(week, week.household[MAN])


def test_a_locked_move_is_kept_and_counts() -> None:
    week = housed(pins=[{"household": MAN, "unit": "Solbakken"}])
    for most, expected in ((0, {MAN}), (1, {MAN})):
        assert moves(best(limited(week, most))) == expected
    assert len(moves(best(limited(week, 2)))) == 2


def why(instance: Instance, plan: Plan) -> dict[str, Reason | None]:
    return {one.household: one.primary for one in reasons(Week(instance, RULES), plan)}


def test_who_waits_for_the_limit_alone_is_told_just_that() -> None:
    """No code said so: only that a place is open, as if nobody had looked."""
    for most in (0, 1):
        instance = limited(housed(), most)
        plan = best(instance)
        found = why(instance, plan)
        assert set(found) == {ONE, TWO, MAN} - moves(plan)
        assert set(found.values()) == {Reason.MOVE_LIMIT}


def test_a_limit_that_is_not_reached_is_no_reason() -> None:
    instance = limited(housed(), 1)
    assert set(why(instance, Plan()).values()) == {None}
    assert Reason.MOVE_LIMIT not in why(housed(), best(housed())).values()
    more = limited(housed(), 2)
    assert Reason.MOVE_LIMIT not in why(more, best(more)).values()


def test_who_waits_for_a_bed_too_is_told_of_the_bed() -> None:
    full = limited(housed(closures=[{"unit": "Solbakken", "since": 0, "kind": "repair"}]), 0)
    assert Reason.MOVE_LIMIT not in why(full, best(full)).values()


def test_where_somebody_moves_out_of_danger_the_limit_is_never_why() -> None:
    danger = {"persons": {MAN: {"threat": {"danger": "acute", "valid_until": "2027-06-01"}}}}
    instance = limited(housed(**danger), 0)
    assert why(instance, Plan())[MAN] is not Reason.MOVE_LIMIT


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "er nådd: 1 i én plan"), ("en", "is reached: 1 in one plan")]
)
def test_the_limit_is_named_with_its_figure_and_the_place_that_is_open(lang: Lang, told: str) -> None:
    instance = limited(housed(), 1)
    plan, week = best(instance), Week(instance, RULES)
    row = unhoused(week, plan, reasons(week, plan)[0], lang)
    assert row.code == "R14"
    assert told in row.sentences[0]
    assert "Solbakken" in row.sentences[1]
