from datetime import timedelta
from pathlib import Path

import pytest

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.stay import StayKind
from placement.errors import PlacementError, Refused
from placement.service.desk import accepting as on_desk
from placement.service.desk.accepting import InBreach, Unacknowledged, accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.plans import Stale, alarm_id, keep, propose
from placement.service.desk.running import running_review
from placement.service.desk.undo import undo
from placement.service.planning import check_plan, derived, load, make_plan
from placement.simulation.generate import generate
from placement.solver import solve
from placement.store import audit, plans
from placement.store.claims import BedTaken
from tests.service.desk.desks import EVA, KARI, MONA, OLA, new_desk

WEEK = generate("S", 5)


def here(instance, rules, goals, *, seconds, **_):
    return solve(instance, rules, goals, seconds=seconds)


ANSWER = make_plan(WEEK, seconds=30, planner=here)
ALARMS = tuple(alarm_id(one) for one in ANSWER.review.of(FindingKind.ALARM))
SOON = [s for s in ANSWER.plan.stays if s.start <= WEEK.as_of + timedelta(days=7)]


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def row_of(desk, number):
    with desk.store.reading() as connection:
        row = plans.get(connection, number)
    assert row is not None
    return row


def running(desk):
    with desk.store.reading() as connection:
        row = plans.running(connection)
    return row and row.id


def review(desk):
    found = running_review(desk)
    assert found is not None
    return found


def kept(desk, plan=ANSWER.plan):
    return keep(desk, KARI, plan, ANSWER.run, desk.now().change)


def test_the_week_gives_its_tests_something_to_hold():
    assert any(one.kind is StayKind.NEW for one in SOON)


def test_what_an_accepted_plan_begins_within_a_week_is_offered_and_held(desk):
    number = kept(desk)
    accepted = accept(desk, KARI, number, acknowledged=ALARMS)
    now = desk.now()
    held = {(s.household, s.place, s.start) for s in now.instance.stays if s.kind is StayKind.HOLD}
    assert {(s.household, s.place, s.start) for s in SOON if s.kind is StayKind.NEW} <= held
    week = derived(WEEK)
    offered = {(o.household, o.unit) for o in now.instance.offers}
    assert {(s.household, week.unit_of(s).alias) for s in SOON} <= offered
    later = {s.household for s in ANSWER.plan.stays} - {s.household for s in SOON}
    assert not later & {household for household, *_ in held}
    with desk.store.reading() as connection:
        (said,) = plans.verifications(connection, number)
        last = list(audit.lines(connection))[-2:]
    assert (row_of(desk, number).state, said.breaches, said.points) == ("accepted", 0, ANSWER.review.points)
    assert [line.action for line in last] == ["accept_plan", "accept_plan"]
    assert accepted.change == now.change


def test_each_household_gets_the_contact_that_the_plan_names(desk):
    accept(desk, KARI, kept(desk), acknowledged=ALARMS)
    has = {a.household: a.contact for a in desk.now().instance.assignments}
    assert {c.household: c.contact for c in ANSWER.plan.contacts}.items() <= has.items()


def test_alarms_are_acknowledged_by_name_first(desk):
    assert ALARMS, "the week has alarms"
    with pytest.raises(Unacknowledged) as told:
        accept(desk, KARI, kept(desk))
    assert {alarm_id(one) for one in told.value.alarms} == set(ALARMS)


def test_a_plan_for_facts_that_changed_since_is_refused_and_nothing_happens(desk):
    number = kept(desk)
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    before = desk.now()
    with pytest.raises(Stale):
        accept(desk, KARI, number, acknowledged=ALARMS)
    assert desk.now().content == before.content
    assert row_of(desk, number).state == "draft"
    with desk.store.reading() as connection:
        assert plans.verifications(connection, number) == []


def test_a_plan_in_breach_is_refused(desk):
    stay = next(s for s in ANSWER.plan.stays if s.kind is StayKind.NEW)
    spoilt = ANSWER.plan.but(
        stays=tuple(s.but(start=s.start - timedelta(days=400)) if s is stay else s for s in ANSWER.plan.stays)
    )
    with pytest.raises(InBreach):
        accept(desk, KARI, kept(desk, spoilt), acknowledged=ALARMS)


def test_a_plan_is_accepted_once_and_the_next_one_takes_its_place(desk):
    first = kept(desk)
    accept(desk, KARI, first, acknowledged=ALARMS)
    with pytest.raises(CannotDo, match="decided already"):
        accept(desk, KARI, first, acknowledged=ALARMS)
    now = desk.now().instance
    again = make_plan(now, seconds=30, planner=here)
    second = keep(desk, KARI, again.plan, again.run, desk.now().change)
    known = [alarm_id(one) for one in again.review.of(FindingKind.ALARM)]
    accept(desk, OLA, second, acknowledged=known)
    assert row_of(desk, first).state == "superseded"
    assert running(desk) == second


@pytest.mark.parametrize("login", [EVA, MONA])
def test_only_a_coordinator_accepts(desk, login):
    with pytest.raises(Refused):
        accept(desk, login, kept(desk), acknowledged=ALARMS)


def test_the_database_itself_refuses_an_accepted_plan_without_a_verification(desk):
    number = kept(desk)
    with pytest.raises(Exception, match="as the judge found it sound"), desk.store.writing() as tx:
        plans.set_state(tx.connection, number, "accepted")


def test_a_proposal_is_still_a_plan_that_can_be_accepted(desk):
    number = kept(desk)
    propose(desk, KARI, number)
    accept(desk, KARI, number, acknowledged=ALARMS)
    with pytest.raises(CannotDo, match="no draft"):
        propose(desk, KARI, number)


def test_what_fails_at_the_end_of_accepting_leaves_nothing(desk, monkeypatch):
    number, before = kept(desk), desk.now()

    def broken(*_):
        raise RuntimeError("at the last moment")

    monkeypatch.setattr(on_desk, "edits_of_plan", broken)
    with pytest.raises(RuntimeError):
        accept(desk, KARI, number, acknowledged=ALARMS)
    assert desk.now() is before
    assert row_of(desk, number).state == "draft"
    assert running(desk) is None


def test_the_running_plan_is_judged_anew_when_facts_change(desk):
    accept(desk, KARI, kept(desk), acknowledged=ALARMS)
    calm = review(desk)
    stay = next(s for s in SOON if s.kind is StayKind.NEW)
    unit = derived(WEEK).unit_of(stay).alias
    carry_out(desk, OLA, AddRow(table="closures", fields={
        "unit": unit, "since": stay.start.isoformat(), "until": "9999-12-31", "kind": "burnt",
    }))  # fmt: skip
    alarmed = review(desk)
    new = set(alarmed.of(FindingKind.ALARM)) - set(calm.of(FindingKind.ALARM))
    assert any(stay.household in one.about for one in new)


def test_no_running_plan_no_review(desk):
    assert running_review(desk) is None


def test_a_bed_that_somebody_got_meanwhile_is_not_given(desk):
    stay = next(s for s in SOON if s.kind is StayKind.NEW)
    other = next(h.alias for h in WEEK.households if h.alias != stay.household)
    fields = {"household": other, "place": stay.place, "start": stay.start.isoformat(), "kind": "hold"}

    def twice():
        with desk.acting(KARI) as act:
            act.write([added("stays", fields)], "test", gives=True)
            act.write([added("stays", {**fields, "household": stay.household})], "test", gives=True)

    with pytest.raises(BedTaken):
        twice()
    assert not [s for s in desk.now().instance.stays if s.place == stay.place and s.household == other]


def test_the_refusals_are_all_errors_that_users_meet():
    assert issubclass(Stale, PlacementError)
    assert issubclass(BedTaken, PlacementError)


def test_a_plan_survives_being_kept(desk):
    number = kept(desk)
    row = row_of(desk, number)
    assert Plan.model_validate_json(row.body) == ANSWER.plan
    assert check_plan(derived(desk.now().instance), Plan.model_validate_json(row.body)).breaches == ()


def test_parts_of_a_household_that_the_rules_split_are_written_down_with_their_holds(tmp_path):
    bergen = load(Path(__file__).parents[3] / "data" / "bergen_week")
    answer = make_plan(bergen, seconds=30, planner=here)
    split = {s.household for s in answer.plan.stays} - {h.alias for h in bergen.households}
    assert split, "somebody of a household that the rules split gets a place"
    desk = new_desk(tmp_path / "desk", bergen)
    number = keep(desk, KARI, answer.plan, answer.run, desk.now().change)
    before = answer.review.of(FindingKind.ALARM)
    accept(desk, KARI, number, acknowledged=[alarm_id(one) for one in before])
    now = desk.now().instance
    assert split <= {h.alias for h in now.households}
    held = [s for s in now.stays if s.kind is StayKind.HOLD and s.household in split]
    assert held
    with pytest.raises(CannotDo, match="nothing to take back"):
        undo(desk, KARI)
    codes = {(one.code, one.about) for one in before}
    assert {(one.code, one.about) for one in review(desk).of(FindingKind.ALARM)} <= codes
    desk.close()


def while_judging(monkeypatch, meanwhile):
    """Something happens while the judge reads."""

    def judge(week, plan):
        meanwhile()
        return check_plan(week, plan)

    monkeypatch.setattr(on_desk, "check_plan", judge)


def test_others_write_while_the_judge_reads_and_the_plan_is_stale_then(desk, monkeypatch):
    number = kept(desk)
    while_judging(
        monkeypatch, lambda: carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Område-Ny"}))
    )
    with pytest.raises(Stale):
        accept(desk, KARI, number, acknowledged=ALARMS)
    assert running(desk) is None
    assert "Område-Ny" in desk.now().rows("areas")


def test_who_proposes_it_meanwhile_does_no_harm(desk, monkeypatch):
    number = kept(desk)
    while_judging(monkeypatch, lambda: propose(desk, OLA, number))
    accept(desk, KARI, number, acknowledged=ALARMS)
    assert running(desk) == number


def test_of_two_who_accept_at_once_one_is_told_that_it_is_decided(desk, monkeypatch):
    number = kept(desk)

    def first():
        monkeypatch.setattr(on_desk, "check_plan", check_plan)
        accept(desk, OLA, number, acknowledged=ALARMS)

    while_judging(monkeypatch, first)
    with pytest.raises(CannotDo, match="decided"):
        accept(desk, KARI, number, acknowledged=ALARMS)
