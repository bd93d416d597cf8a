"""Who will want a place in one sampled future: those who wait today, and those who come in the weeks ahead."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.instance import Instance
from placement.domain.option import fitting
from placement.domain.record import WEEK
from placement.domain.rule import Rule
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.simulation.flow import Flow
from placement.simulation.future import Future
from placement.simulation.leaving import foresee
from placement.simulation.newcomers import newcomers, setting_of
from placement.simulation.turn import Memory, rows_of


class Wanting(NamedTuple):
    """A household that wants a place. Days count from the as-of date."""

    household: Household
    tier: Tier
    day: int
    """From which on; 0: today."""
    until: int
    """When it leaves our care."""
    places: tuple[Place, ...]
    """Those in which the household's own facts and the place's allow it."""


class Ahead(NamedTuple):
    """One sampled future of some weeks."""

    week: Week
    """Today, with everybody who will come in it as if they were here."""
    wanting: tuple[Wanting, ...]
    leaves: dict[str, int]
    """Household that lives in a place today -> the day on which it is gone."""


def ahead(instance: Instance, rules: Iterable[Rule], flow: Flow, future: Future, weeks: int) -> Ahead:
    """Draw who comes, how long they need a place, and when those who are here leave."""
    rows, comes = rows_of(instance), dict[str, tuple[int, int]]()
    for alias, day, household in _who_comes(instance, flow, future, weeks, rows):
        rows["households"].append(household)
        comes[alias] = day, day + flow.need(future, alias)
    tables: dict[str, Any] = {table: tuple(of_table) for table, of_table in rows.items()}
    whole = Instance(as_of=instance.as_of, policy=instance.policy, **tables)
    week = Week(whole, rules)
    leaves = leaving(instance, week, flow, future)
    return Ahead(week, tuple(who_wants(week, comes, leaves)), leaves)


def leaving(instance: Instance, week: Week, flow: Flow, future: Future) -> dict[str, int]:
    """Household of the week -> the day on which it is gone; of who is not in the instance: never."""
    memory = Memory()
    foresee(memory, instance, flow, future)
    return {
        h.alias: (memory.leaves.get(h.origin or h.alias, FOREVER) - week.as_of).days for h in week.households
    }


def _who_comes(
    instance: Instance, flow: Flow, future: Future, weeks: int, rows: dict[str, list[Any]]
) -> Iterator[tuple[str, int, Household]]:
    """Each household that comes with its day; their other rows are added to `rows`."""
    setting = setting_of(instance)
    for step in range(weeks):
        for coming in flow.coming(future, step):
            for town in newcomers(future, flow, setting, coming, instance.as_of):
                for table, more in town.rows.items():
                    rows[table] += more
                for alias, household in town.households.items():
                    yield alias, WEEK * (step + 1) - coming.days, household


def who_wants(week: Week, comes: dict[str, tuple[int, int]], leaves: dict[str, int]) -> Iterator[Wanting]:
    """Everybody without a home who has a tier. `comes`: day and end of the need of who is not there yet."""
    for household in week.households:
        tier = week.tier(household.alias)
        if tier is None or week.is_housed(household.alias):
            continue
        day, until = comes.get(household.origin or household.alias, (0, leaves[household.alias]))
        places = tuple(week.place(alias) for alias in fitting(week, household).places)
        yield Wanting(household, tier, day, until, places)
