"""The smallest change: a few of the weeks of the campaign, and what is never proposed."""

from collections import Counter

from placement.review.change import DEARER, PRICES, Clarified, NewBeds, SetAside, made, price
from placement.review.fixes import ANSWERS
from placement.review.smallest import Way, smallest_changes
from placement.review.watch import Watch
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.review.smallest import check, faults_of
from tests.worlds import day, town, vary


def ways_of(household: str, changes: dict[str, object]) -> tuple[Way, ...]:
    week = vary(town(), changes)
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    assert household not in {stay.household for stay in run.plan.stays}
    ways = smallest_changes(week, run.plan, household, RULES, solve)
    assert [what for way in ways for what in faults_of(week, household, way)] == []
    return ways


def kinds(ways: tuple[Way, ...]) -> list[set[str]]:
    return [{type(one).__name__ for one in way.changes} for way in ways]


def test_each_claim_is_true_and_none_is_larger_than_it_must_be() -> None:
    tried = Counter[str]()
    for seed in (0, 3, 1, 2, 4, 5, 7, 8, 10, 11):
        seen = check(seed, most_households=2)
        assert seen.faults == ()
        tried.update(seen.tried)
    assert tried["claims"] >= 6
    assert {"NewBeds", "Moved", "SetAside"} <= tried.keys()


def test_a_change_after_which_nobody_needs_a_place_is_none_that_gives_one() -> None:
    assert check(1084).faults == ()


def test_a_person_who_was_never_assessed_needs_nothing_but_that() -> None:
    ways = ways_of("Rype-3", {"persons": {"Rype-3": {"threat": None}}})
    assert kinds(ways)[0] == {"Assessed"}


def test_of_who_was_not_asked_the_consent_is_the_change() -> None:
    ways = ways_of("Rype-3", {"drop_consents": "all"})
    assert kinds(ways)[0] == {"Consented"}


def test_a_no_is_not_asked_for_again() -> None:
    no = [{"person": "Rype-3", "answer": "declined", "on": -3}]
    assert ways_of("Rype-3", {"drop_consents": "all", "consents": no}) == ()


def test_a_child_alone_is_no_question_of_a_smallest_change() -> None:
    assert ways_of("Rype-3", {"persons": {"Rype-3": {"age_status": "unclear"}}}) == ()


def test_no_rule_that_nobody_may_set_aside_has_a_change_that_does() -> None:
    hard = {rule.code for rule in RULES if "hard" in rule.levels}
    assert DEARER.keys() <= hard
    sentences = {(rule.id, says) for rule in RULES for says in rule.says}
    assert ANSWERS.keys() <= sentences


def test_every_kind_of_change_has_a_price_and_setting_aside_is_the_dearest() -> None:
    beds = NewBeds("F1a", 1, 0, 0, 0, day(0))
    aside = SetAside("H12", ("Rype-3",), "Granly", day(0), day(9))
    assert price([beds, aside]) == PRICES[NewBeds] + PRICES[SetAside]
    assert max(PRICES.values()) == PRICES[SetAside]


def test_changes_come_to_the_same_in_any_order() -> None:
    one, two = NewBeds("F1a", 1, 0, 0, 0, day(0)), Clarified("Rype-3", "support", 1)
    assert made(town(), (one, two)).content_hash == made(town(), (two, one)).content_hash


def test_what_is_found_is_told_as_it_is_found_and_a_stop_keeps_it() -> None:
    week = vary(town(), {"rooms": {"S1": {"confirmed": False}, "S2": {"confirmed": False}}})
    plan = solve(week, RULES, GOALS).plan
    assert plan is not None
    heard: list[tuple[Way, ...]] = []
    whole = smallest_changes(week, plan, "Oter-4", RULES, solve, watch=Watch(so_far=heard.append))
    assert len(whole) > 1
    assert heard[-1] == whole
    assert [len(one) for one in heard] == list(range(1, len(whole) + 1))
    some: list[tuple[Way, ...]] = []
    stopped = smallest_changes(
        week, plan, "Oter-4", RULES, solve, watch=Watch(lambda: bool(some), some.append)
    )
    assert stopped == heard[0]
    assert smallest_changes(week, plan, "Oter-4", RULES, solve, watch=Watch(lambda: True)) == ()
