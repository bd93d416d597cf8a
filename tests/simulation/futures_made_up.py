"""A small simulation for tests of sweeps: the same figures for the same future, in a moment or after a wait."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from placement.domain.instance import Instance
from placement.domain.record import WeekRecord
from placement.domain.scenario import Arrivals, Beds, Scenario

WAIT = "TEST_SWEEP_SECONDS"
"""Environment: how long a future takes."""


def simulate(base: Instance, scenario: Scenario, replication: int) -> Iterator[WeekRecord]:
    """Points that depend on the seed, the number of the future, the week and the cards."""
    time.sleep(float(os.environ.get(WAIT, "0")))
    draw = Random(f"{scenario.seed} {replication}")
    cards = sum(
        c.change if isinstance(c, Beds) else c.percent
        for c in scenario.cards
        if isinstance(c, Beds | Arrivals)
    )
    for week in range(scenario.weeks):
        as_of = base.as_of + timedelta(weeks=week)
        yield WeekRecord(week=week, as_of=as_of, replication=replication, points=draw.randrange(1000) + cards)


def fail_at_third(base: Instance, scenario: Scenario, replication: int) -> Iterator[WeekRecord]:
    """The third future cannot be simulated."""
    if replication == 2:
        raise RuntimeError("third")
    return simulate(base, scenario, replication)


def die_at_third(base: Instance, scenario: Scenario, replication: int) -> Iterator[WeekRecord]:
    """The process of the third future is gone."""
    if replication == 2:
        os._exit(9)
    return simulate(base, scenario, replication)
