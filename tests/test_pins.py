"""Pins in the solver: what a held stay keeps already is asked of nobody, and its home is not proposed away."""

import pytest

from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.worlds import town, vary

HOME = {"household": "Orrfugl-1", "place": "F1a", "start": -20, "kind": "current"}


def solved(*pins, **changes):
    week = vary(town(), {"stays": [HOME], "pins": [{"household": "Orrfugl-1", **p} for p in pins], **changes})
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    return run, audit(week, run.plan, RULES, GOALS)


def places(run):
    return [(s.place, s.kind.value) for s in run.plan.stays if s.household == "Orrfugl-1"]


def unsuitable():
    return {"households": {"Orrfugl-1": {"unsuitable": True}}}


def test_who_lives_in_the_pinned_place_is_proposed_no_other():
    assert places(solved(**unsuitable())[0]) != []
    run, review = solved({"place": "F1a"}, **unsuitable())
    assert (places(run), run.set_aside, review.breaches) == ([], (), ())


def test_who_lives_in_the_pinned_unit_may_get_another_room_there_but_need_not():
    run, review = solved({"unit": "Granly"}, **unsuitable())
    assert all(review_place.startswith("F") for review_place, _ in places(run))
    assert review.breaches == ()
    run, review = solved({"unit": "Granly"})
    assert (places(run), review.breaches) == ([], ())


@pytest.mark.parametrize("pin", [{"place": "F2b"}, {"unit": "Solbakken"}])
def test_who_lives_elsewhere_is_proposed_the_pinned_place(pin):
    run, review = solved(pin)
    assert [kind for _, kind in places(run)] == ["proposal"]
    assert review.breaches == ()
