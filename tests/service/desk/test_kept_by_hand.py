"""A plan that was changed by hand, kept: a draft like any other, refused where it breaks a rule, a lock for others."""

from contextlib import nullcontext

import pytest

from placement.domain.decision import OverrideReason
from placement.domain.review import FindingKind
from placement.errors import Refused
from placement.service.desk.accepting import InBreach, accept
from placement.service.desk.by_hand import consequences
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.hand_change import Give, Swap, TakeAway
from placement.service.desk.jobs import look
from placement.service.desk.kept_by_hand import complete_around, keep_by_hand, lock, renew
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import Stale, alarm_id, keep_answer
from placement.service.desk.requests import ask, grant
from placement.service.desk.runner import Runner
from placement.service.planning import make_plan
from placement.solver import solve
from placement.store import audit
from tests.service.desk.desks import EVA, KARI, MONA, OLA, disqualify, new_desk
from tests.service.desk.test_jobs import ended
from tests.worlds import town, vary

WEEK = vary(town(), {"households": {"Rype-3": {"expected_until": 40}}})


def here(instance, rules, goals, *, seconds, **_):
    return solve(instance, rules, goals, seconds=seconds)


ANSWER = make_plan(WEEK, seconds=30, planner=here)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


@pytest.fixture
def number(desk):
    return keep_answer(desk, KARI, ANSWER, desk.now().change)


def where(desk, number):
    return {s.household: s.place for s in kept_plan(desk, KARI, number).plan.stays}


def test_what_is_kept_is_what_was_told(desk, number):
    change = Swap(a="Rype-3", b="Lerke-2")
    told = consequences(kept_plan(desk, KARI, number), change, "nb")
    new = keep_by_hand(desk, KARI, number, (change,))
    kept = kept_plan(desk, KARI, new)
    assert (kept.plan, kept.state, kept.answer) == (told.plan, "draft", None)
    assert where(desk, number) != where(desk, new)
    with desk.store.reading() as connection:
        assert [line.action for line in audit.lines(connection)].count("keep_plan") == 2


def test_changes_are_made_one_after_the_other(desk, number):
    places = where(desk, number)
    swap = Swap(a="Rype-3", b="Lerke-2")
    new = keep_by_hand(desk, KARI, number, (swap, TakeAway(household="Oter-4"), swap))
    assert where(desk, new) == {who: place for who, place in places.items() if who != "Oter-4"}


def test_a_change_that_breaks_no_rule_can_be_accepted(desk, number):
    new = keep_by_hand(desk, KARI, number, (TakeAway(household="Oter-4"),))
    kept = kept_plan(desk, KARI, new)
    alarms = [alarm_id(f) for f in kept.review.of(FindingKind.ALARM)]
    accept(desk, KARI, new, acknowledged=alarms)
    assert kept_plan(desk, KARI, new).state == "accepted"


def test_one_that_breaks_a_rule_is_kept_and_refused(desk, number):
    new = keep_by_hand(desk, KARI, number, (Give(household="Rype-3", place="F1a"),))
    with pytest.raises(InBreach):
        accept(desk, KARI, new)


@pytest.mark.parametrize("login", [EVA, MONA])
def test_who_does_not_plan_changes_nothing(desk, number, login):
    for deed in (
        lambda: keep_by_hand(desk, login, number, (TakeAway(household="Oter-4"),)),
        lambda: renew(desk, login, number),
        lambda: complete_around(desk, login, number, ("Oter-4",), seconds=10),
    ):
        with pytest.raises(Refused):
            deed()


def test_an_outdated_plan_is_not_changed(desk, number):
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    with pytest.raises(Stale):
        keep_by_hand(desk, KARI, number, (TakeAway(household="Oter-4"),))
    with pytest.raises(Stale):
        complete_around(desk, KARI, number, ("Oter-4",), seconds=10)


def test_what_two_people_set_aside_can_be_accepted_once_it_is_renewed(tmp_path):
    """A pet is in the household, and the houses take none: a hard rule."""
    week = vary(WEEK, {"persons": {"Lerke-2": {"habits": ["pet"]}}})
    desk = new_desk(tmp_path / "pets", week)
    number = keep_answer(desk, KARI, make_plan(week, seconds=30, planner=here), desk.now().change)
    told = consequences(kept_plan(desk, KARI, number), Give(household="Lerke-2", place="S2"), "nb")
    (way,) = told.set_aside
    assert (way.code, way.way, way.where, way.households) == ("H23", "two_people", "Solbakken", ("Lerke-2",))
    broken = keep_by_hand(desk, KARI, number, (Give(household="Lerke-2", place="S2"),))
    command = way.command(OverrideReason.OWN_WISH, KARI, OLA)
    with pytest.raises(NeedsSecond):
        carry_out(desk, KARI, command)
    grant(desk, OLA, ask(desk, KARI, command, why="own_wish"))
    with pytest.raises(Stale):
        accept(desk, KARI, broken)
    sound = renew(desk, KARI, broken)
    kept = kept_plan(desk, KARI, sound)
    assert [f.code for f in kept.review.of(FindingKind.OVERRIDDEN)] == ["H23"]
    accept(desk, KARI, sound, acknowledged=[alarm_id(f) for f in kept.review.of(FindingKind.ALARM)])
    desk.close()


# -- somebody of whom one may not know


@pytest.fixture
def shared(tmp_path):
    """Oter-4 lives in F1a; of them Ola may not know. The plan gives them nothing."""
    home = {"household": "Oter-4", "place": "F1a", "start": -30, "kind": "current"}
    week = vary(WEEK, {"stays": [home]})
    made = new_desk(tmp_path / "shared", week)
    disqualify(made, OLA, "Oter-4")
    number = keep_answer(
        made, KARI, make_plan(made.now().instance, seconds=30, planner=here), made.now().change
    )
    yield made, number
    made.close()


def came_of(deed):
    try:
        return deed()
    except CannotDo as told:
        return told.code


def test_a_change_that_was_refused_when_it_was_told_is_not_kept_either(shared):
    """The row of Oter-4 stays as it is, but what the draft would be in breach of tells who is there."""
    desk, number = shared
    kept = kept_plan(desk, OLA, number)
    found = {}
    for place in [one.alias for one in kept.week.places]:
        change = Give(household="Rype-3", place=place)
        told = came_of(lambda change=change: consequences(kept, change, "nb").plan)
        done = came_of(lambda change=change: keep_by_hand(desk, OLA, number, (change,)))
        found[place] = told
        assert told == (done if isinstance(done, str) else kept_plan(desk, OLA, done).plan), place
    assert "touches_untold" in found.values()
    assert not all(isinstance(one, str) for one in found.values())
    assert not isinstance(
        came_of(lambda: keep_by_hand(desk, KARI, number, (Give(household="Rype-3", place="F1a"),))), str
    )


# -- the rest around it


def test_the_rest_is_planned_around_what_was_changed(desk, number):
    changed = keep_by_hand(desk, KARI, number, (Give(household="Rype-3", place="S1"),))
    with Runner(desk, lambda: nullcontext(here)):
        job = complete_around(desk, KARI, changed, ("Rype-3",), seconds=20)
        one = ended(desk, job)
    assert one.state == "done"
    kept = kept_plan(desk, KARI, one.plan)
    assert where(desk, one.plan)["Rype-3"] == "S1"
    assert not kept.review.breaches
    assert [(p.household, p.place) for p in desk.now().instance.pins] == [("Rype-3", "S1")]


def test_to_lock_the_same_twice_writes_one_lock(desk, number):
    complete_around(desk, KARI, number, ("Rype-3", "Rype-3"), seconds=20)
    new = renew(desk, KARI, number)
    complete_around(desk, KARI, new, ("Rype-3",), seconds=20)
    assert len(desk.now().instance.pins) == 1


def test_a_lock_that_breaks_a_rule_leaves_no_lock_and_no_job(desk, number):
    broken = keep_by_hand(desk, KARI, number, (Give(household="Rype-3", place="F1a"),))
    with pytest.raises(CannotDo) as told:
        complete_around(desk, KARI, broken, ("Lerke-2", "Rype-3"), seconds=20)
    assert told.value.code == "pin_breaks_rule"
    assert (desk.now().instance.pins, look(desk, 1)) == ((), None)


def test_who_has_nothing_has_nothing_to_be_locked_to(desk, number):
    new = keep_by_hand(desk, KARI, number, (TakeAway(household="Oter-4"),))
    kept = kept_plan(desk, KARI, new)
    with pytest.raises(CannotDo):
        lock(kept.week, kept.plan, "Oter-4")
