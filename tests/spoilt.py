"""A good plan and its facts, and what a hand could change in either."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from placement.domain.decision import Tier, TierChange, TierReason
from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Place
from placement.domain.instance import Instance
from placement.domain.person import (
    AgeStatus,
    Person,
)  # fmt: skip
from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.rules import RULES

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Good:
    """A world with its best plan, and one planned stay that will be spoilt."""

    instance: Instance
    plan: Plan
    r: random.Random
    stay: Stay

    @cached_property
    def week(self) -> Week:
        """The week as rules read it."""
        return Week(self.instance, RULES)

    @property
    def household(self) -> Household:
        """Who stays."""
        return self.week.household[self.stay.household]

    @property
    def place(self) -> Place:
        """Where."""
        return self.week.place(self.stay.place)

    @property
    def unit(self) -> HousingUnit:
        """In which unit."""
        return self.place.unit

    @property
    def until(self) -> date:
        """The first night that is not planned."""
        return self.stay.until or FOREVER

    def some(self, *kinds: Callable[[Person], bool]) -> Person | None:
        """A member of whom all this is so."""
        fit = [p for p in self.household.members if all(kind(p) for kind in kinds)]
        return self.r.choice(fit) if fit else None

    @property
    def anybody(self) -> Person:
        """Any member."""
        return self.r.choice(self.household.members)

    # -- changed plans
    def spoilt(self, **changes: Any) -> "Mutant":
        """The plan with this stay changed."""
        stays = tuple(s.but(**changes) if s is self.stay else s for s in self.plan.stays)
        return Mutant(self.instance, self.plan.but(stays=stays))

    def with_stay(self, stay: Stay) -> "Mutant":
        """The plan with one more stay."""
        return Mutant(self.instance, self.plan.but(stays=(*self.plan.stays, stay)))

    # -- changed facts
    def facts(self, **tables: Any) -> "Good":
        """Tables replaced."""
        return Good(self.instance.but(**tables), self.plan, self.r, self.stay)

    def more(self, table: str, *rows: Any) -> "Good":
        """Rows added."""
        return self.facts(**{table: (*getattr(self.instance, table), *rows)})

    def fewer(self, table: str, keep: Callable[[Any], bool]) -> "Good":
        """Rows left out."""
        return self.facts(**{table: tuple(row for row in getattr(self.instance, table) if keep(row))})

    def person(self, alias: str, **changes: Any) -> "Good":
        """Facts of a person changed."""
        return self.facts(households=tuple(
            h.but(members=tuple(p.but(**changes) if p.alias == alias else p for p in h.members))
            for h in self.instance.households
        ))  # fmt: skip

    def home(self, alias: str, **changes: Any) -> "Good":
        """Facts of a household changed."""
        return self.facts(
            households=tuple(h.but(**changes) if h.alias == alias else h for h in self.instance.households)
        )

    def house(self, **changes: Any) -> "Good":
        """Facts of the stay's unit changed."""
        alias = self.unit.alias
        return self.facts(
            units=tuple(u.but(**changes) if u.alias == alias else u for u in self.instance.units)
        )

    def rooms(self, **changes: Any) -> "Good":
        """Facts of the stay's rooms changed."""
        mine = {room.alias for room in self.place.rooms}
        return self.house(rooms=tuple(q.but(**changes) if q.alias in mine else q for q in self.unit.rooms))

    def zones(self, **changes: Any) -> "Good":
        """Facts of the zones of the stay's rooms changed."""
        mine = {zone.alias for zone in self.place.zones}
        return self.house(zones=tuple(z.but(**changes) if z.alias in mine else z for z in self.unit.zones))

    def unhurried(self, alias: str | None = None) -> "Good":
        """A coordinator's row says P3 today: nothing is waived for haste."""
        alias = alias or self.stay.household
        row = TierChange(
            household=alias, tier=Tier.P3, since=self.instance.as_of, reason=TierReason.OTHER, by="Bruker-1"
        )
        return self.fewer("tier_changes", lambda t: t.household != alias).more("tier_changes", row)

    @property
    def unchanged(self) -> "Mutant":
        """The plan as it was, over what the facts are now."""
        return Mutant(self.instance, self.plan)

    # -- others
    def beside(self, *, in_room: bool = False, in_entrance: bool = False) -> tuple[Stay, date, date] | None:
        """Another household's stay in the unit (room, entrance), with the first and last date of the shared nights."""
        mine = {room.alias for room in self.place.rooms}
        found = []
        for other in (*self.week.held, *self.plan.stays):
            there = self.week.place(other.place)
            near = there.unit.alias == self.unit.alias and (
                not in_room or mine & {q.alias for q in there.rooms}
            )
            if in_entrance:
                near = there.unit.entrance == self.unit.entrance
            since = max(self.stay.start, other.start, self.instance.as_of)
            until = min(self.until, other.until or FOREVER)
            named = self.week.household[other.household].origin is None
            if other.household != self.stay.household and near and named and (since < until or in_entrance):
                found.append((other, since, until))
        return self.r.choice(found) if found else None


class Mutant(NamedTuple):
    """Facts and a plan that breaks a rule of them."""

    instance: Instance
    plan: Plan


Way = Callable[[Good], "Mutant | None"]
Ways = dict[str, tuple[str, Way]]
"""How it is spoilt -> (rule that must be found, how); nothing where the plan does not lend itself to it."""


def registry() -> tuple[Ways, Callable[[str, str], Callable[[Way], Way]]]:
    """An empty table of ways, and what registers one: `@way(rule, name)`."""
    ways: Ways = {}

    def way(rule: str, name: str) -> Callable[[Way], Way]:
        def keep(function: Way) -> Way:
            ways[name] = (rule, function)
            return function

        return keep

    return ways, way


def adult(person: Person) -> bool:
    """Known to be of age."""
    return person.age_status is AgeStatus.ADULT


def child(person: Person) -> bool:
    """Known to be a child."""
    return person.age_status is AgeStatus.MINOR_ACCOMPANIED
