"""An activity is never a condition for a bed: by name here, and a slice of `tests.solver.activities`."""

from placement.domain.plan import Plan
from placement.domain.programme import EnrolmentKind
from placement.domain.review import FindingKind
from placement.domain.run import Status
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.solver.activities import check, week_of, without_activities
from tests.solver.campaign import campaign
from tests.solver.changes import who
from tests.worlds import vary, week_of_activities

HELD = {"person": "Lerke-2", "programme": "Praksis", "start": -20, "kind": "current"}


def planned(**changes) -> Plan:
    week = vary(week_of_activities(), changes)
    run = solve(week, RULES, GOALS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    assert audit(week, run.plan, RULES, GOALS).of(FindingKind.BREACH) == ()
    assert who(run) == who(solve(without_activities(week), RULES, GOALS))
    return run.plan


def given_up(plan: Plan) -> set[tuple[str, str]]:
    return {(e.person, e.programme) for e in plan.enrolments if e.kind is EnrolmentKind.GIVEN_UP}


def test_weeks_without_their_activities_house_the_same_people():
    """A week of each family, twice, among them weeks in which something is given up for a bed."""
    seen = campaign(check, range(32))
    assert seen.faults == ()
    assert seen.tried["weeks with one given up"] > 0
    assert seen.tried["weeks where homes differ"] > 0


def test_what_is_taken_away_is_every_activity_contact_and_interpreter():
    bare = without_activities(week_of(0))
    assert not any((bare.programmes, bare.appointments, bare.enrolments, bare.contacts, bare.interpreters))
    assert bare.households == week_of(0).households


def test_a_current_activity_is_given_up_where_every_bed_stands_against_it():
    """The session ends at 14, and every door closes at 13."""
    doors = {"Granly": {"door_closes": 13 * 60}, "Solbakken": {"door_closes": 13 * 60}}
    plan = planned(enrolments=[HELD], units=doors)
    assert given_up(plan) == {("Lerke-2", "Praksis")}
    assert len(plan.stays) == 4


def test_of_homes_alike_the_one_is_given_where_the_current_activity_goes_on():
    plan = planned(enrolments=[HELD], units={"Granly": {"door_closes": 13 * 60}})
    assert given_up(plan) == set()
    assert {s.household: s.place[0] for s in plan.stays}["Lerke-2"] == "S"


def test_it_is_given_up_where_only_others_have_the_other_homes():
    """Who is unsafe is placed first, and takes the house that would have done for both."""
    doors = {"Granly": {"door_closes": 13 * 60}}
    pins = [{"household": h, "unit": "Solbakken"} for h in ("Oter-4", "Rype-3")]
    plan = planned(enrolments=[HELD], units=doors, pins=pins)
    assert given_up(plan) == {("Lerke-2", "Praksis")}


def test_a_wish_is_met_only_beside_a_bed():
    """The new course ends after the door of every home closes: nobody stays out for it."""
    doors = {"Granly": {"door_closes": 19 * 60}, "Solbakken": {"door_closes": 19 * 60}}
    plan = planned(activity_wishes=[{"person": "Lerke-2", "programme": "Kveld"}], units=doors)
    assert plan.enrolments == ()
    assert len(plan.stays) == 4
