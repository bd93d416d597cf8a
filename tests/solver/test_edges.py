"""Weeks at the edge of what can be: each has a clear answer, and the judge agrees with it."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from placement.domain.household import Situation
from placement.domain.instance import Instance
from placement.domain.linear import Linear
from placement.domain.person import AgeBand, AgeStatus, Gender, Secrecy
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.solver.linear import linear
from placement.solver.run import solve
from placement.solver.terms import ArrayTerms
from tests.solver.changes import who
from tests.worlds import child, household, moved, person, town, vary


def answer(instance: Instance) -> Run:
    """The best plan; the judge finds no breach and counts the same."""
    run = solve(instance, RULES, GOALS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    week = Week(instance, RULES)
    review = judge(week, run.plan, GOALS)
    assert review.breaches == ()
    assert tuple(s.vector for s in review.stages) == who(run)
    assert review.points == run.points == run.bound
    reasons(week, run.plan)
    return run


def stays(run: Run) -> tuple[Stay, ...]:
    """The stays of its plan."""
    return run.plan.stays if run.plan else ()


def placed(run: Run) -> dict[str, str]:
    """Household -> place."""
    return {s.household: s.place for s in stays(run)}


def test_a_week_in_which_nobody_is_has_an_empty_plan_and_loses_nothing():
    empty = town().but(households=(), consents=(), relations=())
    run = answer(empty)
    assert (placed(run), run.points) == ({}, 0)


def test_a_week_without_any_unit_places_nobody_and_says_so():
    run = answer(town().but(units=()))
    assert placed(run) == {}
    assert sum(s.impossible for s in run.stages) == len(town().households)


def test_a_week_without_anybody_or_anything():
    bare = Instance(as_of=date(2026, 11, 23))
    assert placed(answer(bare)) == {}


def test_units_without_rooms_are_no_places():
    run = answer(town().but(units=tuple(u.but(rooms=()) for u in town().units)))
    assert placed(run) == {}


def test_whom_no_place_could_ever_take_is_left_over_alone():
    ten = household(
        "Elg-9",
        person("Elg-90"),
        *(person(f"Elg-9{n}", stay_together=Answer.YES) for n in range(1, 10)),
        lot=9,
    )
    week = town().but(households=(*town().households, ten))
    run = answer(week)
    assert "Elg-9" not in placed(run)
    assert placed(run) == placed(answer(town()))
    assert sum(s.impossible for s in run.stages) == 1


def test_where_everybody_lives_somewhere_nobody_moves():
    homes = {"Orrfugl-1": "F1a", "Lerke-2": "F2b", "Rype-3": "F2a", "Oter-4": "S1"}
    stays = [{"household": h, "place": p, "start": -9, "kind": "current"} for h, p in homes.items()]
    run = answer(vary(town(), {"stays": stays}))
    assert (placed(run), run.points) == ({}, 0)
    assert all(s.nights == 0 for s in run.stages)


@pytest.mark.parametrize(
    "status", [AgeStatus.MINOR_UNACCOMPANIED, AgeStatus.MINOR_ACCOMPANIED, AgeStatus.UNCLEAR]
)
def test_babies_alone_are_left_to_child_welfare(status: AgeStatus):
    babies = household(
        "Rev-7", *(child(f"Rev-7{n}", age_band=AgeBand.BABY, age_status=status) for n in (1, 2)), lot=7
    )
    run = answer(town().but(households=(*town().households, babies)))
    assert "Rev-7" not in placed(run)


def test_a_household_that_splits_gets_a_place_for_each_part_that_can():
    pair = household(
        "Gaupe-5", person("Gaupe-51"), person("Gaupe-52", stay_together=Answer.NO, asked_alone=True), lot=5
    )
    week = town().but(households=(pair,), relations=(), consents=())
    week = vary(week, {"consents": [{"person": f"Gaupe-5{n}", "answer": "given", "on": -5} for n in (1, 2)]})
    run = answer(week)
    assert set(placed(run)) == {"Gaupe-5", "Gaupe-52"}


@pytest.mark.parametrize("days", [7, 182])
@pytest.mark.parametrize("tight", [False, True])
def test_the_shortest_and_the_longest_horizon(days: int, tight: bool):
    week = vary(town(), {"policy": {"horizon_days": days}})
    if tight:
        week = week.but(units=week.units[1:])
    run = answer(week)
    assert placed(run)
    assert all(s.until == week.horizon for s in stays(run))


@pytest.mark.parametrize(
    "as_of",
    [date(2026, 12, 28), date(2028, 2, 7), date(2028, 2, 28), date(2028, 2, 29), date(2026, 12, 31)],
    ids=["week 53", "leap day inside", "day before leap day", "on leap day", "last day of the year"],
)
def test_the_calendar_changes_nothing(as_of: date):
    usual = town()
    there = moved(usual, as_of)
    assert there.as_of == as_of
    run, same = answer(usual), answer(there)
    days = as_of - usual.as_of
    assert (same.points, who(same)) == (run.points, who(run))
    assert [(s.household, s.place, s.start - days, s.until and s.until - days) for s in stays(same)] == [
        (s.household, s.place, s.start, s.until) for s in stays(run)
    ]


def test_where_nothing_is_known_of_anybody_nobody_is_refused_an_answer():
    unknown = tuple(
        h.but(
            members=tuple(
                type(p)(alias=p.alias, age_status=AgeStatus.UNCLEAR, gender=Gender.PREFER_NOT)
                for p in h.members
            ),
            situation=Situation.UNKNOWN,
        )
        for h in town().households
    )
    run = answer(town().but(households=unknown, consents=()))
    assert placed(run) == {}


def test_one_room_for_forty_households_goes_to_the_one_who_waited_longest():
    crowd = tuple(
        household(
            f"Sau-{n}",
            lot=n + 1,
            referral=town().as_of - timedelta(days=10 + (n == 17)),
            situation=Situation.HOTEL,
        )
        for n in range(40)
    )
    week = town().but(households=crowd, relations=(), consents=())
    week = vary(week, {"consents": [{"person": f"Sau-{n}", "answer": "given", "on": -5} for n in range(40)]})
    room = week.units[0].rooms[2]
    week = week.but(units=(week.units[0].but(rooms=(room,)),))
    run = answer(week)
    assert len(placed(run)) == 1
    assert "Sau-17" in placed(run)
    alarms = [
        f
        for f in judge(Week(week, RULES), Plan(stays=stays(run)), GOALS).findings
        if f.kind is FindingKind.ALARM
    ]
    assert alarms == []


def test_a_bed_that_is_lent_until_a_hold_begins_is_free_for_the_next_from_that_day():
    """The date was an option only where somebody else's need happened to end on it."""
    week = town().but(households=town().households[:2], relations=(), consents=town().consents[:2])
    week = vary(
        week,
        {
            "rooms": {name: {"confirmed": False} for name in ("F1a", "F2a", "S1")},
            "households": {"Lerke-2": {"situation": "unsafe"}, "Orrfugl-1": {"situation": "hotel"}},
            "stays": [{"household": "Lerke-2", "place": "S2", "start": 12, "kind": "hold"}],
            "closures": [{"unit": "Solbakken", "since": -9, "until": 12}],
            "vetoes": [{"person": "Orrfugl-1", "unit": "Solbakken", "since": -1, "until": 99}],
            "tier_changes": [
                {"household": "Lerke-2", "tier": "P0", "since": 0, "reason": "new_threat", "by": "Bruker-1"}
            ],
        },
    )
    lent = {s.household: (s.place, s.start - week.as_of) for s in stays(answer(week))}
    assert lent == {"Lerke-2": ("F2b", timedelta(0)), "Orrfugl-1": ("F2b", timedelta(12))}


def test_all_in_secrecy_and_nowhere_cleared():
    week = vary(
        town(),
        {
            "persons": {
                p.alias: {"secrecy": "strengt_fortrolig"} for h in town().households for p in h.members
            }
        },
    )
    week = week.but(units=tuple(u.but(clearance=Secrecy.NONE) for u in week.units))
    assert placed(answer(week)) == {}


def test_making_the_rows_takes_nothing_from_the_time_for_the_engines(monkeypatch):
    """A large week whose rows took as long as the limit once housed nobody."""

    def slow(terms: ArrayTerms, heed: Callable[[], None]) -> Linear:
        time.sleep(1.0)
        return linear(terms, heed)

    monkeypatch.setattr("placement.solver.model.linear", slow)
    run = solve(town(), RULES, GOALS, seconds=0.9)
    assert run.status is Status.OPTIMAL
    assert len(stays(run)) == 4
