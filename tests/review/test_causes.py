"""Causes: a few of the weeks of the campaign, what is one change of the facts, and what is not claimed."""

import pytest

from placement.domain.fact import difference
from placement.domain.household import Situation
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.review.causes import Cause, Causes, Facts, Means, causes
from placement.review.input_changes import InputChange, Undoing, as_rows, input_changes
from placement.review.outcome import Matter
from placement.review.watch import Watch
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.review.causes import check
from tests.worlds import day, town, vary

MEANS = Means(RULES, GOALS, solve)
MAN, FAMILY = "Rype-3", "Oter-4"


def planned(instance: Instance) -> Plan:
    run = solve(instance, RULES, GOALS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    return run.plan


def told(then: Instance, now: Instance, *, plan: Plan | None = None, looks: int = 120) -> Causes:
    before, after = as_rows(then, now)
    return causes(Facts(before, plan or planned(then)), Facts(after, planned(now)), MEANS, looks=looks)


def home(found: Causes, household: str) -> Cause:
    return next(one for one in found.changes if one.subject[:2] == (Matter.HOME, household))


def rows(found: Causes, which: frozenset[int]) -> set[tuple[str, str]]:
    return {(found.inputs[n].edits[0].table, found.inputs[n].edits[0].key) for n in which}


def changes(then: Instance, now: Instance) -> tuple[InputChange, ...]:
    return input_changes(*as_rows(then, now))


def with_arrivals(*names: str) -> Instance:
    """The town, and people like the man who are in more need."""
    week = town()
    (man,) = (h for h in week.households if h.alias == MAN)
    member = man.members[0]
    return week.but(
        households=(
            *week.households,
            *(
                man.but(
                    alias=name, lot=90 + n, members=(member.but(alias=name),), situation=Situation.NOWHERE
                )
                for n, name in enumerate(names)
            ),
        ),
        consents=(*week.consents, *(week.consents[0].but(person=name) for name in names)),
    )


@pytest.mark.parametrize("seed", [6, 8, 13])
def test_of_four_planted_changes_those_that_matter_are_named_and_no_other(seed: int) -> None:
    seen = check(seed)
    assert seen.faults == ()
    assert seen.tried["looks"]


def test_nothing_changed_has_no_cause() -> None:
    found = told(town(), town())
    assert (found.inputs, found.changes) == ((), ())


SMALL_F2 = vary(town(), {"rooms": {"F2a": {"single": 1}}})
"""The family fits into S1 and F1a alone, so that what becomes of it is no choice among equals."""
NO_S1 = {"rooms": {"S1": {"confirmed": False}}, "units": {"Solbakken": {"children_ok": False}}}
"""Either leaves the family F1a."""
BOTH = {("rooms", "S1"), ("units", "Solbakken")}


def test_either_of_two_is_found_by_undoing_both() -> None:
    one = home(found := told(SMALL_F2, vary(SMALL_F2, NO_S1)), FAMILY)
    assert [rows(found, some.changes) for some in one.undoing] == [BOTH]
    assert sorted(map(sorted, (rows(found, some) for some in one.enough))) == [
        [cause] for cause in sorted(BOTH)
    ]
    assert one.is_settled


def test_a_cause_is_found_among_many_changes_with_few_looks() -> None:
    appointments = [{"person": MAN, "kind": "lawyer", "at": f"{n} 10:00-11:00"} for n in range(12)]
    found = told(SMALL_F2, vary(SMALL_F2, NO_S1 | {"appointments": appointments}), looks=26)
    one = home(found, FAMILY)
    assert len(found.inputs) == 14
    assert [rows(found, some.changes) for some in one.undoing] == [BOTH]
    assert one.is_settled


def test_where_the_limit_is_reached_nothing_is_claimed_that_was_not_tried() -> None:
    found = told(
        town(), vary(town(), {"rooms": {"S1": {"confirmed": False}, "S2": {"confirmed": False}}}), looks=2
    )
    assert found.is_cut
    assert not any(one.is_settled or one.undoing for one in found.changes)


def test_a_plan_that_people_chose_is_no_effect_of_the_facts() -> None:
    week = town()
    plan = planned(week)
    other = plan.but(stays=plan.stays[1:])
    found = told(week, vary(week, {"persons": {MAN: {"support": 1}}}), plan=other)
    assert home(found, plan.stays[0].household).aside == "then"


def test_an_arrival_is_one_change_with_its_rows() -> None:
    found = told(town(), with_arrivals("Ny-1"))
    assert [one.rows for one in found.inputs] == [
        {("households", "Ny-1"), ("persons", "Ny-1"), ("consents", "6")},
    ]
    assert rows(found, home(found, "Ny-1").named) == {("households", "Ny-1")}


def test_whom_an_arrival_displaces_is_its_effect() -> None:
    closed = {room: {"confirmed": False} for room in ("F1a", "F2a", "F2b")}
    found = told(vary(town(), {"rooms": closed}), vary(with_arrivals("Ny-1", "Ny-2"), {"rooms": closed}))
    displaced = [one for one in found.changes if one.before and not one.after]
    assert displaced
    assert all(
        rows(found, one.named) <= {("households", "Ny-1"), ("households", "Ny-2")} for one in displaced
    )


def test_what_names_two_arrivals_goes_with_either() -> None:
    link = {"a": "Ny-1", "b": "Ny-2", "kind": "conflict"}
    now = as_rows(town(), vary(with_arrivals("Ny-1", "Ny-2"), {"relations": [link]}))
    found = input_changes(*now)
    names = [one.edits[0].table for one in found]
    assert sorted(names) == ["households", "households", "relations"]
    undoing, alone = Undoing(now[1], found), names.index("relations")
    for n in range(len(found)):
        week = undoing.without(frozenset({n}))
        assert week is not None
        assert week[1] == frozenset({n, alone})


def test_all_undone_is_the_earlier_week() -> None:
    then = vary(town(), {"persons": {MAN: {"support": 1}}})
    now = vary(
        with_arrivals("Ny-1"),
        {"drop_consents": [0], "vetoes": [{"person": MAN, "unit": "Granly", "since": -1}]},
    )
    before, after = as_rows(then, now)
    found = input_changes(before, after)
    week = Undoing(after, found).without(frozenset(range(len(found))))
    assert week is not None
    assert week[0].content_hash == then.content_hash


def test_who_moved_in_since_has_not_on_the_earlier_date() -> None:
    then = town()
    stay = {"household": MAN, "place": "F2b", "start": 5, "kind": "current"}
    now = vary(town(), {"stays": [stay | {"start": 0}]}).model_copy(update={"as_of": day(7)})
    now = now.but(stays=tuple(s.but(start=day(5)) for s in now.stays))
    before, after = as_rows(then, now)
    found = input_changes(before, after)
    names = [one.edits[0].table for one in found]
    week = Undoing(after, found).without(frozenset({names.index("week")}))
    assert week is not None
    assert week[1] == frozenset({names.index("week"), names.index("stays")})


def test_rows_without_an_alias_are_known_again_by_what_they_are_about() -> None:
    then = vary(town(), {"vetoes": [{"person": MAN, "unit": "Granly", "since": -3}]})
    now = vary(
        town(), {"drop_consents": [0], "vetoes": [{"person": MAN, "unit": "Granly", "since": -3, "until": 9}]}
    )
    edits = difference(*as_rows(then, now))
    assert sorted((e.table, e.fields if e.after else "gone") for e in edits) == [
        ("consents", "gone"),
        ("vetoes", ("until",)),
    ]


def test_what_is_found_is_told_as_it_is_found_and_a_stop_keeps_it() -> None:
    then, now = town(), vary(town(), {"drop_consents": [3], "rooms": {"F2b": {"confirmed": False}}})
    before, after = as_rows(then, now)
    facts = Facts(before, planned(then)), Facts(after, planned(now))
    whole = causes(*facts, MEANS)
    heard: list[Causes] = []
    assert causes(*facts, MEANS, watch=Watch(so_far=heard.append)) == whole
    assert heard[-1] == whole
    some: list[Causes] = []
    stopped = causes(*facts, MEANS, watch=Watch(lambda: bool(some), some.append))
    assert stopped.changes == some[0].changes
    none = causes(*facts, MEANS, watch=Watch(lambda: True))
    assert none.is_cut
    assert none.looks == 0
    assert {one.aside for one in none.changes} == {"unproved"}


def test_what_was_planned_before_is_told_with_the_date_that_the_plan_gave() -> None:
    then = town().but(as_of=day(-3))
    plan = planned(then)
    found = told(then, vary(town(), {"drop_consents": [3]}), plan=plan)
    starts = {stay.household: stay.start for stay in plan.stays}
    homes = [one for one in found.changes if one.subject.matter is Matter.HOME and one.before]
    assert homes
    assert {one.subject.who: one.before.since for one in homes if one.before} == {
        one.subject.who: starts[one.subject.who] for one in homes
    }
    assert min(starts.values()) < town().as_of
