"""One week that passes: what was known on Monday, what was planned, and the rows of next Monday as they take shape."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.record import WEEK, Arrived, Declined, Left
from placement.domain.review import Review
from placement.domain.rule import Reason
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.simulation.flow import Flow
from placement.simulation.future import Future

Reasons = Mapping[str, tuple[Reason | None, Reason | None]]


class Planned(NamedTuple):
    """A week with its plan, as planner and judge left it."""

    week: Week
    plan: Plan
    review: Review
    reasons: Reasons
    """Household without a place, or with one too late -> the two reasons that stand first."""
    proved: bool = True


PlanAndJudge = Callable[[Instance], Planned]


@dataclass
class Memory:
    """What nobody in the town knows, or what no table holds."""

    leaves: dict[str, date] = field(default_factory=dict)
    """Household -> the first night on which it is not in care any more."""
    asked: dict[str, int] = field(default_factory=dict)
    """Household -> offers made to it so far."""
    waiting_since: dict[tuple[str, str], int] = field(default_factory=dict)
    """A pair of one case that nobody has assessed -> the step in which they first were here together."""


@dataclass
class Turn:
    """`[as_of, until)` of one sampled future; `rows` become the next week's instance."""

    done: Planned
    future: Future
    flow: Flow
    memory: Memory
    step: int
    """Weeks since the simulation began, those of the warm-up among them."""
    rows: dict[str, list[Any]]
    begun: dict[str, Stay] = field(default_factory=dict)
    """Household -> the stay that began this week."""
    moved: set[str] = field(default_factory=set)
    homeless: dict[str, date] = field(default_factory=dict)
    """Household whose home was lost this week -> its first night without."""
    offered: set[str] = field(default_factory=set)
    declined: list[Declined] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Households that said no this week."""
    left: list[Left] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)

    @cached_property
    def week(self) -> Week:
        """The week as it was planned."""
        return self.done.week

    @cached_property
    def until(self) -> date:
        """The next as-of date."""
        return self.week.as_of + timedelta(days=WEEK)

    def leaves(self, household: str) -> date:
        """The first night on which a household, or the whole that it is a part of, is not in care any more."""
        whole = self.week.household[household].origin if household in self.week.household else None
        known = self.memory.leaves
        return known.get(household, known.get(whole or "", FOREVER))

    def yes(self, share: float, *about: object) -> bool:
        """A draw about somebody in this week."""
        return self.future.yes(share, self.step, *about)

    def keep(self, table: str, wanted: Callable[[Any], bool]) -> None:
        """Leave out the rows of a table that are not wanted."""
        rows = self.rows[table]
        if not all(map(wanted, rows)):
            self.rows[table] = [row for row in rows if wanted(row)]

    def change(self, table: str, changed: Callable[[Any], Any]) -> None:
        """Give rows of a table other facts; `changed` gives back a row that stays as it is."""
        self.rows[table] = [changed(row) for row in self.rows[table]]

    def change_household(self, alias: str, **facts: object) -> None:
        """Give a household other facts."""
        self.change("households", lambda h: h.but(**facts) if h.alias == alias else h)

    def household(self, alias: str) -> Household | None:
        """A household as it will be written down."""
        return next((h for h in self.rows["households"] if h.alias == alias), None)


def rows_of(instance: Instance) -> dict[str, list[Any]]:
    """All tables of an instance, as lists."""
    fields: Iterable[str] = type(instance).model_fields
    return {table: list(value) for table in fields if isinstance(value := getattr(instance, table), tuple)}
