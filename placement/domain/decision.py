"""What humans decided, as input rows: never a patch on the model."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from placement.domain.value import FOREVER, Alias, Ordered, Spell, Value


class Tier(Ordered):
    """Who comes first: acute, unsafe, time-limited, waiting."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class TierReason(StrEnum):
    """Why a coordinator decided who comes first."""

    CHILD_PROTECTION = "child_protection"
    NEW_THREAT = "new_threat"
    HOST_CANNOT_LONGER = "host_cannot_longer"
    HEALTH = "health"
    NEED_MET_ELSEWHERE = "need_met_elsewhere"
    FACTS_WRONG = "facts_wrong"
    OTHER = "other"


class OverrideReason(StrEnum):
    """Why two people set a rule aside."""

    NO_ALTERNATIVE = "no_alternative"
    OWN_WISH = "own_wish"
    SHORT_TIME = "short_time"
    MEASURE_AGREED = "measure_agreed"
    EQUIVALENT_MEASURE = "equivalent_measure"
    OTHER = "other"


class TierChange(Value):
    """The priority of a household from a date on, with a reason; or, without a reason, since when facts gave it.

    `tier` none: a coordinator says that there is no need.
    """

    household: Alias
    tier: Tier | None
    since: date
    reason: TierReason | None = None
    by: Alias | None = None


class Pin(Value):
    """A coordinator's lock: this household in this place or unit (`must`), or not there (`must` false)."""

    household: Alias
    place: str | None = None
    unit: Alias | None = None
    start: date | None = None
    must: bool = True

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.place is None) == (self.unit is None):
            raise ValueError("a pin names a place or a unit")
        return self


class Override(Value):
    """A HARD rule set aside for exactly these households, one unit, programme or helper, and these nights, by two."""

    rule: Annotated[str, Field(pattern=r"^[AHKT]\d\d$")]
    households: tuple[Alias, ...] = Field(min_length=1)
    unit: Alias | None = None
    programme: Alias | None = None
    helper: Alias | None = None
    """A contact or an interpreter."""
    since: date
    until: date
    reason: OverrideReason
    by: Alias
    approved_by: Alias

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if sum(one is not None for one in (self.unit, self.programme, self.helper)) != 1:
            raise ValueError("an override names a unit, a programme or a helper")
        if self.by.strip().casefold() == self.approved_by.strip().casefold():
            raise ValueError("an override is approved by a second person")
        if self.until <= self.since:
            raise ValueError("an override ends after it begins")
        return self

    @property
    def where(self) -> str:
        """What it is about: the alias of the unit, programme or helper."""
        return self.unit or self.programme or self.helper or ""


class Release(Value):
    """A reserved emergency room released for one household's planned stay, to its end."""

    household: Alias
    unit: Alias
    room: Alias | None = None
    """None given: any of the unit's reserved rooms."""


class Waiver(Spell):
    """A rule that was waived when a stay began, kept with the stay until its end or until this date."""

    household: Alias
    rule: Annotated[str, Field(pattern=r"^H\d\d$")]
    unit: Alias
    since: date
    until: date = FOREVER


class CanReceive(Value):
    """A unit's answer that it can receive somebody from this date on, before its usual notice."""

    unit: Alias
    since: date
