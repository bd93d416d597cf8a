"""Why not there: a few of the weeks of the campaign, and the kinds of answer in a small named week."""

from collections import Counter

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.why_not_there import There, why_not_there
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.review.smallest import week_of
from tests.review.there import MEANS, check
from tests.worlds import day, town, vary

ONE, TWO, MAN, FAMILY = "Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4"


def planned(changes: dict[str, object]) -> tuple[Instance, Plan]:
    week = vary(town(), changes)
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    return week, run.plan


def asked(household: str, place: str, changes: dict[str, object], start: int | None = None) -> There:
    week, plan = planned(changes)
    on = None if start is None else day(start)
    return why_not_there(Week(week, RULES), plan, household, place, MEANS, start=on)


def test_each_answer_is_what_judge_and_solver_say() -> None:
    tried = Counter[str]()
    for seed in (3, 6, 9, 12, 4, 5):
        seen = check(seed, questions=3)
        assert seen.faults == ()
        tried.update(seen.tried)
    assert {"blocked", "displaces"} <= tried.keys()


def test_every_rule_that_bars_a_place_is_named() -> None:
    said = asked(MAN, "F1a", {"persons": {MAN: {"threat": None}}})
    assert said.kind == "blocked"
    assert {f.code for f in said.blocking} >= {"H06", "H07"}


def test_who_lives_there_bars_a_place() -> None:
    home = {"household": TWO, "place": "F2b", "start": -30, "kind": "current"}
    said = asked(MAN, "F2b", {"stays": [home]})
    assert said.kind == "blocked"
    assert {(f.code, f.about) for f in said.blocking} >= {("H08", (TWO, MAN))}


def test_a_lost_wish_is_a_cost_and_displaces_nobody() -> None:
    said = asked(ONE, "S1", {"households": {ONE: {"wishes": ["Granly"]}}})
    assert said.kind == "costs"
    assert said.touched == ()
    assert ("ranked_wish", ONE) in {(one.goal, one.household) for one in said.goals}


def test_who_must_give_way_is_named_with_what_they_get_instead() -> None:
    closed: dict[str, object] = {"rooms": {room: {"confirmed": False} for room in ("F1a", "F2a", "S1")}}
    week, plan = planned(closed)
    (taken,) = [s for s in plan.stays if s.place == "S2"]
    other = next(name for name in (ONE, TWO, MAN) if name != taken.household)
    said = why_not_there(Week(week, RULES), plan, other, "S2", MEANS)
    assert said.kind == "displaces"
    assert taken.household in {one.household for one in said.touched}
    assert {one.before for one in said.touched} >= {taken}


def test_a_lock_of_another_is_named() -> None:
    said = asked(ONE, "S2", {"pins": [{"household": TWO, "place": "S2"}]})
    assert (said.kind, said.locked) == ("locked", (TWO,))


def test_of_a_place_that_is_promised_for_later_the_lock_that_bars_it_until_then_is_named_alone() -> None:
    said = asked(
        ONE,
        "S2",
        {
            "stays": [{"household": ONE, "place": "S2", "start": 45, "kind": "hold"}],
            "households": {TWO: {"expected_until": 45}},
            "pins": [{"household": TWO, "place": "S2"}, {"household": MAN, "place": "F2b"}],
        },
    )
    assert (said.kind, said.locked) == ("locked", (TWO,))


def test_a_place_on_a_date_that_is_too_early_is_barred() -> None:
    assert asked(MAN, "S2", {"households": {MAN: {"earliest": 5}}}, start=2).kind == "blocked"
    assert asked(MAN, "S2", {"households": {MAN: {"earliest": 5}}}, start=9).kind in {"costs", "displaces"}


def test_where_it_is_planned_nothing_speaks_against_it() -> None:
    week, plan = planned({})
    stay = plan.stays[0]
    assert why_not_there(Week(week, RULES), plan, stay.household, stay.place, MEANS).kind == "planned"


def test_who_is_promised_a_place_for_later_is_asked_about_until_then() -> None:
    """The promise keeps a lock, so that a lock alone once gave another place, and that was told as this one."""
    instance = week_of(92)
    week, run = Week(instance, RULES), solve(instance, RULES, GOALS)
    assert run.plan is not None
    (promised,) = week.held_of["H2"]
    assert promised.kind is StayKind.HOLD
    said = why_not_there(week, run.plan, "H2", promised.place, MEANS)
    assert said.stay is not None
    assert (said.stay.place, said.stay.start) == (promised.place, week.as_of)
