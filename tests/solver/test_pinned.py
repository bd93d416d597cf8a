"""Pins in small named weeks; `tests.solver.pins` compares many random ones with all their plans."""

import pytest

from placement.domain.decision import Tier
from placement.domain.review import FindingKind
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.solver.changes import value, who
from tests.worlds import AS_OF, day, household, person, town, vary

ONE, TWO, MAN, FAMILY = "Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4"


def pin(household, place=None, **facts):
    return {"household": household, **({"place": place} if place else {}), **facts}


def planned(*pins, **changes) -> tuple[Run, dict[str, Stay], list[str]]:
    week = vary(town(), {"pins": list(pins), **changes})
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    review = audit(week, run.plan, RULES, GOALS)
    assert review.breaches == ()
    assert tuple(s.vector for s in review.stages) == who(run)
    aside = [f.about[0] for f in review.findings if f.says == "set_aside" and f.kind is FindingKind.ALARM]
    assert sorted(aside) == list(run.set_aside)
    return run, {s.household: s for s in run.plan.stays}, aside


def clash(*pins, **changes) -> tuple[str, ...]:
    week = vary(town(), {"pins": list(pins), **changes})
    run = solve(week, RULES, GOALS)
    assert (run.status, run.plan, run.points, run.bound) == (Status.IMPOSSIBLE, None, None, None)
    for name in run.clash:
        rest = [p for p in pins if p["household"] != name]
        assert solve(vary(town(), {"pins": rest, **changes}), RULES, GOALS).status is Status.OPTIMAL
    return run.clash


def test_a_pin_that_breaks_a_rule_alone_is_set_aside_and_the_rest_is_planned_as_without_it():
    usual, stays, _ = planned()
    run, with_pin, aside = planned(pin(MAN, "F1a"))
    assert aside == [MAN]
    assert with_pin == stays
    assert (who(run), run.points) == (who(usual), usual.points)


def test_a_pin_that_costs_points_is_kept():
    wishes = {ONE: {"wishes": ["Granly"]}}
    free, _, _ = planned(households=wishes)
    run, stays, aside = planned(pin(ONE, "S2"), households=wishes)
    assert (stays[ONE].place, aside) == ("S2", [])
    assert value(run) > value(free)


def test_a_pin_may_leave_who_comes_first_without_a_place():
    urgent = {TWO: {"situation": "nowhere"}}
    only = {"households": urgent, "policy": {"settings": {}}}
    units = {"rooms": {r: {"confirmed": False} for r in ("F1a", "F2a", "S1", "S2")}}
    free, stays, _ = planned(**only, **units)
    assert stays.keys() == {TWO}
    assert (
        Week(town().but(households=tuple(h for h in vary(town(), only).households)), RULES).tier(TWO)
        is Tier.P0
    )
    run, stays, _ = planned(pin(ONE, "F2b"), **only, **units)
    assert stays.keys() == {ONE}
    assert run.stages[0].not_in_time == free.stages[0].not_in_time + 1


def test_a_place_that_is_forbidden_by_a_pin_is_not_given():
    _, stays, _ = planned()
    for place in (stays[FAMILY].place, "S1"):
        _, other, _ = planned(pin(FAMILY, place, must=False))
        assert FAMILY not in other or other[FAMILY].place != place


def test_a_unit_that_is_forbidden_by_pins_for_all_stays_empty():
    names = (ONE, TWO, MAN, FAMILY)
    _, stays, _ = planned(*(pin(n, unit="Granly", must=False) for n in names))
    assert all(s.place.startswith("S") for s in stays.values())


def test_a_pin_with_a_date_is_kept_to_the_day():
    run, stays, _ = planned(pin(ONE, "F2b", start=5))
    assert (stays[ONE].place, stays[ONE].start) == ("F2b", day(5))
    assert run.status is Status.OPTIMAL


def test_a_pin_for_a_date_before_today_is_set_aside():
    _, stays, aside = planned(pin(ONE, "F2b", start=-5))
    assert aside == [ONE]
    assert stays[ONE].start >= AS_OF


def test_two_in_one_bed():
    assert clash(pin(ONE, "F2b"), pin(TWO, "F2b"), pin(FAMILY, "S1")) == (TWO, ONE)


def test_one_in_two_places():
    assert clash(pin(ONE, "F2b"), pin(ONE, "S2")) == (ONE,)
    assert clash(pin(ONE, unit="Granly"), pin(ONE, unit="Solbakken"), pin(TWO, "F2b")) == (ONE,)


def test_there_and_not_there():
    assert clash(pin(ONE, "F2b"), pin(ONE, "F2b", must=False)) == (ONE,)
    assert clash(pin(ONE, "F2b"), pin(ONE, unit="Granly", must=False), pin(MAN, "F2a")) == (ONE,)


def test_a_clash_names_nobody_whose_pin_may_stay():
    """Two pins of one household clash already; once another household was named with it."""
    assert clash(pin(ONE, "F2b"), pin(ONE, "S2"), pin(TWO, "F2b")) == (ONE,)
    assert clash(pin(TWO, unit="Granly"), pin(ONE, unit="Granly"), pin(ONE, "S2"), pin(ONE, "F1a")) == (ONE,)


def pair_of_parts(*pins):
    """A week with a household that is split, and these pins."""
    pair = household("Gaupe-5", person("Gaupe-51"), person("Gaupe-52", stay_together=Answer.NO), lot=5)
    consents = [{"person": f"Gaupe-5{n}", "answer": "given", "on": -5} for n in (1, 2)]
    week = town().but(households=(*town().households, pair))
    return vary(week, {"consents": consents, "pins": list(pins)})


def test_a_pin_that_the_parts_of_a_split_household_cannot_all_keep_is_set_aside_for_all():
    """One pin alone never makes a week impossible."""

    def answer(*pins):
        week = pair_of_parts(*pins)
        run = solve(week, RULES, GOALS)
        assert run.status is Status.OPTIMAL
        assert run.plan is not None
        review = audit(week, run.plan, RULES, GOALS)
        assert review.breaches == ()
        assert sorted(f.about[0] for f in review.findings if f.says == "set_aside") == list(run.set_aside)
        return run.set_aside, {s.household: s.place for s in run.plan.stays}

    aside, places = answer(pin("Gaupe-5", "F2b"))
    assert aside == ("Gaupe-5", "Gaupe-52")
    assert places == answer()[1]
    aside, _ = answer(pin("Gaupe-5", unit="Granly"))
    assert aside == ("Gaupe-5", "Gaupe-52"), "who said no alone lives in another unit"
    aside, places = answer(pin("Gaupe-5", unit="Solbakken", must=False))
    assert aside == ()
    assert not any(places.get(part, "").startswith("S") for part in ("Gaupe-5", "Gaupe-52"))


def test_on_two_dates():
    assert clash(pin(ONE, "F2b", start=3), pin(ONE, "F2b", start=5)) == (ONE,)


def test_two_who_must_not_meet():
    links = [{"a": ONE, "b": TWO, "kind": "recruiter"}]
    assert clash(pin(ONE, "F1a"), pin(TWO, "F2b"), pin(MAN, "F2a"), relations=links) == (TWO, ONE)


def test_three_of_whom_any_two_fit():
    """Two beds in a shareable room."""
    lone = {"households": {FAMILY: {}}, "persons": {MAN: {"gender": "woman"}}}
    names = [ONE, TWO, MAN]
    assert sorted(clash(*(pin(n, "F1a/bed") for n in names), **lone)) == sorted(names)


def test_a_pin_of_a_lower_tier_holds_in_the_stages_of_a_higher_one():
    """The family is acute and would take S1; whoever merely waits is pinned there."""
    urgent = {FAMILY: {"situation": "nowhere"}}
    run, stays, _ = planned(pin(ONE, "S1"), households=urgent)
    assert stays[ONE].place == "S1"
    assert FAMILY not in stays or stays[FAMILY].place != "S1"
    assert run.status is Status.OPTIMAL


@pytest.mark.parametrize("seconds", [0.0, 1e-9])
def test_without_time_a_week_with_pins_is_out_of_time_and_one_without_has_an_empty_plan(seconds: float):
    late = solve(vary(town(), {"pins": [pin(ONE, "F2b")]}), RULES, GOALS, seconds=seconds)
    assert (late.status, late.plan) == (Status.OUT_OF_TIME, None)
    some = solve(town(), RULES, GOALS, seconds=seconds)
    assert some.status is Status.FEASIBLE
    assert some.bound is None
    assert some.plan is not None
    assert tuple(s.vector for s in audit(town(), some.plan, RULES, GOALS).stages) == who(some)
