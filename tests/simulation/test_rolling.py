"""Simulated weeks: real plans, the same people in every scenario, the same bytes for the same seed."""

import os
import subprocess
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.profile import Profile
from placement.domain.record import WEEK
from placement.domain.review import FindingKind
from placement.domain.scenario import Another, Arrivals, Close, Group, RuleOff, Scenario, Stays
from placement.errors import Defect
from placement.rules import RULES
from placement.service.planning import load, make_plan
from placement.service.simulating import future_of, planner, rolled, world
from placement.simulation.flow import usual_flow
from placement.simulation.future import Future
from placement.simulation.generate import generate
from placement.simulation.rolling import roll
from placement.solver.run import solve
from placement.tables.write import write_folder

ROOT = Path(__file__).parents[2]
WEEKS = 8


@cache
def base(seed=3):
    return generate("S", seed)


@cache
def weeks(*cards, seed=3, count=WEEKS, warm_up=0, replication=0):
    scenario = Scenario(name="test", cards=cards, weeks=count, warm_up=warm_up)
    return tuple(rolled(world(base(seed), scenario), scenario, replication))


def newcomers(*cards, **more):
    """Who came in any week, as they were when they came."""
    found: dict[str, Household] = {}
    for one in weeks(*cards, **more)[1:]:
        for household in one.instance.households:
            found.setdefault(household.alias, household)
    for household in base(more.get("seed", 3)).households:
        found.pop(household.alias, None)
    return found


def test_the_first_week_is_the_week_itself_and_each_other_follows_by_seven_days():
    assert weeks()[0].instance == base()
    days = [one.instance.as_of - base().as_of for one in weeks()]
    assert days == [timedelta(days=WEEK * n) for n in range(WEEKS)]


def test_every_plan_was_judged_without_a_breach_and_nobody_sleeps_in_a_bed_twice():
    for one in weeks():
        assert one.planned.review.breaches == ()
        for row in one.record.beds:
            assert row.slept <= row.usable
            assert row.taken <= row.usable


def test_nights_with_and_without_a_fitting_place_are_no_more_than_the_nights_in_care():
    for one in weeks(count=20):
        for row in one.record.households:
            assert 0 <= row.nights <= WEEK
            assert row.fitting + row.without <= row.nights
            assert 0 <= row.late <= row.without
            assert row.hotel + row.over <= row.nights
            assert row.without == 0 or row.tier is not None or row.hotel


def test_who_gets_a_place_lives_there_in_the_week_after():
    began = 0
    for one, after in zip(weeks(count=20), weeks(count=20)[1:], strict=False):
        homes = {s.household for s in after.instance.stays if s.kind == "current"}
        here = {h.alias for h in after.instance.households}
        for row in one.record.households:
            if row.began and row.household in here:
                began += 1
                assert row.household in homes
    assert began > 3


def test_who_said_no_is_not_asked_again_about_the_same_place_while_that_holds():
    said = [o for one in weeks(count=20) for o in one.instance.offers if o.answer == "declined"]
    assert said
    assert sum(d.offers for one in weeks(count=20) for d in one.record.declined) > 0


def test_a_sampled_week_that_is_exported_and_planned_has_the_same_plan(tmp_path):
    for number in (3, 7):
        one = weeks()[number]
        folder = tmp_path / str(number)
        folder.mkdir()
        write_folder(one.instance, folder, "nb")
        read = load(folder)
        assert read.content_hash == one.instance.content_hash
        plan = make_plan(read, seconds=20, planner=solve, explain=False).plan
        assert plan.model_dump_json() == one.planned.plan.model_dump_json()


def test_a_sampled_week_is_planned_alike_by_the_command(tmp_path):
    one = weeks()[5]
    (tmp_path / "week").mkdir()
    write_folder(one.instance, tmp_path / "week", "nb")
    done = subprocess.run(
        [sys.executable, "-m", "placement", "plan", "week", "--out", "plan.json"], cwd=tmp_path, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert one.planned.plan.model_dump_json(indent=2) in (tmp_path / "plan.json").read_text("utf-8") + "\n"


DIGEST = """
import hashlib
from placement.domain.scenario import Arrivals, Scenario
from placement.service.simulating import rolled, world
from placement.simulation.generate import generate
scenario = Scenario(name="a", cards=(Arrivals(percent=150),), weeks=8)
digest = hashlib.sha256()
for one in rolled(world(generate("S", 5), scenario), scenario, 2):
    digest.update(one.record.model_dump_json().encode())
    digest.update(one.instance.content_hash.encode())
    digest.update(one.planned.plan.model_dump_json().encode())
print(digest.hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes_however_words_are_hashed():
    found = set()
    for seed in ("0", "1", "4711"):
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], env=env, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_another_replication_is_another_future():
    assert weeks()[-1].record != weeks(replication=1)[-1].record


def test_a_scenario_meets_the_same_people_as_the_week_as_it_is():
    card = Another(like=base().units[0].alias, alias="Ny-1")
    assert newcomers(count=20).keys() == newcomers(card, count=20).keys()
    assert newcomers(count=20) == newcomers(card, count=20)
    assert len(newcomers(count=20)) > 8


def test_fewer_arrivals_are_some_of_them_and_more_are_all_of_them_and_others():
    usual = newcomers(count=20)
    fewer = newcomers(Arrivals(percent=50), count=20)
    more = newcomers(Arrivals(percent=180), count=20)
    assert fewer.keys() < usual.keys() < more.keys()
    assert all(more[alias] == usual[alias] for alias in usual)


def test_arrivals_of_one_profile_leave_the_others_as_they_are():
    usual = {a for a, h in newcomers(count=20).items() if not h.has_child}
    without = newcomers(Arrivals(profile=Profile.FAMILY, percent=0), count=20)
    assert {a for a, h in without.items() if not h.has_child} == usual
    assert not any(len(h.members) > 1 and h.has_child for h in without.values())


def test_a_group_that_is_foreseen_comes_in_its_week_and_is_of_one_case():
    card = Group(on=base().as_of + timedelta(days=10), persons=8)
    came = {a: h for a, h in newcomers(card, count=4).items() if h.group_arrival}
    assert len(came) == 8
    assert len({h.members[0].case_group for h in came.values()}) == 1
    before, after = weeks(card, count=4)[1:3]
    assert not any(h.group_arrival for h in before.instance.households)
    assert sum(bool(h.group_arrival) for h in after.instance.households) == 8
    assert next(row for row in before.record.arrived if row.profile is Profile.GROUP)[1:] == (8, 8)


def test_who_loses_a_home_that_closes_is_moved_or_in_a_hotel():
    lived = {s.household: s.place for s in base().stays if s.kind == "current"}
    units = {r.alias: u.alias for u in base().units for r in u.rooms}
    unit = units[next(iter(lived.values())).split("+")[0].split("/")[0]]
    since = base().as_of + timedelta(days=21)
    after = weeks(Close(unit=unit, since=since), count=6)
    there = [
        s
        for s in after[-1].instance.stays
        if s.kind == "current" and units.get(s.place.split("/")[0]) == unit
    ]
    assert there == []
    assert sum(row.usable for row in after[-1].record.beds if row.unit == unit) == 0
    assert sum(row.usable for row in weeks(count=6)[-1].record.beds if row.unit == unit) > 0


def test_shorter_stays_leave_fewer_people_in_care():
    short, usual = weeks(Stays(percent=20), count=20), weeks(count=20)
    in_care = [len(run[-1].instance.households) for run in (short, usual)]
    assert in_care[0] < in_care[1]


def test_warm_up_weeks_have_negative_numbers_and_are_left_out_of_a_future():
    assert [one.record.week for one in weeks(count=2, warm_up=3)] == [-3, -2, -1, 0, 1]
    scenario = Scenario(name="a", weeks=2, warm_up=3)
    assert [r.week for r in future_of(world(base(), scenario), scenario, 0)] == [0, 1]


def test_a_breach_stops_the_simulation_as_a_fault_of_ours():
    def spoilt(instance):
        done = planner(RULES)(instance)
        breach = done.review.findings[0].but(kind=FindingKind.BREACH)
        return done._replace(review=done.review.but(findings=(breach,)))

    with pytest.raises(Defect) as told:
        list(roll(base(), usual_flow(base()), Future(1, 0), weeks=2, plan=spoilt))
    assert told.value.code == "plan_in_breach"


def test_a_rule_that_is_off_is_off_for_planner_and_judge_in_every_week():
    card = RuleOff(code="H06")
    assert "H06" not in {r.code for r in weeks(card, count=4)[-1].planned.week.rules}


def test_everybody_unplaced_with_a_tier_has_a_reason_or_a_place():
    told = [row for one in weeks(count=20) for row in one.record.households if row.reason]
    assert told
    assert all(row.tier is not None for row in told)


def test_the_town_neither_fills_up_without_end_nor_dies_out():
    run = weeks(count=52)
    assert 6 < len(run[-1].instance.households) < 45
    assert not any(h.tier is Tier.P0 and h.waited > 400 for h in run[-1].record.households)
