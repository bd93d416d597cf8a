"""A run that is asked to stop says what it has, soon and honestly; and on the way it tells how far it is."""

import threading
import time
from collections.abc import Callable

import pytest

from placement.domain.instance import Instance
from placement.domain.run import Progress, Run, Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import goals as goals_module
from placement.solver.run import solve
from tests.solver.changes import value, who
from tests.worlds import town, vary

TOWN = generate("M", 1, beds=TENSE)
IN_ORDER = ("rules", "rows", "stages", "goals")


def is_sound(week: Instance, run: Run) -> bool:
    """The judge finds no breach in its plan, and counts the same."""
    assert run.plan is not None
    review = judge(Week(week, RULES), run.plan, GOALS)
    return (
        not review.breaches
        and tuple(s.vector for s in review.stages) == who(run)
        and review.points == run.points
    )


def stopped_when(heard: Callable[[Progress], bool], week: Instance = TOWN) -> Run:
    """The answer if somebody asks for a stop as soon as something is heard; the run waits until it was noticed."""
    wish = threading.Event()

    def hear(progress: Progress) -> None:
        if heard(progress) and not wish.is_set():
            wish.set()
            time.sleep(0.3)

    run = solve(week, RULES, GOALS, stop=wish.is_set, progress=hear)
    assert wish.is_set()
    return run


@pytest.fixture
def large(monkeypatch):
    """Every week is planned as a large one is."""
    monkeypatch.setattr(goals_module, "LARGE", 0)


def test_a_stop_at_once_is_no_plan_and_no_claim():
    run = solve(TOWN, RULES, GOALS, stop=lambda: True)
    assert run == Run(status=Status.OUT_OF_TIME, seconds=run.seconds, cut_short="cancelled")


@pytest.mark.parametrize("phase", ["rules", "rows", "stages"])
def test_before_anybody_is_placed_there_is_no_plan(phase: str):
    """A plan that places nobody would be valid, and of no use."""
    run = stopped_when(lambda p: p.phase == phase)
    assert (run.status, run.plan, run.stages, run.points) == (Status.OUT_OF_TIME, None, (), None)


def test_in_the_middle_of_the_stages_those_who_were_decided_have_their_place():
    best = solve(TOWN, RULES, GOALS)
    run = stopped_when(lambda p: p.phase == "stages" and bool(p.placed))
    assert (run.status, run.stages_proved, run.bound, run.cut_short) == (
        Status.FEASIBLE,
        False,
        None,
        "cancelled",
    )
    assert is_sound(TOWN, run)
    assert who(run)[0] == who(best)[0]
    assert value(run) > value(best)


def test_once_the_stages_are_decided_they_stay_proved():
    best = solve(TOWN, RULES, GOALS)
    run = stopped_when(lambda p: p.phase == "goals")
    assert (run.status, run.stages_proved, run.cut_short) == (Status.FEASIBLE, True, "cancelled")
    assert is_sound(TOWN, run)
    assert who(run) == who(best)
    assert run.bound is None or run.bound <= (best.points or 0) <= (run.points or 0)


@pytest.mark.usefixtures("large")
def test_of_a_large_week_the_first_full_plan_is_kept():
    told: list[int] = []

    def second_plan(progress: Progress) -> bool:
        told.extend([progress.points] if progress.points is not None else [])
        return len(told) == 2

    run = stopped_when(second_plan)
    assert (run.status, run.points) == (Status.FEASIBLE, told[1])
    assert told[1] < told[0] / 2
    assert is_sound(TOWN, run)


def test_a_stop_that_nobody_asks_for_changes_nothing():
    plain, watched = solve(TOWN, RULES, GOALS), solve(TOWN, RULES, GOALS, stop=lambda: False)
    assert watched.but(seconds=0.0) == plain.but(seconds=0.0)
    assert plain.cut_short == ""


def test_nobody_looks_for_a_wish_after_the_end():
    before = threading.active_count()
    solve(town(), RULES, GOALS, stop=lambda: False)
    assert threading.active_count() == before


def test_pins_are_kept_by_whatever_plan_there_is():
    week = vary(town(), {"pins": [{"household": "Orrfugl-1", "place": "F2b"}]})
    run = stopped_when(lambda p: p.phase == "goals", week)
    assert run.plan is not None
    assert ("Orrfugl-1", "F2b") in {(s.household, s.place) for s in run.plan.stays}


# --- progress and plans on the way


def test_progress_is_told_in_order_and_never_goes_back():
    told: list[Progress] = []
    run = solve(TOWN, RULES, GOALS, progress=told.append)
    assert tuple(dict.fromkeys(p.phase for p in told)) == IN_ORDER
    tiers = [p.tier for p in told if p.phase == "stages"]
    assert tiers == sorted({s.tier for s in run.stages if s.flags})
    assert [p.seconds for p in told] == sorted(p.seconds for p in told)
    points = [p.points for p in told if p.points is not None]
    assert points == sorted(points, reverse=True)
    assert points[-1] == run.points
    assert run.plan is not None
    assert told[-1].placed == len(run.plan.stays)


def test_who_listens_changes_nothing():
    plain = solve(TOWN, RULES, GOALS)
    heard = solve(TOWN, RULES, GOALS, progress=lambda _: None, found=lambda _: None)
    assert heard.but(seconds=0.0) == plain.but(seconds=0.0)


def told_of(week: Instance) -> tuple[list[Run], Run]:
    """The plans on the way, and the last."""
    plans: list[Run] = []
    return plans, solve(week, RULES, GOALS, found=plans.append)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.usefixtures("large")
def test_plans_on_the_way_are_sound_and_ever_better_and_the_last_is_the_best(seed: int, monkeypatch):
    week = generate("M", seed)
    plans, run = told_of(week)
    assert all(is_sound(week, plan) for plan in plans)
    assert {(p.status, p.stages_proved, p.bound) for p in plans[:2]} == {(Status.FEASIBLE, True, None)}
    assert [p.points for p in plans] == sorted((p.points or 0 for p in plans), reverse=True)
    assert len(plans) > 2  # as it is, with homes as the stages chose them, and the best
    assert (run.status, run.bound) == (Status.OPTIMAL, run.points)
    assert is_sound(week, run)
    monkeypatch.undo()
    assert value(run) == value(solve(week, RULES, GOALS))


@pytest.mark.usefixtures("large")
def test_the_way_of_a_large_week_gives_the_same_plan_again():
    first, again = (solve(TOWN, RULES, GOALS) for _ in range(2))
    assert first.but(seconds=0.0) == again.but(seconds=0.0)


@pytest.mark.usefixtures("large")
def test_a_large_week_whose_time_went_into_the_stages_still_gives_people_contacts(monkeypatch):
    """With a short limit everything but homes once stayed as it was: 29,000 points instead of 11,000."""
    usual = solve(TOWN, RULES, GOALS)
    used_up = goals_module.with_goals

    def late(stages, *rest):
        stages.deadline.end = time.monotonic()
        return used_up(stages, *rest)

    monkeypatch.setattr("placement.solver.anew.with_goals", late)
    run = solve(TOWN, RULES, GOALS)
    assert (run.plan, usual.plan) != (None, None)
    assert len(run.plan.contacts if run.plan else ()) == len(usual.plan.contacts if usual.plan else ())
    assert is_sound(TOWN, run)
