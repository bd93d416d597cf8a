"""What to ask first: a few of the weeks of the campaign, the shortcut, and what is never asked."""

import sys
from collections import Counter
from typing import Any

import pytest

from placement.domain.consent import ConsentAnswer
from placement.domain.instance import Instance
from placement.domain.person import Person
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.domain.seen import Seen
from placement.domain.week import Week
from placement.review.ask_first import AskFirst, ask_first
from placement.review.open_questions import open_questions
from placement.review.question import Kind, Question
from placement.review.same_options import BY_OPTIONS, UNREAD
from placement.review.watch import Watch
from placement.rules import GOALS, RULES
from placement.solver.candidates import candidates
from placement.solver.run import solve
from placement.solver.terms import build
from tests.random_worlds import tiny
from tests.review.ask_first import FULL_WEEK, MEANS, base, best, check, faults_of
from tests.worlds import day, town, vary

MAN, WOMAN = "Rype-3", "Orrfugl-1"


def asked_of(instance: Instance) -> list[Question]:
    return list(open_questions(Week(instance, RULES)))


def kinds(instance: Instance) -> Counter[Kind]:
    return Counter(question.kind for question in asked_of(instance))


def everything(instance: Instance, **settings: Any) -> AskFirst:
    return ask_first(instance, None, MEANS, most=FULL_WEEK, **settings)


# -- what is claimed is so
@pytest.mark.parametrize("seed", [0, 5, 8, 20])
def test_each_answer_that_is_said_to_change_the_plan_does_and_no_other(seed: int) -> None:
    seen = check(seed)
    assert seen.faults == ()
    assert seen.tried["changing"]


def test_the_check_finds_a_claim_that_is_wrong() -> None:
    instance = base(8)
    plan = best(instance)
    assert plan is not None
    found = ask_first(instance, plan, MEANS, most=FULL_WEEK, in_full=FULL_WEEK)
    assert not list(faults_of(instance, plan, found, Counter()))
    silent = found._replace(asked=found.asked[1:], nothing=found.nothing + 1)
    assert any("said None" in fault for fault in faults_of(instance, plan, silent, Counter()))
    first = found.asked[0]
    (reply, weight), effect = first.weights[0], first.effects[0]
    more = weight._replace(nights=tuple(n + 1 for n in weight.nights))
    wrong = first._replace(
        weights=((reply, more), *first.weights[1:]), effects=(effect._replace(touched=()),)
    )
    told = "\n".join(faults_of(instance, plan, found._replace(asked=(wrong, *found.asked[1:])), Counter()))
    assert "is not so many nights" in told


@pytest.mark.parametrize("seed", [4, 9, 205])
def test_the_shortcut_says_what_the_full_way_says(seed: int) -> None:
    instance = base(seed)
    short, full = everything(instance), everything(instance, shortcut=False)
    assert short.looks < full.looks == full.answers + 1
    assert [(one.question, one.weights) for one in short.asked] == [
        (o.question, o.weights) for o in full.asked
    ]
    assert (short.nothing, short.unsettled) == (full.nothing, full.unsettled)


def test_what_the_shortcut_leaves_to_pair_rules_no_other_rule_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields and tables that are not compared as they stand are read by rules about plans only as is compared."""
    read, is_on = Counter[tuple[str, str]](), False
    usual = Person.__getattribute__, Instance.__getattribute__

    def spy(names: frozenset[str], way: Any) -> Any:
        def look(self: Any, name: str) -> Any:
            if is_on and name in names:
                read[name, sys._getframe(1).f_code.co_filename.rpartition("/placement/")[2]] += 1
            return way(self, name)

        return look

    monkeypatch.setattr(Person, "__getattribute__", spy(frozenset(UNREAD), usual[0]))
    monkeypatch.setattr(Instance, "__getattribute__", spy(BY_OPTIONS, usual[1]))
    for seed in range(40):
        instance = tiny(seed, "mixed")
        run = solve(instance, RULES, GOALS)
        week = Week(instance, RULES)
        made = candidates(week, GOALS, lambda: None)
        assert week.priorities
        is_on = True
        build(made, GOALS, lambda: None)
        seen = Seen(week, run.plan or Plan())
        for rule in (*RULES, *GOALS):
            for part in rule.plan_parts:
                list(part.check(seen))
            for goal in rule.plan_goals:
                list(goal.check(seen))
        is_on = False
    assert read
    assert {(name, file) for name, file in read} <= {
        ("support", "domain/load.py"), ("threat", "domain/load.py"), ("support", "rules/mix.py"),
        ("avoid_areas", "domain/attributes.py"),
    }  # fmt: skip


# -- what is asked
def test_where_all_but_wishes_is_known_nothing_else_is_asked() -> None:
    assert kinds(town()).keys() <= {Kind.WISH, Kind.SHARING, Kind.ZONE_WISH}


def test_an_assessment_that_has_run_out_is_asked_for_again_and_could_give_a_place() -> None:
    week = vary(town(), {"persons": {MAN: {"threat": {"danger": "low", "valid_until": 0}}}})
    found = everything(week)
    first = found.asked[0]
    assert (first.question.kind, first.question.who, first.question.expired) == (Kind.THREAT, (MAN,), day(0))
    assert first.weights[0][1].nights[3] == 35
    assert {touch.subject.who for touch in first.effects[0].touched} == {MAN}


def test_a_consent_that_has_run_out_is_asked_for_and_a_no_is_not() -> None:
    rest = {"drop_consents": "all"}
    ended = {"person": MAN, "answer": "given", "on": -9, "until": -2}
    no = {"person": WOMAN, "answer": "declined", "on": -9}
    asked = [q for q in asked_of(vary(town(), rest | {"consents": [ended, no]})) if q.kind is Kind.CONSENT]
    found = {q.who: q.expired for q in asked}
    assert found[MAN,] == day(-2)
    assert (WOMAN,) not in found
    assert found["Oter-41",] is None
    assert ("Oter-42",) not in found, "a child is not asked; their guardian answers"


def test_a_no_to_one_kind_of_home_leaves_the_others_open() -> None:
    kind = town().units[0].type
    no = {"person": MAN, "to": str(kind), "answer": str(ConsentAnswer.DECLINED), "on": -3}
    units = {"units": {"Solbakken": {"type": "own_flat"}}}
    week = vary(town(), {"drop_consents": "all", "consents": [no]} | units)
    (asked,) = (q for q in asked_of(week) if q.kind is Kind.CONSENT and q.who == (MAN,))
    assert [reply.says for reply in asked.replies] == ["no", "yes"]
    rows = asked.replies[1].made(week).consents
    assert [str(row.to) for row in rows if row.person == MAN and row.answer is ConsentAnswer.GIVEN] == [
        "own_flat"
    ]


def test_an_age_and_a_gender_are_never_asked_here() -> None:
    unclear = {"age_status": "unclear", "gender": "prefer_not"}
    before, after = (kinds(vary(town(), {"persons": {MAN: one}})) for one in ({}, unclear))
    assert before == after


def test_a_pair_of_one_case_is_asked_once_and_anew_when_the_assessment_has_run_out() -> None:
    case = {"persons": {MAN: {"case_group": "sak-1"}, WOMAN: {"case_group": "sak-1"}}}
    row = {"a": WOMAN, "b": MAN, "kind": "neutral"}
    for rows, expired in (([], None), ([row | {"until": -1}], day(-1))):
        (asked,) = (q for q in asked_of(vary(town(), case | {"relations": rows})) if q.kind is Kind.PAIR)
        assert (asked.who, asked.expired) == ((WOMAN, MAN), expired)
    assert not kinds(vary(town(), case | {"relations": [row]}))[Kind.PAIR]


# -- what is not claimed
def test_where_the_limit_is_reached_the_rest_is_not_settled() -> None:
    found = everything(base(2), looks=1)
    assert (found.asked, found.more) == ((), 0)
    assert found.unsettled
    assert found.unsettled + found.nothing == len(asked_of(base(2)))


def test_where_the_best_plan_is_not_proved_nothing_is_said() -> None:
    unproved = MEANS._replace(planner=lambda *_a, **_k: solve(*_a, **_k).but(status=Status.FEASIBLE))
    found = ask_first(base(2), None, unproved)
    assert found.asked == ()
    assert found.unsettled == len(asked_of(base(2)))


def test_of_a_plan_that_is_not_the_best_it_is_said_that_all_is_about_the_best() -> None:
    assert ask_first(base(2), best(base(2)), MEANS).is_given
    found = ask_first(base(2), Plan(), MEANS)
    assert not found.is_given
    assert found.asked == ask_first(base(2), None, MEANS).asked


# -- while somebody waits
def test_what_is_found_is_told_on_the_way_and_a_stop_keeps_it() -> None:
    heard: list[AskFirst] = []
    whole = everything(base(2), watch=Watch(so_far=heard.append))
    assert whole.asked
    assert heard[-1] == whole == everything(base(2))
    assert [one.waiting for one in heard] == list(range(len(heard)))[::-1]
    assert heard[0].waiting == len(
        open_questions(Week(base(2), MEANS.rules))
    )  # so many are told before the first
    heard.clear()
    found = everything(base(2), watch=Watch(lambda: bool(heard and heard[-1].asked), heard.append))
    assert found.asked == heard[-1].asked
    assert 0 < found.waiting < whole.more + whole.nothing + whole.unsettled + len(whole.asked)
    assert everything(base(2), watch=Watch(lambda: True)).waiting > found.waiting
