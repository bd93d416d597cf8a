"""Sampled futures of a week: the simulation with the program's own planner, and its judge, in every week."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from placement.domain.content_hash import ContentHash
from placement.domain.instance import Instance
from placement.domain.record import WeekRecord
from placement.domain.rule import Rule
from placement.domain.run import Status
from placement.domain.scenario import Scenario
from placement.domain.week import Week
from placement.review.reasons import first_reasons
from placement.rules import GOALS, RULES
from placement.service.planning import make_plan
from placement.simulation.cards import apply, rules_left
from placement.simulation.flow import Flow, usual_flow
from placement.simulation.future import Future
from placement.simulation.rolling import Rolled, roll
from placement.simulation.turn import PlanAndJudge, Planned

SECONDS = 10.0
"""For the plan of one week; a small week takes a hundredth of it."""


class World(NamedTuple):
    """A week with all cards played, and what goes with it."""

    base: Instance
    instance: Instance
    rules: tuple[Rule, ...]
    flow: Flow


def world(base: Instance, scenario: Scenario, flow: Flow | None = None) -> World:
    """The world of a scenario.

    Args:
        base: The week as it is.
        scenario: Its cards are played.
        flow: Who comes and stays without any card; by default what the size of the week makes likely.

    Raises:
        InputError: A card cannot be played.
    """
    instance = apply(base, scenario.cards, (*RULES, *GOALS))
    rules = rules_left(RULES, scenario.cards)
    return World(base, instance, rules, (flow or usual_flow(base)).changed(scenario.cards))


def rolled(of: World, scenario: Scenario, replication: int, *, seconds: float = SECONDS) -> Iterator[Rolled]:
    """The weeks of one sampled future, those of the warm-up first.

    Raises:
        Defect: A plan is not what it claims to be, or breaks a rule.
    """
    return roll(
        of.instance, of.flow, Future(scenario.seed, replication), weeks=scenario.weeks, warm_up=scenario.warm_up,
        plan=planner(of.rules, seconds=seconds), base=of.base, replication=replication,
    )  # fmt: skip


def future_of(
    of: World, scenario: Scenario, replication: int, *, seconds: float = SECONDS
) -> tuple[WeekRecord, ...]:
    """The records of one sampled future, without its warm-up."""
    records = (one.record for one in rolled(of, scenario, replication, seconds=seconds))
    return tuple(record for record in records if not record.is_warm_up)


def simulate(base: Instance, scenario: Scenario, replication: int) -> tuple[WeekRecord, ...]:
    """The records of one future of a week, in whatever process."""
    return future_of(world(base, scenario), scenario, replication)


def planner(rules: tuple[Rule, ...], *, seconds: float = SECONDS) -> PlanAndJudge:
    """The real solver in this very process, with one engine at a time, and the real judge; for one future."""
    from placement.solver.model import Memory
    from placement.solver.run import solve

    last: Week | None = None
    known = ContentHash()

    def plan(instance: Instance) -> Planned:
        nonlocal last
        week = last = Week(instance.hashed_by(known), rules, like=last)
        answer = make_plan(
            instance, seconds=seconds, explain=False, rules=rules, derive=lambda *_: week.unplanned(),
            planner=partial(solve, workers=1, memory=Memory(lambda *_: week)),
        )  # fmt: skip
        proved = answer.run.status is Status.OPTIMAL
        reasons = first_reasons(answer.week, answer.plan)
        return Planned(answer.week, answer.plan, answer.review, reasons, proved)

    return plan
