"""A household: those who are placed together."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from placement.domain.person import AgeStatus, Person
from placement.domain.value import Alias, Value


class Situation(StrEnum):
    """Where somebody who waits sleeps now."""

    NOWHERE = "nowhere"
    UNSAFE = "unsafe"
    HOTEL = "hotel"
    DESTITUTE_SOON = "destitute_soon"
    FRIENDS = "friends"
    SAFE = "safe"
    UNKNOWN = "unknown"


class BedsNeeded(NamedTuple):
    """Adults (age unclear counts as adult), children from 2 years, babies, and couples among the adults."""

    adults: int
    children: int
    babies: int
    couples: int


class Household(Value):
    """Those who are placed together, with the facts that give their priority."""

    alias: Alias
    members: Annotated[tuple[Person, ...], Field(min_length=1)]
    origin: Alias | None = None
    """The household that this one was split off, by an adult's own word or a harmful link inside."""
    referral: date
    earliest: date | None = None
    expected_until: date | None = None
    situation: Situation = Situation.UNKNOWN
    situation_since: date | None = None
    child_at_risk: bool = False
    unsuitable: bool = False
    """A human found the present place unsuitable."""
    move_on_from: date | None = None
    """Planned move-on of a housed household."""
    improvement_wish: bool = False
    group_arrival: Alias | None = None
    lot: Annotated[int, Field(ge=0)]
    """Number drawn at referral: the last tie-break. Ties by alias."""
    wishes: tuple[str, ...] = ()
    """Ranked: a unit, a district, a district's setting, or a kind of unit."""

    @cached_property
    def beds_needed(self) -> BedsNeeded:
        """Beds by kind that the household needs."""
        babies = sum(p.is_baby for p in self.members)
        adults = [p for p in self.members if p.maybe_adult and not p.is_baby]
        # a bed is shared by two who are of age and each name the other: nobody is made a partner by another's word
        partner = {p.alias: p.partner for p in adults if p.age_status is AgeStatus.ADULT}
        paired = {
            frozenset((one, other))
            for one, other in partner.items()
            if other is not None and other != one and partner.get(other) == one
        }
        children = len(self.members) - babies - len(adults)
        return BedsNeeded(len(adults), children, babies, min(len(paired), len(adults) // 2))

    @cached_property
    def sleepers(self) -> int:
        """How many take a bed of their own in a shared room: everybody but babies."""
        return len(self.members) - self.beds_needed.babies

    @cached_property
    def has_child(self) -> bool:
        """Somebody is, or may be, a child."""
        return any(p.maybe_child for p in self.members)

    @cached_property
    def has_adult(self) -> bool:
        """Somebody is, or may be, an adult."""
        return any(p.maybe_adult for p in self.members)
