"""A vast week is searched in blocks: its plan keeps every rule of the whole week, and is what it claims to be."""

import time
from random import Random

import pytest

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.review import FindingKind
from placement.domain.run import Progress, Run, Status
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.options import choices
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import blocks, narrow, shares
from placement.solver.narrow import Few
from placement.solver.run import solve
from tests.random_worlds import SPICES, tiny

FAMILIES = sorted({*SPICES, "mixed"})


@pytest.fixture(autouse=True)
def in_blocks(monkeypatch):
    """Every week is vast, of several small shares."""
    monkeypatch.setattr(shares, "MOST", -1)
    monkeypatch.setattr(shares, "EACH", 6)
    monkeypatch.setattr(shares, "FEW", Few(places=4, each=3))
    monkeypatch.setattr(shares, "CONTACTS", 2)
    monkeypatch.setattr(blocks, "SIZE", 3)


def drawn_pins(instance: Instance, seed: int) -> tuple[Pin, ...]:
    """Locks to places that pair rules leave, and out of units."""
    dice, week, pins = Random(seed), Week(instance, RULES), []
    for household in week.households:
        options = [stay for choice in choices(week, household) for stay in choice.stays(household)]
        if options and dice.random() < 0.4:
            stay = dice.choice(options)
            unit = week.place(stay.place).unit.alias
            pins.append(
                dice.choice(
                    [
                        Pin(household=household.alias, place=stay.place, must=True),
                        Pin(household=household.alias, place=stay.place, start=stay.start, must=True),
                        Pin(household=household.alias, unit=unit, must=True),
                        Pin(household=household.alias, unit=unit, must=False),
                    ]
                )
            )
    return tuple(pins)


def worth(run: Run) -> tuple[object, ...]:
    """What plans are compared by, as far as blocks decide it."""
    return tuple((t.nights, t.not_in_time) for t in run.stages)


def sound(instance: Instance, run: Run) -> None:
    """The judge, who sees the whole week, finds no breach, and what the run claims."""
    assert run.plan is not None
    review = audit(instance, run.plan, RULES, GOALS)
    assert review.breaches == ()
    assert (review.points, review.stages) == (run.points, run.stages)
    assert (run.status, run.stages_proved, run.bound) == (Status.FEASIBLE, False, None)


def test_once_all_blocks_were_searched_it_is_not_said_that_time_ran_out(monkeypatch):
    run = solve(generate("S", 1), RULES, GOALS, seconds=600)
    assert (run.status, run.cut_short) == (Status.FEASIBLE, "")
    monkeypatch.setattr(shares, "MOST", 10**9)
    monkeypatch.setattr(narrow, "MOST", 0)
    monkeypatch.setattr(narrow, "EACH", 2)
    monkeypatch.setattr(narrow, "PLACES", 2)
    run = solve(generate("S", 1), RULES, GOALS, seconds=600)
    assert (run.status, run.stages_proved, run.cut_short) == (Status.FEASIBLE, False, "")


@pytest.mark.parametrize("family", FAMILIES)
def test_drawn_weeks_in_blocks_are_sound_and_no_better_than_the_best(family, monkeypatch):
    for seed in range(12):
        instance = tiny(seed, family)
        run = solve(instance, RULES, GOALS)
        sound(instance, run)
        with monkeypatch.context() as whole:
            whole.setattr(shares, "MOST", 10**9)
            best = solve(instance, RULES, GOALS)
        assert best.status is Status.OPTIMAL
        assert worth(run) >= worth(best)


@pytest.mark.parametrize("family", FAMILIES)
def test_locks_are_kept_in_blocks(family, monkeypatch):
    kept = 0
    for seed in range(8):
        instance = tiny(seed, family)
        instance = instance.but(pins=drawn_pins(instance, seed))
        run = solve(instance, RULES, GOALS)
        with monkeypatch.context() as whole:
            whole.setattr(shares, "MOST", 10**9)
            best = solve(instance, RULES, GOALS)
        if run.plan is None:
            assert best.plan is None or run.status is Status.OUT_OF_TIME
            continue
        sound(instance, run)
        alarms = audit(instance, run.plan, RULES, GOALS).of(FindingKind.ALARM)
        assert {a.about for a in alarms if a.rule == "pin"} == {(alias,) for alias in best.set_aside}
        kept += len(instance.pins)
    assert kept or family == "nothing"


@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_weeks_in_blocks(seed, monkeypatch):
    monkeypatch.setattr(shares, "EACH", 300)
    monkeypatch.setattr(blocks, "SIZE", 8)
    instance = generate("M", seed, beds=1.1)
    run = solve(instance, RULES, GOALS)
    sound(instance, run)
    assert solve(instance, RULES, GOALS).plan == run.plan


def test_a_stop_gives_the_plan_so_far():
    instance, told = generate("S", 1), list[Progress]()

    def heard(progress: Progress) -> None:
        told.append(progress)
        time.sleep(0.2 if progress.phase == "goals" else 0)

    run = solve(
        instance, RULES, GOALS, stop=lambda: any(one.phase == "goals" for one in told), progress=heard
    )
    sound(instance, run)
    assert run.cut_short == "cancelled"
    assert sum(progress.phase == "goals" for progress in told) < 3


def test_without_time_for_a_single_block_there_is_no_plan():
    run = solve(generate("S", 1), RULES, GOALS, seconds=0.0)
    assert (run.status, run.plan, run.cut_short) == (Status.OUT_OF_TIME, None, "time")
