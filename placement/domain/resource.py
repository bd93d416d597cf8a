"""What a unit could open or train next: cards, the need that they are meant to meet, and what they cost a year."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from placement.domain.scenario import Card
from placement.domain.value import Value

ResourceId = Annotated[str, Field(pattern=r"^[a-z_]+:[^:]{1,40}$")]
"""Kind and where, or in which language: `bed_men:Bjerk-1`, `interpreting:tir`."""


class Need(StrEnum):
    """What goes unmet, in order of weight: a place to sleep goes before all else."""

    PLACE = "place"
    """Person-nights without a fitting place."""
    LANGUAGE = "language"
    """Person-nights in a place of ours where nobody at work speaks a language of theirs."""
    INTERPRETING = "interpreting"
    """Hours of talks and sessions for which no interpreter is booked."""
    ACTIVITY = "activity"
    """Weeks in which somebody wishes for an activity and is in none that meets the wish."""


class ResourceKind(StrEnum):
    """What is opened, or trained."""

    FAMILY_FLAT = "family_flat"
    OWN_FLAT = "own_flat"
    BED_WOMEN = "bed_women"
    BED_MEN = "bed_men"
    BED_MIXED = "bed_mixed"
    ACCESSIBLE_ROOM = "accessible_room"
    EMERGENCY_BED = "emergency_bed"
    ROUND_THE_CLOCK = "round_the_clock"
    STAFF_LANGUAGE = "staff_language"
    INTERPRETER_HOURS = "interpreter_hours"
    SEATS = "seats"

    @property
    def need(self) -> Need:
        """By what it is judged."""
        return NEEDS.get(self, Need.PLACE)


NEEDS = {
    ResourceKind.STAFF_LANGUAGE: Need.LANGUAGE,
    ResourceKind.INTERPRETER_HOURS: Need.INTERPRETING,
    ResourceKind.SEATS: Need.ACTIVITY,
}


class PriceSource(StrEnum):
    """Where a price is from."""

    WEEK = "week"
    """What the week itself says a night costs."""
    ASSUMED = "assumed"
    """Nobody has said: a guess of this project, to be replaced."""
    GIVEN = "given"
    """Whoever asks has said it."""


class Resource(Value):
    """One candidate. Its cards can be played on the week that it was found in, and on every week after that."""

    id: ResourceId
    kind: ResourceKind
    cards: Annotated[tuple[Card, ...], Field(min_length=1)]
    kroner: Annotated[int, Field(ge=1, le=1_000_000_000)]
    """Whole kroner a year."""
    source: PriceSource
